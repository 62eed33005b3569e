//! The registry program's instructions about NFTs of works.

use provenue_registry::{accounts, instruction};
use solana_address::Address;
use solana_instruction::Instruction;
use solana_sdk_ids::system_program;

use super::{built, vault::ShareName};
use crate::{
    REGISTRY_PROGRAM, VAULT_PROGRAM, address,
    token::{TOKEN_2022, ata},
};

/// A collection of somebody's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Collection {
    /// Who made it; signs for each member.
    pub curator: Address,
    /// Which of theirs it is.
    pub index: u16,
}

impl Collection {
    /// Where it is.
    #[must_use]
    pub fn address(&self) -> Address {
        address::collection(&self.curator, self.index)
    }
}

/// An NFT to be made of a work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewNft {
    /// What wallets call it.
    pub name: ShareName,
    /// Terms of the work that it shows.
    pub terms: Option<Address>,
    /// The collection that it is to be a member of.
    pub collection: Option<Collection>,
}

/// Makes an NFT of a work, in the associated token account of `owner`; `payer` and the asset's `owner`
/// sign, and the collection's curator.
#[must_use]
pub fn wrap_asset(payer: &Address, owner: &Address, asset: &Address, nft: &NewNft) -> Instruction {
    let mint = address::nft(asset);
    let collection = nft.collection;
    built(
        REGISTRY_PROGRAM,
        &accounts::WrapAsset {
            payer: *payer,
            owner: *owner,
            asset: *asset,
            mint,
            holding: ata(owner, &mint, &TOKEN_2022),
            terms: nft.terms,
            collection: collection.map(|collection| collection.address()),
            curator: collection.map(|collection| collection.curator),
            token_program: TOKEN_2022,
            associated_token_program: spl_associated_token_account_interface::program::ID,
            system_program: system_program::ID,
        },
        &instruction::WrapAsset {
            collection_index: collection.map(|collection| collection.index),
            name: nft.name.name.clone(),
            symbol: nft.name.symbol.clone(),
            uri: nft.name.uri.clone(),
        },
    )
}

/// Burns the NFT of a work in the token account `holding`; its owner `holder` signs, gets the rent of the
/// mint, and owns the work then.
#[must_use]
pub fn unwrap_asset(
    holder: &Address,
    holding: &Address,
    asset: &Address,
    has_vault: bool,
) -> Instruction {
    built(
        REGISTRY_PROGRAM,
        &accounts::UnwrapAsset {
            holder: *holder,
            asset: *asset,
            mint: address::nft(asset),
            holding: *holding,
            vault: has_vault.then(|| address::vault(asset)),
            vault_program: VAULT_PROGRAM,
            token_program: TOKEN_2022,
        },
        &instruction::UnwrapAsset {},
    )
}

/// Records who owns `holding`, the token account that holds the NFT of a work, as the work's owner and as
/// the authority of its vault. Nobody signs.
#[must_use]
pub fn sync_holder(holding: &Address, asset: &Address, has_vault: bool) -> Instruction {
    built(
        REGISTRY_PROGRAM,
        &accounts::SyncHolder {
            asset: *asset,
            holding: *holding,
            vault: has_vault.then(|| address::vault(asset)),
            vault_program: VAULT_PROGRAM,
        },
        &instruction::SyncHolder {},
    )
}

/// Makes a collection with room for `max_size` NFTs; `payer` and the curator sign.
#[must_use]
pub fn create_collection(
    payer: &Address,
    collection: &Collection,
    max_size: u64,
    name: &ShareName,
) -> Instruction {
    built(
        REGISTRY_PROGRAM,
        &accounts::CreateCollection {
            payer: *payer,
            curator: collection.curator,
            collection: collection.address(),
            token_program: TOKEN_2022,
            system_program: system_program::ID,
        },
        &instruction::CreateCollection {
            index: collection.index,
            max_size,
            name: name.name.clone(),
            symbol: name.symbol.clone(),
            uri: name.uri.clone(),
        },
    )
}
