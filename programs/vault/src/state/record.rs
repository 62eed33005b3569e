//! Reading this program's accounts among an instruction's remaining accounts.

use anchor_lang::prelude::*;
use bytemuck::Pod;

use crate::VaultError;

/// An account of this program, known by its discriminator and by its first field, which is its
/// version.
pub trait Record: Pod + Discriminator {
    /// The layout it should have.
    const LAYOUT: u8;
}

/// Lets `change` work on the record in `account`. Nothing else may borrow it meanwhile.
///
/// # Errors
/// When `account` is not a writable record of that kind, or what `change` says.
pub fn change<T: Record, R>(
    account: &AccountView,
    change: impl FnOnce(&mut T) -> Result<R>,
) -> Result<R> {
    require!(account.is_writable(), ErrorCode::ConstraintMut);
    require!(account.owned_by(&crate::ID), ProgramError::IllegalOwner);
    let mut account = *account;
    let mut data = account.try_borrow_mut()?;
    check::<T>(&data)?;
    let body = &mut data[T::DISCRIMINATOR.len()..];
    change(bytemuck::try_from_bytes_mut(body).map_err(|_| ProgramError::InvalidAccountData)?)
}

/// A copy of the record in `account`.
///
/// # Errors
/// When `account` is not a record of that kind.
pub fn read<T: Record>(account: &AccountView) -> Result<T> {
    require!(account.owned_by(&crate::ID), ProgramError::IllegalOwner);
    let data = account.try_borrow()?;
    check::<T>(&data)?;
    let body = &data[T::DISCRIMINATOR.len()..];
    bytemuck::try_pod_read_unaligned(body).map_err(|_| ProgramError::InvalidAccountData)
}

/// Whether `data` is a record of that kind.
fn check<T: Record>(data: &[u8]) -> Result<()> {
    let (discriminator, body) = data
        .split_at_checked(T::DISCRIMINATOR.len())
        .ok_or(ProgramError::AccountDataTooSmall)?;
    require!(
        discriminator == T::DISCRIMINATOR && body.len() == size_of::<T>(),
        ProgramError::InvalidAccountData
    );
    require!(body[0] == T::LAYOUT, VaultError::UnknownVersion);
    Ok(())
}
