//! `cargo xtask ci`: all that a change must pass, in the order of cost.

use std::fmt::Write;
use std::time::{Duration, Instant};

use anyhow::Result;

use crate::tally::Tally;
use crate::workspace::Workspace;
use crate::{bench, check, shell, test};

type Step<'a> = (&'static str, Box<dyn FnOnce(&mut Tally) -> Result<()> + 'a>);

/// Runs the steps, stops at the first that fails, and in any case says how
/// long each took.
pub(crate) fn run(workspace: &Workspace) -> Result<()> {
    let steps: Vec<Step<'_>> = vec![
        (
            "format",
            Box::new(|_| cargo(workspace, &["fmt", "--all", "--check"], None)),
        ),
        ("programs", Box::new(|_| check::run(workspace, &[]))),
        (
            "lint",
            Box::new(|_| {
                let args = [
                    "clippy",
                    "--workspace",
                    "--all-targets",
                    "--ignore-rust-version",
                    "--",
                    "-D",
                    "warnings",
                ];
                cargo(workspace, &args, None)?;
                // A workspace of its own, for its profile and its C++; most of what it needs is built.
                let target = workspace.target.display().to_string();
                let fuzz = [
                    "check",
                    "--manifest-path",
                    "fuzz/Cargo.toml",
                    "--bins",
                    "--target-dir",
                    &target,
                ];
                cargo(workspace, &fuzz, None)
            }),
        ),
        (
            "docs",
            Box::new(|_| {
                let args = ["doc", "--workspace", "--no-deps", "--ignore-rust-version"];
                cargo(workspace, &args, Some(("RUSTDOCFLAGS", "-D warnings")))
            }),
        ),
        ("benches", Box::new(|_| bench::run(workspace, true))),
        (
            "tests",
            Box::new(|tally| {
                for command in test::commands(workspace, &[]) {
                    shell::run_watched(command, &mut |line| tally.see(line))?;
                }
                Ok(())
            }),
        ),
    ];

    let mut tally = Tally::default();
    let mut rows = String::new();
    let mut result = Ok(());
    let start = Instant::now();
    for (name, step) in steps {
        println!("\n== {name}");
        let start = Instant::now();
        result = step(&mut tally);
        let verdict = if result.is_ok() { "ok" } else { "FAILED" };
        let _ = writeln!(
            rows,
            "{name:<10} {:>8}  {verdict}",
            minutes(start.elapsed())
        );
        if result.is_err() {
            break;
        }
    }
    println!(
        "\n{rows}{:<10} {:>8}\n\n{tally}",
        "total",
        minutes(start.elapsed())
    );
    result
}

fn cargo(workspace: &Workspace, args: &[&str], env: Option<(&str, &str)>) -> Result<()> {
    let mut command = shell::cargo(&workspace.root);
    command.args(args).envs(env);
    shell::run(command)
}

fn minutes(time: Duration) -> String {
    let seconds = time.as_secs();
    format!("{}:{:02}", seconds / 60, seconds % 60)
}
