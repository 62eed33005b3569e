//! Makes a vault owe what its parent owes by absolute parts.

use anchor_lang::prelude::*;

use super::link_upstream::add_absolute;
use crate::{
    events::UpstreamInherited,
    state::{Upstream, Vault},
    VaultError,
};

/// Writes down, on the child's own edge, one absolute part that the child took over when it was
/// linked to a parent. All of a parent's are inherited in the order of their index, each once; what
/// comes by several parents adds up. Anyone may call it before the child's seal.
///
/// Errors: [`VaultError::AlreadySealed`], [`VaultError::WrongEdge`],
/// [`VaultError::InheritanceOutOfOrder`].
#[derive(Accounts)]
pub struct InheritUpstream {
    /// Pays the rent.
    #[account(mut)]
    pub payer: Signer,
    /// The vault that inherits.
    #[account(mut, constraint = child.version == Vault::VERSION @ VaultError::UnknownVersion)]
    pub child: Account<Vault>,
    /// Its edge to a parent.
    #[account(
        mut,
        constraint = link.version == Upstream::VERSION @ VaultError::UnknownVersion,
        constraint = link.linked.get() && link.child == *child.address() @ VaultError::WrongEdge
    )]
    pub link: Account<Upstream>,
    /// The parent's edge to an ancestor.
    #[account(
        constraint = inherited.version == Upstream::VERSION @ VaultError::UnknownVersion,
        constraint = inherited.child == link.parent && inherited.absolute_bps.get() > 0
            @ VaultError::WrongEdge
    )]
    pub inherited: Account<Upstream>,
    /// The child's edge to that ancestor.
    #[account(
        init_if_needed,
        payer = payer,
        seeds = [Upstream::SEED, child.address().as_ref(), inherited.parent.as_ref()],
        bump
    )]
    pub edge: Account<Upstream>,
    /// The system program.
    pub system_program: Program<System>,
}

impl InheritUpstream {
    pub(crate) fn inherit_upstream(&mut self, bump: u8) -> Result<()> {
        require!(!self.child.is_sealed(), VaultError::AlreadySealed);
        require!(
            self.inherited.absolute_index == self.link.inherited,
            VaultError::InheritanceOutOfOrder
        );
        if self.edge.version == 0 {
            let (child, parent) = (*self.child.address(), self.inherited.parent);
            self.edge.begin(bump, child, parent);
        }

        let bps = self.inherited.absolute_bps.get();
        add_absolute(&mut self.child, &mut self.edge, bps)?;
        let next = self.link.inherited.get().checked_add(1);
        self.link.inherited = next.ok_or(VaultError::Overflow)?.into();
        let uninherited = self.child.uninherited.get().checked_sub(1);
        let uninherited = uninherited.ok_or(VaultError::Overflow)?;
        self.child.uninherited = uninherited.into();

        emit!(UpstreamInherited {
            child: *self.child.address(),
            parent: self.link.parent,
            ancestor: self.inherited.parent,
            absolute_bps: bps.into(),
            edge_absolute_bps: self.edge.absolute_bps.get().into(),
            uninherited: uninherited.into(),
        });
        Ok(())
    }
}
