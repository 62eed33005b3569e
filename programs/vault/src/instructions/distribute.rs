//! Pays many owners what they earned in one currency.

use anchor_lang::prelude::*;
use anchor_spl::token_interface::{Mint, TokenAccount, TokenInterface};

use super::payout::Payee;
use crate::{
    events::{Claimed, HolderSkipped},
    state::{change, Position, Vault},
    token_transfer::TokenTransfer,
    VaultError,
};

/// Pays many positions at once what each has earned as it was last settled. For each the remaining
/// accounts hold two, both writable: the position, and the associated token account for the currency
/// of its owner, or of whom the owner named.
///
/// Share token accounts are not looked at, so twenty holders and more fit a transaction. Shares that
/// were burned, or given away with their account, are noticed by `settle`, which anyone may put before.
///
/// Nobody can block anybody: a holder who cannot be paid is skipped with an event, and what is due
/// stays due. A position that was closed meanwhile is passed over: nothing was due to it.
///
/// Errors are the caller's own: [`VaultError::UnknownCurrency`], [`VaultError::WrongTreasury`],
/// [`VaultError::Held`], [`VaultError::BumpCount`].
#[derive(Accounts)]
pub struct Distribute {
    /// The vault.
    #[account(mut, constraint = vault.version == Vault::VERSION @ VaultError::UnknownVersion)]
    pub vault: Account<Vault>,
    /// The currency.
    pub mint: InterfaceAccount<Mint>,
    /// The vault's token account for it.
    #[account(mut)]
    pub treasury: InterfaceAccount<TokenAccount>,
    /// The currency's token program.
    pub token_program: Interface<'static, TokenInterface>,
}

impl Distribute {
    pub(crate) fn distribute(&mut self, holders: &[AccountView], payee_bumps: &[u8]) -> Result<()> {
        let index = self.vault.currency_index(self.mint.address())?;
        require!(
            self.vault.currencies[index].treasury == *self.treasury.address(),
            VaultError::WrongTreasury
        );
        self.vault.check_not_held()?;
        require!(
            holders.len() == 2 * payee_bumps.len(),
            VaultError::BumpCount
        );
        self.vault.release()?;

        for (holder, bump) in holders.chunks_exact(2).zip(payee_bumps) {
            if let [position, payee] = holder {
                self.pay(index, position, *payee, *bump)?;
            }
        }
        Ok(())
    }

    /// Pays one holder, or says why not. The same position may come twice: nothing is due then.
    fn pay(
        &mut self,
        index: usize,
        position_account: &AccountView,
        mut payee_account: AccountView,
        bump: u8,
    ) -> Result<()> {
        require!(payee_account.is_writable(), ErrorCode::ConstraintMut);
        if position_account.is_data_empty() {
            return Ok(());
        }
        let vault_address = *self.vault.address();
        let mint = *self.mint.address();
        let treasury_amount = self.treasury.amount();
        let vault = &mut self.vault;
        let token_program = self.token_program.address();
        let settled = change(position_account, |position: &mut Position| {
            // Closed by its owner meanwhile, and reopened for the shares of another vault.
            if position.vault != vault_address {
                return Ok(None);
            }
            let (owner, payee_owner) = (position.owner, *position.payee());
            vault.accrue(position)?;
            let due = position.currencies[index].entitlement().whole();
            if due == 0 {
                return Ok(None);
            }
            let payee = Payee {
                owner: &payee_owner,
                mint: &mint,
                token_program,
                bump,
            };
            let funds = if due <= treasury_amount {
                Ok(())
            } else {
                Err(VaultError::TreasuryShort)
            };
            if let Err(reason) = funds.and_then(|()| payee.check(&payee_account)) {
                emit!(HolderSkipped {
                    vault: vault_address,
                    position: *position_account.address(),
                    mint,
                    payee: *payee_account.address(),
                    due,
                    reason: reason.code().into(),
                });
                return Ok(None);
            }
            let amount = vault.take(position, index)?;
            Ok(Some((
                owner,
                payee_owner,
                amount,
                position.currencies[index].claimed.get(),
            )))
        })?;
        let Some((owner, payee, amount, claimed)) = settled else {
            return Ok(());
        };

        let (base, vault_bump) = (self.vault.base, [self.vault.bump]);
        TokenTransfer {
            from: self.treasury.cpi_handle_mut(),
            mint: self.mint.cpi_handle(),
            to: CpiHandleMut::writable(&mut payee_account),
            authority: self.vault.cpi_handle(),
        }
        .invoke(
            self.token_program.address(),
            amount,
            self.mint.decimals(),
            &[&[Vault::SEED, base.as_ref(), &vault_bump]],
        );

        let slot = &self.vault.currencies[index];
        emit!(Claimed {
            vault: vault_address,
            position: *position_account.address(),
            owner,
            payee,
            mint,
            amount,
            claimed,
            paid_holders: slot.paid_holders.get(),
            booked: slot.booked.get(),
        });
        Ok(())
    }
}
