//! `asset list`: the works of an owner.

use std::fmt;

use provenue_client::{solana::Address, state};
use serde::Serialize;

use crate::{
    args::AssetListArgs,
    claim::Claim,
    context::Context,
    failure::Result,
    output::{Column, Table, as_text},
};

/// The works of an owner, the oldest first.
#[derive(Serialize)]
pub struct Listed {
    #[serde(serialize_with = "as_text")]
    owner: Address,
    assets: Vec<Claim>,
}

pub async fn run(context: &Context, args: &AssetListArgs) -> Result<Listed> {
    let owner = context.address_or_own(args.owner)?;
    let mut assets = state::assets_of(&context.ledger()?, &owner).await?;
    assets.sort_by_key(|(address, asset)| (asset.registered_at.get(), *address));
    let assets = assets
        .iter()
        .map(|(address, asset)| Claim::new(address, asset));
    Ok(Listed {
        owner,
        assets: assets.collect(),
    })
}

impl fmt::Display for Listed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.assets.is_empty() {
            return writeln!(f, "{} owns no registered works", self.owner);
        }
        let mut table = Table::new([
            Column::Left("asset"),
            Column::Left("status"),
            Column::Right("claim"),
            Column::Left("media type"),
            Column::Right("bytes"),
            Column::Left("registered"),
            Column::Right("terms"),
        ]);
        for claim in &self.assets {
            table.row(claim.row());
        }
        table.fmt(f)
    }
}
