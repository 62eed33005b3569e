//! `attest`: what people and machines say about works.

pub mod create;
pub mod list;
mod report;
pub mod revoke;
mod service;

use provenue_client::{Credential, solana::Keypair};

pub use self::{
    report::{AttestationReport, about},
    service::{ServiceReport, by_the_service},
};
use crate::{args::AttestorArgs, failure::Result, keypairs};

/// Who pays, and who attests.
struct Attestor {
    payer: Keypair,
    /// Signs the statement, where it is not the payer who signs all.
    apart: Option<Keypair>,
}

impl Attestor {
    fn new(payer: Keypair, args: &AttestorArgs) -> Result<Self> {
        let apart = args.signed_by.as_deref().map(keypairs::read).transpose()?;
        Ok(Self { payer, apart })
    }

    fn credential(&self) -> Credential<'_> {
        match &self.apart {
            Some(keypair) => Credential::Ed25519(keypair),
            None => Credential::Transaction(&self.payer),
        }
    }
}
