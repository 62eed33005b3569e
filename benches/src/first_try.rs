//! Accounts whose addresses a program finds at the first try.
//!
//! An address that no key can sign for is searched with bumps from 255 downwards, and half of all
//! bumps do. A program that creates an account searches too, and pays for each try; so rows are
//! comparable only where it takes equally many. Here it takes one.

use provenue_client::{
    REGISTRY_PROGRAM, VAULT_PROGRAM, WRAPPER_PROGRAM, address,
    solana::Address,
    state::{
        Asset, Attestation, Ingredient, License, Log, LogAnchor, Member, Position, Terms, Upstream,
        Vault, Wrapper,
    },
    token::TOKEN_2022,
};
use provenue_vault::EXTRA_ACCOUNT_METAS_SEED;

/// Whether bump 255 does for `seeds`.
fn found(seeds: &[&[u8]], program: &Address) -> bool {
    let seeds = [seeds, &[&[u8::MAX]]].concat();
    Address::create_program_address(&seeds, program).is_ok()
}

/// Whether the vault of `base`, its share mint and the list for wallets are found at once.
pub fn vault(base: &Address) -> bool {
    let vault = address::vault(base);
    let share_mint = address::share_mint(&vault);
    found(&[Vault::SEED, base.as_ref()], &VAULT_PROGRAM)
        && found(&[Vault::SHARES_SEED, vault.as_ref()], &VAULT_PROGRAM)
        && found(
            &[EXTRA_ACCOUNT_METAS_SEED, share_mint.as_ref()],
            &VAULT_PROGRAM,
        )
}

/// Whether the position of the associated share token account of `owner` is found at once.
pub fn position(vault: &Address, owner: &Address) -> bool {
    let account = address::share_account(vault, owner);
    found(&[Position::SEED, account.as_ref()], &VAULT_PROGRAM)
}

/// Whether that position is found at the second try.
pub fn position_at_second(vault: &Address, owner: &Address) -> bool {
    let account = address::share_account(vault, owner);
    let seeds: [&[u8]; 3] = [Position::SEED, account.as_ref(), &[u8::MAX - 1]];
    !position(vault, owner) && Address::create_program_address(&seeds, &VAULT_PROGRAM).is_ok()
}

/// Whether the treasury of `vault` for the mint at `currency` of `token_program` is found at once.
pub fn treasury(vault: &Address, currency: &Address, token_program: &Address) -> bool {
    address::ata_bump(vault, currency, token_program) == u8::MAX
}

/// Whether what wraps the shares of `vault` for `beneficiary`, its mint, its escrow and the position of
/// it are found at once.
pub fn wrapper(vault: &Address, beneficiary: &Address) -> bool {
    let wrapper = address::wrapper(vault, beneficiary);
    let seeds = [Wrapper::SEED, vault.as_ref(), beneficiary.as_ref()];
    found(&seeds, &WRAPPER_PROGRAM)
        && found(&[Wrapper::MINT_SEED, wrapper.as_ref()], &WRAPPER_PROGRAM)
        && address::ata_bump(&wrapper, &address::share_mint(vault), &TOKEN_2022) == u8::MAX
        && position(vault, &wrapper)
}

/// Whether the first two claims on a content, and the vault and the first two terms of the first one,
/// are found at once.
pub fn work(content_id: &Address) -> bool {
    let asset = address::asset(&content_id.to_bytes(), 0);
    let claim = |index: u16| {
        let seeds = [Asset::SEED, content_id.as_ref(), &index.to_le_bytes()];
        found(&seeds, &REGISTRY_PROGRAM)
    };
    let terms = |index: u16| {
        let seeds = [Terms::SEED, asset.as_ref(), &index.to_le_bytes()];
        found(&seeds, &REGISTRY_PROGRAM)
    };
    claim(0) && claim(1) && terms(0) && terms(1) && vault(&asset)
}

/// Whether the NFT of the first claim on a content, and the token account of `owner` for it, are found
/// at once.
pub fn nft(content_id: &Address, owner: &Address) -> bool {
    let asset = address::asset(&content_id.to_bytes(), 0);
    let mint = address::nft(&asset);
    found(&[Asset::NFT_SEED, asset.as_ref()], &REGISTRY_PROGRAM)
        && address::ata_bump(owner, &mint, &TOKEN_2022) == u8::MAX
}

/// Whether a collection of `curator` is found at once.
pub fn collection(curator: &Address, index: u16) -> bool {
    let seeds = [
        Asset::COLLECTION_SEED,
        curator.as_ref(),
        &index.to_le_bytes(),
    ];
    found(&seeds, &REGISTRY_PROGRAM)
}

/// Whether the link from an asset to what it was made from, and the edge between their vaults, are
/// found at once.
pub fn ingredient(child: &Address, parent: &Address) -> bool {
    let link = [Ingredient::SEED, child.as_ref(), parent.as_ref()];
    let [from, to] = [child, parent].map(address::vault);
    let edge = [Upstream::SEED, from.as_ref(), to.as_ref()];
    found(&link, &REGISTRY_PROGRAM) && found(&edge, &VAULT_PROGRAM)
}

/// Whether the licence of `licensee` under `terms` is found at once.
pub fn license(terms: &Address, licensee: &Address) -> bool {
    let seeds = [License::SEED, terms.as_ref(), licensee.as_ref()];
    found(&seeds, &REGISTRY_PROGRAM)
}

/// Whether what an attestor says about an asset is found at once.
pub fn attestation(asset: &Address, attestor: &Address, kind: u8) -> bool {
    let seeds = [
        Attestation::SEED,
        asset.as_ref(),
        attestor.as_ref(),
        &[kind],
    ];
    found(&seeds, &REGISTRY_PROGRAM)
}

/// Whether the log of `owner` with a number, and its first two anchors, are found at once.
pub fn log(owner: &Address, id: u64) -> bool {
    let log = address::log(owner, id);
    let anchor = |sequence: u64| {
        let seeds = [LogAnchor::SEED, log.as_ref(), &sequence.to_le_bytes()];
        found(&seeds, &REGISTRY_PROGRAM)
    };
    let seeds = [Log::SEED, owner.as_ref(), &id.to_le_bytes()];
    found(&seeds, &REGISTRY_PROGRAM) && anchor(0) && anchor(1)
}

/// Whether what is known of a leaf of a log is found at once.
pub fn member(log: &Address, index: u64) -> bool {
    let seeds = [Member::SEED, log.as_ref(), &index.to_le_bytes()];
    found(&seeds, &REGISTRY_PROGRAM)
}
