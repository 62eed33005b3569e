//! The registry program's instructions about logs of works, and about the chunks of a work.

use provenue_registry::{AssetDetails, accounts, instruction};
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

/// A leaf of a log, and the proof that it is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProvenLeaf {
    /// Which leaf it is, from 0.
    pub index: u64,
    /// The leaf: [`member_leaf`](provenue_registry::merkle::member_leaf) of a work.
    pub leaf: [u8; 32],
    /// Its inclusion proof at the anchor's size.
    pub proof: Vec<[u8; 32]>,
}

/// Proves that a leaf is in a log; `payer` signs. `sequence` is the number of the first anchor that has
/// the leaf.
#[must_use]
pub fn prove_member(
    payer: &Address,
    log: &Address,
    sequence: u64,
    leaf: &ProvenLeaf,
) -> Instruction {
    built(
        REGISTRY_PROGRAM,
        &accounts::ProveMember {
            payer: *payer,
            anchor: address::log_anchor(log, sequence),
            member: address::member(log, leaf.index),
            system_program: system_program::ID,
        },
        &instruction::ProveMember {
            index: leaf.index,
            leaf: leaf.leaf,
            proof: leaf.proof.clone(),
        },
    )
}

/// Who makes an asset of a member for whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Materialisation {
    /// Pays the rent; signs.
    pub payer: Address,
    /// Will own the asset.
    pub owner: Address,
    /// Whether the owner signs, which one who is not the log's owner must.
    pub owner_signs: bool,
}

/// Makes an asset of leaf `index` of a log, after [`prove_member`]. `claim_index` is the number of claims
/// that exist on the content already.
#[must_use]
pub fn materialise(
    who: &Materialisation,
    log: &Address,
    index: u64,
    claim_index: u16,
    details: &AssetDetails,
) -> Instruction {
    let previous = claim_index.checked_sub(1);
    let mut instruction = built(
        REGISTRY_PROGRAM,
        &accounts::Materialise {
            payer: who.payer,
            owner: who.owner,
            log: *log,
            member: address::member(log, index),
            asset: address::asset(&details.content_id, claim_index),
            previous: previous.map(|index| address::asset(&details.content_id, index)),
            system_program: system_program::ID,
        },
        &instruction::Materialise {
            claim_index,
            asset: details.clone(),
        },
    );
    instruction.accounts[1].is_signer = who.owner_signs;
    instruction
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
