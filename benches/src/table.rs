//! The rows as people read them.

use std::fmt::Write;

use anyhow::Result;

use crate::{
    bench::Rows,
    reach::{GOALS, find},
};

const HEAD: &str = "\
# Compute units

What every instruction costs, measured on the embedded ledger. Made from `compute_units.json` by
`cargo xtask bench`; do not edit.

* units: all that the instruction spends, with the programs it calls. What clients put in front, the
  compute budget's instruction, takes another 150.
* own: what the program itself spends; calling others is in it, what they spend is not. For the hook,
  which Token-2022 calls in a transfer of shares, units are the whole transfer's. A transfer of SPL Token
  spends 105 of units here, as p-token does; where the older program still runs, about 6,200.
* bytes: the signed transaction that holds this instruction alone, without lookup tables.
";

/// The rows, and how they stand to the goals.
///
/// # Errors
/// When a row is missing.
pub fn markdown(rows: &Rows) -> Result<String> {
    let mut text = HEAD.to_owned();
    search_note(&mut text, rows)?;
    text.push_str("\n| instruction | units | own | accounts | bytes |\n|---|--:|--:|--:|--:|\n");
    for (name, row) in rows {
        writeln!(
            text,
            "| {name} | {} | {} | {} | {} |",
            grouped(row.units),
            grouped(row.own),
            row.accounts,
            grouped(row.bytes as u64)
        )?;
    }
    holders(&mut text, rows)?;
    goals(&mut text, rows)?;
    Ok(text)
}

/// What luck with addresses is worth.
fn search_note(text: &mut String, rows: &Rows) -> Result<()> {
    let spent_by_others = |name| find(rows, name).map(|row| row.units - row.own);
    let creating =
        find(rows, "vault/open_position@second_try")?.own - find(rows, "vault/open_position")?.own;
    let elsewhere = spent_by_others("vault/hook@second_try")? - spent_by_others("vault/hook")?;
    writeln!(
        text,
        "
Addresses that a program searches are found at the first try here, as half of all are; the average one
takes one try more. A further try costs {} where our programs create the account, and {} elsewhere:
`add_currency` searches the treasury, and Token-2022, in a transfer of shares, both positions.",
        grouped(creating),
        grouped(elsewhere)
    )?;
    Ok(())
}

/// What paying one holder more takes, and a million of them.
fn holders(text: &mut String, rows: &Rows) -> Result<()> {
    /// Lamports of one signature.
    const FEE: u64 = 5_000;
    /// Accounts of a distribution that are not a holder's: payer, compute budget, the vault program,
    /// the vault, mint, treasury, token program.
    const COMMON: u64 = 7;
    /// A holder's: position, payee.
    const EACH: u64 = 2;
    let (one, eight) = (
        find(rows, "vault/distribute")?,
        find(rows, "vault/distribute@8_holders")?,
    );
    let deposit = find(rows, "vault/deposit")?;
    let together = (provenue_client::packing::MAX_ACCOUNT_LOCKS as u64 - COMMON) / EACH;
    writeln!(
        text,
        "
## A holder, and a million

Each further holder of a distribution takes {} units ({} own). With lookup tables a transaction pays {together}
holders, as many as it may lock accounts of; so a million holders take {} lamports in fees. In between,
revenue of any size is booked for all of them at the price of one `book`.

For comparison, 0xSplits' documentation (\"Gas estimates\") states 3,360,624 gas to distribute to 500
recipients, 6,721 each, and 11,910,624, 23,821 each, the first time. Of the Solana Foundation's
payment-channels, whose CI measures it, 8,267 units for a deposit and 11,328 for a distribution are
reported (second hand: its report was not at hand), the token program's part included; here they are {} and {}.
Story's royalty graph is climbed by one call an edge; here a transaction holds several hops.",
        grouped((eight.units - one.units) / 7),
        grouped((eight.own - one.own) / 7),
        grouped(1_000_000_u64.div_ceil(together) * FEE),
        grouped(deposit.units),
        grouped(one.units),
    )?;
    Ok(())
}

fn goals(text: &mut String, rows: &Rows) -> Result<()> {
    text.push_str("\n## Goals\n\n| goal | measured | at most | |\n|---|--:|--:|---|\n");
    for goal in &GOALS {
        let verdict = goal.judge(rows)?;
        writeln!(
            text,
            "| {} | {} | {} | {} |",
            goal.says,
            grouped(verdict.measured),
            grouped(verdict.allowed),
            if verdict.met { "met" } else { "missed" }
        )?;
    }
    Ok(())
}

/// Thousands apart.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_stand_apart() {
        let numbers = [0, 999, 1_000, 1_234_567].map(grouped);
        assert_eq!(numbers, ["0", "999", "1,000", "1,234,567"]);
    }

    /// The committed rows.
    fn committed() -> Rows {
        let json = include_str!("../compute_units.json");
        serde_json::from_str(json).unwrap_or_else(|error| panic!("{error}"))
    }

    #[test]
    fn the_committed_table_is_made_from_the_committed_rows() {
        let made = markdown(&committed()).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(made, include_str!("../compute_units.md"));
    }

    #[test]
    fn the_committed_rows_meet_every_goal() {
        let rows = committed();
        for goal in &GOALS {
            let verdict = goal.judge(&rows).unwrap_or_else(|error| panic!("{error}"));
            let measured = verdict.measured;
            assert!(verdict.met, "{}: {measured} measured", goal.says);
        }
    }

    #[test]
    fn a_goal_that_is_missed_is_said_to_be() {
        let mut rows = committed();
        let row = rows.get_mut("vault/book@10000_holders");
        row.expect("it is measured").units += 1;
        let table = markdown(&rows).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(table.matches("| missed |").count(), 1);
    }

    #[test]
    fn every_instruction_has_a_row() {
        let rows = committed();
        let vault = include_str!("../../programs/vault/src/lib.rs");
        let registry = include_str!("../../programs/registry/src/lib.rs");
        for (program, source) in [("vault", vault), ("registry", registry)] {
            let after_discriminators = source.split("#[discrim = ").skip(1);
            let names: Vec<_> = after_discriminators
                .filter_map(|text| text.split_once("pub fn ")?.1.split_once('('))
                .map(|(name, _)| if name == "execute" { "hook" } else { name })
                .collect();
            assert!(names.len() > 5, "{program}: {names:?}");
            for name in names {
                let row = format!("{program}/{name}");
                assert!(rows.contains_key(&row), "{row} is not measured");
            }
        }
    }
}
