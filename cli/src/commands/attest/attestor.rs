//! Who attests, and who pays for it.

use std::{fs, path::Path};

use provenue_client::{
    Credential, credential::p256_from_pem, p256::ecdsa::SigningKey, solana::Keypair,
};

use crate::{
    args::AttestorArgs,
    failure::{Failure, Result},
    keypairs,
};

/// How every file in PEM begins.
const PEM: &[u8] = b"-----BEGIN";

/// Who pays, and who attests.
pub struct Attestor {
    /// Who pays.
    pub payer: Keypair,
    /// Signs the statement, where it is not the payer who signs all.
    apart: Option<Key>,
}

/// What signs a statement apart from the transaction.
enum Key {
    Ed25519(Keypair),
    P256(SigningKey),
}

impl Attestor {
    /// Reads the key that signs apart, if one is named.
    pub fn new(payer: Keypair, args: &AttestorArgs) -> Result<Self> {
        let apart = args.signed_by.as_deref().map(Key::read).transpose()?;
        Ok(Self { payer, apart })
    }

    /// How the statement is signed.
    pub fn credential(&self) -> Credential<'_> {
        match &self.apart {
            Some(Key::Ed25519(keypair)) => Credential::Ed25519(keypair),
            Some(Key::P256(key)) => Credential::P256(key),
            None => Credential::Transaction(&self.payer),
        }
    }
}

impl Key {
    /// A keypair, or a P-256 key in PEM: its first bytes tell.
    fn read(path: &Path) -> Result<Self> {
        match fs::read(path) {
            Ok(bytes) if bytes.starts_with(PEM) => {
                let text = String::from_utf8_lossy(&bytes);
                let key = p256_from_pem(&text)
                    .map_err(|error| Failure::new(format!("{}: {error}", path.display())))?;
                Ok(Self::P256(key))
            }
            // What is wrong with it is told by who reads keypairs.
            _ => keypairs::read(path).map(Self::Ed25519),
        }
    }
}
