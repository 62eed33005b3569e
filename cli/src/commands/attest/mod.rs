//! `attest`: what people and machines say about works.

pub mod create;
mod detached;
pub mod list;
pub mod message;
mod report;
pub mod revoke;
mod service;
mod statement;
pub mod submit;

use std::{fs, path::Path};

use provenue_client::{
    Credential, credential::p256_from_pem, p256::ecdsa::SigningKey, solana::Keypair,
};

pub use self::{
    report::{AttestationReport, about},
    service::{ServiceReport, by_the_service},
};
use crate::{
    args::AttestorArgs,
    failure::{Failure, Result},
    keypairs,
};

/// Who pays, and who attests.
struct Attestor {
    payer: Keypair,
    key: Key,
}

/// What signs the statement.
enum Key {
    /// The payer, who signs all.
    Payer,
    /// A keypair that signs only it.
    Ed25519(Box<Keypair>),
    /// A key of C2PA, for example.
    P256(Box<SigningKey>),
}

impl Attestor {
    fn new(payer: Keypair, args: &AttestorArgs) -> Result<Self> {
        let key = match (&args.signed_by, &args.p256_key) {
            (Some(path), _) => Key::Ed25519(Box::new(keypairs::read(path)?)),
            (None, Some(path)) => Key::P256(Box::new(read_p256(path)?)),
            (None, None) => Key::Payer,
        };
        Ok(Self { payer, key })
    }

    fn credential(&self) -> Credential<'_> {
        match &self.key {
            Key::Payer => Credential::Transaction(&self.payer),
            Key::Ed25519(keypair) => Credential::Ed25519(keypair.as_ref()),
            Key::P256(key) => Credential::P256(key.as_ref()),
        }
    }
}

fn read_p256(path: &Path) -> Result<SigningKey> {
    let shown = path.display();
    let pem = fs::read(path)
        .map_err(|error| Failure::new(format!("cannot read the key {shown}: {error}")))?;
    p256_from_pem(&String::from_utf8_lossy(&pem))
        .map_err(|error| Failure::new(format!("{shown}: {error}")))
}
