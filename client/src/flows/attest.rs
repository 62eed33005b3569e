//! Saying something about a work, and taking it back.

use provenue_registry::{Statement, attestation::Message};
use solana_address::Address;
use solana_instruction::Instruction;

use super::plan::{Action, Step, execute};
use crate::{
    address,
    credential::{Credential, SignedMessage},
    error::Result,
    instructions::attestation,
    ledger::{Ledger, SignerRef},
    slot_hashes,
    state::{self, Attestation},
};

/// Makes an attestation, or replaces the attestor's former one of the same kind; `payer` pays. A nonce
/// of 0 stands for the next one. Returns the attestation's address.
///
/// # Errors
/// When the credential does not sign; what a transaction meets.
pub async fn attest<L: Ledger>(
    ledger: &L,
    payer: SignerRef<'_>,
    credential: Credential<'_>,
    asset: &Address,
    statement: &Statement,
) -> Result<(Address, Vec<Step>)> {
    let attestor = credential.attestor();
    let address = address::attestation(asset, &attestor, statement.kind);
    let former: Option<Attestation> = state::find(ledger, &address).await?;
    let mut statement = statement.clone();
    if statement.nonce == 0 {
        statement.nonce = next_nonce(former.as_ref());
    }
    let message = Message::attest(*asset, statement.clone());
    let anchor = slot_hashes::newest(ledger).await?;
    let signed = credential.sign(&message, &anchor)?;
    let attest = attestation::attest(&payer.pubkey(), &attestor, asset, &statement, &signed.proof);
    let says = match former {
        None => "attested",
        Some(_) => "attested anew, in the place of the former attestation",
    };
    let mut action = action(says, signed, attest);
    if former.is_none() {
        action = action.creating("attestation", address);
    }
    let steps = execute(ledger, payer, &signers(credential), &[], &[action]).await?;
    Ok((address, steps))
}

/// Takes an attestation back for a reason of the attestor's own; `payer` pays.
///
/// # Errors
/// When there is none; when the credential does not sign; what a transaction meets.
pub async fn revoke<L: Ledger>(
    ledger: &L,
    payer: SignerRef<'_>,
    credential: Credential<'_>,
    asset: &Address,
    kind: u8,
    reason: u16,
) -> Result<Vec<Step>> {
    let attestor = credential.attestor();
    let address = address::attestation(asset, &attestor, kind);
    let former: Attestation = state::fetch(ledger, &address).await?;
    let nonce = next_nonce(Some(&former));
    let message = Message::revoke(*asset, kind, nonce, reason);
    let anchor = slot_hashes::newest(ledger).await?;
    let signed = credential.sign(&message, &anchor)?;
    let proof = &signed.proof;
    let revoke = attestation::revoke_attestation(&attestor, asset, kind, nonce, reason, proof);
    let action = action("revoked the attestation", signed, revoke);
    execute(ledger, payer, &signers(credential), &[], &[action]).await
}

fn next_nonce(former: Option<&Attestation>) -> u64 {
    former.map_or(1, |former| former.nonce.get().saturating_add(1))
}

/// The precompile's instruction, where there is one, stands just before.
fn action(says: &str, signed: SignedMessage, instruction: Instruction) -> Action {
    let mut action = Action::new(says, instruction);
    if let Some(signature) = signed.signature {
        action.instructions.insert(0, signature);
    }
    action
}

/// Who signs the transaction besides its payer.
fn signers(credential: Credential<'_>) -> Vec<SignerRef<'_>> {
    match credential {
        Credential::Transaction(signer) => vec![signer],
        _ => Vec::new(),
    }
}
