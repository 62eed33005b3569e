//! `address`: who signs.

use std::fmt;

use provenue_client::solana::{Address, Signer};
use serde::Serialize;

use crate::{context::Context, failure::Result, output::as_text};

/// Who signs.
#[derive(Serialize)]
pub struct Own {
    #[serde(serialize_with = "as_text")]
    address: Address,
}

pub fn run(context: &Context) -> Result<Own> {
    let address = context.keypair()?.pubkey();
    Ok(Own { address })
}

impl fmt::Display for Own {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.address)
    }
}
