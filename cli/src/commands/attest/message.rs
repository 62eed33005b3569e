//! `attest message`: what somebody is to sign elsewhere.

use std::fmt;

use provenue_client::{
    AttestationKind, Ledger, address,
    flows::attest::{attest_message, revoke_message},
    state::{self, Attestation},
};
use serde::Serialize;

use super::{detached::MessageDocument, revoke::check_revocable, statement::Said};
use crate::{
    args::AttestMessageArgs, atomic_file, context::Context, failure::Result, output::Fields,
};

/// What is to be signed, and where it was written.
#[derive(Serialize)]
pub struct ToSign {
    file: String,
    #[serde(flatten)]
    document: MessageDocument,
}

pub async fn run(context: &Context, args: &AttestMessageArgs) -> Result<ToSign> {
    let key = args.attestor;
    let said = match args.revoke {
        true => None,
        false => Some(Said::read(context, &args.statement).await?),
    };
    let (ledger, work) = args.work.open(context).await?;
    let genesis = ledger.genesis_hash().await?;
    let unsigned = match said {
        Some(said) => {
            let now = ledger.unix_time().await?;
            let statement = said.statement(&key.attestor(), &genesis, now)?;
            attest_message(&ledger, key, &work.address, &statement).await?
        }
        None => {
            let kind = AttestationKind::from(args.statement.kind).code();
            let address = address::attestation(&work.address, &key.attestor(), kind);
            let before: Option<Attestation> = state::find(&ledger, &address).await?;
            check_revocable(before.as_ref(), &key.attestor())?;
            revoke_message(&ledger, key, &work.address, kind, args.reason).await?
        }
    };
    let document = MessageDocument::new(&unsigned, &genesis);
    atomic_file::write_json(&args.out, &document)?;
    Ok(ToSign {
        file: args.out.display().to_string(),
        document,
    })
}

impl fmt::Display for ToSign {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let document = &self.document;
        let block = Fields::of(&self.file)
            .field("action", &document.action)
            .field("kind", &document.kind)
            .field("asset", &document.asset)
            .field("attestor", &document.attestor)
            .field("key", &document.did)
            .field("message", &document.message)
            .field("challenge", &document.webauthn_challenge);
        write!(f, "{block}")?;
        writeln!(
            f,
            "have it signed soon: the chain takes it for 512 slots, about three and a half minutes"
        )
    }
}
