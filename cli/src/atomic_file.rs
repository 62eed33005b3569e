//! Files that are written whole or not at all.

use std::{
    fs::{self, File},
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
};

use serde::Serialize;
use tempfile::NamedTempFile;

use crate::failure::{Failure, Result};

/// Writes the file at `path` with what `write` gives it, replacing one that exists. When anything
/// fails, a file that was there is as it was.
pub fn write(path: &Path, write: impl FnOnce(&mut dyn Write) -> Result<()>) -> Result<()> {
    let refused =
        |error: io::Error| Failure::new(format!("cannot write {}: {error}", path.display()));
    match fs::metadata(path) {
        Ok(found) if found.is_dir() => {
            let shown = path.display();
            return Err(Failure::new(format!("{shown} is a directory")).hint("name a file in it"));
        }
        // A device or a pipe: there is nothing to replace.
        Ok(found) if !found.is_file() => {
            let mut file = File::options().write(true).open(path).map_err(refused)?;
            return write(&mut file);
        }
        _ => {}
    }
    let file = temporary(folder_of(path)).map_err(refused)?;
    let mut buffered = BufWriter::new(file);
    write(&mut buffered)?;
    let file = buffered
        .into_inner()
        .map_err(|error| refused(error.into_error()))?;
    file.persist(path).map_err(|error| refused(error.error))?;
    Ok(())
}

/// Writes a document as indented JSON, as [`write()`] does.
pub fn write_json(path: &Path, document: &impl Serialize) -> Result<()> {
    let refused =
        |error: io::Error| Failure::new(format!("cannot write {}: {error}", path.display()));
    write(path, |to| {
        serde_json::to_writer_pretty(&mut *to, document).map_err(|error| refused(error.into()))?;
        writeln!(to).map_err(refused)
    })
}

/// Writes a new file that only its owner can read, whole or not at all: another command never sees
/// half of it. `false` when there is something at `path` already, which stays as it is.
pub fn create_private(path: &Path, content: &[u8]) -> io::Result<bool> {
    // Temporary files have mode 0600, and keep it under their new name.
    let mut file = NamedTempFile::new_in(folder_of(path))?;
    file.write_all(content)?;
    file.as_file().sync_all()?;
    match file.persist_noclobber(path) {
        Ok(_) => Ok(true),
        Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(error.error),
    }
}

/// A temporary file that ends as any other file would: with the user's usual permissions.
fn temporary(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    // The error of a missing folder should be about it, and none about the temporary name, which
    // nobody has heard of.
    fs::metadata(folder)?;
    let file = builder.tempfile_in(folder);
    file.map_err(|error| error.kind().into())
}

/// Whether both paths lead to the same file, which may not exist yet.
pub fn same(one: &Path, other: &Path) -> bool {
    match (resolved(one), resolved(other)) {
        (Some(one), Some(other)) => one == other,
        _ => one == other,
    }
}

fn resolved(path: &Path) -> Option<PathBuf> {
    let existing = fs::canonicalize(path);
    existing.ok().or_else(|| {
        let folder = fs::canonicalize(folder_of(path)).ok()?;
        Some(folder.join(path.file_name()?))
    })
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_leaves_the_old_file_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        fs::write(&path, "old").unwrap();
        let failed = write(&path, |file| {
            file.write_all(b"half").unwrap();
            Err(Failure::new("stopped"))
        });
        assert!(failed.is_err());
        assert_eq!(fs::read(&path).unwrap(), b"old");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_file_is_replaced_and_a_directory_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        for text in ["first", "second"] {
            let written = write(&path, |file| {
                file.write_all(text.as_bytes()).map_err(Failure::new)
            });
            assert!(written.is_ok());
            assert_eq!(fs::read_to_string(&path).unwrap(), text);
        }
        assert!(write(folder.path(), |_| Ok(())).is_err());
    }

    #[test]
    fn a_private_file_is_made_once() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        assert!(create_private(&path, b"first").unwrap());
        assert!(!create_private(&path, b"second").unwrap());
        assert_eq!(fs::read(&path).unwrap(), b"first");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = fs::metadata(&path).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
        assert!(create_private(&folder.path().join("no").join("file"), b"").is_err());
    }

    #[test]
    fn two_names_of_one_file_are_the_same_before_it_exists() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        let detour = folder.path().join(".").join("file");
        assert!(same(&path, &detour));
        fs::write(&path, "").unwrap();
        assert!(same(&path, &detour));
        assert!(!same(&path, &folder.path().join("other")));
    }
}
