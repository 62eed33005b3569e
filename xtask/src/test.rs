//! `cargo xtask test`: every test of the workspace.

use std::path::Path;
use std::process::Command;

use anyhow::Result;

use crate::shell;
use crate::workspace::Workspace;

/// The crates whose documentation has examples, tested one by one: programs are libraries and
/// `cdylib`s, so all builds of one share a file, and a build of the whole workspace would have two.
const DOCUMENTED: [&str; 5] = [
    "provenue-accounting",
    "provenue-client",
    "provenue-media",
    "provenue-oracle",
    "provenue-record",
];

/// Runs the tests. With `args` for the runner only those of the workspace's
/// targets: documentation tests have a runner that knows other arguments.
pub(crate) fn run(workspace: &Workspace, args: &[String]) -> Result<()> {
    for command in commands(workspace, args) {
        shell::run(command)?;
    }
    Ok(())
}

/// The commands that together run the tests, the longest last so that its
/// summary is what remains on the screen.
pub(crate) fn commands(workspace: &Workspace, args: &[String]) -> Vec<Command> {
    let root = &workspace.root;
    let mut commands = Vec::new();
    if args.is_empty() {
        commands.push(builtins(workspace));
        commands.extend(DOCUMENTED.map(|package| {
            let args = [
                "test",
                "--doc",
                "--ignore-rust-version",
                "--package",
                package,
            ];
            cargo_plain(root, &args)
        }));
    }
    // nextest runs tests of different binaries at the same time.
    let nextest = shell::succeeds(cargo_plain(root, &["nextest", "--version"]));
    let mut all = if nextest {
        cargo(root, &["nextest", "run"])
    } else {
        cargo(root, &["test", "--all-targets"])
    };
    all.args(args);
    commands.push(all);
    commands
}

fn cargo_plain(root: &Path, args: &[&str]) -> Command {
    let mut command = shell::cargo(root);
    command.args(args);
    command
}

fn cargo(root: &Path, args: &[&str]) -> Command {
    let mut command = cargo_plain(root, args);
    command.args(["--workspace", "--ignore-rust-version"]);
    command
}

/// The compiler's own arithmetic: a workspace of its own, for it is built for
/// the chain with other settings.
fn builtins(workspace: &Workspace) -> Command {
    let mut command = cargo_plain(&workspace.root, &["test", "--release", "--locked", "--lib"]);
    command.args(["--manifest-path", "tools/sbf/builtins/Cargo.toml"]);
    command.env("CARGO_TARGET_DIR", workspace.target.join("builtins"));
    command
}
