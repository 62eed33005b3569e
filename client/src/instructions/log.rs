//! The registry program's instructions about logs of works, and about the chunks of a work.

use provenue_registry::{accounts, instruction};
use solana_address::Address;
use solana_instruction::Instruction;
use solana_sdk_ids::system_program;

use super::built;
use crate::{REGISTRY_PROGRAM, address};

/// Makes a log; `payer` and `owner` sign. `id` is the owner's own number for it.
#[must_use]
pub fn create_log(payer: &Address, owner: &Address, id: u64) -> Instruction {
    built(
        REGISTRY_PROGRAM,
        &accounts::CreateLog {
            payer: *payer,
            owner: *owner,
            log: address::log(owner, id),
            system_program: system_program::ID,
        },
        &instruction::CreateLog { id },
    )
}

/// A size that a log has grown to, and the proof that it only grew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Growth {
    /// How many leaves the log has now.
    pub size: u64,
    /// Root of the tree over them.
    pub root: [u8; 32],
    /// The consistency proof from what was anchored last.
    pub proof: Vec<[u8; 32]>,
}

/// Anchors a log; `payer` and the log's `owner` sign. `sequence` is how often it was anchored already.
#[must_use]
pub fn anchor_log(
    payer: &Address,
    owner: &Address,
    log: &Address,
    sequence: u64,
    growth: &Growth,
) -> Instruction {
    built(
        REGISTRY_PROGRAM,
        &accounts::AnchorLog {
            payer: *payer,
            owner: *owner,
            log: *log,
            anchor: address::log_anchor(log, sequence),
            system_program: system_program::ID,
        },
        &instruction::AnchorLog {
            sequence,
            size: growth.size,
            root: growth.root,
            proof: growth.proof.clone(),
        },
    )
}

/// Checks that a chunk of a registered work, counted from 0, has the hash `leaf`; nobody signs. It
/// returns a [`ProvenChunk`](provenue_registry::ProvenChunk).
#[must_use]
pub fn verify_range(
    asset: &Address,
    chunk: u64,
    leaf: &[u8; 32],
    proof: &[[u8; 32]],
) -> Instruction {
    built(
        REGISTRY_PROGRAM,
        &accounts::VerifyRange { asset: *asset },
        &instruction::VerifyRange {
            chunk,
            leaf: *leaf,
            proof: proof.to_vec(),
        },
    )
}
