//! What one share token account has earned.

use anchor_lang::prelude::*;
use bytemuck::{Pod, Zeroable};
use provenue_accounting::{Entitlement, MAX_CURRENCIES};

use super::{Record, Vault};
use crate::{share_account::Holding, VaultError};

/// The books of one share token account. At `["position", token account]`.
///
/// It follows the tokens: `units` is the token account's amount at the last settle, on which the
/// next one accrues.
#[account]
pub struct Position {
    /// [`Position::VERSION`].
    pub version: u8,
    /// Of its address.
    pub bump: u8,
    /// Zeros.
    pub padding: [u8; 6],
    /// The vault whose shares the token account holds.
    pub vault: Address,
    /// The share token account.
    pub token_account: Address,
    /// The token account's owner as last seen.
    pub owner: Address,
    /// Who is paid in the owner's place; zeros for nobody.
    pub payout: Address,
    /// Who gets the rent back.
    pub rent_payer: Address,
    /// Share units that earn: the token account's amount at the last settle.
    pub units: PodU64,
    /// Earnings in the vault's currencies, in the same order.
    pub currencies: [PositionSlot; MAX_CURRENCIES],
}

/// What a position has earned in one currency.
#[derive(Clone, Copy, Debug, IdlType, Pod, Zeroable)]
#[repr(C)]
pub struct PositionSlot {
    /// The currency's index up to which `accrued` is written down.
    pub checkpoint: PodU128,
    /// Earned and not yet paid, in Q64.64 base units.
    pub accrued: PodU128,
    /// Paid so far, in base units.
    pub claimed: PodU64,
}

const _: () = assert!(size_of::<Position>() == 336);

impl Record for Position {
    const LAYOUT: u8 = Self::VERSION;
}

impl Position {
    /// The layout described here.
    pub const VERSION: u8 = 1;

    /// The address is derived from this and the token account.
    pub const SEED: &'static [u8] = b"position";

    /// Whether a whole base unit of any currency waits to be paid.
    #[must_use]
    pub fn has_whole_units(&self) -> bool {
        self.currencies
            .iter()
            .any(|slot| slot.entitlement().whole() > 0)
    }

    /// Who is paid.
    #[must_use]
    pub fn payee(&self) -> &Address {
        if self.payout == Address::default() {
            &self.owner
        } else {
            &self.payout
        }
    }

    /// Names who owns it now. What a former owner chose about the payout ends.
    pub fn set_owner(&mut self, owner: Address) {
        if self.owner != owner {
            self.owner = owner;
            self.payout = Address::default();
        }
    }

    /// Fills in a position that was just made for `token_account`, which earns from now on.
    ///
    /// # Errors
    /// [`VaultError::VaultAsHolder`], [`VaultError::UnpositionedShares`].
    pub fn begin(
        &mut self,
        bump: u8,
        vault: (&Address, &Vault),
        token_account: &Address,
        holding: &Holding,
        rent_payer: &Address,
    ) -> Result<()> {
        let (vault_address, vault) = vault;
        let owner = holding.owner.ok_or(VaultError::VaultAsHolder)?;
        // Shares only ever move between accounts that have positions.
        require!(holding.units_before == 0, VaultError::UnpositionedShares);
        self.version = Self::VERSION;
        self.bump = bump;
        self.vault = *vault_address;
        self.token_account = *token_account;
        self.owner = owner;
        self.rent_payer = *rent_payer;
        for (slot, earned) in vault.currencies().iter().zip(&mut self.currencies) {
            earned.set_entitlement(&Entitlement {
                checkpoint: slot.index.get(),
                ..Entitlement::default()
            });
        }
        Ok(())
    }
}

impl PositionSlot {
    /// The earnings as the arithmetic takes them.
    #[must_use]
    pub fn entitlement(&self) -> Entitlement {
        Entitlement {
            checkpoint: self.checkpoint.get(),
            accrued: self.accrued.get(),
            claimed: self.claimed.get(),
        }
    }

    /// Writes the earnings back.
    pub fn set_entitlement(&mut self, entitlement: &Entitlement) {
        self.checkpoint = entitlement.checkpoint.into();
        self.accrued = entitlement.accrued.into();
        self.claimed = entitlement.claimed.into();
    }
}
