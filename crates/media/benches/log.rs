//! What a log in a file costs: appending, opening, proving, checking.
//!
//! ```text
//! cargo bench -p provenue-media --bench log [-- LEAVES]
//! ```
//!
//! The file is made in the system's folder for temporary files and removed.

use std::{
    error::Error,
    fs,
    hint::black_box,
    time::{Duration, Instant},
};

use provenue_media::{
    SoftwareSha256,
    log::{LogReader, LogWriter},
    tree::leaf_hash,
    verify::{verify_consistency, verify_inclusion},
};

const LEAVES: u64 = 10_000_000;
const PROOFS: u64 = 10_000;

fn main() -> Result<(), Box<dyn Error>> {
    let named = std::env::args().find_map(|argument| argument.parse().ok());
    let leaves: u64 = named.unwrap_or(LEAVES);
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("log");

    let start = Instant::now();
    let mut log = LogWriter::create(&path)?;
    for index in 0..leaves {
        log.append(leaf_hash(&index.to_le_bytes()))?;
    }
    let head = log.commit()?;
    drop(log);
    let bytes = fs::metadata(&path)?.len();
    row("append (with the leaf's hash)", start.elapsed(), leaves);
    println!("{:<30} {bytes} bytes for {leaves} leaves", "file");

    let start = Instant::now();
    drop(LogWriter::open(&path)?);
    row("open to append", start.elapsed(), 1);
    let log = LogReader::open(&path)?;
    let start = Instant::now();
    log.check(|_| {})?;
    row("check, a leaf", start.elapsed(), leaves);

    // Spread over the whole log.
    let places = (0..PROOFS).map(|place| place * leaves / PROOFS);
    let start = Instant::now();
    for index in places.clone() {
        black_box(log.prove_inclusion(leaves, index)?);
    }
    row("prove inclusion", start.elapsed(), PROOFS);
    let start = Instant::now();
    for size in places {
        black_box(log.prove_consistency(size, leaves)?);
    }
    row("prove consistency", start.elapsed(), PROOFS);

    let (index, leaf) = (leaves / 3, log.leaf(leaves / 3)?);
    let proof = log.prove_inclusion(leaves, index)?;
    let start = Instant::now();
    for _ in 0..PROOFS {
        verify_inclusion::<SoftwareSha256>(black_box(&head), index, &leaf, &proof)?;
    }
    row("verify inclusion", start.elapsed(), PROOFS);
    let old = log.head_at(index)?;
    let proof = log.prove_consistency(index, leaves)?;
    let start = Instant::now();
    for _ in 0..PROOFS {
        verify_consistency::<SoftwareSha256>(black_box(&old), &head, &proof)?;
    }
    row("verify consistency", start.elapsed(), PROOFS);
    Ok(())
}

fn row(name: &str, time: Duration, count: u64) {
    let each = time.as_secs_f64() / count as f64 * 1e6;
    println!(
        "{name:<30} {:>9.3} s {each:>10.3} µs each",
        time.as_secs_f64()
    );
}
