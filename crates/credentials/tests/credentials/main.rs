//! Manifests of files: made by other tools, made by ours, changed, and forged.

mod authority;
mod foreign;
mod hostile;
mod ours;
mod tampered;

use std::path::PathBuf;

use provenue_credentials::Trust;

/// A file of `tests/fixtures`.
fn fixture(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures")
        .join(name)
}

/// The authority of those that signed the fixtures.
fn fixtures_trust() -> Trust {
    Trust::from_file(&fixture("root.pem")).unwrap()
}
