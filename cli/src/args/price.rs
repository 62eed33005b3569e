//! What to pay for being processed earlier.

use std::str::FromStr;

use provenue_client::Priority;

/// The most that `auto` pays, in micro-lamports per compute unit: at 200 000 compute units, a
/// 5 000th of a SOL.
const AUTO_MAXIMUM: u64 = 1_000_000;

/// The value of `--with-compute-unit-price`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ComputeUnitPrice {
    /// What others paid lately.
    Auto,
    /// So many micro-lamports per compute unit.
    Fixed(u64),
}

impl FromStr for ComputeUnitPrice {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text == "auto" {
            return Ok(Self::Auto);
        }
        text.parse()
            .map(Self::Fixed)
            .map_err(|_| "write a whole number of micro-lamports, or auto")
    }
}

impl From<ComputeUnitPrice> for Priority {
    fn from(price: ComputeUnitPrice) -> Self {
        match price {
            ComputeUnitPrice::Auto => Self::Auto { max: AUTO_MAXIMUM },
            ComputeUnitPrice::Fixed(0) => Self::None,
            ComputeUnitPrice::Fixed(price) => Self::Fixed(price),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_price_is_a_number_or_auto() {
        assert_eq!("auto".parse(), Ok(ComputeUnitPrice::Auto));
        assert_eq!("250".parse(), Ok(ComputeUnitPrice::Fixed(250)));
        for bad in ["", "-1", "1.5", "AUTO", "18446744073709551616"] {
            assert!(bad.parse::<ComputeUnitPrice>().is_err(), "{bad}");
        }
    }
}
