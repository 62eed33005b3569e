//! What we mean to stay below.

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
}

/// A number of a row, and its most.
pub enum Measure {
    /// With all programs that are called.
    Units(u64),
    /// Without what they spend.
    Own(u64),
    /// Exactly what another row has: holders and parents do not count.
    SameAs(&'static str),
    /// What another row has, or less.
    AtMost(&'static str),
    /// Without what other programs spend, so much more than another row.
    More(&'static str, u64),
}

/// The goals.
pub const GOALS: [Goal; 21] = [
    Goal {
        says: "registering costs at most 5,000",
        row: "registry/register_asset",
        measure: Measure::Units(5_000),
    },
    Goal {
        says: "and so with all that can be said of a work",
        row: "registry/register_asset@every_hash",
        measure: Measure::Units(5_000),
    },
    Goal {
        says: "a deposit costs at most 4,000 more than the token program's part",
        row: "vault/deposit",
        measure: Measure::Own(4_000),
    },
    Goal {
        says: "a claim costs at most 5,000 more than the token program's part",
        row: "vault/claim",
        measure: Measure::Own(5_000),
    },
    Goal {
        says: "the hook costs at most 6,000 for both holders",
        row: "vault/hook",
        measure: Measure::Own(6_000),
    },
    Goal {
        says: "a licence costs at most 15,000 in all",
        row: "registry/buy_license",
        measure: Measure::Units(15_000),
    },
    Goal {
        says: "an attestation costs at most 4,000",
        row: "registry/attest",
        measure: Measure::Units(4_000),
    },
    Goal {
        says: "an attestation with Ed25519 costs at most 4,000",
        row: "registry/attest@ed25519",
        measure: Measure::Units(4_000),
    },
    Goal {
        says: "an attestation with P-256 costs at most 4,000",
        row: "registry/attest@p256",
        measure: Measure::Units(4_000),
    },
    Goal {
        says: "an attestation with a passkey, which takes two hashes more, costs at most 5,000",
        row: "registry/attest@passkey",
        measure: Measure::Units(5_000),
    },
    Goal {
        says: "anchoring a log of a million works costs at most 10,000",
        row: "registry/anchor_log@999999_to_1000000",
        measure: Measure::Units(10_000),
    },
    Goal {
        says: "anchoring a log of up to a million works costs at most 10,000 at the worst sizes too",
        row: "registry/anchor_log@longest_to_2^20",
        measure: Measure::Units(10_000),
    },
    Goal {
        says: "showing one of 2^20 chunks costs at most 8,000",
        row: "registry/verify_range",
        measure: Measure::Units(8_000),
    },
    Goal {
        says: "an NFT with all that it can show costs at most 150,000; a transaction has 200,000 without asking",
        row: "registry/wrap_asset@with_everything",
        measure: Measure::Units(150_000),
    },
    Goal {
        says: "a pull costs at most 6,000 more than the token program's part",
        row: "vault/pull",
        measure: Measure::Own(6_000),
    },
    Goal {
        says: "the hook costs at most 3 · 400 more with four currencies than with one",
        row: "vault/hook@4_currencies",
        measure: Measure::More("vault/hook", 1_200),
    },
    Goal {
        says: "each further holder of a distribution costs at most 3,000 more than the token program's part",
        row: "vault/distribute@8_holders",
        measure: Measure::More("vault/distribute", 7 * 3_000),
    },
    Goal {
        says: "a deposit costs the same with 100 parents as with 1",
        row: "vault/deposit@100_parents",
        measure: Measure::SameAs("vault/deposit@1_parent"),
    },
    Goal {
        says: "booking costs the same with 10,000 holders",
        row: "vault/book@10000_holders",
        measure: Measure::SameAs("vault/book"),
    },
    Goal {
        says: "claiming costs no more with 10,000 holders",
        row: "vault/claim@10000_holders",
        measure: Measure::AtMost("vault/claim"),
    },
    Goal {
        says: "a licence costs the same with 10,000 holders",
        row: "registry/buy_license@10000_holders",
        measure: Measure::SameAs("registry/buy_license"),
    },
];

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
    /// When a row is missing.
    pub fn judge(&self, rows: &Rows) -> Result<Verdict> {
        let row = find(rows, self.row)?;
        let (measured, allowed) = match self.measure {
            Measure::Units(most) => (row.units, most),
            Measure::Own(most) => (row.own, most),
            Measure::SameAs(other) | Measure::AtMost(other) => {
                (row.units, find(rows, other)?.units)
            }
            Measure::More(other, more) => (row.own, find(rows, other)?.own + more),
        };
        Ok(Verdict {
            measured,
            allowed,
            met: match self.measure {
                Measure::SameAs(_) => measured == allowed,
                _ => measured <= allowed,
            },
        })
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
