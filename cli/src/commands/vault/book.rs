//! `vault book`: what came by plain transfer is counted.

use std::fmt;

use provenue_client::{flows::revenue::book, solana::Address};
use serde::Serialize;

use super::currencies;
use crate::{
    args::VaultBookArgs,
    context::Context,
    failure::{Failure, Result},
    output::{Steps, as_text},
};

/// What was booked.
#[derive(Serialize)]
pub struct Booked {
    #[serde(serialize_with = "as_text")]
    vault: Address,
    steps: Steps,
    #[serde(skip)]
    nothing: bool,
}

pub async fn run(context: &Context, args: &VaultBookArgs) -> Result<Booked> {
    let payer = context.paying_keypair()?;
    let (ledger, found) = args.vault.open(context).await?;
    let vault = found.address;
    if !found.vault.is_sealed() {
        return Err(Failure::new(format!(
            "vault {vault} is not sealed yet: revenue can only be booked for shares that exist"
        ))
        .hint("minting the work again goes on where it stopped"));
    }
    let mut steps = Vec::new();
    for currency in currencies(&ledger, &found, args.currency).await? {
        steps.extend(book(&ledger, &payer, &vault, &currency).await?);
    }
    Ok(Booked {
        vault,
        nothing: steps.is_empty(),
        steps: steps.into(),
    })
}

impl fmt::Display for Booked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.nothing {
            return writeln!(f, "everything that came is booked already");
        }
        self.steps.fmt(f)
    }
}
