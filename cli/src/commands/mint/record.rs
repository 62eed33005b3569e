//! Salted commitments, and the file that keeps their salts.

use std::{
    collections::BTreeMap,
    fs::File,
    io::{self, ErrorKind, Read},
    path::{Path, PathBuf},
};

use provenue_media::ContentId;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::{
    atomic_file,
    document::salted_sha256_of,
    failure::{Failure, Result},
};

const VERSION: u8 = 1;
/// For whoever opens the file in ten years.
const SCHEME: &str = "commitment = SHA-256(salt || bytes)";
/// No record is longer.
const MAX_BYTES: u64 = 1 << 16;

/// What of a work's making is committed to.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Secret {
    /// What was asked for.
    Prompt,
    /// With which settings.
    Parameters,
    /// The random seed.
    Seed,
    /// The program or workflow.
    OutputLogic,
}

/// Where the bytes are that are committed to.
pub enum Source {
    /// On the command line.
    Text(String),
    /// In a file, as they are.
    File(PathBuf),
}

/// The commitments to how a work was made, and what opens them.
#[derive(Debug, Deserialize, PartialEq, Serialize)]
pub struct Record {
    version: u8,
    scheme: String,
    content_id: ContentId,
    openings: BTreeMap<Secret, Opening>,
}

/// A commitment, and what opens it together with the bytes.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Serialize)]
struct Opening {
    #[serde(with = "hex::serde")]
    salt: [u8; 32],
    #[serde(with = "hex::serde")]
    commitment: [u8; 32],
}

impl Record {
    /// Commits to `secrets` with new salts.
    pub fn new(content_id: ContentId, secrets: &BTreeMap<Secret, Source>) -> Result<Self> {
        let open = |(secret, source): (&Secret, &Source)| {
            let mut salt = [0; 32];
            getrandom::fill(&mut salt)
                .map_err(|error| Failure::new(format!("there is no randomness: {error}")))?;
            let commitment = source.commitment(&salt)?;
            Ok((*secret, Opening { salt, commitment }))
        };
        Ok(Self {
            version: VERSION,
            scheme: SCHEME.to_owned(),
            content_id,
            openings: secrets.iter().map(open).collect::<Result<_>>()?,
        })
    }

    /// Reads the record at `path`; `None` where there is nothing.
    pub fn read(path: &Path) -> Result<Option<Self>> {
        let shown = path.display();
        let file = match File::open(path) {
            Ok(file) => file,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(Failure::new(format!("cannot read {shown}: {error}"))),
        };
        let mut text = String::new();
        let read = file.take(MAX_BYTES).read_to_string(&mut text);
        let record = read.ok().and_then(|_| serde_json::from_str(&text).ok());
        record.map_or_else(|| Err(taken(path)), |record| Ok(Some(record)))
    }

    /// Whether it is the record of just these secrets of this work: of a job that was interrupted.
    pub fn opens(&self, content_id: ContentId, secrets: &BTreeMap<Secret, Source>) -> Result<bool> {
        if self.version != VERSION
            || self.content_id != content_id
            || !self.openings.keys().eq(secrets.keys())
        {
            return Ok(false);
        }
        for (opening, source) in self.openings.values().zip(secrets.values()) {
            if source.commitment(&opening.salt)? != opening.commitment {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Writes it to a new file, which only its owner can read.
    pub fn write_new(&self, path: &Path) -> Result<()> {
        let refused =
            |error: io::Error| Failure::new(format!("cannot write {}: {error}", path.display()));
        let mut text = serde_json::to_string_pretty(self).map_err(|error| refused(error.into()))?;
        text.push('\n');
        if atomic_file::create_private(path, text.as_bytes()).map_err(refused)? {
            Ok(())
        } else {
            Err(taken(path))
        }
    }

    /// The commitment to a secret, if there is one.
    pub fn commitment(&self, secret: Secret) -> Option<[u8; 32]> {
        self.openings.get(&secret).map(|opening| opening.commitment)
    }
}

/// That there is another file where the record should be.
pub fn taken(path: &Path) -> Failure {
    let shown = path.display();
    Failure::new(format!(
        "{shown} exists already, and is not the record of this work with these texts"
    ))
    .hint("it is left as it is, for it may be the only key to something: name another --record")
}

impl Source {
    /// `SHA-256(salt ‖ bytes)`.
    fn commitment(&self, salt: &[u8; 32]) -> Result<[u8; 32]> {
        match self {
            Self::File(path) => salted_sha256_of(salt, path),
            Self::Text(text) if text.is_empty() => Err(Failure::new(
                "an empty text is no prompt and no seed: there is nothing to record of it",
            )),
            Self::Text(text) => {
                let hasher = Sha256::new_with_prefix(salt);
                Ok(hasher.chain_update(text).finalize().into())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    const ID: ContentId = ContentId([7; 32]);

    fn secrets(seed: &str) -> BTreeMap<Secret, Source> {
        let seed = Source::Text(seed.to_owned());
        BTreeMap::from([(Secret::Seed, seed)])
    }

    #[test]
    fn a_commitment_is_opened_by_salt_and_bytes() {
        let record = Record::new(ID, &secrets("5")).unwrap();
        let salt = record.openings[&Secret::Seed].salt;
        let expected: [u8; 32] = Sha256::digest([&salt[..], b"5"].concat()).into();
        assert_eq!(record.commitment(Secret::Seed), Some(expected));
        assert_eq!(record.commitment(Secret::Prompt), None);
        let again = Record::new(ID, &secrets("5")).unwrap();
        assert_ne!(again.commitment(Secret::Seed), Some(expected));
    }

    #[test]
    fn a_file_is_committed_to_by_its_bytes() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("prompt.txt");
        fs::write(&path, "lights").unwrap();
        let (text, file) = (Source::Text("lights".into()), Source::File(path.clone()));
        let commitment = |source: &Source| source.commitment(&[1; 32]);
        assert_eq!(commitment(&text).unwrap(), commitment(&file).unwrap());
        fs::write(&path, "").unwrap();
        assert!(commitment(&file).is_err());
        assert!(commitment(&Source::Text(String::new())).is_err());
        assert!(commitment(&Source::File(folder.path().into())).is_err());
    }

    #[test]
    fn a_record_is_read_back_and_opens_only_what_it_is_of() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("record.json");
        assert!(Record::read(&path).unwrap().is_none());
        let record = Record::new(ID, &secrets("5")).unwrap();
        record.write_new(&path).unwrap();
        assert!(record.write_new(&path).is_err());
        let read = Record::read(&path).unwrap().unwrap();
        assert_eq!(read, record);
        let opens = |id, secrets| read.opens(id, &secrets).unwrap();
        assert!(opens(ID, secrets("5")));
        assert!(!opens(ID, secrets("6")));
        assert!(!opens(ContentId([8; 32]), secrets("5")));
        assert!(!opens(ID, BTreeMap::new()));
        fs::write(&path, "{}").unwrap();
        assert!(Record::read(&path).is_err());
    }
}
