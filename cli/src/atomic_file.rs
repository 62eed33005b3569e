//! Files that are written whole or not at all.

use std::{
    fs::{self, File},
    io::{self, BufWriter, Write},
    path::Path,
};

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
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let file = temporary(folder).map_err(refused)?;
    let mut buffered = BufWriter::new(file);
    write(&mut buffered)?;
    let file = buffered
        .into_inner()
        .map_err(|error| refused(error.into_error()))?;
    file.persist(path).map_err(|error| refused(error.error))?;
    Ok(())
}

/// A temporary file that ends as any other file would: with the user's usual permissions.
fn temporary(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

/// Whether both paths lead to the same file. One that does not exist is the same as none.
pub fn same(one: &Path, other: &Path) -> bool {
    match (fs::canonicalize(one), fs::canonicalize(other)) {
        (Ok(one), Ok(other)) => one == other,
        _ => one == other,
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
}
