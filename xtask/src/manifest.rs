//! `artifacts/manifest.json`: what each committed program is and comes from.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

use crate::fingerprint::Fingerprint;
use crate::toolchain::Toolchain;
use crate::workspace::Workspace;

/// The committed programs by the name of their library.
#[derive(Debug, Default, Deserialize, Serialize)]
pub(crate) struct Manifest {
    pub(crate) programs: BTreeMap<String, Artifact>,
}

/// One committed program.
#[derive(Debug, Deserialize, Serialize)]
pub(crate) struct Artifact {
    /// The address that its `declare_id!` names.
    pub(crate) id: String,
    /// Of the `.so` beside the manifest.
    pub(crate) sha256: String,
    /// The size of that file in bytes.
    pub(crate) bytes: usize,
    /// What it was compiled from.
    pub(crate) from: Fingerprint,
    /// What compiled it.
    pub(crate) toolchain: Toolchain,
}

impl Manifest {
    fn path(workspace: &Workspace) -> PathBuf {
        workspace.artifacts().join("manifest.json")
    }

    /// The committed manifest; an empty one where there is none yet.
    pub(crate) fn read(workspace: &Workspace) -> Result<Self> {
        let path = Self::path(workspace);
        if !path.exists() {
            return Ok(Self::default());
        }
        let text =
            fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        serde_json::from_str(&text).with_context(|| {
            format!(
                "{} is damaged: delete it and run `cargo xtask build`",
                path.display()
            )
        })
    }

    /// Replaces the committed manifest.
    pub(crate) fn write(&self, workspace: &Workspace) -> Result<()> {
        let path = Self::path(workspace);
        let text = serde_json::to_string_pretty(self)? + "\n";
        fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))
    }
}
