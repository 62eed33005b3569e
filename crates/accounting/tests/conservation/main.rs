//! Random lives of a vault, checked after every step against the exact model.
//!
//! `PROPTEST_CASES=100000 cargo test -p provenue-accounting --test conservation` tries more.

mod audit;
mod drift;
mod operation;
mod vault;
mod world;

use operation::{Life, life};
use proptest::prelude::*;
use world::World;

fn config() -> ProptestConfig {
    let default = ProptestConfig::default();
    ProptestConfig {
        cases: default.cases.max(2_000),
        ..default
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn the_books_close_after_every_step_of_any_life(life in life()) {
        let Life { beginning, operations } = life;
        let mut world = World::begin(&beginning);
        world.audit();
        for operation in &operations {
            world.step(operation);
            world.audit();
        }
        world.everyone_claims();
        world.audit();
        world.little_remains();
    }
}
