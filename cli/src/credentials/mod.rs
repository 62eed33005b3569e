//! C2PA manifests of files, as commands report them.

mod claim;
mod report;

use std::{io::ErrorKind, path::Path};

use provenue_client::{
    Ledger, REGISTRY_PROGRAM,
    solana::{Address, Keypair, Signer as _},
};
use provenue_credentials::{
    AssetPointer, Credentials, CredentialsError, Request, Signer, Trust, read, sign,
};

pub use claim::ManifestCheck;
pub use report::CredentialsReport;

use crate::{
    failure::{Failure, Result},
    ledger::AnyLedger,
};

/// What was found when a file's manifest was looked for.
pub enum Found {
    /// It has none.
    None,
    /// It has one that cannot be read, for this reason.
    Unreadable(String),
    /// It has one.
    Read(Box<Credentials>),
}

/// Looks for a file's manifest. One that cannot be read is an answer; a file that cannot be is none.
pub fn look(path: &Path, trust: &Trust) -> Result<Found> {
    match read(path, trust) {
        Ok(None) => Ok(Found::None),
        Ok(Some(credentials)) => Ok(Found::Read(Box::new(credentials))),
        Err(
            error @ (CredentialsError::Remote { .. }
            | CredentialsError::Unreadable(_)
            | CredentialsError::TooLarge { .. }),
        ) => Ok(Found::Unreadable(error.to_string())),
        Err(CredentialsError::File { path, source }) if source.kind() == ErrorKind::NotFound => {
            Err(Failure::new(format!("no such file: {}", path.display())))
        }
        Err(error) => Err(error.into()),
    }
}

/// A pointer to the claim that `owner` will make on a ledger.
pub async fn pointer(ledger: &AnyLedger, owner: &Address) -> Result<AssetPointer> {
    let genesis = ledger.genesis_hash().await?;
    // A fresh address is random, and as long as a nonce can be.
    let nonce = Keypair::new().pubkey();
    AssetPointer::new(
        genesis.to_string(),
        REGISTRY_PROGRAM.to_string(),
        owner.to_string(),
        nonce.as_ref(),
    )
    .map_err(Failure::new)
}

/// Signs a file into another. `next` says what to do with a file of that name that exists already.
pub fn write(
    input: &Path,
    output: &Path,
    signer: &Signer,
    request: &Request,
    next: &str,
) -> Result<Credentials> {
    sign(input, output, signer, request).map_err(|error| {
        let exists = matches!(error, CredentialsError::Exists { .. });
        let failure = Failure::from(error);
        if exists { failure.hint(next) } else { failure }
    })
}
