//! Proves that a leaf is in a log.
#![allow(
    unused_variables,
    reason = "the derive macro unpacks the arguments once more than it needs"
)]

use anchor_lang::prelude::*;
use provenue_media::verify::{verify_inclusion, LogProofError};

use crate::{
    events::MemberProved,
    merkle::Syscall,
    state::{LogAnchor, Member},
    RegistryError,
};

/// Writes down that a leaf is in a log, with the time it was first anchored.
///
/// Anyone may. The anchor must be the first that has the leaf, so nobody can choose another time. The
/// leaf is a hash: what it stands for need not be shown.
///
/// Errors: [`RegistryError::NotFirstAnchor`], [`RegistryError::ProofLength`],
/// [`RegistryError::NotAMember`]; the system program's when the leaf was proved before.
#[derive(Accounts)]
#[instruction(index: u64)]
pub struct ProveMember {
    /// Pays the rent.
    #[account(mut)]
    pub payer: Signer,
    /// The anchor that has the leaf first.
    #[account(constraint = anchor.version == LogAnchor::VERSION @ RegistryError::UnknownVersion)]
    pub anchor: Account<LogAnchor>,
    /// The member.
    #[account(
        init,
        payer = payer,
        seeds = [Member::SEED, anchor.log.as_ref(), index.to_le_bytes()],
        bump
    )]
    pub member: Account<Member>,
    /// The system program.
    pub system_program: Program<System>,
}

impl ProveMember {
    pub(crate) fn prove_member(
        &mut self,
        bump: u8,
        index: u64,
        leaf: [u8; 32],
        proof: &[[u8; 32]],
    ) -> Result<()> {
        require!(
            self.anchor.is_first_of(index),
            RegistryError::NotFirstAnchor
        );
        verify_inclusion::<Syscall>(&self.anchor.head(), index, &leaf, proof).map_err(|error| {
            match error {
                LogProofError::Length { .. } => RegistryError::ProofLength,
                _ => RegistryError::NotAMember,
            }
        })?;
        let (log, anchored_at) = (self.anchor.log, self.anchor.time.get());
        self.member.record(log, index, leaf, anchored_at, bump);

        emit!(MemberProved {
            member: *self.member.address(),
            log,
            leaf,
            index,
            anchored_at,
        });
        Ok(())
    }
}
