//! How much has happened.

use std::{collections::BTreeMap, fmt};

/// Operations by their names, and how they ended.
#[derive(Clone, Debug, Default)]
pub struct Tally(BTreeMap<&'static str, Ended>);

/// How many times an operation was done, refused, or not tried because there was nothing to try.
#[derive(Clone, Copy, Debug, Default)]
struct Ended {
    done: u64,
    refused: u64,
    idle: u64,
}

impl Tally {
    /// Counts an operation whose last transaction went through, was refused, or was not sent.
    pub fn count(&mut self, name: &'static str, went_through: Option<bool>) {
        let ended = self.0.entry(name).or_default();
        match went_through {
            Some(true) => ended.done += 1,
            Some(false) => ended.refused += 1,
            None => ended.idle += 1,
        }
    }

    pub fn add(&mut self, other: &Self) {
        for (name, more) in &other.0 {
            let ended = self.0.entry(name).or_default();
            ended.done += more.done;
            ended.refused += more.refused;
            ended.idle += more.idle;
        }
    }

    /// All operations.
    pub fn operations(&self) -> u64 {
        let all = self.0.values();
        all.map(|ended| ended.done + ended.refused + ended.idle)
            .sum()
    }

    /// Names of operations that were never done.
    pub fn never_done(&self) -> Vec<&'static str> {
        let all = self.0.iter();
        all.filter(|(_, ended)| ended.done == 0)
            .map(|(name, _)| *name)
            .collect()
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut row = |name: &str, done: &str, refused: &str, idle: &str| {
            writeln!(formatter, "{name:24} {done:>10} {refused:>10} {idle:>10}")
        };
        row("operation", "done", "refused", "not tried")?;
        for (name, ended) in &self.0 {
            let [done, refused, idle] =
                [ended.done, ended.refused, ended.idle].map(|count| count.to_string());
            row(name, &done, &refused, &idle)?;
        }
        Ok(())
    }
}
