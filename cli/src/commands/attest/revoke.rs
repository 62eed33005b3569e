//! `attest revoke`: something taken back.

use std::fmt;

use provenue_client::{
    AttestationKind, Ledger, address,
    flows::attest::revoke,
    solana::Address,
    state::{self, Attestation},
};
use serde::Serialize;

use super::{AttestationReport, Attestor};
use crate::{
    args::AttestRevokeArgs,
    context::Context,
    failure::{Failure, Result},
    output::{Steps, as_text},
};

/// What was taken back.
#[derive(Serialize)]
pub struct Revoked {
    #[serde(serialize_with = "as_text")]
    asset: Address,
    #[serde(flatten)]
    attestation: AttestationReport,
    steps: Steps,
}

pub async fn run(context: &Context, args: &AttestRevokeArgs) -> Result<Revoked> {
    let attestor = Attestor::new(context.paying_keypair()?, &args.attestor)?;
    let (ledger, work) = args.work.open(context).await?;
    let kind = AttestationKind::from(args.kind).code();
    let (asset, credential) = (work.address, attestor.credential());
    let address = address::attestation(&asset, &credential.attestor(), kind);
    let before: Option<Attestation> = state::find(&ledger, &address).await?;
    check_revocable(before.as_ref(), &credential.attestor())?;
    let payer = &attestor.payer;
    let steps = revoke(&ledger, payer, credential, &asset, kind, args.reason).await?;
    let said: Attestation = state::fetch(&ledger, &address).await?;
    let now = ledger.unix_time().await?;
    let genesis = ledger.genesis_hash().await?;
    Ok(Revoked {
        asset,
        attestation: AttestationReport::new(address, &said, now, &genesis),
        steps: steps.into(),
    })
}

/// Whether there is something to take back.
pub fn check_revocable(before: Option<&Attestation>, attestor: &Address) -> Result<()> {
    match before {
        None => Err(Failure::new(format!(
            "{attestor} has attested nothing of this kind about the work"
        ))
        .hint("`provenue attest list` shows who said what")),
        Some(before) if before.is_revoked() => {
            Err(Failure::new("the attestation is revoked already"))
        }
        Some(_) => Ok(()),
    }
}

impl fmt::Display for Revoked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.steps, self.attestation)
    }
}
