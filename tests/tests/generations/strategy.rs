//! Drawing lives at random.

use proptest::{collection::vec, option, prelude::*, sample::select};
use provenue_accounting::{SHARE_UNITS, UpstreamRate};

use crate::operation::{
    Attack, Beginning, COINS, GateRule, HOLDERS, How, Life, Operation, Target, VAULTS,
};

/// Targets of attacks.
const TARGETS: [Target; 19] = [
    Target::Deposit,
    Target::Book,
    Target::Pull,
    Target::Transfer,
    Target::Burn,
    Target::Settle,
    Target::Claim,
    Target::Distribute,
    Target::Delegate,
    Target::OpenPosition,
    Target::ClosePosition,
    Target::AddCurrency,
    Target::Hold,
    Target::Release,
    Target::SetAuthority,
    Target::IssueShares,
    Target::Seal,
    Target::CreateGate,
    Target::LinkUpstream,
];

/// A life of at most `length` operations; a shorter one is simpler.
pub fn life(length: usize) -> impl Strategy<Value = Life> {
    let beginnings: Vec<_> = (0..VAULTS).map(beginning).collect();
    (beginnings, vec(operation(), 1..=length)).prop_map(|(beginnings, operations)| Life {
        beginnings,
        operations,
    })
}

fn beginning(number: usize) -> impl Strategy<Value = Beginning> {
    let rate = (0..1_500u16, 0..800u16).prop_map(|(relative_bps, absolute_bps)| UpstreamRate {
        relative_bps,
        absolute_bps,
    });
    let rates = vec(prop_oneof![Just(None), rate.prop_map(Some)], number);
    let stream = prop_oneof![3 => Just(0), 1 => 1..5_000u32];
    let all: Vec<_> = (0..COINS).collect();
    let count = prop_oneof![4 => Just(COINS), 1 => 1..COINS];
    let coins = (Just(all).prop_shuffle(), count).prop_map(|(mut coins, count)| {
        coins.truncate(count);
        coins
    });
    let gate =
        (0..6_000i64, SHARE_UNITS / 10..=SHARE_UNITS).prop_map(|(lock_seconds, max_units)| {
            GateRule {
                lock_seconds,
                max_units,
            }
        });
    let gate = prop_oneof![2 => Just(None), 1 => gate.prop_map(Some)];
    let reserve = prop_oneof![Just(0), lamports(), 10_000_000..20_000_000u64];
    (
        rates,
        stream,
        coins,
        prop::bool::weighted(0.8),
        gate,
        reserve,
    )
        .prop_map(
            |(rates, stream_seconds, coins, holdable, gate, reserve)| Beginning {
                rates,
                stream_seconds,
                coins,
                holdable,
                gate,
                reserve,
            },
        )
}

/// As much as an account may have, up to the rent of two positions.
fn lamports() -> impl Strategy<Value = u64> {
    1_000_000..7_000_000u64
}

fn operation() -> impl Strategy<Value = Operation> {
    prop_oneof![
        2 => (0..4_000i64).prop_map(Operation::Wait),
        17 => money(),
        12 => payouts(),
        11 => shares(),
        9 => accounts(),
        3 => powers(),
        10 => attack().prop_map(Operation::Attack),
    ]
}

fn money() -> impl Strategy<Value = Operation> {
    let (vault, coin) = (|| 0..VAULTS, || 0..COINS);
    let amount = || prop_oneof![1 => 1..10u64, 2 => 1..100_000u64, 3 => 1..1_000_000_000u64];
    prop_oneof![
        7 => (vault(), coin(), amount(), 0..12usize).prop_map(|(vault, coin, amount, hops)| {
            Operation::Deposit { vault, coin, amount, hops }
        }),
        2 => (vault(), coin(), amount()).prop_map(|(vault, coin, amount)| {
            Operation::PlainTransfer { vault, coin, amount }
        }),
        2 => (vault(), coin()).prop_map(|(vault, coin)| Operation::Book { vault, coin }),
        6 => (vault(), coin(), vec(0..64usize, 1..6)).prop_map(|(vault, coin, hops)| {
            Operation::Pull { vault, coin, hops }
        }),
    ]
}

fn payouts() -> impl Strategy<Value = Operation> {
    let (vault, coin, holder) = (|| 0..VAULTS, || 0..COINS, || 0..HOLDERS);
    prop_oneof![
        4 => (vault(), holder(), coin()).prop_map(|(vault, holder, coin)| {
            Operation::Claim { vault, holder, coin }
        }),
        3 => (vault(), coin(), vec(holder(), 1..6)).prop_map(|(vault, coin, holders)| {
            Operation::Distribute { vault, coin, holders }
        }),
        2 => (vault(), holder(), 0..=HOLDERS).prop_map(|(vault, holder, to)| {
            Operation::Delegate { vault, holder, to }
        }),
        3 => (vault(), holder()).prop_map(|(vault, holder)| Operation::Settle { vault, holder }),
    ]
}

fn shares() -> impl Strategy<Value = Operation> {
    let (vault, holder) = (|| 0..VAULTS, || 0..HOLDERS);
    let transfer = (
        vault(),
        holder(),
        holder(),
        prop_oneof![2 => 0..=100u64, 1 => Just(100)],
        option::weighted(0.2, holder()),
    );
    prop_oneof![
        6 => transfer.prop_map(|(vault, from, to, percent, delegate)| {
            Operation::Transfer { vault, from, to, percent, delegate }
        }),
        1 => (vault(), holder(), 0..40u64, any::<bool>()).prop_map(
            |(vault, holder, percent, settled)| Operation::Burn { vault, holder, percent, settled }
        ),
        4 => (vault(), holder(), holder(), any::<bool>()).prop_map(|(vault, holder, heir, thorough)| {
            Operation::Leave { vault, holder, heir, thorough }
        }),
    ]
}

fn accounts() -> impl Strategy<Value = Operation> {
    let (vault, coin, holder) = (|| 0..VAULTS, || 0..COINS, || 0..HOLDERS);
    let seat = || (vault(), holder());
    let purse = || (holder(), coin());
    prop_oneof![
        1 => seat().prop_map(|(vault, holder)| Operation::OpenPosition { vault, holder }),
        1 => seat().prop_map(|(vault, holder)| Operation::ClosePosition { vault, holder }),
        1 => seat().prop_map(|(vault, holder)| Operation::CloseShares { vault, holder }),
        2 => seat().prop_map(|(vault, holder)| Operation::OpenShares { vault, holder }),
        1 => purse().prop_map(|(person, coin)| Operation::ClosePurse { person, coin }),
        2 => purse().prop_map(|(person, coin)| Operation::OpenPurse { person, coin }),
        1 => (vault(), lamports()).prop_map(|(vault, lamports)| {
            Operation::FillReserve { vault, lamports }
        }),
        1 => (vault(), coin()).prop_map(|(vault, coin)| Operation::AddCurrency { vault, coin }),
    ]
}

fn powers() -> impl Strategy<Value = Operation> {
    let vault = || 0..VAULTS;
    prop_oneof![
        (vault(), 1..3_000i64).prop_map(|(vault, seconds)| Operation::Hold { vault, seconds }),
        (vault(), any::<bool>())
            .prop_map(|(vault, stranger)| Operation::Release { vault, stranger }),
    ]
}

fn attack() -> impl Strategy<Value = Attack> {
    let how = prop_oneof![
        2 => Just(How::WrongSigner),
        1 => Just(How::Unsigned),
        4 => Just(How::Swapped),
        2 => Just(How::SwappedForAny),
    ];
    let whom = (0..VAULTS, 0..HOLDERS, 0..COINS);
    (select(&TARGETS[..]), how, whom, 0..64usize, 0..1_000usize).prop_map(
        |(target, how, (vault, holder, coin), place, instead)| Attack {
            target,
            how,
            vault,
            holder,
            coin,
            place,
            instead,
        },
    )
}
