//! Says something about a work.
#![allow(
    unused_variables,
    reason = "the derive macro unpacks the arguments once more than it needs"
)]

use anchor_lang::prelude::*;

use crate::{
    attestation::{self, Message, Proof, Statement},
    events::Attested,
    state::{Asset, Attestation},
    RegistryError,
};

/// Makes an attestation, or replaces the attestor's former one of the same kind.
///
/// Anyone may speak of any asset, and anyone may bring what somebody else signed: the payer is
/// trusted with nothing. Who is worth listening to is the reader's choice.
///
/// Errors: those of [`Statement::validate`]; [`RegistryError::StaleNonce`]; when it is not proved that
/// the attestor signed it, `MissingRequiredSignature`, [`RegistryError::AnchorSlotUnknown`],
/// [`RegistryError::InstructionsMissing`], [`RegistryError::NotThePrecompile`],
/// [`RegistryError::NotOneSignature`], [`RegistryError::SignatureElsewhere`],
/// [`RegistryError::WrongAttestor`], [`RegistryError::WrongMessage`],
/// [`RegistryError::WrongClientData`], [`RegistryError::UserNotPresent`].
#[derive(Accounts)]
#[instruction(kind: u8)]
pub struct Attest {
    /// Pays the rent. May be the attestor.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    /// Who says it. Signs only where the proof is the transaction.
    pub attestor: UncheckedAccount,
    /// The asset that is spoken of.
    #[account(constraint = asset.version == Asset::VERSION @ RegistryError::UnknownVersion)]
    pub asset: Account<Asset>,
    /// The attestation.
    #[account(
        init_if_needed,
        payer = payer,
        seeds = [Attestation::SEED, asset, attestor, kind.to_le_bytes()],
        bump = attestation.bump
    )]
    pub attestation: Account<Attestation>,
    /// The instructions sysvar. Needed where a precompile checked the signature.
    pub instructions: Option<UncheckedAccount>,
    /// The system program.
    pub system_program: Program<System>,
}

impl Attest {
    pub(crate) fn attest(&mut self, bump: u8, statement: &Statement, proof: &Proof) -> Result<()> {
        let clock = <Clock as PinocchioSysvar>::get()?;
        statement.validate(clock.unix_timestamp)?;

        let (asset, attestor) = (*self.asset.address(), *self.attestor.address());
        let message = Message::attest(asset, statement.clone());
        let signer = attestation::Signer::check(
            proof,
            &self.attestor,
            &self.instructions,
            clock.slot,
            &message,
        )?;
        let replaced = !self.attestation.is_fresh();
        if !replaced {
            self.attestation
                .record(asset, attestor, statement.kind, bump);
        }
        require!(
            self.attestation.version == Attestation::VERSION,
            RegistryError::UnknownVersion
        );
        self.attestation
            .state(statement, &signer, clock.unix_timestamp)?;

        emit!(Attested {
            asset,
            attestor,
            evidence_hash: statement.evidence_hash,
            schema_hash: statement.schema_hash,
            nonce: statement.nonce,
            issued_at: clock.unix_timestamp,
            expires_at: statement.expires_at,
            anchor_slot: signer.anchor_slot,
            score_bps: statement.score_bps,
            kind: statement.kind,
            signer_kind: signer.kind as u8,
            replaced: u8::from(replaced),
            padding: [0; 3],
        });
        Ok(())
    }
}
