//! `collection create`: makes a collection.

use std::fmt;

use provenue_client::{
    flows::nft,
    instructions::vault::ShareName,
    solana::{Address, Signer},
};
use serde::Serialize;

use crate::{
    args::CollectionCreateArgs,
    context::Context,
    failure::Result,
    output::{Fields, Steps, as_text},
};

/// The collection that was made.
#[derive(Serialize)]
pub struct Created {
    #[serde(serialize_with = "as_text")]
    collection: Address,
    #[serde(serialize_with = "as_text")]
    curator: Address,
    index: u16,
    name: String,
    max_size: u64,
    steps: Steps,
}

pub async fn run(context: &Context, args: &CollectionCreateArgs) -> Result<Created> {
    let curator = context.paying_keypair()?;
    let key = curator.pubkey();
    let ledger = context.ledger()?;
    let index = match args.index {
        Some(index) => index,
        None => nft::next_collection(&ledger, &key).await?,
    };
    let name = ShareName {
        name: args.name.clone(),
        symbol: args.symbol.clone(),
        uri: args.uri.clone().unwrap_or_default(),
    };
    let max_size = args.max_size;
    let created = nft::create_collection(&ledger, &curator, &curator, index, max_size, &name);
    let (collection, steps) = created.await?;
    Ok(Created {
        collection,
        curator: key,
        index,
        name: name.name,
        max_size,
        steps: steps.into(),
    })
}

impl fmt::Display for Created {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let fields = Fields::of(format!("collection {}", self.collection))
            .field("name", &self.name)
            .field("number", self.index)
            .field("curator", self.curator)
            .field("room for", self.max_size);
        write!(f, "{}{fields}", self.steps)
    }
}
