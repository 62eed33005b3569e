//! Puts the built programs where the crate embeds them from.
//!
//! `PROVENUE_ARTIFACTS` names another folder than the workspace's `artifacts/`. Where a program was
//! not built yet an empty file stands in: the crate still compiles, and the embedded ledger says
//! what is missing when it is opened.

use std::{env, fs, path::PathBuf};

fn main() {
    println!("cargo::rerun-if-env-changed=PROVENUE_ARTIFACTS");
    let manifest = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("set by cargo"));
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("set by cargo"));
    let artifacts = env::var_os("PROVENUE_ARTIFACTS")
        .map_or_else(|| manifest.join("../artifacts"), PathBuf::from);
    for name in [
        "provenue_vault.so",
        "provenue_registry.so",
        "provenue_wrapper.so",
    ] {
        let source = artifacts.join(name);
        println!("cargo::rerun-if-changed={}", source.display());
        let program = fs::read(&source).unwrap_or_else(|error| {
            println!("cargo::warning={name} is not built yet ({error}): run `cargo xtask build`");
            Vec::new()
        });
        fs::write(out.join(name), program).expect("the build folder is writable");
    }
}
