//! `vault distribute`: all holders are paid.

use std::fmt;

use provenue_client::{
    flows::payout::{PayoutOptions, distribute_with, make_tables},
    solana::{Address, AddressLookupTableAccount, Keypair},
    tables,
    token::MintInfo,
};
use serde::Serialize;

use super::{currencies, paid::Paid};
use crate::{
    args::{TableChoice, VaultDistributeArgs},
    context::Context,
    failure::Result,
    ledger::AnyLedger,
    output::{Printer, Steps, as_text, mint_name},
    works::WorkVault,
};

/// What holders were paid.
#[derive(Serialize)]
pub struct Distributed {
    #[serde(serialize_with = "as_text")]
    vault: Address,
    currencies: Vec<Paid>,
    lookup_tables: Vec<String>,
    steps: Steps,
}

pub async fn run(context: &Context, args: &VaultDistributeArgs) -> Result<Distributed> {
    let payer = context.paying_keypair()?;
    let (ledger, found) = args.vault.open(context).await?;
    let currencies = currencies(&ledger, &found, args.currency).await?;
    let printer = &context.printer;
    let mut tables = Vec::new();
    for choice in &args.lookup_table {
        match choice {
            TableChoice::At(address) => tables.push(tables::fetch(&ledger, address).await?),
            TableChoice::New => {
                tables.extend(tabled(printer, &ledger, &payer, &found, &currencies).await?);
            }
        }
    }
    let options = PayoutOptions {
        create_accounts: args.create_accounts,
        tables,
    };
    let mut steps = Vec::new();
    let mut paid = Vec::new();
    for currency in &currencies {
        let progress = printer.counter(&format!("paying {}", mint_name(&currency.address)));
        let tell = |done, all| progress.set(done, all);
        let payout = distribute_with(&ledger, &payer, &found.address, currency, &options, &tell);
        let mut payout = payout.await?;
        steps.append(&mut payout.steps);
        paid.push(Paid::new(currency, payout));
    }
    Ok(Distributed {
        vault: found.address,
        currencies: paid,
        lookup_tables: options
            .tables
            .iter()
            .map(|table| table.key.to_string())
            .collect(),
        steps: steps.into(),
    })
}

/// Makes lookup tables where they help, and says where they are even if the payout fails then.
async fn tabled(
    printer: &Printer,
    ledger: &AnyLedger,
    payer: &Keypair,
    found: &WorkVault,
    currencies: &[MintInfo],
) -> Result<Vec<AddressLookupTableAccount>> {
    let progress = printer.counter("making lookup tables");
    let tell = |done, all| progress.set(done, all);
    let made = make_tables(ledger, payer, &found.address, currencies, &tell).await?;
    drop(progress);
    for table in &made {
        printer.note(format_args!(
            "made a lookup table; use it again with --lookup-table={}",
            table.key
        ));
    }
    Ok(made)
}

impl fmt::Display for Distributed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.steps.fmt(f)?;
        self.currencies.iter().try_for_each(|paid| paid.fmt(f))?;
        if self.currencies.iter().all(Paid::is_complete) {
            return Ok(());
        }
        writeln!(
            f,
            "what stays due can be paid later; --create-accounts makes token accounts that are missing"
        )
    }
}
