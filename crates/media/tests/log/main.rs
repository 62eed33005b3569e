//! Transparency logs: proofs, their verification, and logs in files.

#[cfg(unix)]
mod crashes;
mod definition;
mod extremes;
mod files;
mod forgeries;
mod kills;
mod proofs;
mod vectors;
