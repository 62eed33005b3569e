//! Calls to the vault program.

use anchor_lang::{prelude::*, unchecked_invoke_signed_fixed};
use provenue_vault::{cpi::accounts::SetAuthority, instruction};

use crate::{state::Asset, RegistryError};

/// Calls the vault program with `N` accounts.
///
/// Anchor's own `CpiContext::invoke` looks for the handle of every account among all handles, which
/// costs a buyer of a licence 5 000 compute units. `accounts` yields accounts and handles in one and
/// the same order, so there is nothing to look for; and the handles borrow the accounts, so nothing
/// else can hold them. Who must sign and what may be written is checked by the runtime either way.
pub(crate) fn call_vault<'a, const N: usize>(
    accounts: &impl ToCpiAccounts<'a>,
    instruction: &impl InstructionData,
    signer_seeds: &'a [&'a [&'a [u8]]],
) -> Result<()> {
    let (metas, handles) = (
        accounts.to_instruction_accounts(),
        accounts.to_cpi_handles(),
    );
    let metas = metas.first_chunk::<N>().filter(|_| metas.len() == N);
    let handles = handles.first_chunk::<N>().filter(|_| handles.len() == N);
    let (Some(metas), Some(handles)) = (metas, handles) else {
        return Err(ErrorCode::AccountNotEnoughKeys.into());
    };
    unchecked_invoke_signed_fixed(
        &provenue_vault::ID,
        &instruction.data(),
        metas,
        handles,
        signer_seeds,
    );
    Ok(())
}

/// Makes `owner` the authority of the asset's vault, where there is one. The asset signs as its base.
///
/// # Errors
/// [`RegistryError::VaultMissing`], [`RegistryError::WrongVault`]; the vault program's.
pub(crate) fn hand_over(
    asset: &Account<Asset>,
    vault: &mut Option<UncheckedAccount>,
    owner: Address,
) -> Result<()> {
    let Some(vault) = vault else {
        require!(!asset.has_vault(), RegistryError::VaultMissing);
        return Ok(());
    };
    require!(asset.is_vault(vault.address()), RegistryError::WrongVault);
    let signer = asset.signer();
    call_vault::<2>(
        &SetAuthority {
            base: asset.cpi_handle(),
            vault: vault.cpi_handle_mut(),
        },
        &instruction::SetAuthority { authority: owner },
        &[&signer.seeds()],
    )
}
