//! Running other programs, with errors that name the command.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::{io, thread};

use anyhow::{Context, Result, bail};

/// A command in `folder`, free of what `cargo run` told this process about the
/// crate `xtask`: a nested cargo would take some of it for its own.
pub(crate) fn command(program: &str, folder: &Path) -> Command {
    let mut command = Command::new(program);
    command.current_dir(folder);
    for (name, _) in std::env::vars_os() {
        let about_us = name.to_str().is_some_and(|name| {
            name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_")
        });
        if about_us {
            command.env_remove(name);
        }
    }
    command
}

/// `cargo` in `folder`.
pub(crate) fn cargo(folder: &Path) -> Command {
    command("cargo", folder)
}

/// Whether `command` can be started and succeeds; its output is dropped.
pub(crate) fn succeeds(mut command: Command) -> bool {
    let quiet = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    quiet.status().is_ok_and(|status| status.success())
}

/// Runs `command` with this process's terminal.
pub(crate) fn run(mut command: Command) -> Result<()> {
    let status = command
        .status()
        .with_context(|| format!("cannot start {}", show(&command)))?;
    if !status.success() {
        bail!("{} failed ({status})", show(&command));
    }
    Ok(())
}

/// What `command` prints to its standard output; its talk goes to ours.
pub(crate) fn read(mut command: Command) -> Result<String> {
    command.stderr(Stdio::inherit());
    let output = command
        .output()
        .with_context(|| format!("cannot start {}", show(&command)))?;
    if !output.status.success() {
        bail!("{} failed ({})", show(&command), output.status);
    }
    String::from_utf8(output.stdout).with_context(|| format!("{} printed no text", show(&command)))
}

/// Runs `command`, passing on what it prints while `line` sees each line too.
pub(crate) fn run_watched(
    mut command: Command,
    line: &mut (impl FnMut(&str) + Send),
) -> Result<()> {
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command
        .spawn()
        .with_context(|| format!("cannot start {}", show(&command)))?;
    let (stdout, stderr) = (child.stdout.take(), child.stderr.take());
    let line = Mutex::new(line);
    let see = |text: &str| {
        if let Ok(mut line) = line.lock() {
            line(text);
        }
    };
    thread::scope(|scope| {
        scope.spawn(|| stdout.map(|from| pass_on(from, io::stdout(), see)));
        scope.spawn(|| stderr.map(|from| pass_on(from, io::stderr(), see)));
    });
    let status = child.wait()?;
    if !status.success() {
        bail!("{} failed ({status})", show(&command));
    }
    Ok(())
}

/// Copies `from` to `to` by lines. Ends with the pipe; a reader that has gone
/// away must not stop the tests, so a failed write is not an error.
fn pass_on(from: impl Read, mut to: impl Write, see: impl Fn(&str)) {
    let mut from = BufReader::new(from);
    let mut bytes = Vec::new();
    while from
        .read_until(b'\n', &mut bytes)
        .is_ok_and(|count| count > 0)
    {
        let _ = to.write_all(&bytes);
        see(&String::from_utf8_lossy(&bytes));
        bytes.clear();
    }
}

/// The command as one would type it, for messages.
fn show(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    let words: Vec<_> = words.map(|word| word.to_string_lossy()).collect();
    format!("`{}`", words.join(" "))
}
