//! What can happen to a pool.

use proptest::{collection::vec, prelude::*};

/// Those who act: artist, label and fan.
pub const PERSONS: usize = 3;

/// A part of what there is, of 65,536.
pub type Part = u16;

/// A vault, and what happens to it and its pool.
#[derive(Clone, Debug)]
pub struct Life {
    /// How long the vault's revenue takes to be released; 0 is at once.
    pub stream_seconds: u32,
    /// In this order.
    pub operations: Vec<Operation>,
}

/// One thing that happens. Where there is too little for it, nothing does.
#[derive(Clone, Copy, Debug)]
pub enum Operation {
    /// The fan deposits so much.
    Deposit(u32),
    /// Somebody sends so much to the treasury, and it is booked.
    Send(u32),
    /// Everybody is paid, the pool too.
    PayAll,
    /// The pool alone is paid.
    PayPool,
    /// Somebody sells money to the pool.
    Buy(usize, Part),
    /// Somebody sells wrapped shares to the pool.
    Sell(usize, Part),
    /// Somebody wraps shares.
    Wrap(usize, Part),
    /// Somebody unwraps.
    Unwrap(usize, Part),
    /// Somebody unwraps into another's account.
    UnwrapFor(usize, usize, Part),
    /// Somebody adds so many LP tokens of liquidity.
    Join(usize, u32),
    /// Somebody takes liquidity out.
    Leave(usize, Part),
    /// Somebody sends shares to the escrow without wrapping them.
    Lose(usize, Part),
    /// Seconds go by.
    Wait(u16),
}

/// Lives of up to 40 operations.
pub fn life() -> impl Strategy<Value = Life> {
    let stream_seconds = prop_oneof![2 => Just(0_u32), 1 => 1..100_000_u32];
    (stream_seconds, vec(operation(), 1..40)).prop_map(|(stream_seconds, operations)| Life {
        stream_seconds,
        operations,
    })
}

fn operation() -> impl Strategy<Value = Operation> {
    let who = || 0..PERSONS;
    let part = any::<Part>;
    prop_oneof![
        3 => (1..10_000_000_u32).prop_map(Operation::Deposit),
        1 => (1..100_u32).prop_map(Operation::Send),
        2 => Just(Operation::PayAll),
        2 => Just(Operation::PayPool),
        3 => (who(), part()).prop_map(|(who, part)| Operation::Buy(who, part)),
        3 => (who(), part()).prop_map(|(who, part)| Operation::Sell(who, part)),
        3 => (who(), part()).prop_map(|(who, part)| Operation::Wrap(who, part)),
        2 => (who(), part()).prop_map(|(who, part)| Operation::Unwrap(who, part)),
        1 => (who(), who(), part()).prop_map(|(who, to, part)| Operation::UnwrapFor(who, to, part)),
        1 => (who(), 1..500_000_000_u32).prop_map(|(who, lp)| Operation::Join(who, lp)),
        1 => (who(), part()).prop_map(|(who, part)| Operation::Leave(who, part)),
        1 => (who(), 0..64_u16).prop_map(|(who, part)| Operation::Lose(who, part)),
        2 => any::<u16>().prop_map(Operation::Wait),
    ]
}
