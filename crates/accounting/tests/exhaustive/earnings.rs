//! All bookings over all units, all positions at all rises of the index.

use crate::{
    Accumulator, Entitlement,
    domain::{PLACES_OF_INDEX, amounts, fixed_points, totals_around},
    laws::{accumulator, entitlement},
    width::{Amount, Fixed, SHARE_UNITS},
};

#[test]
fn every_spread_conserves() {
    for live in 0..=SHARE_UNITS + 1 {
        for net in amounts() {
            for fraction in amounts() {
                // A carry is below the units it was left by: at most all of them.
                for carry in 0..SHARE_UNITS {
                    let books = Accumulator { index: 0, carry };
                    accumulator::spreading_conserves(books, net, fraction, live);
                }
            }
        }
    }
}

#[test]
fn every_carry_is_spread_or_refused() {
    for live in [0, 1, 2, 7, SHARE_UNITS, SHARE_UNITS + 1, Amount::MAX] {
        for carry in amounts() {
            for fraction in amounts() {
                for net in [0, 1, Amount::MAX - 1, Amount::MAX] {
                    for index in PLACES_OF_INDEX {
                        let books = Accumulator { index, carry };
                        accumulator::spreading_conserves(books, net, fraction, live);
                    }
                }
            }
        }
    }
}

#[test]
fn every_index_wraps_alike() {
    for index in fixed_points() {
        for net in [0, 1, 100, Amount::MAX] {
            for live in [1, 7, SHARE_UNITS] {
                let books = Accumulator { index, carry: 3 };
                accumulator::spreading_conserves(books, net, 200, live);
            }
        }
    }
}

#[test]
fn every_accrual_is_exact_or_refused() {
    for units in 0..=SHARE_UNITS + 1 {
        for rise in fixed_points() {
            for accrued in totals_around(rise.wrapping_mul(units.into())) {
                for checkpoint in [0, 1, Fixed::MAX - rise, Fixed::MAX] {
                    let before = Entitlement {
                        checkpoint,
                        accrued,
                        claimed: 9,
                    };
                    let index = checkpoint.wrapping_add(rise);
                    entitlement::accrual_is_exact_or_refused(before, units, index);
                }
            }
        }
    }
    entitlement::accrual_is_exact_or_refused(Entitlement::default(), Amount::MAX, 1);
}

#[test]
fn every_completion_conserves() {
    for accrued in fixed_points() {
        for carry in amounts() {
            let before = Entitlement {
                checkpoint: 5,
                accrued,
                claimed: 9,
            };
            entitlement::settling_conserves(before, 1, Accumulator { index: 5, carry });
        }
    }
}

#[test]
fn every_settlement_conserves() {
    for units in 0..=SHARE_UNITS + 1 {
        for rise in fixed_points() {
            for carry in [0, 1, SHARE_UNITS - 1] {
                for accrued in [0, 1, 250, Fixed::MAX] {
                    let before = Entitlement {
                        checkpoint: Fixed::MAX,
                        accrued,
                        claimed: 0,
                    };
                    let index = before.checkpoint.wrapping_add(rise);
                    entitlement::settling_conserves(before, units, Accumulator { index, carry });
                }
            }
        }
    }
}

#[test]
fn every_position_is_paid_its_whole_base_units() {
    for accrued in fixed_points() {
        for claimed in amounts() {
            entitlement::taking_leaves_the_part_below_one(Entitlement {
                checkpoint: 5,
                accrued,
                claimed,
            });
        }
    }
}
