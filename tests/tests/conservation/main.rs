//! Random lives of two vaults that share holders and currencies, on the real programs, compared
//! after every step with the exact model.
//!
//! A step is a transaction, or more, on the embedded ledger. Before it is sent the test knows
//! whether it will be refused, and why, or else what every account will hold afterwards: payments
//! are what the model says, to the base unit; positions are within the proven 1/2^64ths of their
//! exact shares; the books close exactly; no base unit of any currency, no share unit and no lamport
//! but the fees comes or goes. What is refused changes nothing, and attacks are refused.
//!
//! The four tests together try the same 2 000 lives every time, so that a change is judged by what
//! it changes. `PROPTEST_CASES=20000 cargo test --ignore-rust-version -p provenue-tests --test
//! conservation` tries so many new ones. A life that fails is made as short as possible, and printed.

mod attacks;
mod audit;
mod facts;
mod operation;
mod picture;
mod stage;
mod strategy;
mod world;

use operation::Life;
use proptest::test_runner::{Config, RngAlgorithm, TestError, TestRng, TestRunner};
use stage::Stage;
use strategy::{Emphasis, life};
use world::World;

/// Lives that all tests of this file try together, if no number is asked for.
const LIVES: u32 = 2_000;
/// Asks for another number of lives, and for new ones; proptest's own variable.
const ASKED: &str = "PROPTEST_CASES";
/// Tests among which they are divided, so that every core has some.
const TESTS: u32 = 4;

/// Tries lives in which some things happen more often.
fn lives(emphasis: Emphasis) {
    let runtime = tokio::runtime::Builder::new_current_thread().build();
    let runtime = runtime.unwrap_or_else(|error| panic!("{error}"));
    let stage = runtime.block_on(Stage::new());
    let asked = std::env::var_os(ASKED).map(|_| Config::default().cases);
    let config = Config {
        cases: asked.unwrap_or(LIVES).div_ceil(TESTS),
        // What is printed is the life itself.
        failure_persistence: None,
        ..Config::default()
    };
    let mut runner = match asked {
        Some(_) => TestRunner::new(config),
        None => {
            let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
            TestRunner::new_with_rng(config, rng)
        }
    };
    let tried = runner.run(&life(emphasis), |life| {
        runtime.block_on(live(&stage, &life));
        Ok(())
    });
    match tried {
        Ok(()) => {}
        Err(TestError::Fail(reason, life)) => panic!("{reason}\nin {life}"),
        Err(TestError::Abort(reason)) => panic!("{reason}"),
    }
}

async fn live(stage: &Stage, life: &Life) {
    let mut world = World::begin(stage, &life.beginnings, &life.payable).await;
    for operation in &life.operations {
        world.step(operation).await;
    }
    world.everyone_claims().await;
    world.little_remains();
}

#[test]
fn everything_happens() {
    lives(Emphasis::default());
}

#[test]
fn money_comes_and_goes() {
    lives(Emphasis {
        money: 4,
        ..Emphasis::default()
    });
}

#[test]
fn shares_change_hands() {
    lives(Emphasis {
        shares: 4,
        ..Emphasis::default()
    });
}

#[test]
fn holders_come_and_go() {
    lives(Emphasis {
        accounts: 4,
        ..Emphasis::default()
    });
}
