//! Each instruction as it should be.

use std::mem::offset_of;

use anchor_lang::Discriminator;
use provenue_accounting::{SHARE_UNITS, UpstreamRate};
use provenue_client::{
    AssetDetails, RevocationReason, TermsOffer, VAULT_PROGRAM, address,
    instructions::{
        control, lifecycle,
        registry::{self, Purchase},
        upstream::{self, Hop, LinkSigners},
        vault::{self, Holder, ShareName},
    },
    state::{Asset, Vault, VaultOptions},
};
use provenue_fuzz::{
    call::written,
    cast::{
        ARTIST, BUYER, CONTENT_ID, CURRENCY, FAN, LABEL, PAYER, STUDIO, asset, child, currency,
        grandparent, other_currency, vault as sealed,
    },
};
use solana_address::Address;
use solana_instruction::{AccountMeta, Instruction};

pub fn all() -> Vec<(String, Vec<u8>)> {
    let named = [vaults(), holders(), graph(), works()].concat();
    let as_they_are = named.into_iter().map(|named| (named, None));
    let seeds = as_they_are.chain(other_times().map(|(named, patch)| (named, Some(patch))));
    let seeds = seeds.map(|((name, instruction), patch)| {
        let bytes = written(&instruction, patch.as_slice());
        let bytes = bytes.unwrap_or_else(|| panic!("{name}: an account is not in the cast"));
        (name.to_owned(), bytes)
    });
    seeds.collect()
}

/// Instructions of which the time is not now, and what has to be otherwise.
fn other_times() -> [(Named, (Address, usize, u64)); 4] {
    let field = |offset| Vault::DISCRIMINATOR.len() + offset;
    let fans = address::share_account(&child(), &FAN);
    let asset_vault = Asset::DISCRIMINATOR.len() + offset_of!(Asset, vault);
    [
        (
            (
                "issue_before",
                vault::issue_shares(&FAN, &child(), &fans, 0),
            ),
            (child(), field(offset_of!(Vault, issued_units)), 5),
        ),
        (
            ("seal_after", vault::seal(&FAN, &child())),
            (child(), field(offset_of!(Vault, uninherited)), 0),
        ),
        (
            ("release_after", control::release_hold(&ARTIST, &sealed())),
            (sealed(), field(offset_of!(Vault, held_until)), 1_000),
        ),
        (
            (
                "accept_without",
                registry::accept_ownership(&BUYER, &asset(), false),
            ),
            (asset(), asset_vault, 0),
        ),
    ]
}

type Named = (&'static str, Instruction);

fn shares() -> ShareName {
    ShareName {
        name: "Shares".to_owned(),
        symbol: "SHARE".to_owned(),
        uri: "https://example.org".to_owned(),
    }
}

fn options() -> VaultOptions {
    VaultOptions {
        floor_bps: 1_000,
        stream_seconds: 60,
        holdable: true,
        gated: true,
    }
}

fn vaults() -> Vec<Named> {
    let currency = currency();
    let fans = address::share_account(&child(), &FAN);
    let hop = Hop {
        child: sealed(),
        parent: grandparent(),
    };
    let deposit = vault::deposit(&BUYER, &sealed(), &currency, 1_000);
    vec![
        (
            "create_vault",
            vault::create_vault(&PAYER, &PAYER, &ARTIST, &shares(), options()),
        ),
        (
            "list",
            vault::initialize_extra_account_metas(&PAYER, &sealed()),
        ),
        (
            "add_currency",
            vault::add_currency(&FAN, &child(), &other_currency()),
        ),
        ("issue", vault::issue_shares(&FAN, &child(), &fans, 1)),
        ("seal", vault::seal(&FAN, &child())),
        ("set_authority", vault::set_authority(&ARTIST, &LABEL)),
        ("deposit", deposit.clone()),
        (
            "deposit_and_push",
            upstream::with_hops(deposit, &currency, &[hop]),
        ),
        ("book", vault::book(&sealed(), &currency)),
        ("hold", control::hold(&ARTIST, &sealed(), 7, 1_000)),
        ("release_hold", control::release_hold(&ARTIST, &sealed())),
        (
            "create_gate",
            control::create_gate(&PAYER, &FAN, &child(), 1_000, SHARE_UNITS),
        ),
    ]
}

fn holders() -> Vec<Named> {
    let currency = currency();
    let of = |owner| address::share_account(&sealed(), owner);
    let holders = [ARTIST, LABEL, BUYER].map(|owner| Holder::of(&sealed(), &owner));
    let distribute = vault::distribute(&sealed(), &currency, &holders);
    vec![
        (
            "open_position",
            vault::open_position(&PAYER, &sealed(), &of(&FAN)),
        ),
        ("settle", vault::settle(&sealed(), &of(&ARTIST))),
        ("claim", vault::claim(&sealed(), &currency, &holders[0])),
        ("distribute", distribute),
        (
            "close",
            vault::close_position(&BUYER, &sealed(), &of(&BUYER), &PAYER),
        ),
        (
            "delegate",
            control::delegate_revenue(&ARTIST, &sealed(), &of(&ARTIST), &FAN),
        ),
        ("hook", hook(&of(&ARTIST), &of(&LABEL))),
        ("hook_to_a_newcomer", hook(&of(&ARTIST), &of(&FAN))),
    ]
}

/// What Token-2022 calls in a transfer.
fn hook(source: &Address, destination: &Address) -> Instruction {
    let transfer = vault::transfer_shares(&ARTIST, &sealed(), source, destination, 5);
    let [from, mint, to, authority, extra @ ..] = &transfer.accounts[..] else {
        unreachable!("a transfer has four accounts and the hook's");
    };
    let share_mint = address::share_mint(&sealed());
    let list = address::extra_account_metas(&share_mint);
    let mut accounts = vec![from.clone(), mint.clone(), to.clone(), authority.clone()];
    accounts.push(AccountMeta::new_readonly(list, false));
    // The hook's program and its list stand behind the accounts that the list asks for.
    accounts.extend(extra[..extra.len() - 2].iter().cloned());
    Instruction {
        program_id: VAULT_PROGRAM,
        accounts,
        data: [&provenue_vault::EXECUTE[..], &5u64.to_le_bytes()].concat(),
    }
}

fn graph() -> Vec<Named> {
    let signers = LinkSigners {
        payer: PAYER,
        authority: FAN,
        licensor: LABEL,
    };
    let rate = UpstreamRate {
        relative_bps: 1_000,
        absolute_bps: 200,
    };
    let hop = Hop {
        child: sealed(),
        parent: grandparent(),
    };
    vec![
        (
            "link",
            upstream::link_upstream(&signers, &child(), &grandparent(), rate),
        ),
        (
            "inherit",
            upstream::inherit_upstream(&PAYER, &child(), &sealed(), &grandparent()),
        ),
        ("pull", upstream::pull(&sealed(), &currency(), &[hop])),
        (
            "pull_twice",
            upstream::pull(&sealed(), &currency(), &[hop, hop]),
        ),
    ]
}

fn works() -> Vec<Named> {
    let terms = address::terms(&asset(), 0);
    let details = AssetDetails {
        content_id: CONTENT_ID,
        byte_length: 300_000,
        chunk_size_log2: 18,
        media_type: "image/png".to_owned(),
        disclosure: 2,
        manifest_hash: Some([9; 32]),
        claim_generator: "c2patool 0.9".to_owned(),
        digital_source_type: 1,
        ..AssetDetails::default()
    };
    let offer = TermsOffer {
        currency: CURRENCY,
        price: 1_000,
        supply_cap: 10,
        period_seconds: 86_400,
        document_hash: [9; 32],
        derivatives: None,
    };
    let purchase = Purchase {
        payer: PAYER,
        buyer: BUYER,
        licensee: BUYER,
        max_price: 1_000,
    };
    let first = Purchase {
        licensee: STUDIO,
        ..purchase
    };
    vec![
        (
            "register",
            registry::register_asset(&PAYER, &ARTIST, 1, &details),
        ),
        (
            "open_vault",
            registry::open_vault(&PAYER, &STUDIO, &asset(), &shares(), options()),
        ),
        (
            "offer",
            registry::offer_terms(&PAYER, &STUDIO, &asset(), 1, &offer),
        ),
        ("retire", registry::retire_terms(&STUDIO, &asset(), &terms)),
        (
            "buy",
            registry::buy_license(&first, &asset(), &terms, &currency()),
        ),
        (
            "renew",
            registry::buy_license(&purchase, &asset(), &terms, &currency()),
        ),
        (
            "propose",
            registry::propose_owner(&STUDIO, &asset(), &BUYER),
        ),
        ("accept", registry::accept_ownership(&BUYER, &asset(), true)),
        (
            "revoke_asset",
            lifecycle::revoke_asset(&STUDIO, &asset(), RevocationReason::NotMine),
        ),
        (
            "update_metadata",
            lifecycle::update_metadata(&STUDIO, &asset(), &[9; 32]),
        ),
        (
            "freeze_metadata",
            lifecycle::freeze_metadata(&STUDIO, &asset()),
        ),
    ]
}
