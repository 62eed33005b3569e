//! `vault pull`: dues climb to the top.

use std::fmt;

use provenue_client::{
    flows::graph::{Pull, PullOptions, make_tables, pull_all},
    solana::Address,
    token::MintInfo,
};
use serde::Serialize;

use super::currencies;
use crate::{
    args::VaultPullArgs,
    context::Context,
    failure::Result,
    output::{
        Money, Steps, as_text,
        style::{GOOD, NOTE},
    },
};

/// What was paid to whom.
#[derive(Serialize)]
pub struct Pulled {
    #[serde(serialize_with = "as_text")]
    vault: Address,
    paid: Vec<Row>,
    skipped: Vec<Row>,
    lookup_tables: Vec<String>,
    steps: Steps,
}

/// Dues that were paid, or stay due.
#[derive(Serialize)]
struct Row {
    #[serde(serialize_with = "as_text")]
    child: Address,
    #[serde(serialize_with = "as_text")]
    parent: Address,
    dues: Money,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
}

pub async fn run(context: &Context, args: &VaultPullArgs) -> Result<Pulled> {
    let payer = context.paying_keypair()?;
    let (ledger, found) = args.vault.open(context).await?;
    let vault = found.address;
    let mut pulled = Pulled {
        vault,
        paid: Vec::new(),
        skipped: Vec::new(),
        lookup_tables: Vec::new(),
        steps: Steps::default(),
    };
    let mut steps = Vec::new();
    for currency in currencies(&ledger, &found, args.currency).await? {
        let mut options = PullOptions::default();
        if args.lookup_table {
            options.tables = make_tables(&ledger, &payer, &vault, &currency).await?;
        }
        let keys = options.tables.iter().map(|table| table.key.to_string());
        pulled.lookup_tables.extend(keys);
        let mut pull = pull_all(&ledger, &payer, &vault, &currency, &options).await?;
        steps.append(&mut pull.steps);
        pulled.add(&currency, pull);
    }
    pulled.steps = steps.into();
    Ok(pulled)
}

impl Pulled {
    fn add(&mut self, currency: &MintInfo, pull: Pull) {
        self.paid.extend(pull.paid.into_iter().map(|paid| Row {
            child: paid.hop.child,
            parent: paid.hop.parent,
            dues: Money::new(currency, paid.amount),
            reason: None,
        }));
        self.skipped
            .extend(pull.skipped.into_iter().map(|skipped| Row {
                child: skipped.hop.child,
                parent: skipped.hop.parent,
                dues: Money::new(currency, skipped.due),
                reason: Some(skipped.reason),
            }));
    }
}

impl fmt::Display for Pulled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.steps.fmt(f)?;
        if self.paid.is_empty() && self.skipped.is_empty() {
            return writeln!(f, "nothing is due upstream");
        }
        for Row {
            child,
            parent,
            dues,
            ..
        } in &self.paid
        {
            writeln!(f, "{GOOD}✓{GOOD:#} {child} paid {parent} {dues}")?;
        }
        for row in &self.skipped {
            let Row {
                child,
                parent,
                dues,
                ..
            } = row;
            let reason = row.reason.as_deref().unwrap_or_default();
            writeln!(
                f,
                "{NOTE}–{NOTE:#} {child} still owes {parent} {dues}: {reason}"
            )?;
        }
        Ok(())
    }
}
