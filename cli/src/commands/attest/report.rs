//! Attestations as people read them.

use std::fmt;

use provenue_client::{
    AttestationKind, Ledger, SignerKind, did,
    solana::{Address, Hash},
    state::{self, Attestation},
};
use serde::Serialize;

use crate::{
    failure::Result,
    output::{Fields, Hex, Moment, as_text, percent},
};

/// An attestation as people read it. Dates are seconds since 1970; what was not given is `null`.
#[derive(Clone, Debug, Serialize)]
pub struct AttestationReport {
    /// Where it is.
    #[serde(serialize_with = "as_text")]
    pub attestation: Address,
    /// Who says it: an address, an Ed25519 key, or the hash of a P-256 key.
    #[serde(serialize_with = "as_text")]
    pub attestor: Address,
    /// The DID that they have without doing anything; `null` when it is not known how they sign.
    did: Option<String>,
    /// What is said.
    pub kind: &'static str,
    /// Basis points.
    score_bps: Option<u16>,
    signed_with: &'static str,
    p256_key: Option<String>,
    user_verified: bool,
    relying_party_sha256: Option<Hex>,
    evidence_sha256: Option<Hex>,
    schema_sha256: Option<Hex>,
    nonce: u64,
    issued_at: i64,
    expires_at: Option<i64>,
    revoked_at: Option<i64>,
    revocation_reason: Option<u16>,
    /// Whether the key that signed it signed the file's C2PA manifest too; where no file was looked at, no.
    pub signed_manifest: bool,
    /// Whether it was revoked, ended or stands.
    pub standing: &'static str,
}

/// What was said about an asset.
pub async fn about(ledger: &impl Ledger, asset: &Address) -> Result<Vec<AttestationReport>> {
    let found = state::attestations_about(ledger, asset).await?;
    let now = ledger.unix_time().await?;
    let genesis = ledger.genesis_hash().await?;
    Ok(AttestationReport::of_all(&found, now, &genesis))
}

impl AttestationReport {
    /// What attestations say at `now`, on the chain with a genesis hash.
    pub fn of_all(found: &[(Address, Attestation)], now: i64, genesis: &Hash) -> Vec<Self> {
        let found = found.iter();
        found
            .map(|(address, said)| Self::new(*address, said, now, genesis))
            .collect()
    }

    /// What the attestation at `address` says at `now`, on the chain with a genesis hash.
    pub fn new(address: Address, said: &Attestation, now: i64, genesis: &Hash) -> Self {
        let kind = AttestationKind::from_code(said.kind);
        let hash = |hash: [u8; 32]| (hash != [0; 32]).then_some(Hex(hash));
        let time = |seconds: i64| (seconds != 0).then_some(seconds);
        let revoked = said.is_revoked();
        Self {
            attestation: address,
            attestor: said.attestor,
            did: did::of_attestor(said, &genesis.to_string()),
            kind: kind.map_or("unknown", name),
            score_bps: kind
                .is_some_and(AttestationKind::has_score)
                .then_some(said.score_bps.get()),
            signed_with: match SignerKind::from_code(said.signer_kind) {
                Some(SignerKind::Transaction) => "transaction",
                Some(SignerKind::Ed25519) => "ed25519",
                Some(SignerKind::P256) => "p256",
                Some(SignerKind::Passkey) => "passkey",
                None => "unknown",
            },
            p256_key: said
                .p256_key()
                .map(|key| key.iter().map(|byte| format!("{byte:02x}")).collect()),
            user_verified: said.is_user_verified(),
            relying_party_sha256: hash(said.relying_party),
            evidence_sha256: hash(said.evidence_hash),
            schema_sha256: hash(said.schema_hash),
            nonce: said.nonce.get(),
            issued_at: said.issued_at.get(),
            expires_at: time(said.expires_at.get()),
            revoked_at: time(said.revoked_at.get()),
            revocation_reason: revoked.then_some(said.revocation_reason.get()),
            signed_manifest: false,
            standing: match (revoked, said.is_valid_at(now)) {
                (true, _) => "revoked",
                (false, true) => "stands",
                (false, false) => "ended",
            },
        }
    }

    /// The score, as people read it.
    pub fn score(&self) -> Option<String> {
        self.score_bps.map(percent)
    }

    /// Compares the key that signed it with that of a file's manifest, in hexadecimal.
    pub fn compare(&mut self, manifest_key: Option<&str>) {
        self.signed_manifest = manifest_key.is_some() && self.p256_key.as_deref() == manifest_key;
    }

    /// In one line.
    pub fn line(&self) -> String {
        let score = self.score().map(|score| format!(", {score}"));
        let score = score.unwrap_or_default();
        let signer = if self.signed_manifest {
            ", who signed the file's manifest"
        } else {
            ""
        };
        format!(
            "{}{score}, by {}{signer} ({})",
            self.kind,
            self.attestor(),
            self.standing
        )
    }

    /// Who says it. Of a P-256 key, which the chain names by a hash, what others know it by as well.
    pub fn attestor(&self) -> String {
        match (&self.p256_key, &self.did) {
            (Some(_), Some(did)) => format!("{} = {}", self.attestor, shortened(did)),
            _ => self.attestor.to_string(),
        }
    }
}

/// Both ends of a long DID.
fn shortened(did: &str) -> String {
    const BEGINNING: usize = 16;
    const END: usize = 6;
    match (did.get(..BEGINNING), did.len().checked_sub(END)) {
        (Some(beginning), Some(end)) if end > BEGINNING => {
            format!("{beginning}…{}", did.get(end..).unwrap_or_default())
        }
        _ => did.to_owned(),
    }
}

/// A kind, as it is written on the command line.
pub(super) const fn name(kind: AttestationKind) -> &'static str {
    match kind {
        AttestationKind::Authorship => "authorship",
        AttestationKind::Review => "review",
        AttestationKind::AiDetection => "ai-detection",
        AttestationKind::RightsClearance => "rights-clearance",
        AttestationKind::TakedownNotice => "takedown-notice",
        AttestationKind::C2paValidated => "c2pa-validated",
        AttestationKind::Custom => "custom",
    }
}

impl fmt::Display for AttestationReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let block = Fields::of(self.attestation)
            .field("kind", self.kind)
            .optional("score", self.score())
            .field("attestor", self.attestor)
            .optional("did", self.did.as_ref())
            .field("signed with", self.signed_with)
            .optional("evidence", self.evidence_sha256)
            .optional("schema", self.schema_sha256)
            .field("issued", Moment(self.issued_at))
            .optional("ends", self.expires_at.map(Moment))
            .optional("revoked", self.revoked_at.map(Moment))
            .optional("reason", self.revocation_reason)
            .field("standing", self.standing);
        write!(f, "{block}")
    }
}
