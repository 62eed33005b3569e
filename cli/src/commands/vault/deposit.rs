//! `vault deposit`: revenue comes in.

use std::fmt;

use provenue_client::{
    events::{Event, events},
    flows::revenue::deposit,
    solana::{Address, Signer},
};
use serde::Serialize;

use super::currency;
use crate::{
    args::VaultDepositArgs,
    context::Context,
    failure::{Failure, Result},
    output::{Money, Steps, as_text},
};

/// What was paid in.
#[derive(Serialize)]
pub struct Deposited {
    #[serde(serialize_with = "as_text")]
    vault: Address,
    #[serde(serialize_with = "as_text")]
    depositor: Address,
    sent: Money,
    /// None when the server keeps no record of the transaction.
    booked: Option<Money>,
    steps: Steps,
}

pub async fn run(context: &Context, args: &VaultDepositArgs) -> Result<Deposited> {
    let depositor = context.paying_keypair()?;
    let (ledger, found) = args.vault.open(context).await?;
    let currency = currency(&ledger, &found, &args.currency).await?;
    let units = currency.parse(&args.amount)?.units;
    if units == 0 {
        return Err(Failure::new("the amount must be more than 0"));
    }
    let steps = deposit(&ledger, &depositor, &found.address, &currency, units).await?;
    let mut said = steps.iter().flat_map(|step| events(&step.receipt.logs));
    let booked = said.find_map(|event| match event {
        Event::Deposited(event) => Some(event.to_upstream.saturating_add(event.to_holders)),
        _ => None,
    });
    Ok(Deposited {
        vault: found.address,
        depositor: depositor.pubkey(),
        sent: Money::new(&currency, units),
        booked: booked.map(|units| Money::new(&currency, units)),
        steps: steps.into(),
    })
}

impl fmt::Display for Deposited {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.steps.fmt(f)?;
        let sent = self.sent.amount();
        match self.booked.map(|booked| booked.amount()) {
            None => Ok(()),
            Some(booked) if booked == sent => {
                writeln!(f, "booked for the vault's holders: {booked}")
            }
            Some(booked) => writeln!(
                f,
                "booked for the vault's holders: {booked}, of {sent} sent (mints with a transfer fee \
                 keep some; what came before by plain transfer is booked as well)"
            ),
        }
    }
}
