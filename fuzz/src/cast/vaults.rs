//! Three vaults in a line, their treasuries, holders and edges.

use bytemuck::Zeroable;
use provenue_accounting::{SHARE_UNITS, UpstreamRate};
use provenue_client::{
    VAULT_PROGRAM, address,
    state::{CurrencySlot, Gate, Position, Upstream, Vault},
    token::{MintInfo, TOKEN, TOKEN_2022, ata},
};
use solana_address::Address;
use solana_sdk_ids::system_program;

use super::{ARTIST, BUYER, FAN, LABEL, Member, PAYER, derived, registry};
use crate::tokens;

/// The mint of the currency that all vaults take.
pub const CURRENCY: Address = Address::new_from_array([32; 32]);

/// The mint of one that none takes yet.
pub const OTHER_CURRENCY: Address = Address::new_from_array([33; 32]);

/// What each vault has received.
const GROSS: u64 = 1_000_000;
/// What each treasury holds that is not booked yet.
const SURPLUS: u64 = 5_000;

/// The currency as the client's builders take it.
#[must_use]
pub fn currency() -> MintInfo {
    info(CURRENCY, TOKEN)
}

/// The one that none takes yet.
#[must_use]
pub fn other_currency() -> MintInfo {
    info(OTHER_CURRENCY, TOKEN_2022)
}

fn info(address: Address, program: Address) -> MintInfo {
    MintInfo {
        address,
        program,
        decimals: tokens::DECIMALS,
        supply: 1 << 40,
        mint_authority: Some(PAYER),
        freeze_authority: Some(PAYER),
        close_authority: None,
        transfer_fee: None,
        transfer_hook: None,
        extensions: Vec::new(),
    }
}

/// The sealed vault, of [`ARTIST`].
#[must_use]
pub fn vault() -> Address {
    address::vault(&ARTIST)
}

/// The sealed vault that it owes, of [`LABEL`].
#[must_use]
pub fn grandparent() -> Address {
    address::vault(&LABEL)
}

/// The vault that is being made, of [`FAN`], and is linked to the sealed one.
#[must_use]
pub fn child() -> Address {
    address::vault(&FAN)
}

/// A vault as it is when its base has nothing else to do but seal it.
pub fn open_vault(base: &Address) -> (Address, Vault) {
    let (address, bump) = derived(&[Vault::SEED, base.as_ref()], &VAULT_PROGRAM);
    let reserve = derived(&[Vault::RESERVE_SEED, address.as_ref()], &VAULT_PROGRAM);
    let mut vault = Vault::zeroed();
    vault.version = Vault::VERSION;
    vault.bump = bump;
    vault.reserve_bump = reserve.1;
    vault.base = *base;
    vault.authority = *base;
    vault.share_mint = address::share_mint(&address);
    vault.holdable = true.into();
    vault.issued_units = SHARE_UNITS.into();
    vault.live_units = SHARE_UNITS.into();
    vault.currency_count = 1;
    vault.currencies[0] = CurrencySlot {
        mint: CURRENCY,
        treasury: ata(&address, &CURRENCY, &TOKEN),
        ..CurrencySlot::zeroed()
    };
    (address, vault)
}

/// One that has received something, of which a part is owed upstream.
pub fn sealed_vault(base: &Address, rate: UpstreamRate) -> (Address, Vault) {
    let (address, mut vault) = open_vault(base);
    let reserved = rate.owed(GROSS, GROSS);
    vault.state = 1;
    vault.relative_bps = rate.relative_bps.into();
    vault.absolute_bps = rate.absolute_bps.into();
    let slot = &mut vault.currencies[0];
    slot.gross = GROSS.into();
    slot.reserved = reserved.into();
    slot.booked = GROSS.into();
    let mut accumulator = slot.accumulator();
    accumulator
        .spread(GROSS - reserved, 0, SHARE_UNITS)
        .expect("revenue for all shares");
    slot.set_accumulator(&accumulator);
    (address, vault)
}

/// An edge of a vault to one that it owes.
fn edge(child: Address, parent: Address, rate: UpstreamRate) -> Member {
    let seeds = [Upstream::SEED, child.as_ref(), parent.as_ref()];
    let (address, bump) = derived(&seeds, &VAULT_PROGRAM);
    let mut edge = Upstream::zeroed();
    edge.begin(bump, child, parent);
    edge.linked = true.into();
    edge.relative_bps = rate.relative_bps.into();
    edge.absolute_bps = rate.absolute_bps.into();
    Member::record(address, VAULT_PROGRAM, &edge)
}

/// A holder's share token account and its position.
fn holder(vault: &(Address, Vault), owner: Address, units: u64) -> [Member; 2] {
    let share_account = address::share_account(&vault.0, &owner);
    let seeds = [Position::SEED, share_account.as_ref()];
    let (address, bump) = derived(&seeds, &VAULT_PROGRAM);
    let mut position = Position::zeroed();
    position.version = Position::VERSION;
    position.bump = bump;
    position.vault = vault.0;
    position.token_account = share_account;
    position.owner = owner;
    position.rent_payer = PAYER;
    position.units = units.into();
    let tokens = tokens::share_account(&vault.1.share_mint, &owner, units);
    [
        Member::new(share_account, TOKEN_2022, tokens),
        Member::record(address, VAULT_PROGRAM, &position),
    ]
}

/// Everything about vaults.
pub fn members() -> Vec<Member> {
    let currency_account = |owner: &Address, amount| {
        let address = ata(owner, &CURRENCY, &TOKEN);
        Member::new(address, TOKEN, tokens::account(&CURRENCY, owner, amount))
    };
    let share_mint = |vault: &(Address, Vault)| {
        let data = tokens::mint(&vault.0, SHARE_UNITS, provenue_accounting::SHARE_DECIMALS);
        Member::new(vault.1.share_mint, TOKEN_2022, data)
    };

    let rate = UpstreamRate {
        relative_bps: 2_000,
        absolute_bps: 500,
    };
    let nothing = UpstreamRate::default();
    let mut sealed = sealed_vault(&ARTIST, rate);
    sealed.1.absolute_edges = 1.into();
    let grandparent = sealed_vault(&LABEL, nothing);
    let mut child = open_vault(&FAN);
    child.1.relative_bps = 1_000.into();
    child.1.uninherited = 1.into();
    child.1.gate = address::gate(&child.0);
    child.1.has_gate = true.into();
    let works = sealed_vault(&registry::asset(), nothing);

    let mut members = vec![Member::new(
        CURRENCY,
        TOKEN,
        tokens::mint(&PAYER, 1 << 40, tokens::DECIMALS),
    )];
    for vault in [&sealed, &grandparent, &child, &works] {
        members.push(Member::record(vault.0, VAULT_PROGRAM, &vault.1));
        members.push(share_mint(vault));
        members.push(currency_account(&vault.0, GROSS + SURPLUS));
        let reserve = address::rent_reserve(&vault.0);
        members.push(Member::new(reserve, system_program::ID, Vec::new()));
        let list = address::extra_account_metas(&vault.1.share_mint);
        members.push(Member::absent(list));
    }
    for owner in [&ARTIST, &LABEL, &FAN, &BUYER] {
        members.push(currency_account(owner, 1 << 30));
    }
    members.extend(holder(&sealed, ARTIST, SHARE_UNITS / 2));
    members.extend(holder(&sealed, LABEL, SHARE_UNITS / 2));
    members.extend(holder(&sealed, BUYER, 0));
    members.extend(holder(&child, FAN, SHARE_UNITS));
    // Somebody who has never heard of the vault.
    let [newcomer, position] = holder(&sealed, FAN, 0);
    members.push(newcomer);
    members.push(Member::absent(position.address));

    members.push(edge(sealed.0, grandparent.0, rate));
    members.push(edge(child.0, sealed.0, child.1.rate()));
    members.push(Member::absent(address::upstream(&child.0, &grandparent.0)));
    let mut gate = Gate::zeroed();
    gate.version = Gate::VERSION;
    gate.vault = child.0;
    gate.max_units = SHARE_UNITS.into();
    members.push(Member::record(
        address::gate(&child.0),
        VAULT_PROGRAM,
        &gate,
    ));
    members.push(Member::absent(address::gate(&sealed.0)));
    members.push(Member::absent(address::vault(&PAYER)));
    members.push(Member::absent(address::share_mint(&address::vault(&PAYER))));
    let other = tokens::mint(&PAYER, 1 << 40, tokens::DECIMALS);
    members.push(Member::new(OTHER_CURRENCY, TOKEN_2022, other));
    let treasury = ata(&child.0, &OTHER_CURRENCY, &TOKEN_2022);
    let empty = tokens::account(&OTHER_CURRENCY, &child.0, 0);
    members.push(Member::new(treasury, TOKEN_2022, empty));
    members
}
