//! `terms`: offers of licences.

pub mod list;
pub mod offer;
mod report;
pub mod retire;

use provenue_client::{
    Ledger,
    solana::Address,
    state::{self, Asset, ProgramState, Terms},
    token::{TOKEN_2022, TokenAccount, ata},
};

pub use self::report::{Derivatives, TermsReport, owed};
use crate::{
    args::TermsArgs,
    context::Context,
    failure::{Failure, Result},
    ledger::AnyLedger,
    works::{Identified, identify},
};

/// Terms, and where they are.
pub struct Found {
    pub address: Address,
    pub terms: Terms,
}

impl TermsArgs {
    /// Opens the ledger and finds the terms on it.
    pub async fn open(&self, context: &Context) -> Result<(AnyLedger, Found)> {
        let identified = identify(&context.printer, &self.terms, &self.choice)?;
        let ledger = context.ledger()?;
        let found = find(&ledger, &identified, self.index).await?;
        Ok((ledger, found))
    }
}

/// The terms at an address; of a work, those with the index, or the only ones on offer.
pub async fn find(
    ledger: &AnyLedger,
    identified: &Identified,
    index: Option<u16>,
) -> Result<Found> {
    if let Identified::Address(address) = *identified {
        let account = ledger.account(&address).await?.ok_or_else(|| {
            Failure::new(format!("there are neither terms nor a work at {address}"))
                .hint("on which ledger were they offered? --url and --ledger tell")
        })?;
        if let Ok(terms) = Terms::decode(address, &account) {
            return match index {
                None => Ok(Found { address, terms }),
                Some(_) => Err(
                    Failure::new("the address of terms says already which are meant")
                        .hint("leave --index out"),
                ),
            };
        }
    }
    let work = identified.work(ledger).await?;
    let all = state::terms_of(ledger, &work.address, &work.asset).await?;
    let found = match index {
        Some(index) => all
            .iter()
            .find(|(_, terms)| terms.index.get() == index)
            .ok_or_else(|| {
                Failure::new(format!("the work has no terms {index}, but {}", all.len()))
                    .hint("`provenue terms list` shows them")
            })?,
        None => only_one_on_offer(&all)?,
    };
    Ok(Found {
        address: found.0,
        terms: found.1,
    })
}

fn only_one_on_offer(all: &[(Address, Terms)]) -> Result<&(Address, Terms)> {
    let mut offers = all.iter().filter(|(_, terms)| terms.is_active());
    match (offers.next(), offers.count()) {
        (None, _) => Err(Failure::new("no licences to this work are on offer")
            .hint("its owner offers some with `provenue terms offer`")),
        (Some(only), 0) => Ok(only),
        (Some(_), others) => Err(Failure::new(format!(
            "the work has {} terms on offer: which are meant?",
            others + 1
        ))
        .hint("`provenue terms list` shows them, --index chooses")),
    }
}

/// Only its owner decides about an asset: while there is an NFT of it, who holds that.
pub async fn check_owner(
    ledger: &AnyLedger,
    address: &Address,
    asset: &Asset,
    signer: &Address,
) -> Result<()> {
    if asset.is_wrapped() {
        let holding = ata(signer, &asset.mint, &TOKEN_2022);
        let held = TokenAccount::fetch(ledger, &holding).await?;
        if held.is_some_and(|held| held.amount == 1) {
            return Ok(());
        }
        return Err(Failure::new(format!(
            "asset {address} belongs to who holds its NFT {}, not to {signer}",
            asset.mint
        ))
        .hint("sign with the holder's keypair (-k), whose associated token account holds it"));
    }
    if asset.owner == *signer {
        return Ok(());
    }
    let owner = asset.owner;
    Err(Failure::new(format!(
        "asset {address} belongs to {owner}, not to {signer}"
    ))
    .hint("sign with the owner's keypair (-k)"))
}
