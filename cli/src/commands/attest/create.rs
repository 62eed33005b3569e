//! `attest create`: something said about a work.

use std::fmt;

use provenue_client::{
    Ledger,
    flows::attest::attest,
    solana::Address,
    state::{self, Attestation},
};
use serde::Serialize;

use super::{AttestationReport, Attestor, statement::Said};
use crate::{
    args::AttestCreateArgs,
    context::Context,
    failure::Result,
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
    let said = Said::read(context, &args.statement).await?;
    let (ledger, work) = args.work.open(context).await?;
    let genesis = ledger.genesis_hash().await?;
    let now = ledger.unix_time().await?;
    let credential = attestor.credential();
    let statement = said.statement(&credential.attestor(), &genesis, now)?;
    let payer = &attestor.payer;
    let (address, steps) = attest(&ledger, payer, credential, &work.address, &statement).await?;
    let said: Attestation = state::fetch(&ledger, &address).await?;
    Ok(Attested {
        asset: work.address,
        attestation: AttestationReport::new(address, &said, now, &genesis),
        says_to_be: args.statement.did.clone(),
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
