//! Takes an attestation back.

use anchor_lang::prelude::*;

use crate::{
    attestation::{self, Message, Proof},
    events::AttestationTakenBack,
    state::Attestation,
    RegistryError,
};

/// Takes an attestation back. It stays where it is, revoked, until the attestor says something new.
///
/// Anyone may bring a revocation that the attestor signed, however the attestation was signed.
///
/// Errors: [`RegistryError::WrongAttestor`], [`RegistryError::AttestationRevoked`],
/// [`RegistryError::StaleNonce`], and those of [`Attest`](super::Attest) when it is not proved that
/// the attestor signed it.
#[derive(Accounts)]
pub struct RevokeAttestation {
    /// Whose attestation it is. Signs only where the proof is the transaction.
    #[account(address = attestation.attestor @ RegistryError::WrongAttestor)]
    pub attestor: UncheckedAccount,
    /// The attestation.
    #[account(
        mut,
        constraint = attestation.version == Attestation::VERSION @ RegistryError::UnknownVersion
    )]
    pub attestation: Account<Attestation>,
    /// The instructions sysvar. Needed where a precompile checked the signature.
    pub instructions: Option<UncheckedAccount>,
}

impl RevokeAttestation {
    pub(crate) fn revoke_attestation(
        &mut self,
        nonce: u64,
        reason: u16,
        proof: &Proof,
    ) -> Result<()> {
        let clock = <Clock as PinocchioSysvar>::get()?;
        let (asset, kind) = (self.attestation.asset, self.attestation.kind);
        let message = Message::revoke(asset, kind, nonce, reason);
        let signer = attestation::Signer::check(
            proof,
            &self.attestor,
            &self.instructions,
            clock.slot,
            &message,
        )?;
        self.attestation
            .revoke(nonce, reason, &signer, clock.unix_timestamp)?;

        emit!(AttestationTakenBack {
            asset,
            attestor: *self.attestor.address(),
            nonce,
            revoked_at: clock.unix_timestamp,
            anchor_slot: signer.anchor_slot,
            reason,
            kind,
            signer_kind: signer.kind as u8,
            padding: [0; 4],
        });
        Ok(())
    }
}
