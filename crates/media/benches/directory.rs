//! How fast a directory's content id is made, beside `sha256sum` on the same files.
//!
//! ```text
//! cargo bench -p provenue-media --bench directory [-- FILES]
//! ```
//!
//! It makes FILES files of 16 KiB (20 000 unless told otherwise) and one of 1 GiB in the system's
//! folder for temporary files. All are in memory when they are read; the best of several rounds counts.

use std::{
    error::Error,
    fs,
    path::Path,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use provenue_media::{ChunkSize, directory::Directory};

const ROUNDS: usize = 3;
const SMALL_FILES: usize = 20_000;
const SMALL: usize = 16 << 10;
const LARGE: usize = 1 << 30;

fn main() -> Result<(), Box<dyn Error>> {
    let named = std::env::args().find_map(|argument| argument.parse().ok());
    let files: usize = named.unwrap_or(SMALL_FILES);
    let folder = tempfile::tempdir()?;
    let small = folder.path().join("small");
    for index in 0..files {
        let part = small.join(format!("{:03}", index % 100));
        fs::create_dir_all(&part)?;
        fs::write(part.join(index.to_string()), vec![index as u8; SMALL])?;
    }
    let large = folder.path().join("large");
    fs::create_dir(&large)?;
    fs::write(large.join("weights"), vec![7; LARGE])?;
    println!("{} threads, best of {ROUNDS}", rayon::current_num_threads());
    measure("small files", &small)?;
    measure("one large file", &large)?;
    measure("both", folder.path())?;
    Ok(())
}

fn measure(name: &str, path: &Path) -> Result<(), Box<dyn Error>> {
    let (mut ours, mut scan) = (Duration::MAX, Duration::MAX);
    let mut theirs = Some(Duration::MAX);
    let mut bytes = 0;
    for _ in 0..ROUNDS {
        let start = Instant::now();
        let directory = Directory::scan(path)?;
        scan = scan.min(start.elapsed());
        bytes = directory.byte_length();
        directory.fingerprint(ChunkSize::default(), |_| {})?;
        ours = ours.min(start.elapsed());
        theirs = match (theirs, time_sha256sum(path)?) {
            (Some(before), Some(now)) => Some(before.min(now)),
            _ => None,
        };
    }
    let rate = |time: Duration| bytes as f64 / time.as_secs_f64() / 1e9;
    println!(
        "{name:<16} {:>8.3} s {:>6.2} GB/s, of it scanning {:.3} s",
        ours.as_secs_f64(),
        rate(ours),
        scan.as_secs_f64()
    );
    match theirs {
        Some(time) => println!(
            "{:<16} {:>8.3} s {:>6.2} GB/s",
            "  sha256sum",
            time.as_secs_f64(),
            rate(time)
        ),
        None => println!("  sha256sum is not installed: not compared"),
    }
    Ok(())
}

/// `None` where the tools are not installed.
fn time_sha256sum(path: &Path) -> Result<Option<Duration>, Box<dyn Error>> {
    let start = Instant::now();
    let status = Command::new("sh")
        .args(["-c", "find \"$0\" -type f -print0 | xargs -0 sha256sum"])
        .arg(path)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    Ok(status
        .is_ok_and(|status| status.success())
        .then(|| start.elapsed()))
}
