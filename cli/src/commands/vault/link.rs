//! `vault link`: one vault is to owe another.

use std::{fmt, path::PathBuf};

use provenue_client::{
    flows::graph::{Link, link},
    solana::{Address, Keypair, Signer},
};
use serde::Serialize;

use crate::{
    args::{UpstreamOf, VaultLinkArgs},
    context::Context,
    failure::{Failure, Result},
    keypairs,
    ledger::AnyLedger,
    output::{Steps, as_text},
    works::{Identified, WorkVault},
};

/// What a vault owes now.
#[derive(Serialize)]
pub struct Linked {
    #[serde(serialize_with = "as_text")]
    vault: Address,
    #[serde(serialize_with = "as_text")]
    parent: Address,
    relative_bps: u16,
    absolute_bps: u16,
    steps: Steps,
}

pub async fn run(context: &Context, args: &VaultLinkArgs) -> Result<Linked> {
    let authority = context.paying_keypair()?;
    let licensor = keypairs::read(&args.licensor)?;
    let (ledger, found) = args.vault.open(context).await?;
    let parent = Identified::Address(args.upstream.parent)
        .vault(&ledger)
        .await?;
    let wanted = link_to(&parent, &args.upstream);
    let vault = found.address;
    let steps = link(&ledger, &authority, &authority, &licensor, &vault, &wanted).await?;
    Ok(Linked {
        vault,
        parent: wanted.parent,
        relative_bps: wanted.rate.relative_bps,
        absolute_bps: wanted.rate.absolute_bps,
        steps: steps.into(),
    })
}

/// The link to `parent` that is meant.
fn link_to(parent: &WorkVault, upstream: &UpstreamOf) -> Link {
    Link {
        parent: parent.address,
        rate: upstream.rate,
    }
}

/// The keypairs in `files`.
pub(super) fn licensors(files: &[PathBuf]) -> Result<Vec<Keypair>> {
    files.iter().map(|file| keypairs::read(file)).collect()
}

/// Each link that is meant, and which of `keys` agrees to it.
pub(super) async fn agreed<'a>(
    ledger: &AnyLedger,
    upstream: &[UpstreamOf],
    keys: &'a [Keypair],
) -> Result<Vec<(&'a Keypair, Link)>> {
    let mut links = Vec::with_capacity(upstream.len());
    for one in upstream {
        let parent = Identified::Address(one.parent).vault(ledger).await?;
        let (base, authority) = (parent.vault.base, parent.vault.authority);
        let agrees = |key: &&Keypair| [base, authority].contains(&key.pubkey());
        let licensor = keys.iter().find(agrees).ok_or_else(|| {
            let address = parent.address;
            Failure::new(format!("nobody agrees to a link to vault {address}"))
                .hint(format!("--licensor names the keypair file of {authority}"))
        })?;
        links.push((licensor, link_to(&parent, one)));
    }
    Ok(links)
}

impl fmt::Display for Linked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.steps.fmt(f)?;
        writeln!(f, "vault {} owes {} now", self.vault, self.parent)
    }
}
