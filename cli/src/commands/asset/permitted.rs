//! What can still be done with a work, said before anybody is asked and anything is sent.

use provenue_client::solana::Address;

use crate::{
    commands::terms,
    failure::{Failure, Result},
    ledger::AnyLedger,
    works::Work,
};

/// Only its owner decides about a work.
pub async fn check_owner(ledger: &AnyLedger, work: &Work, signer: &Address) -> Result<()> {
    terms::check_owner(ledger, &work.address, &work.asset, signer).await
}

/// Whether a newer work can take its place.
pub fn check_replaceable(work: &Work) -> Result<()> {
    check_standing(work)?;
    let (address, asset) = (work.address, &work.asset);
    if asset.is_superseded() {
        let by = asset.superseded_by;
        return Err(
            Failure::new(format!("asset {address} was replaced by {by} already")).hint(format!(
                "replace the newest version instead: `provenue asset show {by}`"
            )),
        );
    }
    Ok(())
}

/// Whether it can take the place of an older work.
pub fn check_replacing(work: &Work) -> Result<()> {
    check_replaceable(work)?;
    let older = work.asset.supersedes;
    if older != Address::default() {
        return Err(Failure::new(format!(
            "asset {} replaces {older} already, and a work replaces one",
            work.address
        )));
    }
    Ok(())
}

/// Whether its metadata can change.
pub fn check_metadata(work: &Work) -> Result<()> {
    check_standing(work)?;
    if work.asset.is_metadata_frozen() {
        let address = work.address;
        return Err(Failure::new(format!(
            "the metadata of asset {address} is frozen, for ever"
        )));
    }
    Ok(())
}

/// Whether its owner did not take it back.
pub fn check_standing(work: &Work) -> Result<()> {
    if work.asset.is_revoked() {
        let address = work.address;
        return Err(Failure::new(format!(
            "asset {address} is revoked, for ever"
        )));
    }
    Ok(())
}
