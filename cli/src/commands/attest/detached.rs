//! The document that holds what somebody is to sign elsewhere.

use std::{fs, path::Path};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use provenue_client::{
    AttestationKind,
    attestation::Verb,
    credential::{AttestorKey, UnsignedMessage},
    slot_hashes::REMEMBERED_SLOTS,
    solana::{Address, Hash},
};
use serde::{Deserialize, Serialize};

use super::report::name;
use crate::failure::{Failure, Result};

/// What the document calls itself.
const FORMAT: &str = "provenue attestation message 1";

/// A message to sign. What counts is `message` and whose key it is for; the rest tells people what they
/// sign, and was taken from it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct MessageDocument {
    format: String,
    /// `attest` or `revoke`.
    pub action: String,
    /// What is said, or was.
    pub kind: String,
    /// The asset that is spoken of.
    pub asset: String,
    /// Basis points.
    score_bps: Option<u16>,
    revocation_reason: Option<u16>,
    nonce: u64,
    expires_at: Option<i64>,
    /// In base58.
    genesis_hash: String,
    /// Who signs.
    pub attestor: String,
    /// The key that signs.
    pub did: String,
    /// The bytes to sign, in hexadecimal.
    pub message: String,
    /// What a passkey is asked: SHA-256 of the message, in base64url.
    pub webauthn_challenge: String,
    /// The slot that the message names.
    anchor_slot: u64,
    /// So many slots later the chain does not know that slot any more, and takes no such message.
    valid_slots: u64,
}

impl MessageDocument {
    /// The document of a message for the chain with a genesis hash.
    pub fn new(unsigned: &UnsignedMessage, genesis: &Hash) -> Self {
        let (message, statement) = (&unsigned.message, &unsigned.message.statement);
        let is_statement = message.verb == Verb::Attest;
        let kind = AttestationKind::from_code(statement.kind);
        let has_score = kind.is_some_and(AttestationKind::has_score);
        Self {
            format: FORMAT.to_owned(),
            action: if is_statement { "attest" } else { "revoke" }.to_owned(),
            kind: kind.map_or("unknown", name).to_owned(),
            asset: message.asset.to_string(),
            score_bps: (is_statement && has_score).then_some(statement.score_bps),
            revocation_reason: (!is_statement).then_some(statement.score_bps),
            nonce: statement.nonce,
            expires_at: (statement.expires_at != 0).then_some(statement.expires_at),
            genesis_hash: genesis.to_string(),
            attestor: unsigned.key.attestor().to_string(),
            did: unsigned.key.did(),
            message: hex::encode(unsigned.to_bytes()),
            webauthn_challenge: URL_SAFE_NO_PAD.encode(unsigned.challenge()),
            anchor_slot: unsigned.anchor.slot,
            valid_slots: REMEMBERED_SLOTS,
        }
    }

    /// Reads a document, and the message in it.
    ///
    /// # Errors
    /// When it is none, or tells another attestor or work than its message has.
    pub fn read(path: &Path) -> Result<(Self, UnsignedMessage)> {
        let shown = path.display();
        let text = fs::read_to_string(path)
            .map_err(|error| Failure::new(format!("cannot read {shown}: {error}")))?;
        let refused = |why: String| {
            Failure::new(format!("{shown} is no message to sign: {why}"))
                .hint("`provenue attest message` writes one")
        };
        let document: Self =
            serde_json::from_str(&text).map_err(|error| refused(error.to_string()))?;
        if document.format != FORMAT {
            return Err(refused(format!("its format is not \"{FORMAT}\"")));
        }
        let key: AttestorKey = document
            .did
            .parse()
            .map_err(|error| refused(format!("{error}")))?;
        let bytes = hex::decode(&document.message).map_err(|error| refused(error.to_string()))?;
        let unsigned =
            UnsignedMessage::from_bytes(key, &bytes).map_err(|error| refused(error.to_string()))?;
        let tells = |text: &str, address: &Address| text == address.to_string();
        if !tells(&document.attestor, &key.attestor())
            || !tells(&document.asset, &unsigned.message.asset)
        {
            return Err(refused(
                "it tells something else than its message".to_owned(),
            ));
        }
        Ok((document, unsigned))
    }

    /// Refuses it on the chain with another genesis hash.
    ///
    /// # Errors
    /// When it is for another chain.
    pub fn check_chain(&self, genesis: &Hash) -> Result<()> {
        let meant = &self.genesis_hash;
        if *meant == genesis.to_string() {
            return Ok(());
        }
        Err(Failure::new(format!(
            "the message is for another chain: it is for {meant}, and this is {genesis}"
        ))
        .hint("--url and --ledger tell which ledger; a new message must be signed for another"))
    }
}
