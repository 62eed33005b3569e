//! A claim on a file, with all that is known about it.

use provenue_client::{
    solana::{Address, Hash},
    state::Asset,
};
use provenue_media::Fingerprint;
use serde::Serialize;

use super::fits;
use crate::{
    claim::{Claim, chunk_size},
    commands::attest::{AttestationReport, ServiceReport, about, by_the_service},
    context::Context,
    credentials::{self, CredentialsReport, ManifestCheck},
    holder::Holder,
    ledger::AnyLedger,
};

/// What claims are compared with.
pub struct Subject<'a> {
    /// What the file's bytes tell.
    pub file: &'a Fingerprint,
    /// Its C2PA manifest.
    pub manifest: &'a credentials::Found,
    /// The ledger.
    pub genesis: Hash,
}

/// A claim on the file's content id.
#[derive(Serialize)]
pub struct Found {
    /// Whether it tells the file's length and chunks as they are. One that does not, claims bytes
    /// that do not exist.
    pub fits: bool,
    /// Where its asset is.
    #[serde(skip)]
    pub address: Address,
    /// Whose it is.
    #[serde(skip)]
    pub holder: Holder,
    /// Whether it was revoked.
    #[serde(skip)]
    pub revoked: bool,
    /// What it says.
    #[serde(flatten)]
    pub claim: Claim,
    /// What the claim and the file's C2PA manifest say of each other; `null` where neither has one.
    pub manifest_check: Option<ManifestCheck>,
    /// What was said about it; `null` where the server does not tell.
    attestations: Option<Vec<AttestationReport>>,
    /// The same, of the Solana Attestation Service, about the work and its owner.
    service_attestations: Option<Vec<ServiceReport>>,
}

impl Found {
    /// Reads a claim, and what was said about it. Many servers do not search for accounts; then the claims
    /// are shown without.
    pub async fn look(
        context: &Context,
        ledger: &AnyLedger,
        subject: &Subject<'_>,
        address: &Address,
        asset: &Asset,
    ) -> Self {
        let not_shown = |failure| {
            let note = format_args!("attestations are not shown: {failure}");
            context.printer.note(note);
        };
        let mut attestations = about(ledger, address).await.map_err(not_shown);
        let key = CredentialsReport::from(subject.manifest).p256_key();
        for said in attestations.iter_mut().flatten() {
            said.compare(key.as_deref());
        }
        let holder = Holder::shown(context, ledger, asset).await;
        let owner = holder.known().unwrap_or_default();
        let service = by_the_service(ledger, address, &owner).await;
        Self {
            fits: fits(asset.byte_length.get(), chunk_size(asset), subject.file),
            address: *address,
            holder,
            revoked: asset.is_revoked(),
            claim: Claim::owned(address, asset, holder),
            manifest_check: ManifestCheck::new(subject.manifest, asset, &subject.genesis),
            // The reason why it does not tell is told once.
            service_attestations: service.ok(),
            attestations: attestations.ok(),
        }
    }

    /// What was said about it, each in a line.
    pub fn said(&self) -> impl Iterator<Item = String> {
        let here = self.attestations.iter().flatten();
        let service = self.service_attestations.iter().flatten();
        here.map(AttestationReport::line)
            .chain(service.map(ServiceReport::line))
    }
}
