//! Arguments of `record`, `disclose` and `check-disclosure`.

use std::{path::PathBuf, str::FromStr};

use clap::{ArgGroup, Args, Subcommand};
use provenue_record::RecordCommitment;

use super::{ClaimChoice, WorkName};

/// The commands about generation records. What they are for, their arguments say.
#[derive(Subcommand)]
pub enum RecordCommand {
    Import(RecordImportArgs),
    Seal(RecordSealArgs),
    Show(RecordShowArgs),
    /// Print the JSON schema of records
    Schema,
}

/// Read what a diffusion interface left in a PNG file, as a record
///
/// Known are AUTOMATIC1111 and its kin, ComfyUI, Fooocus, InvokeAI and NovelAI. The record is JSON:
/// look through it before you seal it.
#[derive(Args)]
#[command(after_help = "\
Examples:
  provenue record import picture.png
  provenue record import picture.png > record.json")]
pub struct RecordImportArgs {
    /// The PNG file
    #[arg(value_name = "PNG")]
    pub picture: PathBuf,
}

/// Commit to how a work was made, without telling
///
/// Every field gets a random salt, and all of them one commitment of 32 bytes, which `provenue mint
/// --record` registers with the work. The sealed record is a secret, and the only thing that can
/// prove later how the work was made: keep it safe.
#[derive(Args)]
#[command(after_help = "\
Examples:
  provenue record seal record.json -o record.sealed.json
  provenue record seal picture.png -o picture.sealed.json --model checkpoint=dream.safetensors
  provenue record seal record.json -o record.sealed.json --input image=sketch.jpg")]
pub struct RecordSealArgs {
    /// The record as JSON, or a PNG file with what a diffusion interface left in it
    #[arg(value_name = "JSON_OR_PNG")]
    pub source: PathBuf,
    /// Where to keep the sealed record: a new file
    #[arg(short = 'o', long, value_name = "FILE")]
    pub sealed: PathBuf,
    /// A model that made it: its content id is added, and what a safetensors file says of itself
    #[arg(long = "model", value_name = "ROLE=FILE")]
    pub models: Vec<RoleOf>,
    /// A work it was made from: its content id is added
    #[arg(long = "input", value_name = "ROLE=FILE")]
    pub inputs: Vec<RoleOf>,
}

/// Show a sealed record to yourself
#[derive(Args)]
#[command(after_help = "\
Examples:
  provenue record show record.sealed.json")]
pub struct RecordShowArgs {
    /// The sealed record
    pub sealed: PathBuf,
}

/// Prove one field of a sealed record, and nothing of the others
///
/// The proof is a JSON document. Whoever has it can show the field to others too.
#[derive(Args)]
#[command(after_help = "\
Examples:
  provenue disclose record.sealed.json /prompt -o prompt.proof.json
  provenue disclose record.sealed.json /parameters/steps -o steps.proof.json
  provenue check-disclosure prompt.proof.json picture.png")]
pub struct DiscloseArgs {
    /// The sealed record
    pub sealed: PathBuf,
    /// The field, as `provenue record show` names it
    pub field: String,
    /// Where to write the proof
    #[arg(short = 'o', long, value_name = "FILE")]
    pub proof: PathBuf,
}

/// Check the proof of a field of a record
///
/// The proof must lead to the commitment that was registered with the work. It shows that the
/// field was committed to then, not that it is true. The exit status is 0 when the proof holds and
/// 1 when it does not.
#[derive(Args)]
#[command(group(ArgGroup::new("trusted").required(true)))]
#[command(after_help = "\
Examples:
  provenue check-disclosure prompt.proof.json picture.png
  provenue check-disclosure prompt.proof.json --record 5f0c…d1")]
pub struct CheckDisclosureArgs {
    /// The proof that `provenue disclose` wrote
    pub proof: PathBuf,
    /// The work whose record it should be: its file, content id or asset
    #[arg(group = "trusted")]
    pub work: Option<WorkName>,
    /// Which of the claims on the work
    #[command(flatten)]
    pub choice: ClaimChoice,
    /// The commitment to the record, taken from where you trust it, instead of the work
    #[arg(long, value_name = "COMMITMENT", group = "trusted")]
    pub record: Option<RecordCommitment>,
}

/// A file, and what it was used as: `checkpoint=dream.safetensors`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleOf {
    /// `checkpoint`, `lora`, `image`, `mask` or another word.
    pub role: String,
    /// The file.
    pub path: PathBuf,
}

impl FromStr for RoleOf {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.split_once('=') {
            Some((role, path)) if !role.is_empty() && !path.is_empty() => Ok(Self {
                role: role.to_owned(),
                path: path.into(),
            }),
            _ => Err("write ROLE=FILE, like image=sketch.jpg".to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_ends_at_the_first_equals_sign() {
        let parsed: RoleOf = "image=a=b.png".parse().unwrap();
        assert_eq!(parsed.role, "image");
        assert_eq!(parsed.path, PathBuf::from("a=b.png"));
        for wrong in ["", "image", "=file", "image="] {
            assert!(wrong.parse::<RoleOf>().is_err(), "{wrong}");
        }
    }
}
