//! What we mean to stay below, and where the units go where we do not.

use anyhow::{Context, Result};

use crate::bench::{Row, Rows};

/// A most that a row is to stay below.
pub struct Goal {
    /// In plain words.
    pub says: &'static str,
    /// The row.
    pub row: &'static str,
    /// Which of its numbers.
    pub measure: Measure,
    /// Where the units go. Shown, and needed, where the goal is missed.
    pub note: &'static str,
}

/// A number of a row, and its most.
pub enum Measure {
    /// With all programs that are called.
    Units(u64),
    /// Without what they spend.
    Own(u64),
    /// Exactly what another row has: holders do not count.
    SameAs(&'static str),
}

/// The goals.
pub const GOALS: [Goal; 8] = [
    Goal {
        says: "registering costs at most 5,000",
        row: "registry/register_asset",
        measure: Measure::Units(5_000),
        note: "",
    },
    Goal {
        says: "a deposit costs at most 4,000 more than the token program's part",
        row: "vault/deposit",
        measure: Measure::Own(4_000),
        note: CALL,
    },
    Goal {
        says: "a claim costs at most 5,000 more than the token program's part",
        row: "vault/claim",
        measure: Measure::Own(5_000),
        note: CALL,
    },
    Goal {
        says: "the hook costs at most 6,000 for both holders",
        row: "vault/hook",
        measure: Measure::Own(6_000),
        note: "",
    },
    Goal {
        says: "a licence costs at most 15,000 in all",
        row: "registry/buy_license",
        measure: Measure::Units(15_000),
        note: CALL,
    },
    Goal {
        says: "booking costs the same with 10,000 holders",
        row: "vault/book@10000_holders",
        measure: Measure::SameAs("vault/book"),
        note: "",
    },
    Goal {
        says: "claiming costs the same with 10,000 holders",
        row: "vault/claim@10000_holders",
        measure: Measure::SameAs("vault/claim"),
        note: "",
    },
    Goal {
        says: "a licence costs the same with 10,000 holders",
        row: "registry/buy_license@10000_holders",
        measure: Measure::SameAs("registry/buy_license"),
        note: "",
    },
];

const CALL: &str = "Some 5,000 of them are Anchor's `CpiContext::invoke`: for each account of a call \
                    it looks for the handle among all, and copies what it found onto the heap.";

/// A goal, held against what was measured.
pub struct Verdict {
    /// What was measured.
    pub measured: u64,
    /// What it may be.
    pub allowed: u64,
    /// Whether it is.
    pub met: bool,
}

impl Goal {
    /// Holds the goal against the rows.
    ///
    /// # Errors
    /// When a row is missing, or a goal is missed and nothing says why.
    pub fn judge(&self, rows: &Rows) -> Result<Verdict> {
        let row = find(rows, self.row)?;
        let verdict = match self.measure {
            Measure::Units(most) => Verdict::new(row.units, most, row.units <= most),
            Measure::Own(most) => Verdict::new(row.own, most, row.own <= most),
            Measure::SameAs(other) => {
                let other = find(rows, other)?;
                Verdict::new(row.units, other.units, row.units == other.units)
            }
        };
        anyhow::ensure!(
            verdict.met || !self.note.is_empty(),
            "missed: {} ({} measured). Say in benches/src/reach.rs where the units go",
            self.says,
            verdict.measured
        );
        Ok(verdict)
    }
}

impl Verdict {
    fn new(measured: u64, allowed: u64, met: bool) -> Self {
        Self {
            measured,
            allowed,
            met,
        }
    }
}

/// The row called `name`.
///
/// # Errors
/// When it was not measured.
pub fn find<'a>(rows: &'a Rows, name: &str) -> Result<&'a Row> {
    rows.get(name)
        .with_context(|| format!("{name} was not measured"))
}
