//! `mint --sign`: the file that is registered is a signed copy.

use std::path::PathBuf;

use provenue_client::solana::Address;
use provenue_credentials::Request;

use super::manifest::Said;
use crate::{
    args::{MintArgs, SigningArgs},
    commands::credentials::sign::beside,
    context::Context,
    credentials::{pointer, write},
    failure::{Failure, Result},
};

/// Signs a copy of the work, with a pointer to the claim that `owner` is about to make; returns where it is.
pub async fn sign(
    context: &Context,
    args: &MintArgs,
    signing: &SigningArgs,
    said: &Said,
    owner: &Address,
) -> Result<PathBuf> {
    let signer = signing.signer()?;
    let output = signing.signed_file.clone();
    let output = output.unwrap_or_else(|| beside(&args.file));
    // Opened only for this: files are hashed while no ledger is locked.
    let pointer = {
        let ledger = context.ledger()?;
        pointer(&ledger, owner).await?
    };
    let title = args.shares.name.clone();
    let request = Request {
        title: title.or_else(|| {
            let stem = args.file.file_stem()?;
            Some(stem.to_string_lossy().into_owned())
        }),
        source_type: args.credentials.source_type.and_then(|said| said.uri()),
        training_allowed: Some(said.training_allowed),
        ingredients: Vec::new(),
        pointer: Some(pointer),
    };
    let next = format!(
        "if an earlier run signed it, register it with `provenue mint {}`",
        output.display()
    );
    write(&args.file, &output, &signer, &request, &next)?;
    context.printer.note(format_args!(
        "signed {}: this is the file that is registered and to be published",
        output.display()
    ));
    Ok(output)
}

impl SigningArgs {
    /// Reads the chain and the key, which are given when something is to be signed.
    fn signer(&self) -> Result<provenue_credentials::Signer> {
        let (Some(certificate), Some(key)) = (&self.certificate, &self.key) else {
            return Err(Failure::new("--sign needs --certificate and --key"));
        };
        Ok(provenue_credentials::Signer::from_files(
            certificate,
            key,
            self.algorithm,
        )?)
    }
}
