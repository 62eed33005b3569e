//! Manifests and proofs as JSON. What is read is checked.

use serde::{Deserialize, Serialize};

use super::{
    entry::Entry, error::DirectoryError, manifest::Manifest, member::MemberProof,
    path::RelativePath,
};
use crate::{
    chunk::ChunkSize,
    content_id::{Commitment, ContentId},
    document::HexHash,
};

/// The version of the documents this code writes, and the only one it reads.
pub(super) const VERSION: u32 = 1;

fn check_version(found: u32) -> Result<(), DirectoryError> {
    if found == VERSION {
        Ok(())
    } else {
        Err(DirectoryError::Version { found })
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ManifestDocument {
    version: u32,
    content_id: ContentId,
    byte_length: u64,
    chunk_size: ChunkSize,
    files: Vec<ListedFile>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ListedFile {
    path: RelativePath,
    byte_length: u64,
    content_id: ContentId,
}

impl From<Manifest> for ManifestDocument {
    fn from(manifest: Manifest) -> Self {
        let listed = |entry: &Entry| ListedFile {
            path: entry.path.clone(),
            byte_length: entry.commitment.byte_length,
            content_id: entry.commitment.content_id,
        };
        Self {
            version: VERSION,
            content_id: manifest.content_id(),
            byte_length: manifest.byte_length(),
            chunk_size: manifest.chunk_size(),
            files: manifest.entries().iter().map(listed).collect(),
        }
    }
}

impl TryFrom<ManifestDocument> for Manifest {
    type Error = DirectoryError;

    fn try_from(document: ManifestDocument) -> Result<Self, DirectoryError> {
        check_version(document.version)?;
        let chunk_size = document.chunk_size;
        let entry = |file: ListedFile| Entry {
            path: file.path,
            commitment: Commitment {
                content_id: file.content_id,
                byte_length: file.byte_length,
                chunk_size,
            },
        };
        let entries = document.files.into_iter().map(entry).collect();
        let manifest = Self::new(chunk_size, entries)?;
        if manifest.content_id() == document.content_id
            && manifest.byte_length() == document.byte_length
        {
            Ok(manifest)
        } else {
            Err(DirectoryError::Inconsistent {
                stated: document.content_id,
                computed: manifest.content_id(),
            })
        }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MemberDocument {
    version: u32,
    directory: DirectoryDocument,
    index: u64,
    file: FileDocument,
    hashes: Vec<HexHash>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct DirectoryDocument {
    content_id: ContentId,
    files: u64,
    byte_length: u64,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct FileDocument {
    path: RelativePath,
    byte_length: u64,
    chunk_size: ChunkSize,
    content_id: ContentId,
}

impl From<MemberProof> for MemberDocument {
    fn from(proof: MemberProof) -> Self {
        let Entry { path, commitment } = proof.entry;
        Self {
            version: VERSION,
            directory: DirectoryDocument {
                content_id: proof.directory,
                files: proof.files,
                byte_length: proof.byte_length,
            },
            index: proof.index,
            file: FileDocument {
                path,
                byte_length: commitment.byte_length,
                chunk_size: commitment.chunk_size,
                content_id: commitment.content_id,
            },
            hashes: proof.hashes.into_iter().map(HexHash).collect(),
        }
    }
}

impl TryFrom<MemberDocument> for MemberProof {
    type Error = DirectoryError;

    fn try_from(document: MemberDocument) -> Result<Self, DirectoryError> {
        check_version(document.version)?;
        let FileDocument {
            path,
            byte_length,
            chunk_size,
            content_id,
        } = document.file;
        let commitment = Commitment {
            content_id,
            byte_length,
            chunk_size,
        };
        Self::new(
            document.directory.content_id,
            document.directory.files,
            document.directory.byte_length,
            document.index,
            Entry { path, commitment },
            document
                .hashes
                .into_iter()
                .map(|HexHash(hash)| hash)
                .collect(),
        )
    }
}
