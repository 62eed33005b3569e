//! `credentials show`: what a file's manifest says.

use std::fmt;

use serde::Serialize;

use crate::{
    args::CredentialsShowArgs,
    credentials::{CredentialsReport, look},
    failure::Result,
    output::Verdict,
};

/// The exit status when the file has no manifest.
const NONE: u8 = 3;
/// The exit status when its manifest is invalid or cannot be read.
const BAD: u8 = 4;

/// A file and its manifest.
#[derive(Serialize)]
pub struct Shown {
    file: String,
    credentials: CredentialsReport,
}

pub fn run(args: &CredentialsShowArgs) -> Result<Verdict<Shown>> {
    let found = look(&args.file, &args.trust.trust()?)?;
    let report = Shown {
        file: args.file.display().to_string(),
        credentials: CredentialsReport::from(&found),
    };
    let status = match report.credentials.status() {
        "none" => NONE,
        _ if report.credentials.is_bad() => BAD,
        _ => 0,
    };
    Ok(Verdict { report, status })
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.credentials.fields(&self.file).fmt(f)
    }
}
