//! Moving dues from vault to vault, up the graph.

use anchor_lang::{prelude::*, AnchorAccount};
use anchor_spl::token_interface::{Mint, TokenAccount};

use crate::{
    events::{DuesPaid, DuesSkipped},
    state::{change, read, CurrencySlot, Upstream, Vault},
    token_transfer::TokenTransfer,
    VaultError,
};

/// Accounts a hop takes among the remaining ones: edge, parent vault, parent's treasury.
const ACCOUNTS_PER_HOP: usize = 3;

/// The vault that the hops start from, with its books of the currency that moves.
pub(crate) struct Root<'a> {
    /// The vault.
    pub vault: &'a mut Account<Vault>,
    /// Its token account for the currency.
    pub treasury: &'a InterfaceAccount<TokenAccount>,
    /// The currency.
    pub mint: &'a InterfaceAccount<Mint>,
    /// The currency's token program.
    pub token_program: &'a Address,
}

/// One payment: three accounts.
struct Hop<'a> {
    edge: &'a AccountView,
    parent: &'a AccountView,
    parent_treasury: &'a AccountView,
}

impl Root<'_> {
    /// Pays the dues of each hop, in order. A hop starts at the root or at the parent of a hop before
    /// it, so royalties climb as far as the hops go.
    ///
    /// Nobody can block anybody: a hop whose parent cannot receive is skipped with an event, and its
    /// dues stay due. Errors are the caller's own.
    pub(crate) fn climb(&mut self, accounts: &[AccountView]) -> Result<()> {
        require!(
            accounts.len().is_multiple_of(ACCOUNTS_PER_HOP),
            VaultError::HopAccounts
        );
        for (place, hop) in accounts.chunks_exact(ACCOUNTS_PER_HOP).enumerate() {
            if let [edge, parent, parent_treasury] = hop {
                let hop = Hop {
                    edge,
                    parent,
                    parent_treasury,
                };
                self.pay(&hop, &accounts[..place * ACCOUNTS_PER_HOP])?;
            }
        }
        Ok(())
    }

    fn pay(&mut self, hop: &Hop, earlier: &[AccountView]) -> Result<()> {
        let edge: Upstream = read(hop.edge)?;
        require!(edge.parent == *hop.parent.address(), VaultError::WrongEdge);
        let mint = *self.mint.address();
        let (child, child_treasury) = if edge.child == *self.vault.address() {
            (*self.vault.account(), *self.treasury.account())
        } else {
            // Where it was a parent.
            let found = earlier
                .chunks_exact(ACCOUNTS_PER_HOP)
                .find(|hop| *hop[1].address() == edge.child);
            let found = found.ok_or(VaultError::HopOutOfOrder)?;
            (found[1], found[2])
        };
        let (index, due) = self.on_child(&child, |vault| {
            let Ok(index) = vault.currency_index(&mint) else {
                return Ok((0, 0));
            };
            let slot = &vault.currencies[index];
            require!(
                slot.treasury == *child_treasury.address(),
                VaultError::WrongTreasury
            );
            let due = slot.ledger().dues(edge.rate(), edge.paid[index].get());
            Ok((index, due.map_err(VaultError::from)?))
        })?;
        if due == 0 {
            return Ok(());
        }
        let payable = self
            .check_payable(&child, &child_treasury, due)
            .and_then(|()| {
                change(hop.parent, |parent: &mut Vault| {
                    receivable(parent, &mint, hop.parent_treasury, due)
                })
            });
        let parent_index = match payable {
            Ok(parent_index) => parent_index,
            Err(error) => return skip(&edge, &mint, due, error),
        };
        let before = amount_of(hop.parent_treasury)?;
        let (base, bump, child_books) = self.on_child(&child, |vault| {
            let slot = &mut vault.currencies[index];
            let mut ledger = slot.ledger();
            ledger.pay_upstream(due).map_err(VaultError::from)?;
            slot.set_ledger(&ledger);
            Ok((vault.base, [vault.bump], *slot))
        })?;
        let paid = change(hop.edge, |edge: &mut Upstream| {
            let paid = edge.paid[index]
                .get()
                .checked_add(due)
                .ok_or(VaultError::Overflow)?;
            edge.paid[index] = paid.into();
            Ok(paid)
        })?;

        let (mut from, mut to) = (child_treasury, *hop.parent_treasury);
        TokenTransfer {
            from: CpiHandleMut::writable(&mut from),
            mint: self.mint.cpi_handle(),
            to: CpiHandleMut::writable(&mut to),
            authority: CpiHandle::readonly(&child),
        }
        .invoke(
            self.token_program,
            due,
            self.mint.decimals(),
            &[&[Vault::SEED, base.as_ref(), &bump]],
        );

        let held = amount_of(hop.parent_treasury)?;
        let received = held.checked_sub(before).ok_or(VaultError::TreasuryShort)?;
        let parent_books: CurrencySlot = change(hop.parent, |parent: &mut Vault| {
            parent.book(parent_index, held, received)?;
            Ok(parent.currencies[parent_index])
        })?;

        emit!(DuesPaid {
            child: edge.child,
            parent: edge.parent,
            mint,
            amount: due,
            received,
            paid,
            paid_upstream: child_books.paid_upstream.get(),
            child_booked: child_books.booked.get(),
            parent_gross: parent_books.gross.get(),
            parent_royalties: parent_books.royalties.get(),
            parent_booked: parent_books.booked.get(),
        });
        Ok(())
    }

    /// Whether the vault at `child` can pay `due` base units from `treasury` now.
    fn check_payable(
        &mut self,
        child: &AccountView,
        treasury: &AccountView,
        due: u64,
    ) -> Result<()> {
        self.on_child(child, |vault| vault.check_not_held())?;
        // The root's is borrowed already.
        if child.address() == self.vault.address() {
            check_funds(self.treasury, due)
        } else {
            check_funds(&InterfaceAccount::<TokenAccount>::load(*treasury)?, due)
        }
    }

    /// Lets `work` see the vault at `child`, which is the root or a parent of an earlier hop.
    fn on_child<R>(
        &mut self,
        child: &AccountView,
        work: impl FnOnce(&mut Vault) -> Result<R>,
    ) -> Result<R> {
        if child.address() == self.vault.address() {
            work(self.vault)
        } else {
            change(child, work)
        }
    }
}

/// Whether `due` base units can be sent from `treasury` now.
fn check_funds(treasury: &InterfaceAccount<TokenAccount>, due: u64) -> Result<()> {
    require!(!treasury.is_frozen(), VaultError::TreasuryFrozen);
    require!(treasury.amount() >= due, VaultError::TreasuryShort);
    Ok(())
}

/// Whether `parent` can receive and book `due` base units now, and where it would.
fn receivable(
    parent: &mut Vault,
    mint: &Address,
    treasury: &AccountView,
    due: u64,
) -> Result<usize> {
    let index = parent.currency_index(mint)?;
    require!(
        parent.currencies[index].treasury == *treasury.address(),
        VaultError::WrongTreasury
    );
    parent.check_not_held()?;
    let token = InterfaceAccount::<TokenAccount>::load(*treasury)?;
    require!(!token.is_frozen(), VaultError::TreasuryFrozen);
    let booked = parent.currencies[index].booked.get();
    require!(token.amount() >= booked, VaultError::TreasuryShort);
    let held = token
        .amount()
        .checked_add(due)
        .ok_or(VaultError::Overflow)?;
    // Tried on a copy: whatever booking would refuse is known before money moves.
    let mut trial = *parent;
    trial.book(index, held, due)?;
    Ok(index)
}

/// What the token account `account` holds, in base units.
fn amount_of(account: &AccountView) -> Result<u64> {
    Ok(InterfaceAccount::<TokenAccount>::load(*account)?.amount())
}

/// Says that dues stay due, and why. A wrong treasury is the caller's own mistake.
fn skip(edge: &Upstream, mint: &Address, due: u64, error: Error) -> Result<()> {
    let reason = match error {
        Error::Custom(code)
            if code >= VaultError::FIRST && code != VaultError::WrongTreasury.code() =>
        {
            u64::from(code)
        }
        other => return Err(other),
    };
    emit!(DuesSkipped {
        child: edge.child,
        parent: edge.parent,
        mint: *mint,
        due,
        reason,
    });
    Ok(())
}
