//! What one share token account has earned.

use anchor_lang::prelude::*;
use bytemuck::{Pod, Zeroable};
use provenue_accounting::{Entitlement, MAX_CURRENCIES};

use crate::VaultError;

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
    /// Who is paid: the token account's owner as last seen.
    pub owner: Address,
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

const _: () = assert!(size_of::<Position>() == 304);

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

    /// Reads a position among an instruction's remaining accounts, and lets `change` work on it.
    ///
    /// # Errors
    /// When `account` is not a writable position, or what `change` says.
    pub fn change<R>(
        account: &AccountView,
        change: impl FnOnce(&mut Self) -> Result<R>,
    ) -> Result<R> {
        require!(account.is_writable(), ErrorCode::ConstraintMut);
        require!(account.owned_by(&crate::ID), ProgramError::IllegalOwner);
        let mut account = *account;
        let mut data = account.try_borrow_mut()?;
        let (discriminator, body) = data
            .split_at_mut_checked(Self::DISCRIMINATOR.len())
            .ok_or(ProgramError::AccountDataTooSmall)?;
        require!(
            discriminator == Self::DISCRIMINATOR,
            ProgramError::InvalidAccountData
        );
        let position: &mut Self =
            bytemuck::try_from_bytes_mut(body).map_err(|_| ProgramError::InvalidAccountData)?;
        require!(
            position.version == Self::VERSION,
            VaultError::UnknownVersion
        );
        change(position)
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
