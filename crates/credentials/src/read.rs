//! Reading a file's manifest.

use std::{
    fs::{self, File},
    io::{self, Read, Seek},
    path::Path,
};

use c2pa::{Reader, jumbf_io::load_jumbf_from_stream};

use crate::{
    container::Container,
    credentials::{Credentials, Location},
    error::CredentialsError,
    trust::Trust,
};

/// The longest file of the kinds that have to be in memory as a whole, in bytes: 1 GiB.
pub const MAX_WHOLE_FILE_BYTES: u64 = 1 << 30;

/// The longest manifest store in a file of its own, in bytes: 64 MiB.
pub const MAX_SIDECAR_BYTES: u64 = 64 << 20;

/// What the manifest of a file says, in the file or in one of the same name that ends in `.c2pa`; `None`
/// when it has none, or is no kind of file that can.
///
/// An invalid manifest is no error: [`Credentials::validity`] tells.
///
/// # Errors
///
/// [`CredentialsError::File`] and [`CredentialsError::TooLarge`] when the file is not read,
/// [`CredentialsError::Remote`] when the manifest is elsewhere, and [`CredentialsError::Unreadable`] when it
/// cannot be parsed.
pub fn read(path: &Path, trust: &Trust) -> Result<Option<Credentials>, CredentialsError> {
    read_as(path, None, trust)
}

/// The same for a file that is known to be of a kind, whatever its name is.
pub(crate) fn read_as(
    path: &Path,
    known: Option<Container>,
    trust: &Trust,
) -> Result<Option<Credentials>, CredentialsError> {
    let failed = |source| CredentialsError::File {
        path: path.to_owned(),
        source,
    };
    if fs::metadata(path).map_err(failed)?.is_dir() {
        return Ok(None);
    }
    let mut file = File::open(path).map_err(failed)?;
    let found = match known {
        Some(container) => Some(container),
        None => Container::of(path, &mut file).map_err(failed)?,
    };
    let Some(container) = found else {
        return Ok(None);
    };
    if !container.is_streamed() {
        limit(path, &file, MAX_WHOLE_FILE_BYTES)?;
    }
    let format = container.format();
    let reader = Reader::from_context(trust.context()?);
    let (reader, store, location) = match load_jumbf_from_stream(format, &mut file) {
        Ok(store) => {
            let reader = reader.with_stream(format, &mut file);
            (reader, store, Location::Embedded)
        }
        Err(c2pa::Error::JumbfNotFound) => {
            let Some((location, store)) = sidecar(path)? else {
                return remote(reader, format, &mut file);
            };
            file.rewind().map_err(failed)?;
            let reader = reader.with_manifest_data_and_stream(&store, format, &mut file);
            (reader, store, location)
        }
        Err(error) => return Err(unreadable(&error)),
    };
    let reader = reader.map_err(|error| unreadable(&error))?;
    let credentials = Credentials::new(&reader, &store, location);
    let missing =
        || CredentialsError::Unreadable("it has no manifest that could be read".to_owned());
    credentials.map(Some).ok_or_else(missing)
}

/// A file that has no manifest may say where one is.
fn remote(
    reader: Reader,
    format: &str,
    file: &mut File,
) -> Result<Option<Credentials>, CredentialsError> {
    match reader.with_stream(format, file) {
        Err(c2pa::Error::RemoteManifestUrl(url)) => Err(CredentialsError::Remote {
            url: crate::text::clean(&url),
        }),
        // There is no manifest to be damaged.
        _ => Ok(None),
    }
}

/// The manifest store in a file next to it.
fn sidecar(path: &Path) -> Result<Option<(Location, Vec<u8>)>, CredentialsError> {
    let path = path.with_extension("c2pa");
    let failed = |source| CredentialsError::File {
        path: path.clone(),
        source,
    };
    let file = match File::open(&path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        other => other.map_err(failed)?,
    };
    limit(&path, &file, MAX_SIDECAR_BYTES)?;
    let mut store = Vec::new();
    file.take(MAX_SIDECAR_BYTES)
        .read_to_end(&mut store)
        .map_err(failed)?;
    Ok(Some((Location::Sidecar(path), store)))
}

fn limit(path: &Path, file: &File, limit: u64) -> Result<(), CredentialsError> {
    let metadata = file.metadata().map_err(|source| CredentialsError::File {
        path: path.to_owned(),
        source,
    })?;
    let bytes = metadata.len();
    if bytes <= limit {
        return Ok(());
    }
    Err(CredentialsError::TooLarge {
        path: path.to_owned(),
        bytes,
        limit,
    })
}

fn unreadable(error: &c2pa::Error) -> CredentialsError {
    CredentialsError::Unreadable(crate::text::clean(&error.to_string()))
}
