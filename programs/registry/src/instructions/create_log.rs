//! Makes a log of works.
#![allow(
    unused_variables,
    reason = "the derive macro unpacks the arguments once more than it needs"
)]

use anchor_lang::prelude::*;
use provenue_vault::clock::now;

use crate::{events::LogCreated, state::Log};

/// Makes a log without leaves, which its owner anchors as it grows.
///
/// Errors: the system program's when the owner has a log of this id.
#[derive(Accounts)]
#[instruction(id: u64)]
pub struct CreateLog {
    /// Pays the rent. May be the owner.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    /// Who will anchor the log.
    pub owner: Signer,
    /// The log.
    #[account(
        init,
        payer = payer,
        seeds = [Log::SEED, owner, id.to_le_bytes()],
        bump
    )]
    pub log: Account<Log>,
    /// The system program.
    pub system_program: Program<System>,
}

impl CreateLog {
    pub(crate) fn create_log(&mut self, bump: u8, id: u64) -> Result<()> {
        let (owner, now) = (*self.owner.address(), now()?);
        self.log.record(id, owner, now, bump);

        emit!(LogCreated {
            log: *self.log.address(),
            owner,
            id,
            created_at: now,
        });
        Ok(())
    }
}
