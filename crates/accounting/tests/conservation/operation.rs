//! What can happen to a vault, drawn at random.

use proptest::{collection::vec, prelude::*, sample::Index};
use provenue_accounting::{BPS, MAX_CURRENCIES, SHARE_UNITS, UpstreamRate};

/// A vault as it begins, and what happens to it.
#[derive(Clone, Debug)]
pub struct Life {
    pub beginning: Beginning,
    pub operations: Vec<Operation>,
}

#[derive(Clone, Debug)]
pub struct Beginning {
    pub rate: UpstreamRate,
    /// How long revenue takes to be released; 0 is at once.
    pub stream_seconds: u32,
    pub currencies: usize,
    /// The accumulators' index: it wraps, so it may begin anywhere.
    pub index: u128,
    /// Units of the first holders.
    pub units: Vec<u64>,
}

/// Holders are numbers below [`HOLDERS`], currencies are drawn among those the vault has.
#[derive(Clone, Debug)]
pub enum Operation {
    /// A transfer to the treasury, then booking of all that is not booked yet.
    Deposit(Index, Amount),
    /// The same by a descendant's vault.
    Royalties(Index, Amount),
    /// A transfer to the treasury by someone who has never heard of the vault.
    PlainTransfer(Index, Amount),
    /// The two token accounts change, then the hook settles both positions.
    TransferShares(u8, u8, Part),
    /// The token account changes; the vault does not hear of it.
    BurnShares(u8, Part),
    Settle(u8),
    Claim(u8, Index),
    Distribute(Index),
    Close(u8),
    /// All that is due to upstream works.
    PayUpstream(Index),
    /// Seconds pass.
    Wait(u32),
}

/// Base units.
#[derive(Clone, Copy, Debug)]
pub enum Amount {
    Exactly(u64),
    /// All that the running total has room for, less this.
    AlmostFull(u64),
    /// One more than the running total has room for.
    TooMuch,
}

/// Of the units in a token account.
#[derive(Clone, Copy, Debug)]
pub enum Part {
    All,
    AtMost(u64),
    Percent(u8),
}

impl Part {
    pub fn of(self, units: u64) -> u64 {
        match self {
            Self::All => units,
            Self::AtMost(part) => part.min(units),
            Self::Percent(percent) => units * u64::from(percent) / 100,
        }
    }
}

pub const HOLDERS: u8 = 6;

pub fn life() -> impl Strategy<Value = Life> {
    (beginning(), vec(operation(), 0..40)).prop_map(|(beginning, operations)| Life {
        beginning,
        operations,
    })
}

fn beginning() -> impl Strategy<Value = Beginning> {
    let total_bps = prop_oneof![Just(0), Just(1), Just(BPS - 1), Just(BPS), 0..=BPS];
    let rate = (total_bps, 0..=100u32).prop_map(|(total_bps, relative_percent)| {
        let relative_bps = (u32::from(total_bps) * relative_percent / 100) as u16;
        UpstreamRate {
            relative_bps,
            absolute_bps: total_bps - relative_bps,
        }
    });
    let stream_seconds = prop_oneof![3 => Just(0), 2 => 1..1_000u32, 1 => any::<u32>()];
    let index = prop_oneof![Just(0), any::<u128>(), Just(u128::MAX)];
    (rate, stream_seconds, 1..=MAX_CURRENCIES, index, units()).prop_map(
        |(rate, stream_seconds, currencies, index, units)| Beginning {
            rate,
            stream_seconds,
            currencies,
            index,
            units,
        },
    )
}

/// All shares, as a sealed vault has them; or a few units, whose divisions leave the most.
fn units() -> impl Strategy<Value = Vec<u64>> {
    let sealed = vec(
        0..=SHARE_UNITS / u64::from(HOLDERS),
        0..usize::from(HOLDERS) - 1,
    )
    .prop_map(|mut others| {
        others.insert(0, SHARE_UNITS - others.iter().sum::<u64>());
        others
    });
    let few = vec(0..8u64, 1..usize::from(HOLDERS));
    prop_oneof![3 => sealed, 1 => few]
}

fn operation() -> impl Strategy<Value = Operation> {
    let holder = || 0..HOLDERS;
    let currency = any::<Index>;
    prop_oneof![
        6 => (currency(), amount()).prop_map(|(c, a)| Operation::Deposit(c, a)),
        2 => (currency(), amount()).prop_map(|(c, a)| Operation::Royalties(c, a)),
        1 => (currency(), amount()).prop_map(|(c, a)| Operation::PlainTransfer(c, a)),
        5 => (holder(), holder(), part()).prop_map(|(f, t, p)| Operation::TransferShares(f, t, p)),
        1 => (holder(), part()).prop_map(|(h, p)| Operation::BurnShares(h, p)),
        1 => holder().prop_map(Operation::Settle),
        3 => (holder(), currency()).prop_map(|(h, c)| Operation::Claim(h, c)),
        1 => currency().prop_map(Operation::Distribute),
        2 => holder().prop_map(Operation::Close),
        1 => currency().prop_map(Operation::PayUpstream),
        3 => prop_oneof![4 => 1..500u32, 1 => any::<u32>()].prop_map(Operation::Wait),
    ]
}

fn amount() -> impl Strategy<Value = Amount> {
    prop_oneof![
        1 => Just(Amount::Exactly(0)),
        2 => Just(Amount::Exactly(1)),
        4 => (2..1_000u64).prop_map(Amount::Exactly),
        4 => (1_000..1_000_000_000_000u64).prop_map(Amount::Exactly),
        2 => (0..u64::MAX / 16).prop_map(Amount::Exactly),
        1 => (0..3u64).prop_map(Amount::AlmostFull),
        1 => Just(Amount::TooMuch),
    ]
}

fn part() -> impl Strategy<Value = Part> {
    prop_oneof![
        Just(Part::All),
        (0..4u64).prop_map(Part::AtMost),
        (0..=100u8).prop_map(Part::Percent),
    ]
}
