//! Formats, streams, exit codes, help

use predicates::{prelude::PredicateBooleanExt, str::contains};

use crate::sandbox::Sandbox;

const ESCAPE: &str = "\u{1b}";

#[test]
fn json_is_one_value_on_many_lines_or_on_one() {
    let sandbox = Sandbox::new();
    let pretty = sandbox.stdout("balance --output json");
    let compact = sandbox.stdout("balance --output json-compact");
    assert!(pretty.lines().count() > 1);
    assert_eq!(compact.lines().count(), 1);
    let parse = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
    assert_eq!(parse(&pretty), parse(&compact));
}

#[test]
fn errors_stay_off_standard_output_in_every_format() {
    let sandbox = Sandbox::new();
    for format in ["display", "json", "json-compact"] {
        let error = sandbox.refused(&format!("hash missing --output {format}"));
        assert_eq!(error, "error: no such file: missing\n");
    }
}

#[test]
fn there_are_no_colours_where_nobody_sees_them() {
    let sandbox = Sandbox::new();
    sandbox.write("a.bin", "a");
    let plain = || contains(ESCAPE).not();
    let mut shown = sandbox.command("hash a.bin");
    shown.assert().success().stdout(plain());
    sandbox
        .command("hash missing")
        .assert()
        .code(1)
        .stderr(plain());
    let mut forced = sandbox.command("hash a.bin");
    forced
        .env("CLICOLOR_FORCE", "1")
        .assert()
        .stdout(contains(ESCAPE));
}

#[test]
fn more_is_said_when_asked_for() {
    let sandbox = Sandbox::new();
    sandbox.stdout("airdrop 1");
    sandbox.command("balance").assert().stderr("");
    let more = contains("keypair.json").and(contains("embedded ledger in"));
    sandbox
        .command("balance -v")
        .assert()
        .stderr(more)
        .stdout("1 SOL\n");
    let logs = contains("log: Program").and(contains("error: "));
    sandbox
        .command("token mint SOL 5 -v")
        .assert()
        .code(1)
        .stderr(logs);
}

#[test]
fn a_usage_error_is_status_2() {
    let sandbox = Sandbox::new();
    for args in [
        "",
        "paint",
        "hash --colour",
        "balance --output xml",
        "token",
    ] {
        sandbox.command(args).assert().code(2).stdout("");
    }
}

#[test]
fn every_command_explains_itself() {
    let sandbox = Sandbox::new();
    sandbox
        .command("--version")
        .assert()
        .success()
        .stdout(contains("provenue "));
    sandbox
        .command("--help")
        .assert()
        .success()
        .stdout(contains("embedded ledger"));
    for command in [
        "hash",
        "prove",
        "check-proof",
        "mint",
        "verify",
        "asset show",
        "asset list",
        "asset offer-ownership",
        "asset accept",
        "asset supersede",
        "asset revoke",
        "asset update",
        "asset freeze",
        "attest create",
        "attest revoke",
        "attest list",
        "shares transfer",
        "shares list",
        "airdrop",
        "balance",
        "completions",
        "token create",
        "token mint",
        "token balance",
    ] {
        let examples = contains("Examples:").and(contains(format!("  provenue {command}")));
        let mut help = sandbox.command(&format!("{command} --help"));
        help.assert().success().stdout(examples);
    }
}

#[test]
fn shells_get_their_completions() {
    let sandbox = Sandbox::new();
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let mut command = sandbox.command(&format!("completions {shell}"));
        let known = contains("check-proof").and(contains("airdrop"));
        command.assert().success().stdout(known);
    }
    sandbox
        .command("completions nosh")
        .assert()
        .code(2)
        .stdout("");
}

/// Whoever reads may stop early, like `head`.
#[cfg(unix)]
#[test]
fn a_reader_that_goes_away_is_no_error() {
    use std::process::{Command, Stdio};

    let mut child = Command::new(assert_cmd::cargo::cargo_bin!("provenue"))
        .args(["completions", "zsh"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let done = child.wait_with_output().unwrap();
    assert!(done.status.success());
    assert!(done.stderr.is_empty());
}
