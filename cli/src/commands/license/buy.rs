//! `license buy`: the right to use a work.

use std::fmt;

use provenue_client::{
    Ledger,
    flows::license::buy,
    solana::Signer,
    state::{self, License, Terms},
    token::MintInfo,
};
use serde::Serialize;

use super::LicenseReport;
use crate::{
    args::LicenseBuyArgs,
    commands::terms::TermsReport,
    context::Context,
    failure::{Failure, Result},
    ledger::AnyLedger,
    output::{Money, Steps},
};

/// What was bought.
#[derive(Serialize)]
pub struct Bought {
    #[serde(flatten)]
    license: LicenseReport,
    steps: Steps,
}

pub async fn run(context: &Context, args: &LicenseBuyArgs) -> Result<Bought> {
    let buyer = context.paying_keypair()?;
    let licensee = args.licensee.unwrap_or_else(|| buyer.pubkey());
    let (ledger, found) = args.terms.open(context).await?;
    let offer = TermsReport::read(&ledger, found.address, &found.terms).await?;
    if offer.sale() != "open" {
        return Err(Failure::new(format!(
            "terms {} are {}: no licence can be bought under them",
            found.address,
            offer.sale()
        ))
        .hint("`provenue terms list` shows what else is on offer"));
    }
    context.printer.note(format_args!(
        "terms {} ask: {}; a licence lasts: {}",
        offer.index,
        offer.price(),
        offer.period()
    ));
    let most = most(&ledger, &found.terms, args.max_price.as_deref()).await?;
    let (address, steps) = buy(&ledger, &buyer, &found.address, &licensee, most).await?;
    let license: License = state::fetch(&ledger, &address).await?;
    let now = ledger.unix_time().await?;
    let report = LicenseReport::new(address, &license, now)
        .with_terms(&ledger, &license, &found.terms)
        .await?;
    Ok(Bought {
        license: report,
        steps: steps.into(),
    })
}

/// The most to pay, in base units: as much as the terms ask, unless the buyer says less.
async fn most(ledger: &AnyLedger, terms: &Terms, max_price: Option<&str>) -> Result<u64> {
    let price = terms.price.get();
    let Some(max_price) = max_price.filter(|_| price > 0) else {
        return Ok(price);
    };
    let currency = MintInfo::fetch(ledger, &terms.currency).await?;
    let most = currency.parse(max_price)?.units;
    if price > most {
        return Err(Failure::new(format!(
            "the price is {}, which is more than {}",
            Money::new(&currency, price),
            Money::new(&currency, most)
        ))
        .hint("--max-price says what you would pay"));
    }
    Ok(most)
}

impl fmt::Display for Bought {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.steps, self.license)
    }
}
