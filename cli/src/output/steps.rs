//! What a job's transactions did, and what they cost.

use std::fmt;

use provenue_client::{flows::plan::Step, solana::Address};
use serde::Serialize;

use super::{
    Transaction, as_text,
    style::{FAINT, GOOD},
};

/// The transactions of a job, in order.
#[derive(Clone, Debug, Default, Serialize)]
#[serde(transparent)]
pub struct Steps(Vec<StepReport>);

/// A transaction, and what it did.
#[derive(Clone, Debug, Serialize)]
struct StepReport {
    did: Vec<String>,
    created: Vec<Created>,
    transaction: Transaction,
}

/// An account that exists now.
#[derive(Clone, Debug, Serialize)]
struct Created {
    kind: &'static str,
    #[serde(serialize_with = "as_text")]
    address: Address,
}

impl From<Vec<Step>> for Steps {
    fn from(steps: Vec<Step>) -> Self {
        Self(steps.into_iter().map(StepReport::from).collect())
    }
}

impl From<Step> for StepReport {
    fn from(step: Step) -> Self {
        let created = step.creates.iter().map(|account| Created {
            kind: account.kind,
            address: account.address,
        });
        Self {
            created: created.collect(),
            did: step.says,
            transaction: step.receipt.into(),
        }
    }
}

/// ```text
/// ✓ registered the work as claim 0
///   asset  7cQ…
///   one transaction: 5000 lamports, 7,106 compute units
/// ```
impl fmt::Display for Steps {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for step in &self.0 {
            for did in &step.did {
                writeln!(f, "{GOOD}✓{GOOD:#} {did}")?;
            }
            let widths = step.created.iter().map(|account| account.kind.len());
            let width = widths.max().unwrap_or(0);
            for account in &step.created {
                writeln!(
                    f,
                    "  {FAINT}{:<width$}{FAINT:#}  {}",
                    account.kind, account.address
                )?;
            }
            writeln!(f, "  {FAINT}{}{FAINT:#}", step.transaction)?;
        }
        Ok(())
    }
}
