//! What cargo knows about this workspace: its root, its packages, its programs.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use cargo_metadata::{CrateType, MetadataCommand, Package};

/// The workspace that holds this crate.
pub(crate) struct Workspace {
    /// The folder of the root `Cargo.toml`.
    pub(crate) root: PathBuf,
    /// Where cargo puts what it builds.
    pub(crate) target: PathBuf,
    packages: Vec<Package>,
}

/// An on-chain program of the workspace.
#[derive(Clone, Debug)]
pub(crate) struct Program {
    /// Its folder under `programs/`, by which commands name it: `vault`.
    pub(crate) name: String,
    /// Its package: `provenue-vault`.
    pub(crate) package: String,
    /// Its library, and so its file: `provenue_vault`.
    pub(crate) library: String,
    /// Its `Cargo.toml`.
    pub(crate) manifest: PathBuf,
    /// Its `src/lib.rs`.
    pub(crate) entry: PathBuf,
}

impl Workspace {
    /// Asks cargo. The checkout is the one this binary was compiled in.
    pub(crate) fn load() -> Result<Self> {
        let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
        let metadata = MetadataCommand::new()
            .manifest_path(&manifest)
            .no_deps()
            .exec()
            .with_context(|| {
                format!("cargo cannot read the workspace of {}", manifest.display())
            })?;
        Ok(Self {
            root: metadata.workspace_root.into(),
            target: metadata.target_directory.into(),
            packages: metadata.packages,
        })
    }

    /// The programs called `names`, or all of them, in the order of their names.
    pub(crate) fn programs(&self, names: &[String]) -> Result<Vec<Program>> {
        let folder = self.root.join("programs");
        let mut all: Vec<Program> = self
            .packages
            .iter()
            .filter_map(|package| program(package, &folder))
            .collect();
        all.sort_by(|a, b| a.name.cmp(&b.name));
        if names.is_empty() {
            return Ok(all);
        }
        for name in names {
            if !all.iter().any(|program| &program.name == name) {
                let known: Vec<_> = all.iter().map(|program| program.name.as_str()).collect();
                bail!(
                    "no program is called '{name}'; there are: {}",
                    known.join(", ")
                );
            }
        }
        all.retain(|program| names.contains(&program.name));
        Ok(all)
    }

    /// The folder of the workspace's package `name`.
    pub(crate) fn package_folder(&self, name: &str) -> Result<PathBuf> {
        let package = self
            .packages
            .iter()
            .find(|package| package.name.as_str() == name);
        let folder = package.and_then(|package| package.manifest_path.parent());
        folder.map(PathBuf::from).with_context(|| {
            format!("{name} is a dependency by path, but no member of the workspace: make it one")
        })
    }

    /// The committed programs.
    pub(crate) fn artifacts(&self) -> PathBuf {
        self.root.join("artifacts")
    }
}

impl Program {
    /// The name of the compiled program's file: `provenue_vault.so`.
    pub(crate) fn file_name(&self) -> String {
        format!("{}.so", self.library)
    }
}

fn program(package: &Package, programs: &Path) -> Option<Program> {
    let folder = package.manifest_path.parent()?;
    if folder.parent()?.as_std_path() != programs {
        return None;
    }
    let library = package
        .targets
        .iter()
        .find(|target| target.crate_types.contains(&CrateType::CDyLib))?;
    Some(Program {
        name: folder.file_name()?.to_owned(),
        package: package.name.to_string(),
        library: library.name.replace('-', "_"),
        manifest: package.manifest_path.clone().into(),
        entry: library.src_path.clone().into(),
    })
}
