//! `vault show`: a vault, and its books.

use std::fmt;

use provenue_client::{
    Amount,
    flows::{
        mint::SHARE_DECIMALS,
        revenue::{Books, books},
    },
    solana::Address,
    state::{self, Gate},
    token::MintInfo,
};
use serde::Serialize;

use super::risks;
use crate::{
    args::VaultShowArgs,
    context::Context,
    failure::Result,
    output::{
        Fields, Moment, Verdict, as_optional_text, as_text, mint_name, percent,
        style::{ERROR, GOOD},
    },
};

/// The exit status where the books do not balance.
const UNBALANCED: u8 = 3;

/// A vault.
#[derive(Serialize)]
pub struct VaultReport {
    #[serde(serialize_with = "as_text")]
    vault: Address,
    asset: Option<String>,
    state: &'static str,
    #[serde(serialize_with = "as_text")]
    authority: Address,
    #[serde(serialize_with = "as_text")]
    share_mint: Address,
    #[serde(serialize_with = "as_text")]
    issued_units: u64,
    #[serde(serialize_with = "as_text")]
    live_units: u64,
    holders: usize,
    relative_bps: u16,
    absolute_bps: u16,
    floor_bps: u16,
    stream_seconds: u32,
    holdable: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    held_until: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hold_reason: Option<u16>,
    gated: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    shares_locked_until: Option<i64>,
    #[serde(
        skip_serializing_if = "Option::is_none",
        serialize_with = "as_optional_text"
    )]
    most_units: Option<u64>,
    #[serde(serialize_with = "as_text")]
    rent_reserve: Address,
    currencies: Vec<Sheet>,
    balanced: bool,
}

/// The books in one currency, in base units: (received − paid to holders − paid upstream − reserved
/// upstream − claimable) · 2^64 = fractions.
#[derive(Serialize)]
struct Sheet {
    #[serde(serialize_with = "as_text")]
    mint: Address,
    decimals: u8,
    #[serde(serialize_with = "as_text")]
    received: u64,
    #[serde(serialize_with = "as_text")]
    paid_holders: u64,
    #[serde(serialize_with = "as_text")]
    paid_upstream: u64,
    #[serde(serialize_with = "as_text")]
    reserved_upstream: u64,
    #[serde(serialize_with = "as_text")]
    claimable: u64,
    #[serde(serialize_with = "as_text")]
    streaming: u64,
    #[serde(serialize_with = "as_text")]
    fractional_q64: u128,
    #[serde(serialize_with = "as_text")]
    treasury: Address,
    #[serde(serialize_with = "as_text")]
    treasury_amount: u64,
    #[serde(serialize_with = "as_text")]
    unbooked: u64,
    balanced: bool,
    /// What the currency's issuer could do to it.
    risks: Vec<&'static str>,
}

pub async fn run(context: &Context, args: &VaultShowArgs) -> Result<Verdict<VaultReport>> {
    let (ledger, found) = args.vault.open(context).await?;
    let mut currencies = Vec::new();
    for books in books(&ledger, &found.address).await? {
        let currency = MintInfo::fetch(&ledger, &books.mint).await?;
        let slot = found
            .vault
            .currencies()
            .iter()
            .find(|slot| slot.mint == books.mint);
        currencies.push(Sheet::new(
            &books,
            &currency,
            slot.map_or_else(Vec::new, risks),
        ));
    }
    let positions = state::positions(&ledger, &found.address).await?;
    let holding = positions
        .iter()
        .filter(|(_, position)| position.units.get() > 0);
    let vault = &found.vault;
    let gate: Option<Gate> = match vault.has_gate.get() {
        true => Some(state::fetch(&ledger, &vault.gate).await?),
        false => None,
    };
    let lock_until = gate.map(|gate| gate.lock_until.get());
    let balanced = currencies.iter().all(|sheet| sheet.balanced);
    let report = VaultReport {
        vault: found.address,
        asset: found.work.map(|work| work.address.to_string()),
        state: if vault.is_sealed() { "sealed" } else { "open" },
        authority: vault.authority,
        share_mint: vault.share_mint,
        issued_units: vault.issued_units.get(),
        live_units: vault.live_units.get(),
        holders: holding.count(),
        relative_bps: vault.relative_bps.get(),
        absolute_bps: vault.absolute_bps.get(),
        floor_bps: vault.floor_bps.get(),
        stream_seconds: vault.stream_seconds.get(),
        holdable: vault.holdable.get(),
        held_until: Some(vault.held_until.get()).filter(|until| *until != 0),
        hold_reason: Some(vault.hold_reason.get()).filter(|reason| *reason != 0),
        gated: vault.is_gated(),
        shares_locked_until: lock_until.filter(|until| *until != 0),
        most_units: gate.map(|gate| gate.max_units.get()),
        rent_reserve: provenue_client::address::rent_reserve(&found.address),
        currencies,
        balanced,
    };
    Ok(Verdict {
        report,
        status: if balanced { 0 } else { UNBALANCED },
    })
}

impl Sheet {
    fn new(books: &Books, currency: &MintInfo, risks: Vec<&'static str>) -> Self {
        Self {
            mint: books.mint,
            decimals: currency.decimals,
            received: books.received,
            paid_holders: books.paid_holders,
            paid_upstream: books.paid_upstream,
            reserved_upstream: books.reserved_upstream,
            claimable: books.claimable,
            streaming: books.streaming,
            fractional_q64: books.fractional_q64,
            treasury: books.treasury,
            treasury_amount: books.treasury_amount,
            unbooked: books.unbooked,
            balanced: books.balance(),
            risks,
        }
    }
}

/// A percentage, if there is any.
fn bps(bps: u16) -> Option<String> {
    (bps > 0).then(|| percent(bps))
}

impl fmt::Display for VaultReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shares = |units| Amount::new(units, SHARE_DECIMALS);
        let block = Fields::of(self.vault)
            .field("state", self.state)
            .optional("asset", self.asset.as_ref())
            .field("authority", self.authority)
            .field("share mint", self.share_mint)
            .field(
                "issued",
                format_args!("{} shares", shares(self.issued_units)),
            )
            .field(
                "earning",
                format_args!("{} shares", shares(self.live_units)),
            )
            .field("holders", self.holders)
            .optional("owed upstream", bps(self.relative_bps))
            .optional("owed upstream, flat", bps(self.absolute_bps))
            .optional("holders keep at least", bps(self.floor_bps))
            .optional(
                "streams over",
                (self.stream_seconds > 0).then(|| format!("{} seconds", self.stream_seconds)),
            )
            .optional("held until", self.held_until.map(Moment))
            .optional("shares move from", self.shares_locked_until.map(Moment))
            .optional(
                "most somebody may hold",
                self.most_units
                    .map(|units| format!("{} shares", shares(units))),
            );
        write!(f, "{block}")?;
        self.currencies.iter().try_for_each(|sheet| sheet.fmt(f))?;
        if self.currencies.is_empty() {
            writeln!(f, "it takes no currency yet")
        } else if self.balanced {
            writeln!(
                f,
                "{GOOD}✓{GOOD:#} the books balance to 1/2^64 of a base unit"
            )
        } else {
            writeln!(f, "{ERROR}✗{ERROR:#} the books do not balance")
        }
    }
}

impl fmt::Display for Sheet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let amount = |units| Amount::new(units, self.decimals);
        let some = |units| (units > 0).then(|| amount(units));
        let fractions = (self.fractional_q64 >> 64, self.fractional_q64 as u64);
        let block = Fields::of(mint_name(&self.mint))
            .field("received", amount(self.received))
            .field("paid to holders", amount(self.paid_holders))
            .optional("paid upstream", some(self.paid_upstream))
            .optional("owed upstream", some(self.reserved_upstream))
            .field("claimable", amount(self.claimable))
            .optional("still streaming", some(self.streaming))
            .field(
                "fractions",
                format_args!("{} + {}/2^64 base units", fractions.0, fractions.1),
            )
            .optional("not booked yet", some(self.unbooked))
            .field(
                "treasury",
                format_args!("{} in {}", amount(self.treasury_amount), self.treasury),
            )
            .optional(
                "its issuer could",
                (!self.risks.is_empty()).then(|| self.risks.join(", ")),
            );
        write!(f, "{block}")
    }
}
