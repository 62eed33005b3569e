//! `shares wrap`: makes shares a plain SPL token.

use std::fmt;

use provenue_client::{
    address,
    flows::shares,
    solana::{Address, Signer},
};
use serde::Serialize;

use super::{Wrapped, left_of, shares_of};
use crate::{
    args::SharesWrapArgs,
    context::Context,
    failure::{Failure, Result},
    output::{
        Steps, as_text,
        style::{FAINT, TITLE},
    },
};

/// What was wrapped, and for whom.
#[derive(Serialize)]
pub struct Wrap {
    #[serde(flatten)]
    wrapped: Wrapped,
    #[serde(serialize_with = "as_text")]
    from: Address,
    #[serde(serialize_with = "as_text")]
    to: Address,
    /// The token account that got the wrapped shares.
    #[serde(serialize_with = "as_text")]
    account: Address,
    /// Share units, a millionth of a share each.
    #[serde(serialize_with = "as_text")]
    units: u64,
    #[serde(serialize_with = "as_text")]
    units_left: u64,
    steps: Steps,
}

pub async fn run(context: &Context, args: &SharesWrapArgs) -> Result<Wrap> {
    let signer = context.paying_keypair()?;
    let (from, units) = (signer.pubkey(), args.shares.units);
    let (ledger, vault) = args.vault.open(context).await?;
    let wrapping = args.wrapping.of(vault.address, from);
    let source = address::share_account(&vault.address, &from);
    let units_left = left_of(&ledger, &source, args.shares, |held| {
        Failure::new(format!(
            "{from} holds {held} shares of vault {}, not {}",
            vault.address, args.shares
        ))
        .hint("`provenue shares list` tells who holds some; -k names the keypair that signs")
    })
    .await?;
    let steps = shares::wrap(&ledger, &signer, &signer, &wrapping, units).await?;
    Ok(Wrap {
        wrapped: (&wrapping).into(),
        from,
        to: wrapping.to,
        account: wrapping.wrapped_account(&wrapping.to),
        units,
        units_left,
        steps: steps.into(),
    })
}

impl fmt::Display for Wrap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.steps.fmt(f)?;
        writeln!(f, "{TITLE}wrapped shares{TITLE:#}  {}", self.wrapped.mint)?;
        writeln!(f, "  {FAINT}held in{FAINT:#}   {}", self.account)?;
        writeln!(
            f,
            "  {FAINT}they pay{FAINT:#}  {}",
            self.wrapped.beneficiary
        )?;
        writeln!(f, "{} shares are left", shares_of(self.units_left))
    }
}
