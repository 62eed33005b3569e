//! What a model's file says of itself: the header of a `.safetensors` file.
//!
//! The file begins with the length of its header, then comes the header as JSON, then the tensors. Only the
//! header is read, whatever the length of the rest. Everything in it is a claim of whoever wrote the file.
//!
//! Beside what the format's own reader checks (known types, offsets without holes and overlaps, lengths
//! that fit the shapes) a header is refused when a name is there twice or the file is not as long as the
//! tensors ask: other readers would see another model.

use std::{
    collections::BTreeMap,
    fs::File,
    io::{self, Read, Seek, SeekFrom},
    path::Path,
};

use safetensors::tensor::Metadata;
use serde::Serialize;
use thiserror::Error;

use crate::{json, record::Model};

/// The longest header, in bytes: the format's own limit.
pub const MAX_HEADER_BYTES: u64 = 100_000_000;

/// The length of the header's length.
const LENGTH_BYTES: u64 = 8;

/// What the header of a `.safetensors` file says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// The tensors, in the order in which they lie in the file.
    pub tensors: Vec<Tensor>,
    /// Texts about the model, such as those of ModelSpec (`modelspec.title`).
    pub metadata: BTreeMap<String, String>,
}

/// A tensor in a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Tensor {
    /// Its name.
    pub name: String,
    /// The type of its numbers, as the format names it: `F16`, `BF16`, `F8_E4M3`.
    pub dtype: String,
    /// Its dimensions.
    pub shape: Vec<u64>,
    /// Its length in the file, in bytes.
    pub byte_length: u64,
}

/// A model in a few lines.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// How many tensors it has.
    pub tensors: u64,
    /// How many numbers these hold.
    pub parameters: u64,
    /// How long these are together, in bytes.
    pub byte_length: u64,
    /// How many numbers there are of each type.
    pub dtypes: BTreeMap<String, u64>,
    /// Texts about the model.
    pub metadata: BTreeMap<String, String>,
}

/// Why a file tells nothing.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum SafetensorsError {
    /// The file cannot be read.
    #[error("cannot read the model: {0}")]
    Read(#[from] io::Error),
    /// The file is shorter than its header.
    #[error("it is not a safetensors file, or cut: {length} bytes are too few for its header")]
    Cut {
        /// The file's length in bytes.
        length: u64,
    },
    /// The header is longer than the format allows.
    #[error(
        "it is not a safetensors file: its header would have {found} bytes; {MAX_HEADER_BYTES} is the most"
    )]
    HeaderLength {
        /// The length that the file states, in bytes.
        found: u64,
    },
    /// The header is no JSON object, or a name in it is there twice.
    #[error("the header of the safetensors file is damaged: {0}")]
    Header(serde_json::Error),
    /// The file is longer or shorter than its tensors.
    #[error("the safetensors file has {found} bytes and its tensors need {expected}")]
    FileLength {
        /// The file's length in bytes.
        found: u64,
        /// The length that the header asks for.
        expected: u64,
    },
}

impl Header {
    /// Reads the header of the file at `path`.
    ///
    /// # Errors
    /// When the file cannot be read, or is no sound safetensors file.
    pub fn read_file(path: impl AsRef<Path>) -> Result<Self, SafetensorsError> {
        Self::read(File::open(path)?)
    }

    /// Reads the header of a file.
    ///
    /// # Errors
    /// When the file cannot be read, or is no sound safetensors file.
    pub fn read(mut file: impl Read + Seek) -> Result<Self, SafetensorsError> {
        let length = file.seek(SeekFrom::End(0))?;
        if length < LENGTH_BYTES {
            return Err(SafetensorsError::Cut { length });
        }
        file.rewind()?;
        let mut header_length = [0; LENGTH_BYTES as usize];
        file.read_exact(&mut header_length)?;
        let header_length = u64::from_le_bytes(header_length);
        if header_length > MAX_HEADER_BYTES {
            return Err(SafetensorsError::HeaderLength {
                found: header_length,
            });
        }
        // Before memory is set aside for it.
        if header_length > length - LENGTH_BYTES {
            return Err(SafetensorsError::Cut { length });
        }
        let mut text = vec![0; header_length as usize];
        file.read_exact(&mut text)?;
        let (header, data_length) = Self::parse(&text).map_err(SafetensorsError::Header)?;
        let expected = data_length.saturating_add(LENGTH_BYTES + header_length);
        if expected == length {
            Ok(header)
        } else {
            Err(SafetensorsError::FileLength {
                found: length,
                expected,
            })
        }
    }

    fn parse(text: &[u8]) -> Result<(Self, u64), serde_json::Error> {
        json::check_object(text)?;
        let header: Metadata = serde_json::from_slice(text)?;
        let tensor = |name: String| {
            let info = header.info(&name)?;
            Some(Tensor {
                dtype: format!("{:?}", info.dtype),
                shape: info
                    .shape
                    .iter()
                    .map(|dimension| *dimension as u64)
                    .collect(),
                byte_length: (info.data_offsets.1 - info.data_offsets.0) as u64,
                name,
            })
        };
        let tensors = header
            .offset_keys()
            .into_iter()
            .filter_map(tensor)
            .collect();
        let metadata = header.metadata().iter().flatten();
        let metadata = metadata
            .map(|(name, text)| (name.clone(), text.clone()))
            .collect();
        Ok((Self { tensors, metadata }, header.data_len() as u64))
    }

    /// The model in a few lines.
    pub fn summary(&self) -> Summary {
        let mut dtypes = BTreeMap::new();
        for tensor in &self.tensors {
            *dtypes.entry(tensor.dtype.clone()).or_default() += tensor.numbers();
        }
        Summary {
            tensors: self.tensors.len() as u64,
            parameters: dtypes.values().sum(),
            byte_length: self.tensors.iter().map(|tensor| tensor.byte_length).sum(),
            dtypes,
            metadata: self.metadata.clone(),
        }
    }

    /// The model for a record: by the title and the hash of ModelSpec where the file has them, and else by
    /// `file_name`.
    pub fn model(&self, role: &str, file_name: &str) -> Model {
        let text = |name: &str| {
            self.metadata
                .get(name)
                .filter(|text| !text.is_empty())
                .cloned()
        };
        Model {
            name: text("modelspec.title").unwrap_or_else(|| file_name.to_owned()),
            role: Some(role.to_owned()),
            hash: text("modelspec.hash_sha256"),
            ..Model::default()
        }
    }
}

impl Tensor {
    /// How many numbers it holds. The format's reader has checked that the product can be counted.
    fn numbers(&self) -> u64 {
        self.shape.iter().product()
    }
}
