//! A home of its own for each test.

use std::{
    fs,
    path::{Path, PathBuf},
};

use assert_cmd::{Command, assert::Assert};
use serde_json::Value;
use tempfile::TempDir;

/// A temporary home folder, in which commands run as if on a fresh machine.
pub struct Sandbox(TempDir);

impl Sandbox {
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// Another home with the same files: the ledger and its keypair among them.
    pub fn copy(&self) -> Self {
        let copy = Self::new();
        copy_folder(self.home(), copy.home());
        copy
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub fn home(&self) -> &Path {
        self.0.path()
    }

    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, content).unwrap();
        path
    }

    /// `provenue ARGS`, split at spaces.
    pub fn command(&self, args: &str) -> Command {
        let mut command = assert_cmd::cargo::cargo_bin_cmd!("provenue");
        command.current_dir(self.home()).env("HOME", self.home());
        for name in ["XDG_DATA_HOME", "NO_COLOR", "CLICOLOR_FORCE"] {
            command.env_remove(name);
        }
        command.args(args.split_whitespace());
        command
    }

    /// The standard output of a command that must succeed.
    pub fn stdout(&self, args: &str) -> String {
        let done = self.command(args).assert().success();
        String::from_utf8(done.get_output().stdout.clone()).unwrap()
    }

    /// What a command that must succeed writes as JSON.
    pub fn json(&self, args: &str) -> Value {
        let text = self.stdout(&format!("{args} --output json"));
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"))
    }

    /// A command that must fail: status 1, nothing on standard output, an error that is one line.
    /// Returns standard error.
    pub fn refused(&self, args: &str) -> String {
        refusal(self.command(args).assert())
    }

    /// A new keypair file; returns its address.
    pub fn keypair(&self, name: &str) -> String {
        let keypair = solana_keypair::Keypair::new();
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        solana_keypair::write_keypair_file(&keypair, path).unwrap();
        solana_keypair::Signer::pubkey(&keypair).to_string()
    }
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy_folder(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// Standard error of a command that refused.
pub fn refusal(done: Assert) -> String {
    let done = done.code(1).stdout("");
    let stderr = String::from_utf8(done.get_output().stderr.clone()).unwrap();
    let errors = stderr.lines().filter(|line| line.starts_with("error: "));
    assert_eq!(errors.count(), 1, "{stderr}");
    let known = ["error: ", "hint: ", "note: ", "log: "];
    for line in stderr.lines() {
        assert!(known.iter().any(|kind| line.starts_with(kind)), "{stderr}");
    }
    stderr
}

/// Bytes that repeat late enough to make all chunks of a small file differ.
pub fn bytes(length: usize) -> Vec<u8> {
    (0..length)
        .map(|index| (index % 251) as u8 ^ (index >> 12) as u8)
        .collect()
}
