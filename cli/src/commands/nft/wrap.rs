//! `asset wrap`: makes an NFT of a work.

use std::{fmt, path::Path};

use provenue_client::{
    flows::nft,
    instructions::{
        nft::{Collection, NewNft},
        vault::ShareName,
    },
    solana::{Address, Signer},
    state::{self, Terms},
};
use serde::Serialize;

use crate::{
    args::{AssetWrapArgs, NamingArgs, WorkName},
    commands::{mint, terms::check_owner},
    context::Context,
    failure::{Failure, Result},
    keypairs,
    output::{Fields, Steps, as_text},
};

/// The NFT that was made.
#[derive(Serialize)]
pub struct Wrapped {
    #[serde(serialize_with = "as_text")]
    asset: Address,
    #[serde(serialize_with = "as_text")]
    mint: Address,
    #[serde(serialize_with = "as_text")]
    holder: Address,
    /// The token account that holds it.
    #[serde(serialize_with = "as_text")]
    account: Address,
    name: String,
    symbol: String,
    terms: Option<String>,
    collection: Option<String>,
    steps: Steps,
}

pub async fn run(context: &Context, args: &AssetWrapArgs) -> Result<Wrapped> {
    let owner = context.paying_keypair()?;
    let key = owner.pubkey();
    let curator = args.curator.as_deref().map(keypairs::read).transpose()?;
    let (ledger, work) = args.work.open(context).await?;
    if !work.asset.is_wrapped() {
        check_owner(&ledger, &work.address, &work.asset, &key).await?;
    }
    let offers = state::terms_of(&ledger, &work.address, &work.asset).await?;
    let new = NewNft {
        name: name(&args.naming, &args.work.work, &work.address),
        terms: shown(&offers, args.terms)?,
        collection: args.collection.map(|index| Collection {
            curator: curator.as_ref().map_or(key, Signer::pubkey),
            index,
        }),
    };
    let curator = curator.as_ref().map(|curator| curator as _);
    let wrapped = nft::wrap(&ledger, &owner, &owner, curator, &work.address, &new).await?;
    Ok(Wrapped {
        asset: work.address,
        mint: wrapped.mint,
        holder: key,
        account: wrapped.holding,
        name: new.name.name,
        symbol: new.name.symbol,
        terms: new.terms.map(|terms| terms.to_string()),
        collection: new
            .collection
            .map(|collection| collection.address().to_string()),
        steps: wrapped.steps.into(),
    })
}

/// What wallets are to call it.
fn name(naming: &NamingArgs, work: &WorkName, asset: &Address) -> ShareName {
    let called = match work {
        WorkName::File(path) => path.clone(),
        _ => asset.to_string().chars().take(8).collect::<String>().into(),
    };
    let name = naming.name.clone();
    let name = name.unwrap_or_else(|| mint::name_of(&called));
    let symbol = naming.symbol.clone();
    ShareName {
        symbol: symbol.unwrap_or_else(|| mint::symbol_of(Path::new(&name))),
        name,
        uri: naming.uri.clone().unwrap_or_default(),
    }
}

/// The terms with the index; without one, the newest on offer.
fn shown(offers: &[(Address, Terms)], index: Option<u16>) -> Result<Option<Address>> {
    let Some(index) = index else {
        let active = offers.iter().rev().find(|(_, terms)| terms.is_active());
        return Ok(active.map(|(address, _)| *address));
    };
    let named = offers.iter().find(|(_, terms)| terms.index.get() == index);
    let (address, _) = named.ok_or_else(|| {
        Failure::new(format!(
            "the work has no terms {index}, but {}",
            offers.len()
        ))
        .hint("`provenue terms list` shows them")
    })?;
    Ok(Some(*address))
}

impl fmt::Display for Wrapped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let fields = Fields::of(format!("NFT {}", self.mint))
            .field("name", format!("{} ({})", self.name, self.symbol))
            .field("asset", self.asset)
            .field("holder", self.holder)
            .field("held in", self.account)
            .optional("terms", self.terms.as_ref())
            .optional("collection", self.collection.as_ref());
        write!(f, "{}{fields}", self.steps)
    }
}
