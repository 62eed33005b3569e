//! The registry program's instructions about attestations, and those of the precompiles that check
//! signatures.

use provenue_registry::{Proof, Statement, accounts, attestation::P256_KEY_LENGTH, instruction};
use solana_address::Address;
use solana_instruction::Instruction;
use solana_sdk_ids::{ed25519_program, secp256r1_program, system_program, sysvar};

use super::built;
use crate::{REGISTRY_PROGRAM, address};

/// Says something about an asset; `payer` signs and pays the rent where the attestation is new.
/// Where `proof` is a signature that a precompile checks, the precompile's instruction stands as many
/// places before as `proof` says; else `attestor` signs.
#[must_use]
pub fn attest(
    payer: &Address,
    attestor: &Address,
    asset: &Address,
    statement: &Statement,
    proof: &Proof,
) -> Instruction {
    let mut instruction = built(
        REGISTRY_PROGRAM,
        &accounts::Attest {
            payer: *payer,
            attestor: *attestor,
            asset: *asset,
            attestation: address::attestation(asset, attestor, statement.kind),
            instructions: instructions_of(proof),
            system_program: system_program::ID,
        },
        &instruction::Attest {
            statement: statement.clone(),
            proof: proof.clone(),
        },
    );
    let signs = *proof == Proof::Transaction;
    instruction.accounts[1].is_signer = signs;
    instruction
}

/// Takes the attestation of a kind back; the attestor signs as for [`attest`].
#[must_use]
pub fn revoke_attestation(
    attestor: &Address,
    asset: &Address,
    kind: u8,
    nonce: u64,
    reason: u16,
    proof: &Proof,
) -> Instruction {
    let mut instruction = built(
        REGISTRY_PROGRAM,
        &accounts::RevokeAttestation {
            attestor: *attestor,
            attestation: address::attestation(asset, attestor, kind),
            instructions: instructions_of(proof),
        },
        &instruction::RevokeAttestation {
            nonce,
            reason,
            proof: proof.clone(),
        },
    );
    instruction.accounts[0].is_signer = *proof == Proof::Transaction;
    instruction
}

fn instructions_of(proof: &Proof) -> Option<Address> {
    (*proof != Proof::Transaction).then_some(sysvar::instructions::ID)
}

/// Has the precompile check an Ed25519 signature.
#[must_use]
pub fn ed25519_signature(key: &[u8; 32], signature: &[u8; 64], message: &[u8]) -> Instruction {
    checked_signature(ed25519_program::ID, key, signature, message)
}

/// Has the precompile check an ECDSA signature with P-256 and SHA-256, whose s must be low.
#[must_use]
pub fn p256_signature(
    key: &[u8; P256_KEY_LENGTH],
    signature: &[u8; 64],
    message: &[u8],
) -> Instruction {
    checked_signature(secp256r1_program::ID, key, signature, message)
}

/// One signature: how many, a byte of padding, the offsets of signature, key and message, each with
/// the instruction it lies in, and then key, signature and message.
fn checked_signature(
    program: Address,
    key: &[u8],
    signature: &[u8; 64],
    message: &[u8],
) -> Instruction {
    const HEADER: usize = 2 + 7 * 2;
    const THIS_INSTRUCTION: u16 = u16::MAX;
    let short = |length: usize| u16::try_from(length).unwrap_or(u16::MAX);
    let signature_at = HEADER + key.len();
    let message_at = signature_at + signature.len();
    let mut data = vec![1, 0];
    for field in [
        short(signature_at),
        THIS_INSTRUCTION,
        short(HEADER),
        THIS_INSTRUCTION,
        short(message_at),
        short(message.len()),
        THIS_INSTRUCTION,
    ] {
        data.extend(field.to_le_bytes());
    }
    data.extend([key, signature, message].concat());
    Instruction::new_with_bytes(program, &data, Vec::new())
}
