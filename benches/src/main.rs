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

/// Measures the compute units of every instruction.
#[derive(Parser)]
struct Options {
    /// Where to write the rows.
    #[arg(long, value_name = "FILE")]
    json: PathBuf,
    /// Where to write the table made from them.
    #[arg(long, value_name = "FILE")]
    markdown: PathBuf,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let options = Options::parse();
    let rows = scenarios::measure().await?;
    let table = table::markdown(&rows)?;
    write(&options.json, serde_json::to_string_pretty(&rows)? + "\n")?;
    write(&options.markdown, table)
}

fn write(file: &Path, text: String) -> Result<()> {
    fs::write(file, text).with_context(|| format!("cannot write {}", file.display()))
}
