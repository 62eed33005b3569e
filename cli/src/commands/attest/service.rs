//! Attestations of the Solana Attestation Service, as people read them.

use provenue_client::{
    Ledger,
    attestation_service::{self, Found},
    solana::Address,
};
use serde::Serialize;
use serde_json::{Map, Value};

use crate::{
    failure::Result,
    output::{as_text, printable},
};

/// An attestation of the service. Dates are seconds since 1970.
#[derive(Clone, Debug, Serialize)]
pub struct ServiceReport {
    #[serde(serialize_with = "as_text")]
    attestation: Address,
    /// Of whom it is attested: the asset, or its owner.
    about: &'static str,
    /// What the issuer calls itself, which is no proof of who it is.
    issuer_name: String,
    /// The issuer's credential.
    #[serde(serialize_with = "as_text")]
    issuer: Address,
    schema_name: String,
    #[serde(serialize_with = "as_text")]
    schema: Address,
    #[serde(serialize_with = "as_text")]
    signer: Address,
    /// Whether the signer may still sign for the issuer.
    signer_authorized: bool,
    expires_at: Option<i64>,
    /// What is attested; `null` where the data does not fit its schema.
    fields: Option<Map<String, Value>>,
    /// Whether it ended or stands.
    standing: &'static str,
}

/// What the service's issuers say about an asset and about its owner, at `now`, in seconds since 1970.
pub async fn by_the_service(
    ledger: &impl Ledger,
    asset: &Address,
    owner: &Address,
    now: i64,
) -> Result<Vec<ServiceReport>> {
    let mut reports = Vec::new();
    for (about, subject) in [("work", asset), ("owner", owner)] {
        let found = attestation_service::about(ledger, subject).await?;
        reports.extend(
            found
                .iter()
                .map(|found| ServiceReport::new(about, found, now)),
        );
    }
    Ok(reports)
}

impl ServiceReport {
    fn new(about: &'static str, found: &Found, now: i64) -> Self {
        let said = &found.attestation;
        let fields = attestation_service::fields(&found.schema, &said.data);
        Self {
            attestation: found.address,
            about,
            issuer_name: printable(&found.credential.name),
            issuer: said.credential,
            schema_name: printable(&found.schema.name),
            schema: said.schema,
            signer: said.signer,
            signer_authorized: found.is_signer_authorized(),
            expires_at: (said.expiry != 0).then_some(said.expiry),
            fields: fields.ok().map(|fields| fields.into_iter().collect()),
            standing: match (said.is_valid_at(now), found.is_signer_authorized()) {
                (false, _) => "ended",
                (true, true) => "stands",
                (true, false) => "its signer was removed since",
            },
        }
    }

    /// In one line.
    pub fn line(&self) -> String {
        let Self {
            about,
            schema_name,
            issuer_name,
            issuer,
            standing,
            ..
        } = self;
        format!("{schema_name} of the {about}, by {issuer_name} {issuer} ({standing})")
    }
}
