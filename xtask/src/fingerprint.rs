//! A hash of everything a program is made of.
//!
//! It is taken over contents and over names relative to the workspace, in
//! sorted order, so it depends neither on where the checkout lies nor on times
//! or the order in which a file system lists its files.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::workspace::{Program, Workspace};
use crate::{dependencies, toml_file};

/// What a program comes from, in two parts so that a message can say which of
/// them changed. Both are SHA-256 in hexadecimal.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub(crate) struct Fingerprint {
    /// The files of its crate, of the workspace's crates it depends on and of
    /// `tools/sbf`, and the settings it takes from the root `Cargo.toml`.
    pub(crate) sources: String,
    /// The entries of `Cargo.lock` that it links or that build it, each with
    /// its checksum and the features it is built with.
    pub(crate) lockfile: String,
}

/// In a crate's folder: what cargo does not compile into a program.
const BESIDE_THE_PROGRAM: [&str; 5] = ["README.md", "benches", "examples", "target", "tests"];

impl Fingerprint {
    /// The fingerprint of `program` as it stands in the checkout.
    pub(crate) fn of(workspace: &Workspace, program: &Program) -> Result<Self> {
        let entries = dependencies::tree(workspace, program)?;
        let (own, foreign): (Vec<_>, Vec<_>) = entries.iter().partition(|entry| entry.is_path);

        let mut sources = BTreeMap::new();
        let folders: BTreeSet<&str> = own.iter().map(|entry| entry.name.as_str()).collect();
        for name in folders {
            add_folder(
                &mut sources,
                &workspace.root,
                &workspace.package_folder(name)?,
            )?;
        }
        add_folder(
            &mut sources,
            &workspace.root,
            &workspace.root.join("tools/sbf"),
        )?;
        add_settings(&mut sources, &workspace.root)?;

        let checksums = dependencies::checksums(&workspace.root)?;
        let mut lockfile = BTreeMap::new();
        for entry in foreign {
            let package = (entry.name.clone(), entry.version.clone());
            let checksum = checksums.get(&package).with_context(|| {
                format!("Cargo.lock does not have {} {}", entry.name, entry.version)
            })?;
            let key = format!("{} {} {}", entry.name, entry.version, entry.features);
            lockfile.insert(key, checksum.clone().into_bytes());
        }
        // The workspace's own crates have no checksum, but they have features.
        for entry in own {
            lockfile.insert(format!("{} {}", entry.name, entry.features), Vec::new());
        }
        Ok(Self {
            sources: digest(&sources),
            lockfile: digest(&lockfile),
        })
    }
}

/// SHA-256 in hexadecimal.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Lengths go in as well, so that no two different lists feed equal bytes.
fn digest(entries: &BTreeMap<String, Vec<u8>>) -> String {
    let mut hash = Sha256::new();
    for (name, content) in entries {
        for part in [name.as_bytes(), content] {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part);
        }
    }
    hex(&hash.finalize())
}

/// The root's settings that reach a program: its profile and what the members
/// inherit. The versions of shared dependencies show in the lockfile's part.
fn add_settings(sources: &mut BTreeMap<String, Vec<u8>>, root: &Path) -> Result<()> {
    let manifest = toml_file::read(&root.join("Cargo.toml"))?;
    for path in [["profile", "release"], ["workspace", "package"]] {
        let table = path.iter().try_fold(&manifest, |value, key| value.get(key));
        let table = table.with_context(|| format!("Cargo.toml lacks [{}]", path.join(".")))?;
        flatten(sources, &format!("Cargo.toml#{}", path.join(".")), table);
    }
    Ok(())
}

/// One entry a setting, so that the order in which they are written is the same.
fn flatten(sources: &mut BTreeMap<String, Vec<u8>>, path: &str, value: &toml::Value) {
    match value.as_table() {
        Some(table) => {
            for (key, value) in table {
                flatten(sources, &format!("{path}.{key}"), value);
            }
        }
        None => {
            sources.insert(path.to_owned(), value.to_string().into_bytes());
        }
    }
}

/// The files under `folder`, by their names relative to `root`.
fn add_folder(sources: &mut BTreeMap<String, Vec<u8>>, root: &Path, folder: &Path) -> Result<()> {
    let listing =
        fs::read_dir(folder).with_context(|| format!("cannot list {}", folder.display()))?;
    for file in listing {
        let path = file?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name.starts_with('.') || BESIDE_THE_PROGRAM.contains(&name.as_ref()) {
            continue;
        }
        if path.is_dir() {
            add_folder(sources, root, &path)?;
        } else {
            let content =
                fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
            let relative = path
                .strip_prefix(root)?
                .to_string_lossy()
                .replace('\\', "/");
            sources.insert(relative, content);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder_hash(root: &Path) -> String {
        let mut sources = BTreeMap::new();
        add_folder(&mut sources, root, root).unwrap();
        digest(&sources)
    }

    fn write(root: &Path, files: &[(&str, &str)]) {
        for (name, content) in files {
            let path = root.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, content).unwrap();
        }
    }

    #[test]
    fn two_checkouts_of_the_same_files_have_one_hash() {
        let (a, b) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        write(a.path(), &[("src/lib.rs", "one"), ("Cargo.toml", "two")]);
        write(b.path(), &[("Cargo.toml", "two"), ("src/lib.rs", "one")]);
        assert_eq!(folder_hash(a.path()), folder_hash(b.path()));
    }

    #[test]
    fn content_and_names_change_the_hash_and_files_beside_the_program_do_not() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        write(root, &[("src/lib.rs", "one")]);
        let before = folder_hash(root);
        write(
            root,
            &[("README.md", "x"), (".hidden", "x"), ("tests/a.rs", "x")],
        );
        assert_eq!(folder_hash(root), before);
        write(root, &[("src/lib.rs", "two")]);
        assert_ne!(folder_hash(root), before);
        write(root, &[("src/lib.rs", "one"), ("src/more.rs", "")]);
        assert_ne!(folder_hash(root), before);
    }

    #[test]
    fn moving_bytes_from_a_name_to_its_content_changes_the_hash() {
        let one = BTreeMap::from([("ab".to_owned(), b"c".to_vec())]);
        let two = BTreeMap::from([("a".to_owned(), b"bc".to_vec())]);
        assert_ne!(digest(&one), digest(&two));
    }
}
