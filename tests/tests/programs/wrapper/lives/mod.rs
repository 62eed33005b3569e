//! Random lives of a pool of wrapped shares, on the real programs and the real AMM, compared after
//! every step with the exact model of the vault and with what the pool's curve promises.
//!
//! Before a step is sent the test knows what every account of shares, wrapped shares, LP tokens and
//! money will hold afterwards. Payments alone are read from the ledger, and must be what the model says
//! that they may be. At the end everybody leaves, and nothing is left behind.
//!
//! The same lives are tried each time; `PROPTEST_CASES=N` tries N new ones.

mod amounts;
mod expected;
mod money;
mod operation;
mod pooling;
mod wrapping;

use expected::Expected;
use operation::{Life, life};
use proptest::test_runner::{Config, RngAlgorithm, TestError, TestRng, TestRunner};

/// Lives that are tried, if no number is asked for.
const LIVES: u32 = 48;

#[test]
fn a_pool_earns_what_its_shares_earn_whatever_happens() {
    let runtime = tokio::runtime::Builder::new_current_thread().build();
    let runtime = runtime.unwrap_or_else(|error| panic!("{error}"));
    let asked = std::env::var_os("PROPTEST_CASES").map(|_| Config::default().cases);
    let config = Config {
        cases: asked.unwrap_or(LIVES),
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
    let tried = runner.run(&life(), |life| {
        runtime.block_on(live(&life));
        Ok(())
    });
    match tried {
        Ok(()) => {}
        Err(TestError::Fail(reason, life)) => panic!("{reason}\nin {life:?}"),
        Err(TestError::Abort(reason)) => panic!("{reason}"),
    }
}

async fn live(life: &Life) {
    let mut expected = Expected::begin(life.stream_seconds).await;
    expected.assert_met().await;
    for operation in &life.operations {
        expected.step(*operation).await;
        expected.assert_met().await;
    }
    expected.everybody_leaves().await;
}
