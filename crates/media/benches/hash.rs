//! How fast a content id is made, beside `sha256sum` and `openssl dgst -sha256` on
//! the same file in the same run.
//!
//! ```text
//! cargo bench -p provenue-media --bench hash [-- FILE]
//! ```
//!
//! Without FILE it makes one of 1 GiB in the system's folder for temporary files.
//! Each takes turns with the others; the best of several rounds counts. The file is
//! read once before, so all of them read it from memory.

use std::{
    error::Error,
    fs::File,
    io::{self, Write},
    path::Path,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use provenue_media::{ChunkSize, fingerprint_file, fingerprint_reader};

const ROUNDS: usize = 5;
const MADE_BYTES: usize = 1 << 30;

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    // Cargo adds flags of its own, such as --bench.
    let named = std::env::args()
        .skip(1)
        .find(|argument| !argument.starts_with('-'));
    // Kept until the end: it is removed with its handle.
    let made = named.is_none().then(made_file).transpose()?;
    let path = match (&named, &made) {
        (None, Some(made)) => made.path(),
        _ => Path::new(named.as_deref().unwrap_or_default()),
    };
    let bytes = std::fs::metadata(path)?.len();
    io::copy(&mut File::open(path)?, &mut io::sink())?;

    let mut ours = Duration::MAX;
    let mut stream = Duration::MAX;
    let mut tools = [
        ("sha256sum", vec!["sha256sum"]),
        ("openssl", vec!["openssl", "dgst", "-sha256"]),
    ]
    .map(|(name, command)| (name, command, Some(Duration::MAX)));
    for _ in 0..ROUNDS {
        ours = ours.min(time(|| {
            fingerprint_file(path, ChunkSize::default(), |_| {})
        })?);
        let reader = File::open(path)?;
        stream = stream.min(time(|| {
            fingerprint_reader(reader, ChunkSize::default(), |_| {})
        })?);
        for (_, command, best) in &mut tools {
            *best = match *best {
                Some(before) => time_tool(command, path)?.map(|now| now.min(before)),
                None => None,
            };
        }
    }

    println!(
        "{bytes} bytes, {} threads, best of {ROUNDS}",
        rayon::current_num_threads()
    );
    let row = |name: &str, time: Duration| {
        let rate = bytes as f64 / time.as_secs_f64() / 1e9;
        let ratio = time.as_secs_f64() / ours.as_secs_f64();
        println!(
            "{name:<20} {:>8.3} s {rate:>7.2} GB/s {ratio:>7.2} x our time",
            time.as_secs_f64()
        );
    };
    row("fingerprint_file", ours);
    row("fingerprint_reader", stream);
    for (name, _, best) in &tools {
        match best {
            Some(best) => row(name, *best),
            None => println!("{name:<20} is not installed: not compared"),
        }
    }
    Ok(())
}

/// A file that holds no zeros a file system could leave out.
fn made_file() -> Outcome<tempfile::NamedTempFile> {
    let mut file = tempfile::NamedTempFile::new()?;
    let block: Vec<u8> = (0..1u32 << 20)
        .map(|index| (index.wrapping_mul(0x9E37_79B9) >> 24) as u8)
        .collect();
    for _ in 0..MADE_BYTES / block.len() {
        file.write_all(&block)?;
    }
    file.flush()?;
    Ok(file)
}

fn time<T, E: Into<Box<dyn Error>>>(work: impl FnOnce() -> Result<T, E>) -> Outcome<Duration> {
    let start = Instant::now();
    work().map_err(Into::into)?;
    Ok(start.elapsed())
}

/// `None` when there is no such tool.
fn time_tool(command: &[&str], path: &Path) -> Outcome<Option<Duration>> {
    let start = Instant::now();
    let status = Command::new(command[0])
        .args(&command[1..])
        .arg(path)
        .stdout(Stdio::null())
        .status();
    match status {
        Ok(status) if status.success() => Ok(Some(start.elapsed())),
        Ok(status) => Err(format!("{} failed: {status}", command[0]).into()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error.into()),
    }
}
