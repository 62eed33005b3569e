//! Measures what every instruction costs, and writes it as tables.

mod bench;
mod consumption;
mod first_try;
mod keys;
mod reach;
mod scenarios;
mod scene;
mod table;

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use clap::Parser;
use provenue_client::{EmbeddedLedger, Programs};

/// Measures the compute units of every instruction.
#[derive(Parser)]
struct Options {
    /// Where to write the rows.
    #[arg(long, value_name = "FILE")]
    json: PathBuf,
    /// Where to write the table made from them.
    #[arg(long, value_name = "FILE")]
    markdown: PathBuf,
    /// Where other builds of the programs are than the committed ones.
    #[arg(long, value_name = "DIR")]
    programs: Option<PathBuf>,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let options = Options::parse();
    let ledger = match &options.programs {
        None => EmbeddedLedger::in_memory()?,
        Some(folder) => EmbeddedLedger::with_programs(&programs(folder)?)?,
    };
    let rows = scenarios::measure(ledger).await?;
    let table = table::markdown(&rows)?;
    write(&options.json, serde_json::to_string_pretty(&rows)? + "\n")?;
    write(&options.markdown, table)
}

/// The programs built into `folder`.
fn programs(folder: &Path) -> Result<Programs> {
    let read = |name| {
        let file = folder.join(name);
        fs::read(&file).with_context(|| format!("cannot read {}", file.display()))
    };
    Ok(Programs {
        vault: read("provenue_vault.so")?.into(),
        registry: read("provenue_registry.so")?.into(),
        wrapper: read("provenue_wrapper.so")?.into(),
    })
}

fn write(file: &Path, text: String) -> Result<()> {
    fs::write(file, text).with_context(|| format!("cannot write {}", file.display()))
}
