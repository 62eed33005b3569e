//! `terms offer`: licences to a work, for a price.

use std::fmt;

use provenue_client::{
    DerivativeRate, TermsOffer,
    flows::license::offer,
    solana::{Address, Signer},
    state::{self, Terms, Vault},
    token::MintInfo,
};
use serde::Serialize;

use super::{TermsReport, check_owner};
use crate::{
    args::{Period, TermsOfferArgs},
    context::Context,
    document::sha256_of,
    failure::{Failure, Result},
    ledger::AnyLedger,
    output::{Steps, as_text, mint_name},
    works::Work,
};

/// What was offered.
#[derive(Serialize)]
pub struct Offered {
    #[serde(serialize_with = "as_text")]
    asset: Address,
    #[serde(flatten)]
    terms: TermsReport,
    steps: Steps,
}

pub async fn run(context: &Context, args: &TermsOfferArgs) -> Result<Offered> {
    let owner = context.paying_keypair()?;
    let document = args.document.as_deref().map(sha256_of).transpose()?;
    let (ledger, work) = args.work.open(context).await?;
    check_owner(&ledger, &work.address, &work.asset, &owner.pubkey()).await?;
    let (currency, price) = match (&args.price, args.currency) {
        (Some(price), Some(currency)) => (currency, priced(&ledger, &work, price, currency).await?),
        _ => (Address::default(), 0),
    };
    let wanted = TermsOffer {
        currency,
        price,
        supply_cap: args.supply_cap.unwrap_or_default(),
        period_seconds: args.period.map_or(0, |Period(seconds)| seconds),
        document_hash: document.unwrap_or_default(),
        derivatives: args.derivative_share.map(|relative_bps| DerivativeRate {
            relative_bps,
            absolute_bps: args.derivative_absolute.unwrap_or_default(),
        }),
    };
    let (address, steps) = offer(&ledger, &owner, &work.address, &wanted).await?;
    let terms: Terms = state::fetch(&ledger, &address).await?;
    Ok(Offered {
        asset: work.address,
        terms: TermsReport::read(&ledger, address, &terms).await?,
        steps: steps.into(),
    })
}

/// The price in base units, once the work's vault can take it.
async fn priced(ledger: &AnyLedger, work: &Work, price: &str, currency: Address) -> Result<u64> {
    let mint = MintInfo::fetch(ledger, &currency).await?;
    let price = mint.parse(price)?.units;
    if price == 0 {
        return Err(Failure::new("the price must be more than 0")
            .hint("--free instead of --price gives licences away"));
    }
    if !work.asset.has_vault() {
        return Err(Failure::new(format!(
            "asset {} has no vault, which a price is paid into",
            work.address
        ))
        .hint("--free instead of --price needs none"));
    }
    let vault: Vault = state::fetch(ledger, &work.asset.vault).await?;
    if vault.currency_index(&currency).is_err() {
        let name = mint_name(&currency);
        let address = work.asset.vault;
        return Err(
            Failure::new(format!("the work's vault {address} does not take {name}")).hint(format!(
                "`provenue vault add-currency {address} {name}` makes it"
            )),
        );
    }
    Ok(price)
}

impl fmt::Display for Offered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.steps, self.terms)
    }
}
