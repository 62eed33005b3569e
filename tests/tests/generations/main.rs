//! Families of vaults that owe each other, on the real programs, against the exact model of a graph:
//! random lives of deposits, dues that climb, streams, holds, sales and burns.
//!
//! The same lives every time; `PROPTEST_CASES=N` for N new ones.

mod family;
mod money;
mod operation;
mod shares;

use proptest::test_runner::{Config, RngAlgorithm, TestError, TestRng, TestRunner};

use crate::{
    family::Family,
    operation::{Life, life},
};

/// Lives of a test, unless told otherwise.
const LIVES: u32 = 24;
/// Operations of a life.
const LENGTH: usize = 120;

fn lives(seed: u8) {
    let asked = std::env::var_os("PROPTEST_CASES").map(|_| Config::default().cases);
    let config = Config {
        cases: asked.map_or(LIVES, |cases| cases.div_ceil(2)),
        failure_persistence: None,
        max_shrink_iters: 200,
        ..Config::default()
    };
    let mut runner = match asked {
        Some(_) => TestRunner::new(config),
        None => {
            let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[seed; 32]);
            TestRunner::new_with_rng(config, rng)
        }
    };
    let tried = runner.run(&life(LENGTH), |life| {
        tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("a runtime can be built")
            .block_on(live(&life));
        Ok(())
    });
    match tried {
        Ok(()) => {}
        Err(TestError::Fail(reason, life)) => panic!("{reason}\nin {life:#?}"),
        Err(TestError::Abort(reason)) => panic!("{reason}"),
    }
}

async fn live(life: &Life) {
    let mut family = Family::begin(&life.beginnings).await;
    for operation in &life.operations {
        family.step(operation).await;
        family.audit().await;
    }
    family.everything_climbs().await;
    family.audit().await;
}

#[test]
fn some_families_prosper() {
    lives(1);
}

#[test]
fn other_families_prosper() {
    lives(2);
}
