//! `keypair new`: another key to sign with.

use std::{fmt, path::PathBuf};

use provenue_client::solana::{Address, Signer};
use serde::Serialize;

use crate::{args::KeypairNewArgs, failure::Result, keypairs, output::as_text};

/// The keypair that was made.
#[derive(Serialize)]
pub struct Made {
    #[serde(serialize_with = "as_text")]
    address: Address,
    path: PathBuf,
}

pub fn run(args: &KeypairNewArgs) -> Result<Made> {
    let keypair = keypairs::create_new(&args.file)?;
    Ok(Made {
        address: keypair.pubkey(),
        path: args.file.clone(),
    })
}

impl fmt::Display for Made {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.address)
    }
}
