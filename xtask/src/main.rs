//! The workspace's own commands, run as `cargo xtask COMMAND`.
//!
//! One module a command; what they share is in `shell`, `workspace`,
//! `toolchain`, `fingerprint` and `manifest`.

mod bench;
mod build;
mod check;
mod ci;
mod dependencies;
mod fingerprint;
mod manifest;
mod program_id;
mod shell;
mod tally;
mod test;
mod toml_file;
mod toolchain;
mod workspace;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use crate::toolchain::Kind;
use crate::workspace::Workspace;

#[derive(Parser)]
#[command(name = "cargo xtask", about = "The workspace's own commands")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build the programs to target/deploy and refresh artifacts/
    Build {
        /// Programs to build, by folder name under programs/ (default: all)
        programs: Vec<String>,
        /// Build nothing new: fail if artifacts/ is not what the sources give
        #[arg(long)]
        check: bool,
        /// The compiler to use (default: Solana's where installed, else the registry's)
        #[arg(long, value_enum, conflicts_with = "check")]
        toolchain: Option<Kind>,
    },
    /// Run all tests: unit, integration, command line and documentation
    Test {
        /// Passed to the test runner, for example a test's name; documentation
        /// tests are left out then
        #[arg(last = true)]
        args: Vec<String>,
    },
    /// Measure compute units and write benches/compute_units.{json,md}
    Bench {
        /// Write nothing: fail if the committed numbers are not today's
        #[arg(long)]
        check: bool,
    },
    /// Do all that a change must pass, and say how long each part took
    Ci,
}

fn main() -> ExitCode {
    match run(Cli::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> Result<()> {
    let workspace = Workspace::load()?;
    match command {
        Command::Build {
            programs,
            check: true,
            ..
        } => check::run(&workspace, &programs),
        Command::Build {
            programs,
            toolchain,
            ..
        } => build::run(&workspace, &programs, toolchain),
        Command::Test { args } => test::run(&workspace, &args),
        Command::Bench { check } => bench::run(&workspace, check),
        Command::Ci => ci::run(&workspace),
    }
}
