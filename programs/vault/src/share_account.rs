//! What a share token account holds.

use anchor_lang::{prelude::*, AnchorAccount};
use anchor_spl::token_interface::TokenAccount;

use crate::state::{Position, Vault};

/// What a position's token account holds now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Holding {
    /// Share units.
    pub units: u64,
    /// Share units before the transfer that is under way; without one, the same.
    pub units_before: u64,
    /// Who owns the account; `None` when it was closed.
    pub owner: Option<Address>,
}

impl Holding {
    /// Reads a token account of the share mint of `vault`. One that was closed, or is something else
    /// by now, holds nothing: a token account can be closed only when it is empty.
    ///
    /// The vault itself is never taken for an owner: it could not be paid.
    #[must_use]
    pub fn read(account: &AccountView, vault_address: &Address, vault: &Vault) -> Self {
        if !account.owned_by(&Token2022::id()) {
            return Self::default();
        }
        match InterfaceAccount::<TokenAccount>::load(*account) {
            Ok(token) if *token.mint() == vault.share_mint => Self::of(&token, vault_address),
            _ => Self::default(),
        }
    }

    /// What `token`, known to be an account of the share mint, holds.
    #[must_use]
    pub fn of(token: &TokenAccount, vault_address: &Address) -> Self {
        Self {
            units: token.amount(),
            units_before: token.amount(),
            owner: Some(*token.owner()).filter(|owner| owner != vault_address),
        }
    }

    /// The same, after `amount` units were sent from it.
    #[must_use]
    pub fn sent(self, amount: u64) -> Self {
        Self {
            units_before: self.units.saturating_add(amount),
            ..self
        }
    }

    /// The same, after `amount` units were received.
    #[must_use]
    pub fn received(self, amount: u64) -> Self {
        Self {
            units_before: self.units.saturating_sub(amount),
            ..self
        }
    }
}

/// Whether `position` is that of `token_account` in the vault at `vault`.
///
/// The program alone makes positions, one a token account, at an address derived from it; so a
/// position's own fields can be believed without deriving the address again.
#[must_use]
pub fn belongs(position: &Position, vault: &Address, token_account: &Address) -> bool {
    position.vault == *vault && position.token_account == *token_account
}
