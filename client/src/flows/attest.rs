//! Saying something about a work, and taking it back.

use provenue_registry::{
    Statement,
    attestation::{Message, Verb},
};
use solana_address::Address;

use super::plan::{Action, Step, execute};
use crate::{
    address,
    credential::{AttestorKey, Credential, SignedMessage, UnsignedMessage},
    error::{ClientError, Result},
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
    let (message, former) = attesting(ledger, &attestor, asset, statement).await?;
    let anchor = slot_hashes::newest(ledger).await?;
    let signed = credential.sign(&message, &anchor)?;
    let signers = signers(credential);
    let bringing = Bringing::new(&message, signed, former.is_none());
    bringing.bring(ledger, payer, &signers).await
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
    let message = revoking(ledger, &attestor, asset, kind, reason).await?;
    let anchor = slot_hashes::newest(ledger).await?;
    let signed = credential.sign(&message, &anchor)?;
    let bringing = Bringing::new(&message, signed, false);
    let (_, steps) = bringing.bring(ledger, payer, &signers(credential)).await?;
    Ok(steps)
}

/// What the holder of `key` is to sign elsewhere so that [`attest`] is done by [`submit`], while the chain
/// remembers its slot ([`slot_hashes::REMEMBERED_SLOTS`]).
///
/// # Errors
/// When the ledger cannot be reached.
pub async fn attest_message<L: Ledger>(
    ledger: &L,
    key: AttestorKey,
    asset: &Address,
    statement: &Statement,
) -> Result<UnsignedMessage> {
    let (message, _) = attesting(ledger, &key.attestor(), asset, statement).await?;
    Ok(UnsignedMessage {
        key,
        message,
        anchor: slot_hashes::newest(ledger).await?,
    })
}

/// What the holder of `key` is to sign elsewhere so that [`revoke`] is done by [`submit`].
///
/// # Errors
/// When there is no such attestation; when the ledger cannot be reached.
pub async fn revoke_message<L: Ledger>(
    ledger: &L,
    key: AttestorKey,
    asset: &Address,
    kind: u8,
    reason: u16,
) -> Result<UnsignedMessage> {
    let message = revoking(ledger, &key.attestor(), asset, kind, reason).await?;
    Ok(UnsignedMessage {
        key,
        message,
        anchor: slot_hashes::newest(ledger).await?,
    })
}

/// Brings a message that was signed elsewhere; `payer` pays. Returns the attestation's address.
///
/// # Errors
/// [`ClientError::Precondition`] when the message is for another chain, too old, or was brought already;
/// else what a transaction meets.
pub async fn submit<L: Ledger>(
    ledger: &L,
    payer: SignerRef<'_>,
    unsigned: &UnsignedMessage,
    signed: SignedMessage,
) -> Result<(Address, Vec<Step>)> {
    let refused = |why: &str| Err(ClientError::Precondition(why.to_owned()));
    let recent = slot_hashes::recent(ledger).await?;
    let anchor = &unsigned.anchor;
    match recent.get(&anchor.slot) {
        Some(hash) if *hash == anchor.hash => {}
        // Of two chains with slots of one number, the hashes differ.
        Some(_) => return refused("the message is for another chain"),
        None if recent
            .last_key_value()
            .is_none_or(|(newest, _)| anchor.slot > *newest) =>
        {
            return refused("the message is for another chain, or names a slot yet to come");
        }
        None => return refused("the message is too old: the chain has forgotten its slot"),
    }
    let (message, statement) = (&unsigned.message, &unsigned.message.statement);
    let address = address::attestation(&message.asset, &signed.attestor, statement.kind);
    let former: Option<Attestation> = state::find(ledger, &address).await?;
    let last = former.as_ref().map_or(0, |former| former.nonce.get());
    if statement.nonce <= last {
        return refused("the message was brought already, or another after it");
    }
    let bringing = Bringing::new(message, signed, former.is_none());
    bringing.bring(ledger, payer, &[]).await
}

/// The message that makes an attestation, and what it replaces.
async fn attesting<L: Ledger>(
    ledger: &L,
    attestor: &Address,
    asset: &Address,
    statement: &Statement,
) -> Result<(Message, Option<Attestation>)> {
    let address = address::attestation(asset, attestor, statement.kind);
    let former: Option<Attestation> = state::find(ledger, &address).await?;
    let mut statement = statement.clone();
    if statement.nonce == 0 {
        statement.nonce = next_nonce(former.as_ref());
    }
    Ok((Message::attest(*asset, statement), former))
}

/// The message that revokes an attestation.
async fn revoking<L: Ledger>(
    ledger: &L,
    attestor: &Address,
    asset: &Address,
    kind: u8,
    reason: u16,
) -> Result<Message> {
    let address = address::attestation(asset, attestor, kind);
    let former: Attestation = state::fetch(ledger, &address).await?;
    let nonce = next_nonce(Some(&former));
    Ok(Message::revoke(*asset, kind, nonce, reason))
}

fn next_nonce(former: Option<&Attestation>) -> u64 {
    former.map_or(1, |former| former.nonce.get().saturating_add(1))
}

/// A signed message on its way to the chain.
struct Bringing<'a> {
    message: &'a Message,
    signed: SignedMessage,
    /// Whether its account is made by it.
    is_new: bool,
}

impl<'a> Bringing<'a> {
    const fn new(message: &'a Message, signed: SignedMessage, is_new: bool) -> Self {
        Self {
            message,
            signed,
            is_new,
        }
    }

    async fn bring<L: Ledger>(
        self,
        ledger: &L,
        payer: SignerRef<'_>,
        signers: &[SignerRef<'_>],
    ) -> Result<(Address, Vec<Step>)> {
        let Message {
            asset,
            verb,
            statement,
        } = self.message;
        let SignedMessage {
            attestor,
            signature,
            proof,
        } = &self.signed;
        let address = address::attestation(asset, attestor, statement.kind);
        let payer_address = payer.pubkey();
        let (says, instruction) = match verb {
            Verb::Attest => (
                match self.is_new {
                    true => "attested",
                    false => "attested anew, in the place of the former attestation",
                },
                attestation::attest(&payer_address, attestor, asset, statement, proof),
            ),
            Verb::Revoke => (
                "revoked the attestation",
                attestation::revoke_attestation(
                    attestor,
                    asset,
                    statement.kind,
                    statement.nonce,
                    statement.score_bps,
                    proof,
                ),
            ),
        };
        let mut action = Action::new(says, instruction);
        if let Some(signature) = signature {
            // The precompile's instruction stands just before.
            action.instructions.insert(0, signature.clone());
        }
        if self.is_new && *verb == Verb::Attest {
            action = action.creating("attestation", address);
        }
        let steps = execute(ledger, payer, signers, &[], &[action]).await?;
        Ok((address, steps))
    }
}

/// Who signs the transaction besides its payer.
fn signers(credential: Credential<'_>) -> Vec<SignerRef<'_>> {
    match credential {
        Credential::Transaction(signer) => vec![signer],
        _ => Vec::new(),
    }
}
