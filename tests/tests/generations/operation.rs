//! What can happen to a family of vaults.

use proptest::{collection::vec, prelude::*};
use provenue_accounting::UpstreamRate;

/// Vaults of a family. Each may owe those before it.
pub const VAULTS: usize = 5;
/// Holders of each; the last one begins without a position.
pub const HOLDERS: usize = 4;
/// Currencies: a plain one, and one that keeps a hundredth of each transfer.
pub const COINS: usize = 2;

/// How a vault begins.
#[derive(Clone, Debug)]
pub struct Beginning {
    /// What it owes each vault before it.
    pub rates: Vec<Option<UpstreamRate>>,
    /// How long revenue streams, in seconds.
    pub stream_seconds: u32,
    /// Whether it takes the currency that keeps a fee.
    pub takes_both: bool,
}

/// One thing that happens.
#[derive(Clone, Debug)]
pub enum Operation {
    /// Somebody pays in, and the dues climb over so many of the family's edges.
    Deposit {
        vault: usize,
        coin: usize,
        amount: u64,
        hops: usize,
    },
    /// Somebody sends money to the treasury.
    PlainTransfer {
        vault: usize,
        coin: usize,
        amount: u64,
    },
    Book {
        vault: usize,
        coin: usize,
    },
    /// Dues climb from here, over edges that are chosen by these numbers.
    Pull {
        vault: usize,
        coin: usize,
        hops: Vec<usize>,
    },
    /// So many per cent of the shares change hands.
    Transfer {
        vault: usize,
        from: usize,
        to: usize,
        percent: u64,
    },
    Burn {
        vault: usize,
        holder: usize,
        percent: u64,
    },
    Claim {
        vault: usize,
        holder: usize,
        coin: usize,
    },
    Hold {
        vault: usize,
        seconds: i64,
    },
    Release {
        vault: usize,
    },
    /// Time passes.
    Wait(i64),
}

/// A family and its life.
#[derive(Clone, Debug)]
pub struct Life {
    pub beginnings: Vec<Beginning>,
    pub operations: Vec<Operation>,
}

pub fn life(length: usize) -> impl Strategy<Value = Life> {
    let beginnings: Vec<_> = (0..VAULTS).map(beginning).collect();
    (beginnings, vec(operation(), length)).prop_map(|(beginnings, operations)| Life {
        beginnings,
        operations,
    })
}

fn beginning(number: usize) -> impl Strategy<Value = Beginning> {
    let rate = (0..1_500u16, 0..800u16).prop_map(|(relative_bps, absolute_bps)| UpstreamRate {
        relative_bps,
        absolute_bps,
    });
    let rates = vec(prop_oneof![rate.prop_map(Some), Just(None)], number);
    let stream = prop_oneof![3 => Just(0), 1 => 1..5_000u32];
    (rates, stream, prop::bool::weighted(0.8)).prop_map(|(rates, stream_seconds, takes_both)| {
        Beginning {
            rates,
            stream_seconds,
            takes_both,
        }
    })
}

fn operation() -> impl Strategy<Value = Operation> {
    let (vault, coin, holder) = (|| 0..VAULTS, || 0..COINS, || 0..HOLDERS);
    let amount = || prop_oneof![1..10u64, 1..100_000u64, 1..1_000_000_000u64];
    prop_oneof![
        6 => (vault(), coin(), amount(), 0..12usize).prop_map(|(vault, coin, amount, hops)| {
            Operation::Deposit { vault, coin, amount, hops }
        }),
        2 => (vault(), coin(), amount()).prop_map(|(vault, coin, amount)| {
            Operation::PlainTransfer { vault, coin, amount }
        }),
        1 => (vault(), coin()).prop_map(|(vault, coin)| Operation::Book { vault, coin }),
        5 => (vault(), coin(), vec(0..64usize, 1..6)).prop_map(|(vault, coin, hops)| {
            Operation::Pull { vault, coin, hops }
        }),
        4 => (vault(), holder(), holder(), 0..=100u64).prop_map(|(vault, from, to, percent)| {
            Operation::Transfer { vault, from, to, percent }
        }),
        1 => (vault(), holder(), 0..40u64).prop_map(|(vault, holder, percent)| {
            Operation::Burn { vault, holder, percent }
        }),
        4 => (vault(), holder(), coin()).prop_map(|(vault, holder, coin)| {
            Operation::Claim { vault, holder, coin }
        }),
        1 => (vault(), 1..3_000i64).prop_map(|(vault, seconds)| Operation::Hold { vault, seconds }),
        1 => vault().prop_map(|vault| Operation::Release { vault }),
        2 => (0..4_000i64).prop_map(Operation::Wait),
    ]
}
