//! What there is to try.

use crate::{
    UpstreamRate,
    width::{Amount, BPS, Fixed},
};

pub fn amounts() -> impl Iterator<Item = Amount> + Clone {
    0..=Amount::MAX
}

pub fn fixed_points() -> impl Iterator<Item = Fixed> + Clone {
    0..=Fixed::MAX
}

/// Where a total may stand before something is added to it: at its ends, and where `added` just fits
/// and just does not.
pub fn totals_around(added: Fixed) -> [Fixed; 6] {
    let room = Fixed::MAX - added;
    let near = [room.saturating_sub(1), room, room.saturating_add(1)];
    [0, 1, near[0], near[1], near[2], Fixed::MAX]
}

/// Places of the index: it is a total modulo its range.
pub const PLACES_OF_INDEX: [Fixed; 5] = [0, 1, Fixed::MAX / 2, Fixed::MAX - 1, Fixed::MAX];

/// All rates that are within the whole.
pub fn rates() -> impl Iterator<Item = UpstreamRate> + Clone {
    rates_within(BPS)
}

/// All rates that are within `most` basis points.
pub fn rates_within(most: u16) -> impl Iterator<Item = UpstreamRate> + Clone {
    (0..=most).flat_map(move |relative_bps| {
        (0..=most - relative_bps).map(move |absolute_bps| UpstreamRate {
            relative_bps,
            absolute_bps,
        })
    })
}

/// All pairs of what was received and what of it came from outside.
pub fn totals() -> impl Iterator<Item = (Amount, Amount)> + Clone {
    amounts().flat_map(|gross| (0..=gross).map(move |outside| (gross, outside)))
}
