//! The packages that a program is built from, as cargo resolved and locked them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::workspace::{Program, Workspace};
use crate::{shell, toml_file};

/// A package that a program is built from.
#[derive(Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) struct Entry {
    pub(crate) name: String,
    pub(crate) version: String,
    /// The features it is built with, sorted, comma-separated.
    pub(crate) features: String,
    /// Whether it lies in this checkout.
    pub(crate) is_path: bool,
}

/// What `program` needs, itself included. `cargo tree -p` is asked rather than
/// `cargo metadata`, for it tells the features of this program built alone:
/// what the workspace's other crates ask for must not count. All platforms are
/// taken, so that the answer is the same on each.
pub(crate) fn tree(workspace: &Workspace, program: &Program) -> Result<BTreeSet<Entry>> {
    let mut command = shell::cargo(&workspace.root);
    command.args([
        "tree",
        "--package",
        &program.package,
        "--edges",
        "normal,build",
    ]);
    command.args([
        "--target", "all", "--prefix", "none", "--format", "{p}\t{f}",
    ]);
    shell::read(command)?.lines().map(entry).collect()
}

/// A line is `name vVERSION[ (proc-macro)][ (SOURCE)]<tab>FEATURES[ (*)]`.
fn entry(line: &str) -> Result<Entry> {
    let unknown = || format!("cannot read this line of `cargo tree`: {line}");
    let (package, features) = line.split_once('\t').with_context(unknown)?;
    let mut words = package.split(' ');
    let name = words.next().with_context(unknown)?;
    let version = words
        .next()
        .and_then(|word| word.strip_prefix('v'))
        .with_context(unknown)?;
    let source = words.find(|word| *word != "(proc-macro)");
    if source.is_some_and(|source| source.contains("://")) {
        bail!("{name} does not come from the registry; its lockfile entry has no checksum");
    }
    Ok(Entry {
        name: name.to_owned(),
        version: version.to_owned(),
        features: features.trim_end_matches("(*)").trim_end().to_owned(),
        is_path: source.is_some(),
    })
}

/// The checksums in `Cargo.lock`, by name and version.
pub(crate) fn checksums(root: &Path) -> Result<BTreeMap<(String, String), String>> {
    let lock = toml_file::read(&root.join("Cargo.lock"))?;
    let packages = lock.get("package").and_then(toml::Value::as_array);
    let text = |package: &toml::Value, key| Some(package.get(key)?.as_str()?.to_owned());
    let checksums = packages.into_iter().flatten().filter_map(|package| {
        Some((
            (text(package, "name")?, text(package, "version")?),
            text(package, "checksum")?,
        ))
    });
    Ok(checksums.collect())
}

#[cfg(test)]
mod tests {
    use super::entry;

    #[test]
    fn lines_of_cargo_tree_are_read() {
        let plain = entry("serde v1.0.2\tderive,std (*)").unwrap();
        assert_eq!(
            (plain.name.as_str(), plain.version.as_str()),
            ("serde", "1.0.2")
        );
        assert_eq!(
            (plain.features.as_str(), plain.is_path),
            ("derive,std", false)
        );
        assert!(!entry("quick v1.0.0 (proc-macro)\t").unwrap().is_path);
        assert!(
            entry("own v0.1.0 (/home/me/a checkout/own)\t")
                .unwrap()
                .is_path
        );
        assert!(
            entry("own v0.1.0 (proc-macro) (/home/me/own)\tx")
                .unwrap()
                .is_path
        );
        assert!(entry("git v0.1.0 (https://example.org/x#1234)\t").is_err());
        assert!(entry("nonsense").is_err());
    }
}
