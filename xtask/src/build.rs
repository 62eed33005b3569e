//! `cargo xtask build`: programs from sources, into `target/deploy` and `artifacts/`.

use std::fs;

use anyhow::{Context, Result};

use crate::fingerprint::{Fingerprint, sha256};
use crate::manifest::{Artifact, Manifest};
use crate::program_id;
use crate::toolchain::Kind;
use crate::workspace::Workspace;

/// Builds the programs called `names`, or all. Artifacts and manifest are
/// touched only when every one of them has built.
pub(crate) fn run(workspace: &Workspace, names: &[String], kind: Option<Kind>) -> Result<()> {
    let programs = workspace.programs(names)?;
    let kind = kind.unwrap_or_else(|| Kind::installed(&workspace.root));
    let toolchain = kind.set_up(&workspace.root)?;

    let mut built = Vec::new();
    for program in &programs {
        // Before compiling: what is edited meanwhile then shows as a change.
        let from = Fingerprint::of(workspace, program)?;
        let id = program_id::declared(program)?;
        let file = toolchain.compile(workspace, program)?;
        let bytes = fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
        let artifact = Artifact {
            id,
            sha256: sha256(&bytes),
            bytes: bytes.len(),
            from,
            toolchain: toolchain.clone(),
        };
        built.push((program, artifact, bytes));
    }

    let folder = workspace.artifacts();
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let mut manifest = Manifest::read(workspace)?;
    for (program, artifact, bytes) in built {
        let file = folder.join(program.file_name());
        fs::write(&file, bytes).with_context(|| format!("cannot write {}", file.display()))?;
        let old = manifest.programs.get(&program.library);
        let same = old.is_some_and(|old| old.sha256 == artifact.sha256);
        let news = if same { "unchanged" } else { "new bytes" };
        println!(
            "{}: {} bytes, {news}, sha256 {}",
            program.library, artifact.bytes, artifact.sha256
        );
        manifest.programs.insert(program.library.clone(), artifact);
    }
    // Programs that the workspace no longer has.
    let all = workspace.programs(&[])?;
    manifest
        .programs
        .retain(|library, _| all.iter().any(|program| &program.library == library));
    manifest.write(workspace)
}
