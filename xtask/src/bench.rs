//! `cargo xtask bench`: compute units of every instruction, as committed tables.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::shell;
use crate::workspace::Workspace;

/// What the benches write, for programs and for people.
const TABLES: [(&str, &str); 2] = [
    ("--json", "compute_units.json"),
    ("--markdown", "compute_units.md"),
];

/// Measures, and either replaces the committed tables or compares with them.
///
/// The development profile does: compute units are counted by the virtual
/// machine, whose host code may be as slow as it likes.
pub(crate) fn run(workspace: &Workspace, check: bool) -> Result<()> {
    let committed = workspace.root.join("benches");
    let measured = workspace.target.join("benches");
    fs::create_dir_all(&measured).with_context(|| format!("cannot make {}", measured.display()))?;

    let mut command = shell::cargo(&workspace.root);
    command.args([
        "run",
        "--ignore-rust-version",
        "--package",
        "provenue-benches",
        "--",
    ]);
    for (flag, name) in TABLES {
        command.arg(flag).arg(measured.join(name));
    }
    shell::run(command)?;

    for (_, name) in TABLES {
        let (new, old) = (measured.join(name), committed.join(name));
        let text = read(&new)?;
        if !check {
            fs::write(&old, text).with_context(|| format!("cannot write {}", old.display()))?;
        } else if text != fs::read_to_string(&old).unwrap_or_default() {
            bail!(
                "benches/{name} is not what was measured just now ({}): \
                 run `cargo xtask bench` and commit benches/",
                new.display()
            );
        }
    }
    Ok(())
}

fn read(file: &Path) -> Result<String> {
    fs::read_to_string(file)
        .with_context(|| format!("the benches did not write {}", file.display()))
}
