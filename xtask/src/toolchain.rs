//! The two compilers that make programs, and what identifies them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use clap::ValueEnum;
use serde::{Deserialize, Serialize};

use crate::shell;
use crate::workspace::{Program, Workspace};

/// Which compiler.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize, ValueEnum)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Kind {
    /// Solana's own, behind `cargo build-sbf`.
    PlatformTools,
    /// The one in `tools/sbf`, made of what package registries hold.
    Registry,
}

/// A compiler, down to its versions. Equal ones make equal bytes of equal
/// sources; those of `tools/sbf` count as sources.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub(crate) struct Toolchain {
    pub(crate) kind: Kind,
    /// What each part says of itself, by its name.
    pub(crate) versions: BTreeMap<String, String>,
}

impl Kind {
    /// Solana's own compiler where it is installed, else the registry's.
    pub(crate) fn installed(root: &Path) -> Self {
        if Self::PlatformTools.is_installed(root) {
            Self::PlatformTools
        } else {
            Self::Registry
        }
    }

    /// Whether this compiler can be had: the registry's one sets itself up.
    pub(crate) fn is_installed(self, root: &Path) -> bool {
        match self {
            Self::PlatformTools => shell::succeeds(build_sbf(root, &["--version"])),
            Self::Registry => true,
        }
    }

    /// Gets the compiler ready, installing what it lacks, and identifies it.
    pub(crate) fn set_up(self, root: &Path) -> Result<Toolchain> {
        let versions = match self {
            Self::PlatformTools => platform_tools_versions(root)?,
            Self::Registry => {
                shell::run(script(root, "setup.sh")).context(
                    "the compiler of tools/sbf cannot be set up; \
                     with Solana's platform tools installed (`cargo build-sbf`) it is not needed",
                )?;
                registry_versions(root)?
            }
        };
        Ok(Toolchain {
            kind: self,
            versions,
        })
    }
}

impl Toolchain {
    /// Compiles `program` and returns where its bytes are, under `target/deploy`.
    pub(crate) fn compile(&self, workspace: &Workspace, program: &Program) -> Result<PathBuf> {
        let deploy = workspace.target.join("deploy");
        let mut command = match self.kind {
            Kind::PlatformTools => {
                let mut command = build_sbf(&workspace.root, &["--arch", "v3", "--manifest-path"]);
                command.arg(&program.manifest);
                command.arg("--sbf-out-dir").arg(&deploy);
                command
            }
            Kind::Registry => {
                let mut command = script(&workspace.root, "build.sh");
                command.arg(&program.manifest);
                command
            }
        };
        if self.kind == Kind::PlatformTools {
            // What follows is for cargo itself.
            command.arg("--");
        }
        command.arg("--ignore-rust-version");
        shell::run(command).with_context(|| format!("program '{}' did not build", program.name))?;
        Ok(deploy.join(program.file_name()))
    }
}

fn build_sbf(root: &Path, args: &[&str]) -> Command {
    let mut command = shell::cargo(root);
    command.arg("build-sbf").args(args);
    command
}

fn script(root: &Path, name: &str) -> Command {
    let mut command = shell::command("bash", root);
    command.arg(format!("tools/sbf/{name}"));
    command
}

/// `cargo build-sbf --version` prints a part and its version on each line.
fn platform_tools_versions(root: &Path) -> Result<BTreeMap<String, String>> {
    let text = shell::read(build_sbf(root, &["--version"]))?;
    let parts = text.lines().filter_map(|line| line.trim().split_once(' '));
    Ok(parts
        .map(|(part, version)| (part.to_owned(), version.to_owned()))
        .collect())
}

/// The parts that `tools/sbf/README.md` says the bytes depend on.
fn registry_versions(root: &Path) -> Result<BTreeMap<String, String>> {
    let home = match std::env::var_os("SBF_HOME") {
        Some(home) => root.join(home),
        None => {
            let home = std::env::var_os("HOME").context("neither HOME nor SBF_HOME is set")?;
            PathBuf::from(home).join(".cache/provenue-sbf")
        }
    };
    let rustc = std::env::var("SBF_RUSTC").unwrap_or_else(|_| "/usr/bin/rustc".to_owned());
    let linker = home.join("tools/bin/sbpf-linker");
    let parts = [
        ("cargo", "cargo".to_owned()),
        ("rustc", rustc),
        ("sbpf-linker", linker.to_string_lossy().into_owned()),
    ];
    let mut versions = BTreeMap::new();
    for (part, program) in parts {
        let mut command = shell::command(&program, root);
        command.arg("--version");
        let text = shell::read(command)?;
        let words: Vec<&str> = text.split_whitespace().collect();
        let words = words.strip_prefix(&[part]).unwrap_or(&words);
        versions.insert(part.to_owned(), words.join(" "));
    }
    Ok(versions)
}
