//! Files that only their owner can read.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Read, Write},
    path::Path,
};

use crate::error::RecordError;

/// Writes a new file. What cannot be written to its end is removed again.
pub(crate) fn write_new(path: &Path, text: &str) -> Result<(), RecordError> {
    let failed = |source: io::Error| match source.kind() {
        io::ErrorKind::AlreadyExists => RecordError::Exists { path: path.into() },
        _ => RecordError::File {
            path: path.into(),
            source,
        },
    };
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path).map_err(failed)?;
    let written = file
        .write_all(text.as_bytes())
        .and_then(|()| file.sync_all());
    written.map_err(|error| {
        drop(file);
        // The first error is the one to tell.
        fs::remove_file(path).ok();
        failed(error)
    })
}

/// Reads a file that only its owner can read.
pub(crate) fn read(path: &Path) -> Result<String, RecordError> {
    let failed = |source| RecordError::File {
        path: path.into(),
        source,
    };
    let mut file = File::open(path).map_err(failed)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = file.metadata().map_err(failed)?.permissions().mode();
        if mode & 0o077 != 0 {
            return Err(RecordError::Exposed { path: path.into() });
        }
    }
    let mut text = String::new();
    file.read_to_string(&mut text).map_err(failed)?;
    Ok(text)
}
