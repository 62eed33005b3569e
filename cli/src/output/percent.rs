//! Parts of revenue, as people read them.

use provenue_client::{Amount, UpstreamRate};

/// Basis points as a percentage: `12.5 %`.
pub fn percent(bps: u16) -> String {
    format!("{} %", Amount::new(bps.into(), 2))
}

/// What one vault owes another.
pub fn upstream_rate(rate: UpstreamRate) -> String {
    let relative = format!("{} of all", percent(rate.relative_bps));
    let absolute = format!("{} of what comes from outside", percent(rate.absolute_bps));
    match (rate.relative_bps, rate.absolute_bps) {
        (_, 0) => relative,
        (0, _) => absolute,
        _ => format!("{relative} and {absolute}"),
    }
}
