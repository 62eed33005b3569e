//! `credentials sign`: a copy of a file with a new manifest.

use std::{
    fmt,
    path::{Path, PathBuf},
};

use provenue_client::solana::Signer as _;
use provenue_credentials::Request;
use serde::Serialize;

use crate::{
    args::{CredentialsSignArgs, TrainingArg},
    context::Context,
    credentials::{CredentialsReport, Found, pointer, write},
    failure::Result,
};

/// A file that was signed.
#[derive(Serialize)]
pub struct Signed {
    file: String,
    signed_file: String,
    credentials: CredentialsReport,
}

pub async fn run(context: &Context, args: &CredentialsSignArgs) -> Result<Signed> {
    let signer = args.signer.signer()?;
    let output = args.out.clone().unwrap_or_else(|| beside(&args.file));
    let pointer = if args.pointer {
        let owner = context.keypair()?.pubkey();
        Some(pointer(&context.ledger()?, &owner).await?)
    } else {
        None
    };
    let request = Request {
        title: args.title.clone(),
        source_type: args.source_type.and_then(|said| said.uri()),
        training_allowed: args.training.map(|said| said == TrainingArg::Allowed),
        ingredients: args.ingredients.clone(),
        pointer,
    };
    let next = "name another file with --out";
    let credentials = write(&args.file, &output, &signer, &request, next)?;
    Ok(Signed {
        file: args.file.display().to_string(),
        signed_file: output.display().to_string(),
        credentials: CredentialsReport::from(&Found::Read(Box::new(credentials))),
    })
}

/// `photo-signed.jpg` for `photo.jpg`.
pub fn beside(path: &Path) -> PathBuf {
    let mut name = path.file_stem().unwrap_or_default().to_owned();
    name.push("-signed");
    if let Some(extension) = path.extension() {
        name.push(".");
        name.push(extension);
    }
    path.with_file_name(name)
}

impl fmt::Display for Signed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.credentials.fields(&self.signed_file).fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signed_file_is_next_to_the_original() {
        let named = |path: &str| beside(Path::new(path)).display().to_string();
        assert_eq!(named("a/photo.jpg"), "a/photo-signed.jpg");
        assert_eq!(named("photo"), "photo-signed");
        assert_eq!(named("a.b.tar"), "a.b-signed.tar");
    }
}
