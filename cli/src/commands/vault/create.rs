//! `vault create`: a vault of its own, to split any income.

use std::fmt;

use provenue_client::{
    Ledger, SignerRef, address,
    flows::{
        mint::{NewShares, SHARE_UNITS},
        vault::{GateRules, NewVault, new_vault},
    },
    instructions::vault::ShareName,
    solana::{Address, Signer},
    state::VaultOptions,
    token::MintInfo,
};
use serde::Serialize;

use super::link::{agreed, licensors};
use crate::{
    args::{Period, VaultCreateArgs},
    context::Context,
    failure::{Failure, Result},
    ledger::AnyLedger,
    output::{Steps, as_text},
};

/// What was made.
#[derive(Serialize)]
pub struct Created {
    #[serde(serialize_with = "as_text")]
    vault: Address,
    #[serde(serialize_with = "as_text")]
    base: Address,
    #[serde(serialize_with = "as_text")]
    share_mint: Address,
    steps: Steps,
}

pub async fn run(context: &Context, args: &VaultCreateArgs) -> Result<Created> {
    let signer = context.paying_keypair()?;
    let base = signer.pubkey();
    let keys = licensors(&args.licensor)?;
    let given: u64 = args.share.iter().map(|share| share.units).sum();
    let rest = SHARE_UNITS.checked_sub(given).ok_or_else(|| {
        Failure::new("more than 100 shares are given out").hint("give out 100 at most")
    })?;
    let others = args.share.iter().map(|share| (share.owner, share.units));
    let own = Some((base, rest)).filter(|(_, units)| *units > 0);
    let allocation = own.into_iter().chain(others).collect();
    let ledger = context.ledger()?;
    let mut currencies = Vec::with_capacity(args.currency.len());
    for mint in &args.currency {
        currencies.push(MintInfo::fetch(&ledger, mint).await?);
    }
    let gate = gate(&ledger, args).await?;
    let links = agreed(&ledger, &args.upstream, &keys).await?.into_iter();
    let new = NewVault {
        shares: NewShares {
            name: ShareName {
                name: args.name.clone(),
                symbol: args.symbol.clone(),
                uri: String::new(),
            },
            options: VaultOptions {
                floor_bps: args.floor_bps,
                stream_seconds: args.stream_seconds,
                holdable: args.holdable,
                gated: gate.is_some(),
            },
            currencies,
            allocation,
        },
        gate,
        links: links
            .map(|(key, link)| (key as SignerRef<'_>, link))
            .collect(),
    };
    let (vault, steps) = new_vault(&ledger, &signer, &signer, &new).await?;
    Ok(Created {
        vault,
        base,
        share_mint: address::share_mint(&vault),
        steps: steps.into(),
    })
}

/// What transfers of its shares will keep to, if anything.
async fn gate(ledger: &AnyLedger, args: &VaultCreateArgs) -> Result<Option<GateRules>> {
    if args.lock_for.is_none() && args.most_shares.is_none() {
        return Ok(None);
    }
    let lock_until = match args.lock_for {
        Some(Period(seconds)) => {
            let seconds = i64::try_from(seconds).unwrap_or(i64::MAX);
            ledger.unix_time().await?.saturating_add(seconds)
        }
        None => 0,
    };
    let max_units = args.most_shares.map_or(SHARE_UNITS, |most| most.units);
    Ok(Some(GateRules {
        lock_until,
        max_units,
    }))
}

impl fmt::Display for Created {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.steps.fmt(f)?;
        writeln!(f, "made vault {}", self.vault)
    }
}
