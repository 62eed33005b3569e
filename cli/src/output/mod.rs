//! What a command says: data to standard output, talk to standard error.

mod fields;
mod money;
mod percent;
mod progress;
mod steps;
pub mod style;
mod table;
mod text;
mod time;
mod transaction;

use std::{
    fmt,
    io::{self, IsTerminal, Write},
};

use clap::ValueEnum;
use serde::Serialize;

pub use fields::Fields;
pub use money::{Money, mint_name};
pub use percent::{percent, upstream_rate};
pub use progress::{Counter, Progress};
pub use steps::Steps;
pub use table::{Column, Table};
pub use text::{Bytes, Hex, SOL_DECIMALS, Sol, Span, as_optional_text, as_text, printable};
pub use time::Moment;
pub use transaction::Transaction;

use crate::failure::Failure;

/// How results are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people
    #[default]
    Display,
    /// JSON on several lines; amounts are base units, as decimal strings
    Json,
    /// JSON on one line
    JsonCompact,
}

/// What a command found out or did, for people and for machines.
///
/// Everything that can be displayed and serialized is one. What is displayed may have colours; they
/// are taken out where they would not be seen.
pub trait Report {
    /// For people.
    fn display(&self) -> &dyn fmt::Display;

    /// For machines.
    fn json(&self, pretty: bool) -> serde_json::Result<String>;

    /// The exit status: 0 unless what was found is an answer of its own, which the command's help
    /// tells. 1 and 2 are taken by failures and usage errors.
    fn status(&self) -> u8 {
        0
    }
}

impl<T: fmt::Display + Serialize> Report for T {
    fn display(&self) -> &dyn fmt::Display {
        self
    }

    fn json(&self, pretty: bool) -> serde_json::Result<String> {
        if pretty {
            serde_json::to_string_pretty(self)
        } else {
            serde_json::to_string(self)
        }
    }
}

/// A report with an exit status of its own.
pub struct Verdict<T> {
    /// What was found.
    pub report: T,
    /// See [`Report::status`].
    pub status: u8,
}

impl<T: fmt::Display + Serialize> Report for Verdict<T> {
    fn display(&self) -> &dyn fmt::Display {
        self.report.display()
    }

    fn json(&self, pretty: bool) -> serde_json::Result<String> {
        self.report.json(pretty)
    }

    fn status(&self) -> u8 {
        self.status
    }
}

/// Writes what commands say.
#[derive(Clone, Copy, Debug)]
pub struct Printer {
    format: Format,
    verbose: bool,
}

impl Printer {
    /// A printer that writes results in this format, and more talk when `verbose`.
    pub fn new(format: Format, verbose: bool) -> Self {
        Self { format, verbose }
    }

    /// Writes the result of a command.
    pub fn report(&self, report: &dyn Report) -> io::Result<()> {
        let mut out = anstream::stdout().lock();
        match self.format {
            Format::Display => write!(out, "{}", report.display())?,
            Format::Json => writeln!(out, "{}", report.json(true)?)?,
            Format::JsonCompact => writeln!(out, "{}", report.json(false)?)?,
        }
        out.flush()
    }

    /// Says something that helps, and is no part of the result.
    pub fn note(&self, text: impl fmt::Display) {
        talk(style::NOTE, "note", text);
    }

    /// Says something only those want to know who asked for more.
    pub fn detail(&self, text: impl fmt::Display) {
        if self.verbose {
            self.note(text);
        }
    }

    /// Says why a command failed.
    pub fn failure(&self, failure: &Failure) {
        if self.verbose {
            for line in failure.logs() {
                talk(style::FAINT, "log", line);
            }
        }
        talk(style::ERROR, "error", failure);
        if let Some(hint) = failure.hint_text() {
            talk(style::HINT, "hint", hint);
        }
    }

    /// A bar that fills up while `total` bytes of `name` are read, where one is wanted.
    pub fn progress(&self, name: &str, total: u64) -> Progress {
        if self.shows_progress() {
            Progress::bar(name, total)
        } else {
            Progress::hidden()
        }
    }

    /// A bar that fills up while `name` goes on, where one is wanted.
    pub fn counter(&self, name: &str) -> Counter {
        if self.shows_progress() {
            Counter::bar(name)
        } else {
            Counter::hidden()
        }
    }

    fn shows_progress(&self) -> bool {
        self.format == Format::Display && io::stderr().is_terminal()
    }
}

/// That nobody listens is no reason to fail.
fn talk(style: anstyle::Style, kind: &str, text: impl fmt::Display) {
    let _ = writeln!(anstream::stderr(), "{style}{kind}{style:#}: {text}");
}
