//! `license show`: whether somebody may use a work now.

use std::fmt;

use provenue_client::{
    Ledger, address,
    solana::Address,
    state::{self, Asset, License, Terms},
};
use serde::Serialize;

use super::LicenseReport;
use crate::{
    args::LicenseShowArgs,
    commands::terms,
    context::Context,
    failure::{Failure, Result},
    ledger::AnyLedger,
    output::{Verdict, as_text},
    works::{Identified, identify},
};

/// The exit status where there is no valid licence.
const NOT_VALID: u8 = 3;

/// A licence, or that there is none.
#[derive(Serialize)]
pub struct Shown {
    valid: bool,
    checked_at: i64,
    #[serde(serialize_with = "as_text")]
    address: Address,
    license: Option<LicenseReport>,
}

pub async fn run(context: &Context, args: &LicenseShowArgs) -> Result<Verdict<Shown>> {
    let identified = identify(&context.printer, &args.license, &args.choice)?;
    let ledger = context.ledger()?;
    let address = place(&ledger, &identified, args).await?;
    let checked_at = ledger.unix_time().await?;
    let found = state::find::<License>(&ledger, &address).await;
    let found = found.map_err(|error| {
        Failure::from(error).or_hint("of terms or a work, --licensee says whose licence is meant")
    });
    let license = match found? {
        None => None,
        Some(license) => {
            let terms: Terms = state::fetch(&ledger, &license.terms).await?;
            let asset: Asset = state::fetch(&ledger, &license.asset).await?;
            tell_standing(context, &license.asset, &asset);
            let report = LicenseReport::new(address, &license, checked_at);
            Some(report.with_terms(&ledger, &license, &terms).await?)
        }
    };
    let valid = license.as_ref().is_some_and(|license| license.valid);
    Ok(Verdict {
        report: Shown {
            valid,
            checked_at,
            address,
            license,
        },
        status: if valid { 0 } else { NOT_VALID },
    })
}

/// Says what became of the work since. The licence says what it said all the same.
fn tell_standing(context: &Context, address: &Address, asset: &Asset) {
    if asset.is_revoked() {
        context.printer.note(format_args!(
            "asset {address} was revoked by its owner: `provenue asset show {address}` tells why"
        ));
    }
    if asset.is_superseded() {
        let newer = asset.superseded_by;
        context
            .printer
            .note(format_args!("asset {address} was replaced by {newer}"));
    }
}

/// Where the licence is, if there is one.
async fn place(
    ledger: &AnyLedger,
    identified: &Identified,
    args: &LicenseShowArgs,
) -> Result<Address> {
    match (args.licensee, identified) {
        (Some(licensee), _) => {
            let found = terms::find(ledger, identified, args.index).await?;
            Ok(address::license(&found.address, &licensee))
        }
        (None, Identified::Address(address)) => Ok(*address),
        (None, Identified::Claim(..)) => Err(Failure::new(
            "a work may have many licences: whose is meant?",
        )
        .hint("--licensee names somebody; `provenue license list --work` shows all")),
    }
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.license {
            Some(license) => license.fmt(f),
            None => writeln!(f, "there is no licence at {}", self.address),
        }
    }
}
