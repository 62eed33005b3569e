//! What a currency's issuer could do, read from its mint.

use anchor_lang::prelude::*;
use anchor_spl::token_2022::spl_token_2022::{
    extension::{
        transfer_hook::TransferHook, BaseStateWithExtensions, ExtensionType, PodStateWithExtensions,
    },
    pod::PodMint,
};

use crate::{state::risk, VaultError};

/// The bits of [`risk`] of a mint of SPL Token or Token-2022.
///
/// Refused are extensions with which a vault could not pay from the first day, and all that this
/// program does not know.
///
/// # Errors
/// [`VaultError::RefusedExtension`], or when it is no mint.
pub(crate) fn risks_of(mint: &AccountView) -> Result<u32> {
    let data = mint.try_borrow()?;
    let mint = PodStateWithExtensions::<PodMint>::unpack(&data)?;
    let mut risks = if mint.base.freeze_authority.is_some() {
        risk::FREEZE
    } else {
        0
    };
    for extension in mint.get_extension_types()? {
        risks |= match extension {
            ExtensionType::TransferFeeConfig => risk::TRANSFER_FEE,
            ExtensionType::PermanentDelegate => risk::SEIZE,
            ExtensionType::Pausable => risk::PAUSE,
            ExtensionType::MintCloseAuthority => risk::CLOSE,
            ExtensionType::ConfidentialTransferMint
            | ExtensionType::ConfidentialTransferFeeConfig => risk::CONFIDENTIAL,
            ExtensionType::TransferHook => {
                // A hook needs accounts that nobody gave. Stablecoins keep the place for one empty.
                let hook = mint.get_extension::<TransferHook>()?;
                let program: Option<Address> = hook.program_id.into();
                require!(program.is_none(), VaultError::RefusedExtension);
                risk::HOOK
            }
            // How accounts begin, what amounts look like, and what is said of the mint.
            ExtensionType::DefaultAccountState
            | ExtensionType::InterestBearingConfig
            | ExtensionType::ScaledUiAmount
            | ExtensionType::MetadataPointer
            | ExtensionType::TokenMetadata
            | ExtensionType::GroupPointer
            | ExtensionType::TokenGroup
            | ExtensionType::GroupMemberPointer
            | ExtensionType::TokenGroupMember => 0,
            _ => return Err(VaultError::RefusedExtension.into()),
        };
    }
    Ok(risks)
}
