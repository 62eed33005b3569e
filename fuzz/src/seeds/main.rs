//! Writes what the fuzzer begins with to `corpus/`: each instruction once as it should be, each account of
//! the cast, each event.
//!
//! `cargo run --manifest-path fuzz/Cargo.toml --bin seeds`

mod accounts;
mod instructions;

use std::{fs, io, path::Path};

fn main() -> io::Result<()> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    write(&corpus.join("instructions"), instructions::all())?;
    write(&corpus.join("accounts"), accounts::all())
}

fn write(folder: &Path, seeds: Vec<(String, Vec<u8>)>) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    for (name, bytes) in &seeds {
        fs::write(folder.join(name), bytes)?;
    }
    println!("{}: {} seeds", folder.display(), seeds.len());
    Ok(())
}
