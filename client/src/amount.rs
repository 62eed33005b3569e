//! Token quantities as people write them, exactly.

use std::fmt;

/// A quantity of a token: base units, and how many decimals its mint has.
///
/// No floating point: what is written is what is sent.
///
/// ```
/// use provenue_client::Amount;
///
/// let price = Amount::parse("12.5", 6)?;
/// assert_eq!(price.units, 12_500_000);
/// assert_eq!(price.to_string(), "12.5");
/// assert_eq!(format!("{price:#}"), "12.500000");
/// # Ok::<(), provenue_client::AmountError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Amount {
    /// Base units, the integers a mint counts in.
    pub units: u64,
    /// Decimals of the mint: one whole token is `10^decimals` base units.
    pub decimals: u8,
}

/// Why a text is not an [`Amount`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AmountError {
    /// Something other than digits and one point.
    #[error("'{0}' is not an amount: write digits with at most one decimal point, like 12.5")]
    Malformed(String),
    /// More decimals than the mint can express.
    #[error("'{text}' has more than the {decimals} decimals of this token")]
    TooPrecise {
        /// What was written.
        text: String,
        /// Decimals of the mint.
        decimals: u8,
    },
    /// More than 2^64 − 1 base units.
    #[error("'{0}' is more than a token account can hold")]
    TooLarge(String),
}

impl Amount {
    /// `units` base units of a token with `decimals` decimals.
    #[must_use]
    pub const fn new(units: u64, decimals: u8) -> Self {
        Self { units, decimals }
    }

    /// Reads whole tokens: `12`, `12.5`, `.5`, `1_000`.
    ///
    /// # Errors
    /// [`AmountError`] when it is no number, is more precise than the mint (trailing zeros are
    /// fine), or does not fit 64 bits.
    pub fn parse(text: &str, decimals: u8) -> Result<Self, AmountError> {
        let malformed = || AmountError::Malformed(text.to_owned());
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        let grouped = whole.replace('_', "");
        if (grouped.is_empty() && fraction.is_empty())
            || !digits(&grouped)
            || !digits(fraction)
            || whole.starts_with('_')
            || whole.ends_with('_')
        {
            return Err(malformed());
        }
        let fraction = fraction.trim_end_matches('0');
        if fraction.len() > usize::from(decimals) {
            return Err(AmountError::TooPrecise {
                text: text.to_owned(),
                decimals,
            });
        }
        let places = usize::from(decimals);
        let written = format!("{grouped}{fraction:0<places$}");
        let significant = written.trim_start_matches('0');
        let units = match significant {
            "" => 0,
            digits => digits
                .parse()
                .map_err(|_| AmountError::TooLarge(text.to_owned()))?,
        };
        Ok(Self { units, decimals })
    }
}

/// Whole tokens without needless zeros; all decimals with `{:#}`.
impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let places = usize::from(self.decimals);
        let digits = format!("{:0>width$}", self.units, width = places + 1);
        let (whole, fraction) = digits.split_at(digits.len() - places);
        let fraction = if f.alternate() {
            fraction
        } else {
            fraction.trim_end_matches('0')
        };
        if fraction.is_empty() {
            f.pad(whole)
        } else {
            f.pad(&format!("{whole}.{fraction}"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn units(text: &str, decimals: u8) -> Result<u64, AmountError> {
        Amount::parse(text, decimals).map(|amount| amount.units)
    }

    #[test]
    fn whole_tokens_become_base_units() {
        assert_eq!(units("1", 6), Ok(1_000_000));
        assert_eq!(units("0.000001", 6), Ok(1));
        assert_eq!(units(".5", 1), Ok(5));
        assert_eq!(units("5.", 0), Ok(5));
        assert_eq!(units("1_000.10", 1), Ok(10_001));
        assert_eq!(units("0", 255), Ok(0));
        assert_eq!(units("18446744073.709551615", 9), Ok(u64::MAX));
    }

    #[test]
    fn what_is_not_a_number_is_refused() {
        for text in [
            "", ".", "-1", "+1", "1,5", "1.2.3", "1e3", " 1", "_1", "1_", "0x1", "١",
        ] {
            assert!(
                matches!(units(text, 6), Err(AmountError::Malformed(_))),
                "{text}"
            );
        }
    }

    #[test]
    fn nothing_is_rounded() {
        assert!(matches!(
            units("0.0000001", 6),
            Err(AmountError::TooPrecise { .. })
        ));
        assert!(matches!(
            units("18446744073.709551616", 9),
            Err(AmountError::TooLarge(_))
        ));
        assert!(matches!(units("1", 20), Err(AmountError::TooLarge(_))));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(units: u64, decimals in 0u8..30) {
            let amount = Amount::new(units, decimals);
            prop_assert_eq!(Amount::parse(&amount.to_string(), decimals), Ok(amount));
            prop_assert_eq!(Amount::parse(&format!("{amount:#}"), decimals), Ok(amount));
        }
    }
}
