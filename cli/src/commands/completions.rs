//! `completions`: the completion script of a shell.

use std::fmt;

use clap::CommandFactory;
use serde::Serialize;

use crate::args::{Cli, CompletionsArgs};

/// A completion script.
#[derive(Serialize)]
pub struct Completions {
    shell: String,
    script: String,
}

pub fn run(args: &CompletionsArgs) -> Completions {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "provenue", &mut script);
    Completions {
        shell: args.shell.to_string(),
        script: String::from_utf8_lossy(&script).into_owned(),
    }
}

impl fmt::Display for Completions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.script)
    }
}
