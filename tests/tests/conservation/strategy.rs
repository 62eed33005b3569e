//! Drawing lives at random.

use proptest::{array::uniform3, collection::vec, option, prelude::*, sample::select};
use provenue_client::flows::mint::SHARE_UNITS;

use crate::operation::{
    Amount, Attack, AttackKind, Beginning, Coin, FIRST_RICH, Life, Named, Operation, PERSONS, Part,
    SEATS, SPARE, VAULTS,
};

/// Most operations of a life.
const OPERATIONS: usize = 30;

/// What happens more often than the rest, by which factor.
#[derive(Clone, Copy, Debug)]
pub struct Emphasis {
    /// Payments in and out.
    pub money: u32,
    /// Transfers and burns of shares.
    pub shares: u32,
    /// Accounts made and closed.
    pub accounts: u32,
}

impl Default for Emphasis {
    fn default() -> Self {
        Self {
            money: 1,
            shares: 1,
            accounts: 1,
        }
    }
}

pub fn life(emphasis: Emphasis) -> impl Strategy<Value = Life> {
    let beginnings = [beginning(), beginning()];
    let payable = uniform3(uniform3(prop::bool::weighted(0.5)));
    let operations = vec(operation(emphasis), 0..=OPERATIONS);
    (beginnings, payable, operations).prop_map(|(beginnings, payable, operations)| Life {
        beginnings,
        payable,
        operations,
    })
}

fn beginning() -> BoxedStrategy<Beginning> {
    let bps = prop_oneof![3 => Just(0), 1 => Just(10_000), 3 => 0..=10_000u16];
    let index = prop_oneof![Just(0), any::<u128>(), Just(u128::MAX)];
    let coins = (Just(Coin::ALL.to_vec()).prop_shuffle(), 1..=Coin::ALL.len());
    (bps, coins, index, units())
        .prop_map(|(upstream_bps, (mut coins, count), index, units)| {
            coins.truncate(count);
            Beginning {
                upstream_bps,
                coins,
                index,
                units,
            }
        })
        .boxed()
}

/// What the first seat does not give away is its own.
fn units() -> impl Strategy<Value = Vec<u64>> {
    let part = prop_oneof![1 => 0..4u64, 3 => 0..=SHARE_UNITS / SEATS as u64];
    let others = prop_oneof![1 => Just(0), 1 => 0..SEATS, 4 => Just(SEATS - 1)];
    let others = others.prop_flat_map(move |others| vec(part.clone(), others));
    others.prop_map(|mut others| {
        others.insert(0, SHARE_UNITS - others.iter().sum::<u64>());
        others
    })
}

fn operation(emphasis: Emphasis) -> impl Strategy<Value = Operation> {
    prop_oneof![
        8 * emphasis.money => money(),
        6 * emphasis.shares => shares(),
        4 * emphasis.accounts => accounts(),
        4 => attack().prop_map(Operation::Attack),
    ]
}

fn money() -> impl Strategy<Value = Operation> {
    prop_oneof![
        6 => (vault(), payer(), coin(), amount()).prop_map(|(vault, by, coin, amount)| {
            Operation::Deposit { vault, by, coin, amount }
        }),
        2 => (vault(), payer(), coin(), amount()).prop_map(|(vault, by, coin, amount)| {
            Operation::PlainTransfer { vault, by, coin, amount }
        }),
        1 => (vault(), person(), 0..1_000_000u64).prop_map(|(vault, by, lamports)| {
            Operation::GiveLamports { vault, by, lamports }
        }),
        1 => (vault(), coin()).prop_map(|(vault, coin)| Operation::Book { vault, coin }),
        4 => (vault(), seat(), coin()).prop_map(|(vault, seat, coin)| {
            Operation::Claim { vault, seat, coin }
        }),
        2 => (vault(), coin(), vec(named(), 0..=SEATS + 1)).prop_map(|(vault, coin, named)| {
            Operation::Distribute { vault, coin, named }
        }),
    ]
}

fn shares() -> impl Strategy<Value = Operation> {
    let delegate = || option::weighted(0.2, person());
    prop_oneof![
        6 => (vault(), seat(), seat(), part(), delegate()).prop_map(
            |(vault, from, to, part, delegate)| {
                Operation::TransferShares { vault, from, to, part, delegate }
            }
        ),
        2 => (vault(), seat(), part()).prop_map(|(vault, seat, part)| {
            Operation::BurnShares { vault, seat, part }
        }),
        1 => (vault(), seat()).prop_map(|(vault, seat)| Operation::Settle { vault, seat }),
    ]
}

fn accounts() -> impl Strategy<Value = Operation> {
    prop_oneof![
        3 => (vault(), seat(), person()).prop_map(|(vault, seat, payer)| {
            Operation::OpenPosition { vault, seat, payer }
        }),
        2 => (vault(), seat()).prop_map(|(vault, seat)| Operation::ClosePosition { vault, seat }),
        2 => (vault(), seat(), seat()).prop_map(|(vault, seat, heir)| {
            Operation::Leave { vault, seat, heir }
        }),
        1 => (vault(), seat(), person()).prop_map(|(vault, seat, owner)| {
            Operation::OpenShares { vault, seat, owner }
        }),
        1 => (vault(), seat()).prop_map(|(vault, seat)| Operation::CloseShares { vault, seat }),
        2 => (vault(), person(), option::of(seat())).prop_map(|(vault, to, emptied_into)| {
            Operation::GiveAway { vault, to, emptied_into }
        }),
        1 => vault().prop_map(|vault| Operation::BurnEverything { vault }),
        1 => (person(), coin()).prop_map(|(person, coin)| Operation::OpenPurse { person, coin }),
        1 => (person(), coin()).prop_map(|(person, coin)| Operation::ClosePurse { person, coin }),
        1 => (vault(), person()).prop_map(|(vault, to)| Operation::SetAuthority { vault, to }),
        1 => (vault(), coin()).prop_map(|(vault, coin)| Operation::AddCurrency { vault, coin }),
    ]
}

fn attack() -> impl Strategy<Value = Attack> {
    (
        select(AttackKind::ALL.to_vec()),
        vault(),
        seat(),
        coin(),
        person(),
    )
        .prop_map(|(kind, vault, seat, coin, thief)| Attack {
            kind,
            vault,
            seat,
            coin,
            thief,
        })
}

fn vault() -> impl Strategy<Value = usize> {
    0..VAULTS
}

/// More often the one to which most can happen.
fn seat() -> impl Strategy<Value = usize> {
    prop_oneof![5 => 0..SEATS, 2 => Just(SPARE)]
}

fn named() -> impl Strategy<Value = Named> {
    prop_oneof![
        9 => seat().prop_map(Named::Own),
        1 => seat().prop_map(Named::Stranger),
    ]
}

fn person() -> impl Strategy<Value = usize> {
    0..PERSONS
}

/// Mostly somebody who has something to pay with.
fn payer() -> impl Strategy<Value = usize> {
    prop_oneof![1 => person(), 2 => FIRST_RICH..PERSONS]
}

fn coin() -> impl Strategy<Value = Coin> {
    prop_oneof![2 => Just(Coin::Plain), 1 => Just(Coin::Taxed), 1 => Just(Coin::Sol)]
}

fn amount() -> impl Strategy<Value = Amount> {
    prop_oneof![
        1 => Just(Amount::AtMost(0)),
        2 => Just(Amount::AtMost(1)),
        4 => (2..1_000u64).prop_map(Amount::AtMost),
        4 => (1_000..1_000_000_000_000u64).prop_map(Amount::AtMost),
        2 => (0..u64::MAX / 16).prop_map(Amount::AtMost),
        4 => (0..3u64).prop_map(Amount::AllBut),
    ]
}

fn part() -> impl Strategy<Value = Part> {
    prop_oneof![
        2 => Just(Part::All),
        1 => (0..4u64).prop_map(Part::AtMost),
        2 => (0..=100u8).prop_map(Part::Percent),
    ]
}
