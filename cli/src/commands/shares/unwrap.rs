//! `shares unwrap`: makes wrapped shares shares again.

use std::fmt;

use provenue_client::{
    flows::shares,
    solana::{Address, Signer},
};
use serde::Serialize;

use super::{Wrapped, left_of, shares_of};
use crate::{
    args::SharesUnwrapArgs,
    context::Context,
    failure::{Failure, Result},
    output::{Steps, as_text},
};

/// What was unwrapped, and for whom.
#[derive(Serialize)]
pub struct Unwrap {
    #[serde(flatten)]
    wrapped: Wrapped,
    #[serde(serialize_with = "as_text")]
    from: Address,
    #[serde(serialize_with = "as_text")]
    to: Address,
    /// Share units, a millionth of a share each.
    #[serde(serialize_with = "as_text")]
    units: u64,
    /// Wrapped ones.
    #[serde(serialize_with = "as_text")]
    units_left: u64,
    steps: Steps,
}

pub async fn run(context: &Context, args: &SharesUnwrapArgs) -> Result<Unwrap> {
    let signer = context.paying_keypair()?;
    let (from, units) = (signer.pubkey(), args.shares.units);
    let (ledger, vault) = args.vault.open(context).await?;
    let wrapping = args.wrapping.of(vault.address, from);
    let source = wrapping.wrapped_account(&from);
    let units_left = left_of(&ledger, &source, args.shares, |held| {
        Failure::new(format!(
            "{from} holds {held} wrapped shares of vault {} that pay {}, not {}",
            vault.address, wrapping.beneficiary, args.shares
        ))
        .hint("--beneficiary names whom they pay; -k names the keypair that signs")
    })
    .await?;
    let steps = shares::unwrap(&ledger, &signer, &signer, &wrapping, units).await?;
    Ok(Unwrap {
        wrapped: (&wrapping).into(),
        from,
        to: wrapping.to,
        units,
        units_left,
        steps: steps.into(),
    })
}

impl fmt::Display for Unwrap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.steps.fmt(f)?;
        writeln!(f, "{} wrapped shares are left", shares_of(self.units_left))
    }
}
