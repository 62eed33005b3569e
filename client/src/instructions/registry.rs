//! The registry program's instructions.

use provenue_registry::{AssetDetails, TermsOffer, accounts, instruction};
use provenue_vault::state::VaultOptions;
use solana_address::Address;
use solana_instruction::Instruction;
use solana_sdk_ids::system_program;

use super::{Owner, built, vault::ShareName};
use crate::{
    REGISTRY_PROGRAM, VAULT_PROGRAM, address,
    token::{MintInfo, TOKEN_2022},
};

/// Registers a claim on a work; `payer` and `owner` sign. `claim_index` is the number of claims
/// that exist on the content already.
#[must_use]
pub fn register_asset(
    payer: &Address,
    owner: &Address,
    claim_index: u16,
    details: &AssetDetails,
) -> Instruction {
    let previous = claim_index.checked_sub(1);
    built(
        REGISTRY_PROGRAM,
        &accounts::RegisterAsset {
            payer: *payer,
            owner: *owner,
            asset: address::asset(&details.content_id, claim_index),
            previous: previous.map(|index| address::asset(&details.content_id, index)),
            system_program: system_program::ID,
        },
        &instruction::RegisterAsset {
            claim_index,
            asset: details.clone(),
        },
    )
}

/// Creates the vault of an asset; `payer` and the asset's `owner` sign.
#[must_use]
pub fn open_vault(
    payer: &Address,
    owner: impl Into<Owner>,
    asset: &Address,
    shares: &ShareName,
    options: VaultOptions,
) -> Instruction {
    let (owner, vault) = (owner.into(), address::vault(asset));
    built(
        REGISTRY_PROGRAM,
        &accounts::OpenVault {
            payer: *payer,
            owner: owner.key,
            holding: owner.holding,
            asset: *asset,
            vault,
            share_mint: address::share_mint(&vault),
            vault_program: VAULT_PROGRAM,
            token_program: TOKEN_2022,
            system_program: system_program::ID,
        },
        &instruction::OpenVault {
            name: shares.name.clone(),
            symbol: shares.symbol.clone(),
            uri: shares.uri.clone(),
            options,
        },
    )
}

/// Offers licences to an asset; `payer` and the asset's `owner` sign. `index` is the number of terms
/// that the asset has already. Terms with a price, or by which
/// derivatives owe something, need the asset's vault.
#[must_use]
pub fn offer_terms(
    payer: &Address,
    owner: impl Into<Owner>,
    asset: &Address,
    index: u16,
    offer: &TermsOffer,
) -> Instruction {
    let owner = owner.into();
    built(
        REGISTRY_PROGRAM,
        &accounts::OfferTerms {
            payer: *payer,
            owner: owner.key,
            holding: owner.holding,
            asset: *asset,
            terms: address::terms(asset, index),
            vault: offer.needs_vault().then(|| address::vault(asset)),
            system_program: system_program::ID,
        },
        &instruction::OfferTerms {
            index,
            offer: offer.clone(),
        },
    )
}

/// Ends the sale of licences under `terms`; the asset's `owner` signs.
#[must_use]
pub fn retire_terms(owner: impl Into<Owner>, asset: &Address, terms: &Address) -> Instruction {
    let owner = owner.into();
    built(
        REGISTRY_PROGRAM,
        &accounts::RetireTerms {
            owner: owner.key,
            holding: owner.holding,
            asset: *asset,
            terms: *terms,
        },
        &instruction::RetireTerms {},
    )
}

/// Who buys a licence for whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Purchase {
    /// Pays the rent of the licence; signs.
    pub payer: Address,
    /// Pays the price from their associated token account; signs.
    pub buyer: Address,
    /// May use the work then.
    pub licensee: Address,
    /// The most the buyer agrees to, in base units.
    pub max_price: u64,
}

/// Buys a licence under `terms` of `asset`, whose price is in `currency`.
#[must_use]
pub fn buy_license(
    purchase: &Purchase,
    asset: &Address,
    terms: &Address,
    currency: &MintInfo,
) -> Instruction {
    let vault = address::vault(asset);
    built(
        REGISTRY_PROGRAM,
        &accounts::BuyLicense {
            payer: purchase.payer,
            buyer: purchase.buyer,
            licensee: purchase.licensee,
            asset: *asset,
            terms: *terms,
            license: address::license(terms, &purchase.licensee),
            vault,
            mint: currency.address,
            source: currency.ata(&purchase.buyer),
            treasury: currency.ata(&vault),
            vault_program: VAULT_PROGRAM,
            token_program: currency.program,
            system_program: system_program::ID,
        },
        &instruction::BuyLicense {
            max_price: purchase.max_price,
        },
    )
}

/// Offers the ownership of an asset to `new_owner`, or takes the offer back with the zero address;
/// the `owner` signs.
#[must_use]
pub fn propose_owner(owner: &Address, asset: &Address, new_owner: &Address) -> Instruction {
    built(
        REGISTRY_PROGRAM,
        &accounts::ProposeOwner {
            owner: *owner,
            asset: *asset,
        },
        &instruction::ProposeOwner {
            new_owner: *new_owner,
        },
    )
}

/// Accepts the ownership of an asset, and the authority over its vault if it has one; `new_owner`
/// signs.
#[must_use]
pub fn accept_ownership(new_owner: &Address, asset: &Address, has_vault: bool) -> Instruction {
    built(
        REGISTRY_PROGRAM,
        &accounts::AcceptOwnership {
            new_owner: *new_owner,
            asset: *asset,
            vault: has_vault.then(|| address::vault(asset)),
            vault_program: VAULT_PROGRAM,
        },
        &instruction::AcceptOwnership {},
    )
}
