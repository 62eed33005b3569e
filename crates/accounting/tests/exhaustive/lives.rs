//! All lives of a small vault: every sequence of steps up to a length, and every state that any sequence
//! at all can reach before so much has arrived.

use std::collections::HashSet;

use crate::{
    Exact, UpstreamRate,
    laws::life::{Life, Step},
    width::{Amount, Fixed},
};

/// Steps of a sequence. More take about ten times as long each.
const LENGTH: usize = 8;

/// Tries `steps` in every order, each as often as there is room for; checks after each one, and that at
/// the end everyone can be paid. Returns how many it tried.
fn try_all(life: &Life, steps: &[Step], length: usize) -> usize {
    let mut tried = 0;
    for step in steps {
        let mut after = *life;
        after.step(*step);
        after.check();
        tried += 1;
        if length == 1 {
            after.wind_up();
        } else if after != *life {
            tried += try_all(&after, steps, length - 1);
        }
    }
    tried
}

/// Tries `steps` from every state that they lead to, as long as no more than `received` has arrived and
/// it is not later than `until`. Returns how many states there are.
fn reach_all(life: Life, steps: &[Step], received: Exact, until: Amount) -> usize {
    let mut known: HashSet<[Fixed; 32]> = HashSet::new();
    let mut waiting = vec![life];
    while let Some(life) = waiting.pop() {
        for step in steps {
            let mut after = life;
            after.step(*step);
            let (arrived, now) = after.age();
            if arrived > received || now > until {
                continue;
            }
            let mut fields = after.fields();
            if known.insert(std::array::from_fn(|_| fields.next().expect("a field"))) {
                assert_eq!(fields.next(), None);
                after.check();
                after.wind_up();
                waiting.push(after);
            }
        }
    }
    known.len()
}

fn rates() -> [UpstreamRate; 2] {
    [(2, 1), (1, 2)].map(|(relative_bps, absolute_bps)| UpstreamRate {
        relative_bps,
        absolute_bps,
    })
}

/// Two holders, and one who is to get something. 11 divides no revenue without a carry.
const UNITS: [Amount; 3] = [7, 4, 0];

const AT_ONCE: [Step; 14] = [
    Step::Receive(7),
    Step::Receive(10),
    Step::Book(0),
    Step::Book(5),
    Step::Settle(0),
    Step::Settle(1),
    Step::Move(0, 2, 4),
    Step::Move(2, 1, 4),
    Step::Burn(1, 3),
    Step::Claim(0),
    Step::Claim(2),
    Step::Close(2),
    Step::Pay(0, 1),
    Step::Pay(1, Amount::MAX),
];

const STREAMING: [Step; 12] = [
    Step::Receive(11),
    Step::Book(0),
    Step::Book(5),
    Step::Wait(1),
    Step::Wait(3),
    Step::Settle(0),
    Step::Move(0, 2, 4),
    Step::Burn(1, 3),
    Step::Claim(1),
    Step::Claim(2),
    Step::Close(2),
    Step::Pay(0, Amount::MAX),
];

#[test]
fn every_sequence_keeps_the_invariants() {
    let tried = try_all(&Life::begin(UNITS, rates(), 0), &AT_ONCE, LENGTH);
    assert!(tried > 10_000_000, "{tried}");
}

#[test]
fn every_sequence_keeps_the_invariants_of_a_stream() {
    let tried = try_all(&Life::begin(UNITS, rates(), 5), &STREAMING, LENGTH);
    assert!(tried > 5_000_000, "{tried}");
}

#[test]
fn every_state_that_can_be_reached_keeps_the_invariants() {
    let steps = [
        Step::Receive(5),
        Step::Book(0),
        Step::Book(2),
        Step::Settle(0),
        Step::Settle(1),
        Step::Move(0, 2, 4),
        Step::Burn(1, 3),
        Step::Claim(0),
        Step::Claim(2),
        Step::Close(2),
        Step::Pay(0, Amount::MAX),
        Step::Pay(1, Amount::MAX),
    ];
    let states = reach_all(Life::begin(UNITS, rates(), 0), &steps, 15, 0);
    assert!(states > 1_000_000, "{states}");
}

#[test]
fn every_state_that_a_stream_can_reach_keeps_the_invariants() {
    let steps = [
        Step::Receive(3),
        Step::Receive(4),
        Step::Book(0),
        Step::Wait(1),
        Step::Settle(0),
        Step::Settle(1),
        Step::Move(0, 2, 4),
        Step::Burn(1, 3),
        Step::Claim(0),
        Step::Claim(1),
        Step::Claim(2),
        Step::Close(2),
        Step::Pay(0, Amount::MAX),
    ];
    let states = reach_all(Life::begin(UNITS, rates(), 3), &steps, 7, 5);
    assert!(states > 1_000_000, "{states}");
}
