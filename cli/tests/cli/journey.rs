//! `tests/localnet/journey`, the script that also runs against an RPC server

use std::{path::Path, process::Command};

use crate::sandbox::Sandbox;

#[test]
fn the_main_job_runs_command_by_command_on_the_embedded_ledger() {
    let sandbox = Sandbox::new();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/localnet/journey");
    let done = Command::new("bash")
        .arg(script)
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
    assert_eq!(stdout, "check: every base unit is where it should be\n");
}
