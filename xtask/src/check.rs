//! `cargo xtask build --check`: are the committed programs what the sources give?

use std::fs;

use anyhow::{Context, Result, bail};

use crate::fingerprint::{Fingerprint, sha256};
use crate::manifest::{Artifact, Manifest};
use crate::program_id;
use crate::toolchain::{Kind, Toolchain};
use crate::workspace::{Program, Workspace};

/// What to do about most complaints.
const FIX: &str = "run `cargo xtask build` and commit artifacts/";

/// First what needs no compiler: hashes and addresses. Then, where the
/// manifest's compiler can be had, the bytes themselves.
pub(crate) fn run(workspace: &Workspace, names: &[String]) -> Result<()> {
    let manifest = Manifest::read(workspace)?;
    let programs = workspace.programs(names)?;
    let mut complaints = Vec::new();
    let mut committed = Vec::new();
    for program in &programs {
        let library = &program.library;
        match manifest.programs.get(library) {
            None => complaints.push(format!(
                "{library} is not in artifacts/manifest.json: {FIX}"
            )),
            Some(artifact) => {
                complaints.extend(disagreements(workspace, program, artifact)?);
                committed.push((program, artifact));
            }
        }
    }
    settle(complaints)?;

    let mut toolchain: Option<Toolchain> = None;
    let mut complaints = Vec::new();
    for (program, artifact) in committed {
        let library = &program.library;
        let kind = artifact.toolchain.kind;
        if toolchain
            .as_ref()
            .is_none_or(|toolchain| toolchain.kind != kind)
        {
            toolchain = here(workspace, kind)?;
        }
        let Some(toolchain) = toolchain
            .as_ref()
            .filter(|here| **here == artifact.toolchain)
        else {
            println!(
                "{library}: its sources are the committed ones; not rebuilt, for the compiler is another"
            );
            continue;
        };
        let file = toolchain.compile(workspace, program)?;
        let bytes = fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
        if sha256(&bytes) == artifact.sha256 {
            println!("{library}: rebuilt, the committed bytes came out");
        } else {
            complaints.push(format!(
                "{library}: the same sources and compiler gave other bytes than artifacts/{} ({}): \
                 the build depends on something that is not hashed; {FIX}, or find out what it is",
                program.file_name(),
                file.display(),
            ));
        }
    }
    settle(complaints)
}

/// The compiler of this kind on this machine, if there is one.
fn here(workspace: &Workspace, kind: Kind) -> Result<Option<Toolchain>> {
    if !kind.is_installed(&workspace.root) {
        return Ok(None);
    }
    kind.set_up(&workspace.root).map(Some)
}

/// What the manifest says of `program` that is not so.
fn disagreements(
    workspace: &Workspace,
    program: &Program,
    artifact: &Artifact,
) -> Result<Vec<String>> {
    let library = &program.library;
    let mut complaints = Vec::new();
    let now = Fingerprint::of(workspace, program)?;
    if now.sources != artifact.from.sources {
        complaints.push(format!(
            "{library}: its sources have changed since it was built: {FIX}"
        ));
    }
    if now.lockfile != artifact.from.lockfile {
        complaints.push(format!(
            "{library}: its dependencies have changed since it was built: {FIX}"
        ));
    }
    let file = workspace.artifacts().join(program.file_name());
    match fs::read(&file) {
        Ok(bytes) if sha256(&bytes) == artifact.sha256 => {}
        Ok(_) => complaints.push(format!(
            "{library}: artifacts/{} is not the one in the manifest: {FIX}",
            program.file_name()
        )),
        Err(error) => complaints.push(format!(
            "{library}: cannot read {} ({error}): {FIX}",
            file.display()
        )),
    }
    let id = program_id::declared(program)?;
    if id != artifact.id {
        complaints.push(format!(
            "{library}: declare_id! is {id}, the manifest says {}: {FIX}",
            artifact.id
        ));
    }
    complaints.extend(program_id::anchor_toml_complaint(workspace, program, &id)?);
    Ok(complaints)
}

fn settle(complaints: Vec<String>) -> Result<()> {
    if complaints.is_empty() {
        return Ok(());
    }
    for complaint in &complaints {
        eprintln!("{complaint}");
    }
    bail!("artifacts/ is not what the sources give");
}
