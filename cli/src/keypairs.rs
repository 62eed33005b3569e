//! Reading the keypair that signs, and making one where a newcomer has none.

use std::{
    fs::{self, File},
    io::{self, ErrorKind},
    path::{Path, PathBuf},
};

use provenue_client::solana::Keypair;
use solana_keypair::{read_keypair, write_keypair};

use crate::{
    atomic_file,
    failure::{Failure, Result},
};

/// A keypair file of the Solana CLI's format: a list of 64 numbers.
pub fn read(path: &Path) -> Result<Keypair> {
    if let Some(kind) = unsupported(path) {
        return Err(Failure::new(format!("{kind} cannot sign here"))
            .hint("write the keypair to a file and name that"));
    }
    let shown = path.display();
    let mut file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => {
            return Err(Failure::new(format!("there is no keypair at {shown}"))
                .hint(format!("`provenue keypair new {shown}` makes one")));
        }
        Err(error) => {
            return Err(Failure::new(format!(
                "cannot read the keypair {shown}: {error}"
            )));
        }
    };
    read_keypair(&mut file).map_err(|error| {
        Failure::new(format!("{shown} is not a keypair file: {error}"))
            .hint("it must be as `provenue keypair new` and `solana-keygen new` write it")
    })
}

/// What the Solana CLI takes besides files.
fn unsupported(path: &Path) -> Option<&'static str> {
    match path.to_str()? {
        text if text.starts_with("usb:") => Some("a hardware wallet"),
        text if text.starts_with("prompt:") || text == "ASK" => Some("a seed phrase"),
        "-" | "stdin:" => Some("a keypair from standard input"),
        _ => None,
    }
}

/// The keypair kept beside an embedded ledger.
pub struct LedgerKeypair {
    /// Where it is.
    pub path: PathBuf,
    /// Itself.
    pub keypair: Keypair,
    /// Whether it was made just now.
    pub created: bool,
}

impl LedgerKeypair {
    /// Reads the keypair in the ledger's folder, or makes one that only its owner can read.
    pub fn open_or_create(ledger: &Path) -> Result<Self> {
        let path = ledger.join("keypair.json");
        let created = !path.exists() && create(ledger, &path)?.is_some();
        Ok(Self {
            keypair: read(&path)?,
            path,
            created,
        })
    }
}

/// Makes a keypair in a file of its own, which only its owner can read.
///
/// # Errors
/// When the file exists, whatever it holds, or cannot be written.
pub fn create_new(path: &Path) -> Result<Keypair> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    create(folder, path)?.ok_or_else(|| {
        let shown = path.display();
        Failure::new(format!("{shown} exists already, and is left as it is")).hint(format!(
            "name another file; `provenue address -k {shown}` tells whose it is"
        ))
    })
}

/// Writes a new keypair. `None` when there is something at `path` already.
fn create(folder: &Path, path: &Path) -> Result<Option<Keypair>> {
    let refused = |error: io::Error| {
        Failure::new(format!(
            "cannot write the keypair {}: {error}",
            path.display()
        ))
    };
    let keypair = Keypair::new();
    let mut content = Vec::new();
    write_keypair(&keypair, &mut content)
        .map_err(|error| refused(io::Error::other(error.to_string())))?;
    fs::create_dir_all(folder).map_err(refused)?;
    let created = atomic_file::create_private(path, &content).map_err(refused)?;
    Ok(created.then_some(keypair))
}

#[cfg(test)]
mod tests {
    use super::*;
    use provenue_client::solana::Signer;

    #[test]
    fn the_ledgers_keypair_is_made_once_and_kept_private() {
        let folder = tempfile::tempdir().unwrap();
        let ledger = folder.path().join("new");
        let first = LedgerKeypair::open_or_create(&ledger).unwrap();
        assert!(first.created);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = fs::metadata(&first.path).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
        let second = LedgerKeypair::open_or_create(&ledger).unwrap();
        assert!(!second.created);
        assert_eq!(first.keypair.pubkey(), second.keypair.pubkey());
        assert!(create(&ledger, &first.path).unwrap().is_none());
    }

    #[test]
    fn what_is_no_keypair_file_is_told_apart() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("id.json");
        let missing = read(&path).unwrap_err();
        assert!(
            missing
                .hint_text()
                .unwrap()
                .contains("provenue keypair new")
        );
        fs::write(&path, "[1, 2, 3]").unwrap();
        let wrong = read(&path).unwrap_err().to_string();
        assert!(wrong.contains("is not a keypair file"), "{wrong}");
        let wallet = read(Path::new("usb://ledger")).unwrap_err().to_string();
        assert!(wallet.contains("hardware wallet"), "{wallet}");
    }
}
