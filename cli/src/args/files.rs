//! Arguments of the commands that read files and no ledger.

use std::path::PathBuf;

use clap::Args;
use provenue_media::{ChunkSize, ContentId};

use super::{
    ByteRange,
    chunk_size::{self, ChunkSizeArg},
};

/// Show the content ids of files and directories
///
/// The content id names a file by its bytes alone: the root of the Merkle tree over its chunks. That of
/// a directory, such as a model or a data set, names the paths and bytes of all files in it.
/// Files are read on all cores, in memory that does not grow with them.
#[derive(Args)]
#[command(after_help = "\
Examples:
  provenue hash photo.jpg
  provenue hash *.wav --output json
  provenue hash model/ --manifest model.manifest.json
  curl -s https://example.org/film.mp4 | provenue hash -")]
pub struct HashArgs {
    /// The files and directories; - is standard input
    #[arg(required = true, value_name = "FILE_OR_DIRECTORY")]
    pub files: Vec<PathBuf>,
    /// Where to write the manifest of a directory: its files with their content ids
    #[arg(long, value_name = "FILE")]
    pub manifest: Option<PathBuf>,
    /// How the file is cut
    #[command(flatten)]
    pub chunks: ChunkSizeArg,
}

/// Prove that a byte range lies in a file, without showing the rest of it
///
/// The proof is a small JSON document. It is checked together with the part: the bytes of the
/// chunks that the range touches, which --part cuts out of the file.
#[derive(Args)]
#[command(after_help = "\
Examples:
  provenue prove film.mp4 1000000..2000000 -o proof.json --part part.bin
  provenue prove film.mp4 1000000+500 -o proof.json
  provenue check-proof proof.json part.bin")]
pub struct ProveArgs {
    /// The file
    pub file: PathBuf,
    /// The bytes: START..END, the end exclusive, or START+LENGTH
    pub range: ByteRange,
    /// Where to write the proof
    #[arg(short = 'o', long, value_name = "FILE")]
    pub proof: PathBuf,
    /// Where to write the part
    #[arg(long, value_name = "FILE")]
    pub part: Option<PathBuf>,
    /// How the file is cut
    #[command(flatten)]
    pub chunks: ChunkSizeArg,
}

/// Check the proof of a byte range
///
/// By itself a proof only tells that the bytes belong to the file that the proof names. That
/// this is the file you think of, --content-id and --byte-length tell: take them from where you
/// trust them, such as the asset's account. The exit status is 0 when the proof holds and 1 when
/// it does not.
#[derive(Args)]
#[command(after_help = "\
Examples:
  provenue check-proof proof.json part.bin
  provenue check-proof proof.json film.mp4
  provenue check-proof proof.json part.bin --content-id 5f0c…d1 --byte-length 73400320")]
pub struct CheckProofArgs {
    /// The proof that `provenue prove` wrote
    pub proof: PathBuf,
    /// The part that came with it, or the whole file
    #[arg(value_name = "PART_OR_FILE")]
    pub shown: PathBuf,
    /// The content id of the file that the bytes should be from
    #[arg(long, value_name = "ID", requires = "byte_length")]
    pub content_id: Option<ContentId>,
    /// The length of that file
    #[arg(long, value_name = "BYTES", requires = "content_id")]
    pub byte_length: Option<u64>,
    /// The length of its chunks
    #[arg(long, value_name = "SIZE", requires = "content_id", value_parser = chunk_size::parse)]
    #[arg(default_value = chunk_size::DEFAULT)]
    pub chunk_size: ChunkSize,
}
