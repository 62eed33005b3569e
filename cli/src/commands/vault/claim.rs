//! `vault claim`: one holder is paid.

use std::fmt;

use provenue_client::{
    flows::payout::{claim, unwrap},
    solana::{Address, Signer},
};
use serde::Serialize;

use super::{currencies, paid::Paid};
use crate::{
    args::VaultClaimArgs,
    context::Context,
    failure::{Failure, Result},
    output::{Steps, as_text},
};

/// What a holder was paid.
#[derive(Serialize)]
pub struct Claimed {
    #[serde(serialize_with = "as_text")]
    vault: Address,
    #[serde(serialize_with = "as_text")]
    owner: Address,
    currencies: Vec<Paid>,
    steps: Steps,
}

pub async fn run(context: &Context, args: &VaultClaimArgs) -> Result<Claimed> {
    let payer = context.paying_keypair()?;
    let owner = args.owner.unwrap_or_else(|| payer.pubkey());
    if args.unwrap && owner != payer.pubkey() {
        return Err(Failure::new(format!("only {owner} can unwrap their SOL"))
            .hint("leave --unwrap out, or sign with their keypair (-k)"));
    }
    let (ledger, found) = args.vault.open(context).await?;
    let mut steps = Vec::new();
    let mut paid = Vec::new();
    for currency in currencies(&ledger, &found, args.currency).await? {
        let mut payout = claim(&ledger, &payer, &found.address, &currency, &owner).await?;
        steps.append(&mut payout.steps);
        if !payout.payments.is_empty() {
            paid.push(Paid::new(&currency, payout));
        }
    }
    if args.unwrap {
        steps.extend(unwrap(&ledger, &payer).await?);
    }
    Ok(Claimed {
        vault: found.address,
        owner,
        currencies: paid,
        steps: steps.into(),
    })
}

impl fmt::Display for Claimed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.steps.fmt(f)?;
        if self.currencies.is_empty() {
            let owner = self.owner;
            return writeln!(
                f,
                "{owner} has not earned a whole base unit since last paid"
            );
        }
        self.currencies.iter().try_for_each(|paid| paid.fmt(f))
    }
}
