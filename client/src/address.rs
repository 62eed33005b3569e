//! Where accounts are: every address follows from what the account is about.

use provenue_registry::state::{
    Asset, Attestation, Ingredient, License, Log, LogAnchor, Member, Terms,
};
use provenue_vault::state::{Gate, Position, Upstream, Vault};
use provenue_wrapper::state::Wrapper;
use solana_address::Address;

use crate::{
    REGISTRY_PROGRAM, VAULT_PROGRAM, WRAPPER_PROGRAM,
    token::{TOKEN, TOKEN_2022, ata},
};

/// The claim with number `claim_index` on the content with id `content_id`.
#[must_use]
pub fn asset(content_id: &[u8; 32], claim_index: u16) -> Address {
    let seeds = [Asset::SEED, content_id, &claim_index.to_le_bytes()];
    find(&seeds, &REGISTRY_PROGRAM)
}

/// The terms with number `index` of an asset.
#[must_use]
pub fn terms(asset: &Address, index: u16) -> Address {
    let seeds = [Terms::SEED, asset.as_ref(), &index.to_le_bytes()];
    find(&seeds, &REGISTRY_PROGRAM)
}

/// The licence of `licensee` under `terms`.
#[must_use]
pub fn license(terms: &Address, licensee: &Address) -> Address {
    let seeds = [License::SEED, terms.as_ref(), licensee.as_ref()];
    find(&seeds, &REGISTRY_PROGRAM)
}

/// The link from an asset to one that it was made from.
#[must_use]
pub fn ingredient(child: &Address, parent: &Address) -> Address {
    let seeds = [Ingredient::SEED, child.as_ref(), parent.as_ref()];
    find(&seeds, &REGISTRY_PROGRAM)
}

/// The mint of the NFT of a work, while there is one.
#[must_use]
pub fn nft(asset: &Address) -> Address {
    find(&[Asset::NFT_SEED, asset.as_ref()], &REGISTRY_PROGRAM)
}

/// A collection that `curator` made with a number of their own.
#[must_use]
pub fn collection(curator: &Address, index: u16) -> Address {
    let seeds = [
        Asset::COLLECTION_SEED,
        curator.as_ref(),
        &index.to_le_bytes(),
    ];
    find(&seeds, &REGISTRY_PROGRAM)
}

/// What an attestor says about an asset, of the kind with a code.
#[must_use]
pub fn attestation(asset: &Address, attestor: &Address, kind: u8) -> Address {
    let seeds = [
        Attestation::SEED,
        asset.as_ref(),
        attestor.as_ref(),
        &[kind],
    ];
    find(&seeds, &REGISTRY_PROGRAM)
}

/// The log of `owner` that has their own number `id`.
#[must_use]
pub fn log(owner: &Address, id: u64) -> Address {
    let seeds = [Log::SEED, owner.as_ref(), &id.to_le_bytes()];
    find(&seeds, &REGISTRY_PROGRAM)
}

/// The anchor with number `sequence` of a log.
#[must_use]
pub fn log_anchor(log: &Address, sequence: u64) -> Address {
    let seeds = [LogAnchor::SEED, log.as_ref(), &sequence.to_le_bytes()];
    find(&seeds, &REGISTRY_PROGRAM)
}

/// What is known on chain of leaf `index` of a log.
#[must_use]
pub fn member(log: &Address, index: u64) -> Address {
    let seeds = [Member::SEED, log.as_ref(), &index.to_le_bytes()];
    find(&seeds, &REGISTRY_PROGRAM)
}

/// The vault of `base`: for an asset's vault, the asset.
#[must_use]
pub fn vault(base: &Address) -> Address {
    find(&[Vault::SEED, base.as_ref()], &VAULT_PROGRAM)
}

/// The mint of a vault's shares.
#[must_use]
pub fn share_mint(vault: &Address) -> Address {
    find(&[Vault::SHARES_SEED, vault.as_ref()], &VAULT_PROGRAM)
}

/// The share token account of `owner`: the associated one.
#[must_use]
pub fn share_account(vault: &Address, owner: &Address) -> Address {
    ata(owner, &share_mint(vault), &TOKEN_2022)
}

/// The position of a share token account.
#[must_use]
pub fn position(token_account: &Address) -> Address {
    find(&[Position::SEED, token_account.as_ref()], &VAULT_PROGRAM)
}

/// What a vault owes another.
#[must_use]
pub fn upstream(child: &Address, parent: &Address) -> Address {
    let seeds = [Upstream::SEED, child.as_ref(), parent.as_ref()];
    find(&seeds, &VAULT_PROGRAM)
}

/// The account from which a vault pays for the positions of receivers; it holds nothing but SOL.
#[must_use]
pub fn rent_reserve(vault: &Address) -> Address {
    find(&[Vault::RESERVE_SEED, vault.as_ref()], &VAULT_PROGRAM)
}

/// The rules that transfers of a gated vault's shares keep to.
#[must_use]
pub fn gate(vault: &Address) -> Address {
    find(&[Gate::SEED, vault.as_ref()], &VAULT_PROGRAM)
}

/// What wraps a vault's shares for `beneficiary`.
#[must_use]
pub fn wrapper(vault: &Address, beneficiary: &Address) -> Address {
    let seeds = [Wrapper::SEED, vault.as_ref(), beneficiary.as_ref()];
    find(&seeds, &WRAPPER_PROGRAM)
}

/// The mint of a wrapper's wrapped shares.
#[must_use]
pub fn wrapped_mint(wrapper: &Address) -> Address {
    find(&[Wrapper::MINT_SEED, wrapper.as_ref()], &WRAPPER_PROGRAM)
}

/// The token account of `owner` for a wrapper's wrapped shares: the associated one.
#[must_use]
pub fn wrapped_account(wrapper: &Address, owner: &Address) -> Address {
    ata(owner, &wrapped_mint(wrapper), &TOKEN)
}

/// The list of accounts that transfers of a share mint need.
#[must_use]
pub fn extra_account_metas(share_mint: &Address) -> Address {
    let seeds = [
        provenue_vault::EXTRA_ACCOUNT_METAS_SEED,
        share_mint.as_ref(),
    ];
    find(&seeds, &VAULT_PROGRAM)
}

/// The bump of the associated token account of `owner`, by which the vault finds it.
#[must_use]
pub fn ata_bump(owner: &Address, mint: &Address, token_program: &Address) -> u8 {
    let seeds = [owner.as_ref(), token_program.as_ref(), mint.as_ref()];
    let program = spl_associated_token_account_interface::program::ID;
    Address::find_program_address(&seeds, &program).1
}

fn find(seeds: &[&[u8]], program: &Address) -> Address {
    Address::find_program_address(seeds, program).0
}
