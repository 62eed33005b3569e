//! `asset update`: changes where more is written about a work.

use std::fmt;

use provenue_client::{
    flows::lifecycle,
    solana::{Address, Signer},
    state::{self, Asset},
};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::permitted::{check_metadata, check_owner};
use crate::{
    args::AssetUpdateArgs,
    context::Context,
    failure::{Failure, Result},
    output::{Fields, Hex, Steps, as_text},
};

/// What a work's metadata is now.
#[derive(Serialize)]
pub struct Updated {
    #[serde(serialize_with = "as_text")]
    asset: Address,
    metadata_uri: String,
    metadata_uri_hash: Hex,
    /// How often it changed, this time included.
    metadata_updates: u16,
    steps: Steps,
}

pub async fn run(context: &Context, args: &AssetUpdateArgs) -> Result<Updated> {
    let owner = context.paying_keypair()?;
    let (ledger, work) = args.work.open(context).await?;
    let address = work.address;
    check_owner(&ledger, &work, &owner.pubkey()).await?;
    check_metadata(&work)?;
    let hash: [u8; 32] = Sha256::digest(&args.metadata).into();
    if hash == work.asset.metadata_uri_hash {
        return Err(Failure::new(format!(
            "asset {address} has this metadata already"
        )));
    }
    let steps = lifecycle::update_metadata(&ledger, &owner, &address, &hash).await?;
    let asset: Asset = state::fetch(&ledger, &address).await?;
    Ok(Updated {
        asset: address,
        metadata_uri: args.metadata.clone(),
        metadata_uri_hash: Hex(asset.metadata_uri_hash),
        metadata_updates: asset.metadata_updates.get(),
        steps: steps.into(),
    })
}

impl fmt::Display for Updated {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let fields = Fields::of(format!("asset {}", self.asset))
            .field("metadata URI", self.metadata_uri_hash)
            .field("changes", self.metadata_updates);
        write!(f, "{}{fields}", self.steps)
    }
}
