//! What is said, as the command line gives it.

use provenue_client::{
    AttestationKind, Statement,
    solana::{Address, Hash},
};

use crate::{
    args::{Period, StatementArgs},
    context::Context,
    document::sha256_of,
    failure::{Failure, Result},
    identity::NamedDid,
};

/// A statement, all of whose files were read. Who says it and when is yet to be known.
pub struct Said {
    kind: AttestationKind,
    score_bps: u16,
    evidence: Option<[u8; 32]>,
    schema: Option<[u8; 32]>,
    named: Option<NamedDid>,
    lasts: Option<Period>,
}

impl Said {
    /// Reads it. A DID's document is fetched now, as the embedded ledger is locked while it is open.
    ///
    /// # Errors
    /// When that cannot be said, or a file cannot be read.
    pub async fn read(context: &Context, args: &StatementArgs) -> Result<Self> {
        let kind = AttestationKind::from(args.kind);
        if args.score.is_some() && !kind.has_score() {
            return Err(Failure::new("attestations of this kind have no score")
                .hint("review, ai-detection and custom have one"));
        }
        if args.schema.is_some() && !kind.has_schema() {
            return Err(Failure::new("only custom attestations name a schema"));
        }
        if args.schema.is_none() && kind.has_schema() {
            return Err(
                Failure::new("a custom attestation means nothing without its schema")
                    .hint("--schema names the file that says what it means"),
            );
        }
        if args.did.is_some() && kind != AttestationKind::Authorship {
            return Err(
                Failure::new("only an attestation of authorship says that a DID is yours")
                    .hint("--kind authorship"),
            );
        }
        let hash = |path: Option<&std::path::Path>| path.map(sha256_of).transpose();
        let score = args.score.map_or(0, |score| score.units);
        Ok(Self {
            kind,
            score_bps: u16::try_from(score).unwrap_or(u16::MAX),
            evidence: hash(args.evidence.as_deref())?,
            schema: hash(args.schema.as_deref())?,
            named: match &args.did {
                Some(did) => {
                    Some(NamedDid::read(context, did, args.did_document.as_deref()).await?)
                }
                None => None,
            },
            lasts: args.expires,
        })
    }

    /// What `attestor` says at `now`, on the chain with a genesis hash. Its nonce is the next one.
    ///
    /// # Errors
    /// When the DID is not theirs.
    pub fn statement(&self, attestor: &Address, genesis: &Hash, now: i64) -> Result<Statement> {
        let evidence = match &self.named {
            Some(named) => Some(named.evidence_of(attestor, genesis)?),
            None => self.evidence,
        };
        let ends = self
            .lasts
            .map(|Period(seconds)| now.saturating_add_unsigned(seconds));
        Ok(Statement {
            kind: self.kind.code(),
            score_bps: self.score_bps,
            nonce: 0,
            expires_at: ends.unwrap_or(0),
            evidence_hash: evidence.unwrap_or_default(),
            schema_hash: self.schema.unwrap_or_default(),
        })
    }
}
