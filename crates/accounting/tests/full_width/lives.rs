//! Random lives of a vault.

use proptest::prelude::*;

use crate::{
    domain::{any_life, any_steps},
    random::at_least,
};

proptest! {
    #![proptest_config(at_least(1_000))]

    #[test]
    fn a_vault_keeps_the_invariants(life in any_life(), steps in any_steps()) {
        let mut life = life;
        for step in steps {
            life.step(step);
            life.check();
        }
        life.wind_up();
    }
}
