//! Lets a position's owner have somebody else paid.

use anchor_lang::prelude::*;

use crate::{
    events::RevenueDelegated,
    share_account::{belongs, Holding},
    state::{Position, Vault},
    VaultError,
};

/// Names whose associated token accounts a position's revenue is paid to, in the owner's place. What
/// is due and not yet paid goes there too. The owner's own address, or zeros, undoes it; so does a
/// change of the token account's owner.
///
/// Only the owner can, who signs: a wallet, a multisig, or a program for an account of its own.
/// Nobody else can, so nobody can take a wallet's revenue, or a multisig's. A pool that cannot sign
/// is served by wrapped shares, whose program signs.
///
/// Errors: [`VaultError::NotTheOwner`], [`VaultError::WrongPosition`],
/// [`VaultError::VaultAsHolder`].
#[derive(Accounts)]
pub struct DelegateRevenue {
    /// The position's owner, also one whom settling is the first to find.
    pub owner: Signer,
    /// The vault.
    #[account(mut, constraint = vault.version == Vault::VERSION @ VaultError::UnknownVersion)]
    pub vault: Account<Vault>,
    /// The position.
    #[account(
        mut,
        constraint = position.version == Position::VERSION @ VaultError::UnknownVersion,
        constraint = belongs(&position, vault.address(), token_account.address())
            @ VaultError::WrongPosition
    )]
    pub position: Account<Position>,
    /// The share token account it follows.
    pub token_account: UncheckedAccount,
}

impl DelegateRevenue {
    pub(crate) fn delegate_revenue(&mut self, payout: Address) -> Result<()> {
        // It would come back as new revenue, again and again.
        require!(payout != *self.vault.address(), VaultError::VaultAsHolder);
        let holding = Holding::read(
            self.token_account.account(),
            self.vault.address(),
            &self.vault,
        );
        self.vault.settle(&mut self.position, &holding)?;
        let owner = *self.owner.address();
        require!(self.position.owner == owner, VaultError::NotTheOwner);

        self.position.payout = if payout == owner {
            Address::default()
        } else {
            payout
        };

        emit!(RevenueDelegated {
            vault: *self.vault.address(),
            position: *self.position.address(),
            owner,
            payee: *self.position.payee(),
        });
        Ok(())
    }
}
