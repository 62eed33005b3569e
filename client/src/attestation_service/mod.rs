//! Attestations of the Solana Attestation Service.
//!
//! There, an issuer (a *credential*) declares what it attests (a *schema*), and its signers attest it of
//! a subject, the attestation's *nonce*: of an asset by its address, and of its owner by theirs, as those
//! who check identities do. Provenue reads these accounts and makes none. Their format is that of the
//! service's published client, `solana-attestation-service-client` 1.0.9, which the tests compare with.
//!
//! An issuer calls itself what it likes: trust its address, not its name.

mod account;
mod fields;
#[cfg(all(test, feature = "embedded"))]
mod tests;

use std::collections::BTreeMap;

pub use account::{Attestation, Credential, Schema};
pub use fields::{MalformedData, fields};
use solana_address::Address;

use crate::{
    error::Result,
    ledger::{Filter, Ledger},
    state::present,
};

/// The service's program.
pub const ATTESTATION_SERVICE: Address =
    Address::from_str_const("22zoJMtdu4tQc2PzL74ZUT7FrwgB1Udec8DdW4yw4BdG");

/// An attestation with those who answer for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Where it is.
    pub address: Address,
    /// What is attested.
    pub attestation: Attestation,
    /// Who issues it.
    pub credential: Credential,
    /// What its data means.
    pub schema: Schema,
}

impl Found {
    /// Whether its signer may still sign for the issuer. One that was removed could sign when it was
    /// made: the service let nobody else.
    pub fn is_signer_authorized(&self) -> bool {
        let signers = &self.credential.authorized_signers;
        signers.contains(&self.attestation.signer)
    }
}

/// All attestations about a subject, ordered by address. One whose issuer or schema cannot be read, or
/// do not belong together, is left out: the service makes none.
///
/// # Errors
/// When the ledger cannot be reached or does not serve this query.
pub async fn about(ledger: &impl Ledger, subject: &Address) -> Result<Vec<Found>> {
    let filters = [
        Filter::memcmp(0, [Attestation::DISCRIMINATOR]),
        Filter::memcmp(1, subject.to_bytes()),
    ];
    let accounts = ledger
        .program_accounts(&ATTESTATION_SERVICE, &filters)
        .await?;
    let readable = accounts.iter().filter_map(|(address, account)| {
        let attestation = Attestation::decode(*address, account).ok()?;
        Some((*address, attestation))
    });
    let attestations: Vec<_> = readable.collect();
    let named = attestations.iter();
    let named: Vec<_> = named
        .flat_map(|(_, said)| [said.credential, said.schema])
        .collect();
    let answers: BTreeMap<_, _> = named.iter().zip(ledger.accounts(&named).await?).collect();
    let account = |address: &Address| present(answers.get(address).cloned().flatten());
    let with_answers = attestations
        .into_iter()
        .filter_map(|(address, attestation)| {
            let credential = account(&attestation.credential)?;
            let schema = account(&attestation.schema)?;
            let found = Found {
                address,
                credential: Credential::decode(attestation.credential, &credential).ok()?,
                schema: Schema::decode(attestation.schema, &schema).ok()?,
                attestation,
            };
            (found.schema.credential == found.attestation.credential).then_some(found)
        });
    Ok(with_answers.collect())
}
