//! `attest list`: what was said about a work.

use std::fmt;

use provenue_client::{Ledger, solana::Address};
use serde::Serialize;

use super::{AttestationReport, ServiceReport, about, by_the_service};
use crate::{
    args::AttestListArgs,
    context::Context,
    failure::Result,
    output::{Column, Table, as_text},
};

/// What was said about a work.
#[derive(Serialize)]
pub struct AttestationList {
    #[serde(serialize_with = "as_text")]
    asset: Address,
    attestations: Vec<AttestationReport>,
    /// Of the Solana Attestation Service.
    service_attestations: Vec<ServiceReport>,
}

pub async fn run(context: &Context, args: &AttestListArgs) -> Result<AttestationList> {
    let (ledger, work) = args.work.open(context).await?;
    let (asset, owner) = (work.address, work.asset.owner);
    let now = ledger.unix_time().await?;
    Ok(AttestationList {
        asset,
        attestations: about(&ledger, &asset).await?,
        service_attestations: by_the_service(&ledger, &asset, &owner, now).await?,
    })
}

impl fmt::Display for AttestationList {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for said in &self.service_attestations {
            writeln!(
                f,
                "attested through the Solana Attestation Service: {}",
                said.line()
            )?;
        }
        if self.attestations.is_empty() {
            return writeln!(f, "nobody has attested anything about {} here", self.asset);
        }
        let mut table = Table::new([
            Column::Left("kind"),
            Column::Right("score"),
            Column::Left("attestor"),
            Column::Left("standing"),
            Column::Left("attestation"),
        ]);
        for said in &self.attestations {
            table.row([
                said.kind.to_owned(),
                said.score().unwrap_or_default(),
                said.attestor(),
                said.standing.to_owned(),
                said.attestation.to_string(),
            ]);
        }
        table.fmt(f)
    }
}
