//! `license list`: what somebody may use, or who may use a work.

use std::fmt;

use provenue_client::{Ledger, solana::Address, state};
use serde::Serialize;

use super::LicenseReport;
use crate::{
    args::LicenseListArgs,
    context::Context,
    failure::Result,
    output::{Column, Table},
    works::identify,
};

/// Licences, those first that expire last.
#[derive(Serialize)]
pub struct Licenses {
    checked_at: i64,
    licenses: Vec<LicenseReport>,
    #[serde(skip)]
    listed: Listed,
}

/// What the licences have in common.
enum Listed {
    /// Whose they are.
    Of(Address),
    /// What they are to.
    To(Address),
}

pub async fn run(context: &Context, args: &LicenseListArgs) -> Result<Licenses> {
    let (ledger, found, listed) = match &args.work {
        Some(work) => {
            let identified = identify(&context.printer, work, &args.choice)?;
            let ledger = context.ledger()?;
            let work = identified.work(&ledger).await?;
            let found = state::licenses_to(&ledger, &work.address).await?;
            (ledger, found, Listed::To(work.address))
        }
        None => {
            let licensee = context.address_or_own(args.licensee)?;
            let ledger = context.ledger()?;
            let found = state::licenses_of(&ledger, &licensee).await?;
            (ledger, found, Listed::Of(licensee))
        }
    };
    let checked_at = ledger.unix_time().await?;
    let mut licenses: Vec<_> = found
        .iter()
        .map(|(address, license)| LicenseReport::new(*address, license, checked_at))
        .collect();
    licenses.sort_by_key(|license| std::cmp::Reverse(license.ends()));
    Ok(Licenses {
        checked_at,
        licenses,
        listed,
    })
}

impl fmt::Display for Licenses {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (common, other) = match self.listed {
            Listed::Of(licensee) => (format!("of {licensee}"), "asset"),
            Listed::To(asset) => (format!("to {asset}"), "licensee"),
        };
        if self.licenses.is_empty() {
            return writeln!(f, "there are no licences {common}");
        }
        let mut table = Table::new([
            Column::Left("license"),
            Column::Left(other),
            Column::Left("now"),
            Column::Left("expires"),
        ]);
        for license in &self.licenses {
            let other = match self.listed {
                Listed::Of(_) => license.asset,
                Listed::To(_) => license.licensee,
            };
            table.row([
                license.license.to_string(),
                other.to_string(),
                license.validity().to_owned(),
                license.expiry(),
            ]);
        }
        table.fmt(f)
    }
}
