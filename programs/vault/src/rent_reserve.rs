//! The lamports from which a vault pays for the positions of receivers.

use anchor_lang::{
    cpi::{create_account_with_signers, rent_exempt_lamports},
    prelude::*,
};

use crate::{
    state::{Position, Vault},
    VaultError,
};

/// Bytes of a position's account.
const SPACE: usize = 8 + size_of::<Position>();

const _: () = assert!(Position::DISCRIMINATOR.len() == 8);

/// A vault's rent reserve: a system account at `["rent", vault]` that holds nothing but lamports.
/// Anyone fills it by sending it SOL.
pub(crate) struct RentReserve<'a> {
    /// The vault.
    pub vault: &'a Address,
    /// Of the reserve's address.
    pub bump: u8,
    /// The reserve.
    pub account: &'a AccountView,
}

impl RentReserve<'_> {
    /// Makes the account of the position of `token_account`, and returns the bump of its address. It
    /// is empty but for its discriminator and its version.
    ///
    /// # Errors
    /// [`VaultError::WrongReserve`], [`VaultError::ReserveEmpty`], or when `position` is not at its
    /// address.
    pub(crate) fn create_position(
        &self,
        position: &AccountView,
        token_account: &Address,
    ) -> Result<u8> {
        let reserve_bump = [self.bump];
        let reserve_seeds: [&[u8]; 3] = [Vault::RESERVE_SEED, self.vault.as_ref(), &reserve_bump];
        anchor_lang::verify_program_address(&reserve_seeds, &crate::ID, self.account.address())
            .map_err(|_| VaultError::WrongReserve)?;
        let seeds: [&[u8]; 2] = [Position::SEED, token_account.as_ref()];
        let bump =
            anchor_lang::find_and_verify_program_address(&seeds, &crate::ID, position.address())?;

        let spare = self.spare(position.lamports())?;
        if spare > 0 {
            let (mut from, mut to) = (*self.account, *position);
            system_program::transfer(
                CpiContext::new_with_signer(
                    &system_program::ID,
                    system_program::Transfer {
                        from: CpiHandleMut::writable(&mut from),
                        to: CpiHandleMut::writable(&mut to),
                    },
                    &[&reserve_seeds],
                ),
                spare,
            )?;
        }
        create_account_with_signers(
            self.account,
            position,
            SPACE,
            &crate::ID,
            Some(&[seeds[0], seeds[1], &[bump]]),
            Some(&reserve_seeds),
        )?;
        let mut account = *position;
        let mut data = account.try_borrow_mut()?;
        data[..8].copy_from_slice(Position::DISCRIMINATOR);
        data[8] = Position::VERSION;
        Ok(bump)
    }

    /// What has to go to a position that has `funds` lamports before it is made: all, when less than
    /// an account may hold would stay. It comes back when the position is closed.
    fn spare(&self, funds: u64) -> Result<u64> {
        let missing = rent_exempt_lamports(SPACE)?.saturating_sub(funds);
        let left = self
            .account
            .lamports()
            .checked_sub(missing)
            .ok_or(VaultError::ReserveEmpty)?;
        if left > 0 && left < rent_exempt_lamports(0)? {
            Ok(self.account.lamports())
        } else {
            Ok(0)
        }
    }
}
