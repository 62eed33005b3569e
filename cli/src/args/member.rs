//! Arguments of `prove-member` and `check-member`.

use std::path::PathBuf;

use clap::Args;

use super::{WorkName, chunk_size::ChunkSizeArg};

/// Prove that a file is in a directory, such as a model or a data set, without showing the others
///
/// The proof is a small JSON document, which is checked together with the file.
#[derive(Args)]
#[command(after_help = "\
Examples:
  provenue prove-member model/ config.json -o proof.json
  provenue prove-member model.manifest.json config.json -o proof.json
  provenue check-member proof.json config.json --of 7cQp…Xk")]
pub struct ProveMemberArgs {
    /// The directory, or the manifest that `provenue hash --manifest` wrote of it
    #[arg(value_name = "DIRECTORY_OR_MANIFEST")]
    pub directory: PathBuf,
    /// The file's path in it
    #[arg(value_name = "PATH")]
    pub member: String,
    /// Where to write the proof
    #[arg(short = 'o', long, value_name = "FILE")]
    pub proof: PathBuf,
    /// How the files are cut; a manifest tells itself
    #[command(flatten)]
    pub chunks: ChunkSizeArg,
}

/// Check the proof that a file is in a directory
///
/// By itself a proof only tells that the file is in the directory that the proof names. That this is the
/// directory you think of, --of tells. The exit status is 0 when the proof holds and 1 when it does
/// not.
#[derive(Args)]
#[command(after_help = "\
Examples:
  provenue check-member proof.json config.json
  provenue check-member proof.json config.json --of 7cQp…Xk
  provenue check-member proof.json config.json --of 5f0c…d1")]
pub struct CheckMemberArgs {
    /// The proof that `provenue prove-member` wrote
    pub proof: PathBuf,
    /// The file
    pub file: PathBuf,
    /// The directory that it should be of: its registered asset, or its content id
    #[arg(long, value_name = "ASSET|ID")]
    pub of: Option<WorkName>,
}
