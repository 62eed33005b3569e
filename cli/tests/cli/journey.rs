//! The scripts of `tests/localnet`, which also run against an RPC server

use std::{path::Path, process::Command};

use crate::sandbox::Sandbox;

/// Runs a script on the embedded ledger; what it says at the end is `says`.
fn runs(script: &str, says: &str) {
    let sandbox = Sandbox::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/localnet");
    let done = Command::new("bash")
        .arg(folder.join(script))
        .arg("embedded")
        .arg(sandbox.home())
        .env("PROVENUE", env!("CARGO_BIN_EXE_provenue"))
        .output()
        .unwrap();
    let (stdout, stderr) = (
        String::from_utf8_lossy(&done.stdout),
        String::from_utf8_lossy(&done.stderr),
    );
    assert!(done.status.success(), "{stdout}{stderr}");
    assert_eq!(stdout, says);
}

#[test]
fn the_main_job_runs_command_by_command_on_the_embedded_ledger() {
    runs("journey", "check: every base unit is where it should be\n");
}

#[test]
fn the_ledger_of_rights_is_written_command_by_command() {
    runs(
        "rights",
        "check: the ledger of rights says what it should\n",
    );
}
