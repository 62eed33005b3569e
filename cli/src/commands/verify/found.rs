//! A claim on a file, with all that is known about it.

use provenue_client::{
    did::Identity,
    solana::{Address, Hash},
    state::{self, Asset, Attestation},
};
use provenue_media::Fingerprint;
use serde::Serialize;

use super::{fits, identity::DidCheck};
use crate::{
    claim::{Claim, chunk_size},
    commands::attest::{AttestationReport, ServiceReport, by_the_service},
    context::Context,
    credentials::{self, CredentialsReport, ManifestCheck},
    failure::{Failure, Result},
    holder::Holder,
    ledger::AnyLedger,
};

/// What claims are compared with.
pub struct Subject<'a> {
    /// What the file's bytes tell.
    pub file: &'a Fingerprint,
    /// Its C2PA manifest.
    pub manifest: &'a credentials::Found,
    /// The DID that is demanded.
    pub identity: Option<Identity>,
    /// The ledger.
    pub genesis: Hash,
    /// Seconds since 1970 by its clock.
    pub now: i64,
}

impl Subject<'_> {
    /// What was said, as people read it, compared with who signed the manifest.
    fn reports(&self, said: &[(Address, Attestation)]) -> Vec<AttestationReport> {
        let key = CredentialsReport::from(self.manifest).p256_key();
        let mut reports = AttestationReport::of_all(said, self.now, &self.genesis);
        for report in &mut reports {
            report.compare(key.as_deref());
        }
        reports
    }

    /// How a claim is tied to the DID that is demanded by what was said about it.
    fn did_check(
        &self,
        owner: &Address,
        said: &provenue_client::Result<Vec<(Address, Attestation)>>,
    ) -> Result<Option<DidCheck>> {
        let Some(identity) = &self.identity else {
            return Ok(None);
        };
        let attestations = said.iter().flatten().map(|(_, said)| said);
        let ties = identity.ties(owner, attestations, self.now);
        match said {
            // What was not read could be what ties them.
            Err(failure) if ties.both.is_empty() => Err(Failure::new(format!(
                "whether {} is tied to the claim cannot be found out: {failure}",
                identity.did()
            ))),
            _ => Ok(Some(DidCheck::new(identity, owner, &ties))),
        }
    }
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
    /// How it is tied to the demanded DID; `null` when none was demanded.
    pub did_check: Option<DidCheck>,
    /// What was said about it; `null` where the server does not tell.
    attestations: Option<Vec<AttestationReport>>,
    /// The same, of the Solana Attestation Service, about the work and its owner.
    service_attestations: Option<Vec<ServiceReport>>,
}

impl Found {
    /// Reads a claim, and what was said about it. Many servers do not search for accounts; then the claims
    /// are shown without.
    ///
    /// # Errors
    /// When what was said cannot be read, and could tie the claim to the DID that is demanded.
    pub async fn look(
        context: &Context,
        ledger: &AnyLedger,
        subject: &Subject<'_>,
        address: &Address,
        asset: &Asset,
    ) -> Result<Self> {
        let said = state::attestations_about(ledger, address).await;
        if let Err(failure) = &said {
            let note = format_args!("attestations are not shown: {failure}");
            context.printer.note(note);
        }
        let holder = Holder::shown(context, ledger, asset).await;
        let owner = holder.known().unwrap_or_default();
        let did_check = subject.did_check(&owner, &said)?;
        // The reason why it does not tell is told once.
        let service = by_the_service(ledger, address, &owner, subject.now).await;
        Ok(Self {
            fits: fits(asset.byte_length.get(), chunk_size(asset), subject.file),
            address: *address,
            holder,
            revoked: asset.is_revoked(),
            claim: Claim::owned(address, asset, holder),
            manifest_check: ManifestCheck::new(subject.manifest, asset, &subject.genesis),
            did_check,
            attestations: said.ok().map(|said| subject.reports(&said)),
            service_attestations: service.ok(),
        })
    }

    /// What was said about it, each in a line.
    pub fn said(&self) -> impl Iterator<Item = String> {
        let here = self.attestations.iter().flatten();
        let service = self.service_attestations.iter().flatten();
        here.map(AttestationReport::line)
            .chain(service.map(ServiceReport::line))
    }
}
