//! `terms list`: everything that was ever offered.

use std::fmt;

use provenue_client::{solana::Address, state};
use serde::Serialize;

use super::TermsReport;
use crate::{
    args::TermsListArgs,
    context::Context,
    failure::Result,
    output::{Column, Table, as_text},
};

/// The terms of a work.
#[derive(Serialize)]
pub struct TermsList {
    #[serde(serialize_with = "as_text")]
    asset: Address,
    terms: Vec<TermsReport>,
}

pub async fn run(context: &Context, args: &TermsListArgs) -> Result<TermsList> {
    let (ledger, work) = args.work.open(context).await?;
    let mut list = Vec::new();
    for (address, terms) in state::terms_of(&ledger, &work.address, &work.asset).await? {
        list.push(TermsReport::read(&ledger, address, &terms).await?);
    }
    Ok(TermsList {
        asset: work.address,
        terms: list,
    })
}

impl fmt::Display for TermsList {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.terms.is_empty() {
            return writeln!(f, "no terms were ever offered for {}", self.asset);
        }
        let mut table = Table::new([
            Column::Right("index"),
            Column::Left("terms"),
            Column::Left("price"),
            Column::Left("lasts"),
            Column::Right("sold"),
            Column::Left("sale"),
            Column::Left("derivatives"),
        ]);
        for terms in &self.terms {
            table.row([
                terms.index.to_string(),
                terms.terms.to_string(),
                terms.price(),
                terms.period().to_string(),
                terms.sold(),
                terms.sale().to_owned(),
                terms.derivatives(),
            ]);
        }
        table.fmt(f)
    }
}
