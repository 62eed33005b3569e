//! Makes a vault owe another.

use anchor_lang::prelude::*;
use provenue_accounting::UpstreamRate;

use crate::{
    events::UpstreamLinked,
    state::{Upstream, Vault},
    VaultError,
};

/// Makes an unsealed vault owe a sealed one part of its revenue, for ever. Both sides sign: the
/// child's authority, and for the parent its base or its authority.
///
/// Relative: part of all that the child books, so it compounds up the graph. Absolute: a flat part
/// of what the child, and every descendant of it, earns from outside. Whoever links to a parent owes
/// what the parent owes by absolute parts too: each such edge of the parent is inherited, with
/// `inherit_upstream`, before the seal. The rates count from here on.
///
/// A cycle is impossible: the child is unsealed and the parent is not.
///
/// Errors: [`VaultError::NotTheAuthority`], [`VaultError::NotTheLicensor`],
/// [`VaultError::AlreadySealed`], [`VaultError::ParentNotSealed`], [`VaultError::AlreadyLinked`],
/// [`VaultError::TooMuchUpstream`].
#[derive(Accounts)]
pub struct LinkUpstream {
    /// Pays the rent. May be any of the signers.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    /// The child's authority.
    #[account(address = child.authority @ VaultError::NotTheAuthority)]
    pub authority: Signer,
    /// The parent's base or authority.
    #[account(
        constraint = *licensor.address() == parent.authority || *licensor.address() == parent.base
            @ VaultError::NotTheLicensor
    )]
    pub licensor: Signer,
    /// The vault that will owe.
    #[account(mut, constraint = child.version == Vault::VERSION @ VaultError::UnknownVersion)]
    pub child: Account<Vault>,
    /// The vault that will be owed.
    #[account(constraint = parent.version == Vault::VERSION @ VaultError::UnknownVersion)]
    pub parent: Account<Vault>,
    /// The edge.
    #[account(
        init_if_needed,
        payer = payer,
        seeds = [Upstream::SEED, child.address().as_ref(), parent.address().as_ref()],
        bump
    )]
    pub edge: Account<Upstream>,
    /// The system program.
    pub system_program: Program<System>,
}

impl LinkUpstream {
    pub(crate) fn link_upstream(&mut self, bump: u8, own: UpstreamRate) -> Result<()> {
        require!(!self.child.is_sealed(), VaultError::AlreadySealed);
        require!(self.parent.is_sealed(), VaultError::ParentNotSealed);
        if self.edge.version == 0 {
            let (child, parent) = (*self.child.address(), *self.parent.address());
            self.edge.begin(bump, child, parent);
        }
        require!(!self.edge.linked.get(), VaultError::AlreadyLinked);

        self.child.owe(own)?;
        // What the parent owes by absolute parts, the child owes from now on.
        self.child.owe(UpstreamRate {
            relative_bps: 0,
            absolute_bps: self.parent.absolute_bps.get(),
        })?;
        let uninherited = self
            .child
            .uninherited
            .get()
            .checked_add(self.parent.absolute_edges.get().into())
            .ok_or(VaultError::Overflow)?;
        self.child.uninherited = uninherited.into();
        self.edge.linked = true.into();
        self.edge.relative_bps = own.relative_bps.into();
        add_absolute(&mut self.child, &mut self.edge, own.absolute_bps)?;

        emit!(UpstreamLinked {
            child: *self.child.address(),
            parent: *self.parent.address(),
            relative_bps: own.relative_bps.into(),
            absolute_bps: own.absolute_bps.into(),
            child_relative_bps: self.child.relative_bps.get().into(),
            child_absolute_bps: self.child.absolute_bps.get().into(),
            uninherited: uninherited.into(),
        });
        Ok(())
    }
}

/// Adds to the absolute part of an edge of `child`, which counts such edges.
pub(super) fn add_absolute(child: &mut Vault, edge: &mut Upstream, bps: u16) -> Result<()> {
    if bps == 0 {
        return Ok(());
    }
    let before = edge.absolute_bps.get();
    if before == 0 {
        edge.absolute_index = child.absolute_edges;
        child.absolute_edges = child
            .absolute_edges
            .get()
            .checked_add(1)
            .ok_or(VaultError::Overflow)?
            .into();
    }
    edge.absolute_bps = before.checked_add(bps).ok_or(VaultError::Overflow)?.into();
    Ok(())
}
