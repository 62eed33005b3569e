//! Parts of amounts, rounded as the pool promises to.

use super::operation::Part;

/// So much of `whole`, rounded down; never all of it.
pub fn part_of(whole: u64, part: Part) -> u64 {
    proportion(whole, part.into(), 1 << Part::BITS)
}

/// `whole · part / of`, rounded down.
pub fn proportion(whole: u64, part: u64, of: u64) -> u64 {
    small(u128::from(whole) * u128::from(part) / u128::from(of))
}

/// `whole · part / of`, rounded up: what joining costs.
pub fn proportion_up(whole: u64, part: u64, of: u64) -> u64 {
    small((u128::from(whole) * u128::from(part)).div_ceil(of.into()))
}

fn small(number: u128) -> u64 {
    u64::try_from(number).unwrap_or_else(|error| panic!("{error}"))
}
