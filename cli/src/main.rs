//! Provenue's command line: `provenue`.
#![forbid(unsafe_code)]

mod args;
mod atomic_file;
mod claim;
mod commands;
mod context;
mod credentials;
mod document;
mod failure;
mod holder;
mod identity;
mod keypairs;
mod ledger;
mod looks;
mod network;
mod output;
mod solana_config;
mod standing;
mod works;

use std::{io, process::ExitCode};

use clap::Parser;

use crate::{args::Cli, context::Context, failure::Failure, output::Printer};

fn main() -> ExitCode {
    let cli = Cli::parse();
    let printer = Printer::new(cli.global.output, cli.global.verbose);
    match run(cli, printer) {
        Ok(code) => code,
        Err(failure) => {
            printer.failure(&failure);
            ExitCode::FAILURE
        }
    }
}

fn run(cli: Cli, printer: Printer) -> Result<ExitCode, Failure> {
    let context = Context::new(cli.global, printer);
    // One thread is enough: files are hashed on threads of their own, and there is one request
    // at a time.
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| Failure::new(format!("cannot start: {error}")))?;
    let report = runtime.block_on(commands::run(cli.command, &context))?;
    let status = ExitCode::from(report.status());
    match printer.report(report.as_ref()) {
        Ok(()) => Ok(status),
        // Whoever reads has read enough, like `head`.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(status),
        Err(error) => Err(Failure::new(format!("cannot write the output: {error}"))),
    }
}
