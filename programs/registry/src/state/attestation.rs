//! What somebody says about a work, and that they signed it.

use anchor_lang::prelude::*;

use crate::{
    attestation::{Signer, Statement, P256_KEY_LENGTH},
    RegistryError,
};

/// An attestation. At `["attestation", asset, attestor, kind]`, so there is one of each kind by each
/// attestor; a later one replaces it. It is never closed: a message that is brought again must meet
/// the nonce that it had.
#[account]
#[derive(Debug)]
pub struct Attestation {
    /// [`Attestation::VERSION`].
    pub version: u8,
    /// Canonical bump of its address.
    pub bump: u8,
    /// An [`AttestationKind`](crate::AttestationKind) code.
    pub kind: u8,
    /// How it was signed, a [`SignerKind`](crate::SignerKind) code.
    pub signer_kind: u8,
    /// Sum of [`Attestation::REVOKED`] and [`Attestation::USER_VERIFIED`], where they apply.
    pub status: u8,
    /// First byte of a compressed P-256 key, 2 or 3; 0 for other keys.
    pub key_prefix: u8,
    /// Basis points, 0 to 10,000.
    pub score_bps: PodU16,
    /// Nonce of the last statement or revocation.
    pub nonce: PodU64,
    /// Seconds since 1970 when it reached the chain.
    pub issued_at: PodI64,
    /// Seconds since 1970 when it ends; 0 = never.
    pub expires_at: PodI64,
    /// Seconds since 1970 when it was revoked; 0 = it was not.
    pub revoked_at: PodI64,
    /// The last signature is not older than this slot.
    pub anchor_slot: PodU64,
    /// Why it was revoked, a code of the attestor's own.
    pub revocation_reason: PodU16,
    /// Zeros.
    pub padding_0: [u8; 6],
    /// The asset that is spoken of.
    pub asset: Address,
    /// Who says it: an address, an Ed25519 key, or [`p256_attestor`](crate::attestation::p256_attestor).
    pub attestor: Address,
    /// The key: an address, an Ed25519 key, or the x coordinate of a P-256 key.
    pub key: [u8; 32],
    /// SHA-256 of what was looked at.
    pub evidence_hash: [u8; 32],
    /// SHA-256 of the schema of a custom attestation, else zeros.
    pub schema_hash: [u8; 32],
    /// SHA-256 of the id of the passkey's relying party, else zeros.
    pub relying_party: [u8; 32],
}

const _: () = assert!(size_of::<Attestation>() == 248);

impl Attestation {
    /// The layout described here.
    pub const VERSION: u8 = 1;

    /// The address is derived from this, the asset, the attestor and the kind.
    pub const SEED: &'static [u8] = b"attestation";

    /// In `status`: the attestor took it back.
    pub const REVOKED: u8 = 1;
    /// In `status`: the passkey checked who is there, not only that somebody is.
    pub const USER_VERIFIED: u8 = 2;

    /// Whether anything was attested yet.
    pub fn is_fresh(&self) -> bool {
        self.nonce.get() == 0
    }

    /// Whether the attestor took it back.
    pub fn is_revoked(&self) -> bool {
        self.status & Self::REVOKED != 0
    }

    /// The compressed P-256 key that it was signed with; none when it was signed otherwise.
    pub fn p256_key(&self) -> Option<[u8; P256_KEY_LENGTH]> {
        let mut key = [self.key_prefix; P256_KEY_LENGTH];
        key[1..].copy_from_slice(&self.key);
        (self.key_prefix != 0).then_some(key)
    }

    /// Whether a passkey checked who is there.
    pub fn is_user_verified(&self) -> bool {
        self.status & Self::USER_VERIFIED != 0
    }

    /// Whether it stands at `now` (seconds since 1970): neither revoked nor ended.
    pub fn is_valid_at(&self, now: i64) -> bool {
        let expires_at = self.expires_at.get();
        !self.is_fresh() && !self.is_revoked() && (expires_at == 0 || now < expires_at)
    }

    /// Says whose and what of it is on a fresh account.
    pub(crate) fn record(&mut self, asset: Address, attestor: Address, kind: u8, bump: u8) {
        self.version = Self::VERSION;
        self.bump = bump;
        self.kind = kind;
        self.asset = asset;
        self.attestor = attestor;
    }

    /// Writes what is said, over whatever was said before.
    pub(crate) fn state(
        &mut self,
        statement: &Statement,
        signer: &Signer,
        now: i64,
    ) -> core::result::Result<(), RegistryError> {
        self.advance(statement.nonce, signer)?;
        self.status = if signer.user_verified {
            Self::USER_VERIFIED
        } else {
            0
        };
        self.score_bps = statement.score_bps.into();
        self.issued_at = now.into();
        self.expires_at = statement.expires_at.into();
        self.revoked_at = 0.into();
        self.revocation_reason = 0.into();
        self.evidence_hash = statement.evidence_hash;
        self.schema_hash = statement.schema_hash;
        self.signer_kind = signer.kind as u8;
        self.key_prefix = signer.key_prefix;
        self.key = signer.key;
        self.relying_party = signer.relying_party;
        Ok(())
    }

    /// Takes it back. How it was signed stays what it was.
    pub(crate) fn revoke(
        &mut self,
        nonce: u64,
        reason: u16,
        signer: &Signer,
        now: i64,
    ) -> core::result::Result<(), RegistryError> {
        if self.is_revoked() {
            return Err(RegistryError::AttestationRevoked);
        }
        self.advance(nonce, signer)?;
        self.status |= Self::REVOKED;
        self.revoked_at = now.into();
        self.revocation_reason = reason.into();
        Ok(())
    }

    /// What was signed before the last word is not heard any more.
    fn advance(&mut self, nonce: u64, signer: &Signer) -> core::result::Result<(), RegistryError> {
        if nonce <= self.nonce.get() {
            return Err(RegistryError::StaleNonce);
        }
        self.nonce = nonce.into();
        self.anchor_slot = signer.anchor_slot.into();
        Ok(())
    }
}
