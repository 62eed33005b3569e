//! `attest create`: something said about a work.

use std::fmt;

use provenue_client::{
    AttestationKind, Ledger, Statement,
    flows::attest::attest,
    solana::Address,
    state::{self, Attestation},
};
use serde::Serialize;

use super::{AttestationReport, Attestor};
use crate::{
    args::{AttestCreateArgs, Period},
    context::Context,
    document::sha256_of,
    failure::{Failure, Result},
    identity::NamedDid,
    output::{Steps, as_text},
};

/// What was said.
#[derive(Serialize)]
pub struct Attested {
    #[serde(serialize_with = "as_text")]
    asset: Address,
    #[serde(flatten)]
    attestation: AttestationReport,
    /// The DID that the attestor says is theirs.
    says_to_be: Option<String>,
    steps: Steps,
}

pub async fn run(context: &Context, args: &AttestCreateArgs) -> Result<Attested> {
    let attestor = Attestor::new(context.paying_keypair()?, &args.attestor)?;
    let kind = AttestationKind::from(args.kind);
    if args.score.is_some() && !kind.has_score() {
        return Err(Failure::new("attestations of this kind have no score")
            .hint("review, ai-detection and custom have one"));
    }
    if args.schema.is_some() && !kind.has_schema() {
        return Err(Failure::new("only custom attestations name a schema"));
    }
    if args.did.is_some() && kind != AttestationKind::Authorship {
        return Err(
            Failure::new("only an attestation of authorship says that a DID is yours")
                .hint("--kind authorship"),
        );
    }
    let hash = |path: Option<&std::path::Path>| path.map(sha256_of).transpose();
    let evidence = hash(args.evidence.as_deref())?;
    let schema = hash(args.schema.as_deref())?;
    // Fetched before the ledger is opened, as the embedded one is locked while it is open.
    let named = match &args.did {
        Some(did) => Some(NamedDid::read(context, did, args.did_document.as_deref()).await?),
        None => None,
    };
    let (ledger, work) = args.work.open(context).await?;
    let genesis = ledger.genesis_hash().await?;
    let credential = attestor.credential();
    let evidence = match named {
        Some(named) => Some(named.evidence_of(&credential.attestor(), &genesis)?),
        None => evidence,
    };
    let now = ledger.unix_time().await?;
    let ends = args
        .expires
        .map(|Period(seconds)| now.saturating_add_unsigned(seconds));
    let score = args.score.map_or(0, |score| score.units);
    let statement = Statement {
        kind: kind.code(),
        score_bps: u16::try_from(score).unwrap_or(u16::MAX),
        nonce: 0,
        expires_at: ends.unwrap_or(0),
        evidence_hash: evidence.unwrap_or_default(),
        schema_hash: schema.unwrap_or_default(),
    };
    let payer = &attestor.payer;
    let (address, steps) = attest(&ledger, payer, credential, &work.address, &statement).await?;
    let said: Attestation = state::fetch(&ledger, &address).await?;
    Ok(Attested {
        asset: work.address,
        attestation: AttestationReport::new(address, &said, now, &genesis),
        says_to_be: args.did.clone(),
        steps: steps.into(),
    })
}

impl fmt::Display for Attested {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.steps, self.attestation)?;
        match &self.says_to_be {
            Some(did) => writeln!(f, "the attestor says to be {did}"),
            None => Ok(()),
        }
    }
}
