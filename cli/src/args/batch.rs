//! Arguments of `batch`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::{ChunkSizeArg, DisclosureArg, WorkName};

/// The commands about batches. What they are for, their arguments say.
#[derive(Subcommand)]
pub enum BatchCommand {
    Add(BatchAddArgs),
    Anchor(BatchAnchorArgs),
    Show(BatchShowArgs),
    Prove(BatchProveArgs),
    Check(BatchCheckArgs),
    Materialise(BatchMaterialiseArgs),
}

/// Put works into a batch: any number, at no cost
///
/// A batch is a folder of yours with a log that only grows (RFC 9162). Nothing is sent; `provenue
/// batch anchor` then registers all works in it with one transaction. When the command is
/// interrupted, run it again: files that are in the batch, and have not changed since, are not read
/// again.
#[derive(Args)]
#[command(after_help = "\
Examples:
  provenue batch add studio.batch pictures/ --disclosure ai-generated
  provenue batch add studio.batch *.wav --disclosure human --allow-training")]
pub struct BatchAddArgs {
    /// The batch: a folder, which is made where there is none
    pub batch: PathBuf,
    /// The works: files, and folders with all files in them
    #[arg(required = true, value_name = "FILE_OR_FOLDER")]
    pub works: Vec<PathBuf>,
    /// How much of them machines made
    #[arg(
        long,
        value_enum,
        value_name = "human|ai-assisted|ai-generated|composite"
    )]
    pub disclosure: DisclosureArg,
    /// Allow machines to be trained on them
    #[arg(long)]
    pub allow_training: bool,
    /// Which of your logs a new batch is: a number of your own [default: 0]
    #[arg(long, value_name = "N")]
    pub log_id: Option<u64>,
    /// How files are cut
    #[command(flatten)]
    pub chunks: ChunkSizeArg,
}

/// Register all works of a batch, with one transaction
///
/// The log's size and root go on chain, with a proof that the log still begins with all that was
/// anchored before. From then on each work is proved to have existed, and been yours, at that time.
#[derive(Args)]
#[command(after_help = "\
Examples:
  provenue batch anchor studio.batch")]
pub struct BatchAnchorArgs {
    /// The batch
    pub batch: PathBuf,
}

/// Show what is in a batch, and how much of it is anchored
#[derive(Args)]
#[command(after_help = "\
Examples:
  provenue batch show studio.batch
  provenue batch show studio.batch --output json")]
pub struct BatchShowArgs {
    /// The batch
    pub batch: PathBuf,
}

/// Prove that a work is in a batch
///
/// The proof is a small JSON document, which tells nothing of the other works.
#[derive(Args)]
#[command(after_help = "\
Examples:
  provenue batch prove studio.batch pictures/7.png -o 7.proof.json
  provenue batch check 7.proof.json pictures/7.png")]
pub struct BatchProveArgs {
    /// The batch
    pub batch: PathBuf,
    /// The work: its file, or its content id
    #[arg(value_name = "FILE_OR_ID")]
    pub work: WorkName,
    /// Where to write the proof
    #[arg(short = 'o', long, value_name = "FILE")]
    pub proof: PathBuf,
    /// How the file is cut
    #[command(flatten)]
    pub chunks: ChunkSizeArg,
}

/// Check the proof that a work is in a batch
///
/// The proof must lead to what was anchored on chain. The exit status is 0 when it holds and 1 when
/// it does not.
#[derive(Args)]
#[command(after_help = "\
Examples:
  provenue batch check 7.proof.json pictures/7.png
  provenue batch check 7.proof.json --output json")]
pub struct BatchCheckArgs {
    /// The proof that `provenue batch prove` wrote
    pub proof: PathBuf,
    /// The file that the proof should be about
    pub file: Option<PathBuf>,
}

/// Make an asset of a work in a batch, registered when the batch was anchored with it
///
/// The asset can have a vault and terms like any other: `provenue mint` opens its vault afterwards.
#[derive(Args)]
#[command(after_help = "\
Examples:
  provenue batch materialise studio.batch pictures/7.png")]
pub struct BatchMaterialiseArgs {
    /// The batch
    pub batch: PathBuf,
    /// The work: its file, or its content id
    #[arg(value_name = "FILE_OR_ID")]
    pub work: WorkName,
    /// How the file is cut
    #[command(flatten)]
    pub chunks: ChunkSizeArg,
}
