//! Anchors a log that has grown.
#![allow(
    unused_variables,
    reason = "the derive macro unpacks the arguments once more than it needs"
)]

use anchor_lang::prelude::*;
use provenue_media::verify::LogHead;
use provenue_vault::clock::now;

use crate::{
    events::LogAnchored,
    state::{Log, LogAnchor},
    RegistryError,
};

/// Writes down a log's new size and root with the time, once it is proved that the log begins with all
/// that was anchored before.
///
/// What the leaves are is not looked at: a leaf that nobody can open proves nothing for anybody. The
/// cost grows with the logarithm of the size, and not with how many leaves are new.
///
/// Errors: [`RegistryError::NotTheLogsOwner`], [`RegistryError::AnchorSequenceTaken`],
/// [`RegistryError::LogNotGrown`], [`RegistryError::LogShrank`], [`RegistryError::ProofLength`],
/// [`RegistryError::NotThisLog`], [`RegistryError::LogRewritten`].
#[derive(Accounts)]
#[instruction(sequence: u64)]
pub struct AnchorLog {
    /// Pays the rent. May be the owner.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    /// The log's owner.
    #[account(address = log.owner @ RegistryError::NotTheLogsOwner)]
    pub owner: Signer,
    /// The log.
    #[account(
        mut,
        constraint = log.version == Log::VERSION @ RegistryError::UnknownVersion
    )]
    pub log: Account<Log>,
    /// The anchor.
    #[account(
        init,
        payer = payer,
        seeds = [LogAnchor::SEED, log, sequence.to_le_bytes()],
        bump
    )]
    pub anchor: Account<LogAnchor>,
    /// The system program.
    pub system_program: Program<System>,
}

impl AnchorLog {
    pub(crate) fn anchor_log(
        &mut self,
        bump: u8,
        sequence: u64,
        size: u64,
        root: [u8; 32],
        proof: &[[u8; 32]],
    ) -> Result<()> {
        require!(
            sequence == self.log.anchors.get(),
            RegistryError::AnchorSequenceTaken
        );
        let (head, now) = (LogHead { size, root }, now()?);
        let previous_size = self.log.grow(&head, proof, now)?;
        let log = *self.log.address();
        self.anchor
            .record(log, sequence, previous_size, &head, now, bump);

        emit!(LogAnchored {
            log,
            anchor: *self.anchor.address(),
            root,
            sequence,
            size,
            previous_size,
            time: now,
        });
        Ok(())
    }
}
