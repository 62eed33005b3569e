//! `credentials`, and C2PA manifests in `mint` and `verify`: stories on real media

mod authority;
mod commands;
mod foreign;
mod published;
mod rivals;

use std::{fs, path::PathBuf};

use serde_json::Value;

use crate::sandbox::Sandbox;

const IPTC: &str = "http://cv.iptc.org/newscodes/digitalsourcetype/";
const STUDIO: &str = "--certificate studio.chain.pem --key studio.key.pem";

/// A file that another tool signed.
fn foreign_file(name: &str) -> PathBuf {
    let fixtures = "../crates/credentials/tests/fixtures/signed";
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join(fixtures)
        .join(name)
}

/// An artist with 10 SOL, `aurora.jpg` and certificates, and a rival with 10 SOL.
fn funded() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.stdout("airdrop 10");
    sandbox.keypair("rival.json");
    sandbox.stdout("airdrop 10 rival.json");
    authority::certify(sandbox.home(), &["studio", "rival"]);
    let photo = concat!(env!("CARGO_MANIFEST_DIR"), "/../samples/aurora.jpg");
    fs::copy(photo, sandbox.path("aurora.jpg")).unwrap();
    sandbox
}

/// The artist signed `aurora.jpg` and registered `aurora-signed.jpg`; with what `mint` reported.
fn published() -> (Sandbox, Value) {
    let sandbox = funded();
    let minted = sandbox.json(&format!(
        "mint aurora.jpg --no-vault --sign {STUDIO} --source-type trainedAlgorithmicMedia"
    ));
    (sandbox, minted)
}

/// What `verify` finds, with its exit status.
fn verify(sandbox: &Sandbox, args: &str) -> (i32, Value) {
    let mut command = sandbox.command(&format!("verify {args} --output json"));
    let done = command.output().unwrap();
    let report = serde_json::from_slice(&done.stdout);
    let status = done.status.code().unwrap();
    (
        status,
        report.unwrap_or_else(|error| panic!("{error}: {done:?}")),
    )
}

/// Puts a copy of a file into the sandbox, changed.
fn changed(sandbox: &Sandbox, from: &str, to: &str, change: impl FnOnce(&mut Vec<u8>)) {
    let mut bytes = fs::read(sandbox.path(from)).unwrap();
    change(&mut bytes);
    sandbox.write(to, bytes);
}
