//! How long a licence lasts, on the command line and in reports.

use std::{fmt, str::FromStr};

use provenue_client::MAX_PERIOD_SECONDS;

/// What people write for so many seconds.
const UNITS: [(&str, &str, u64); 5] = [
    ("w", "week", 7 * 24 * 60 * 60),
    ("d", "day", 24 * 60 * 60),
    ("h", "hour", 60 * 60),
    ("m", "minute", 60),
    ("s", "second", 1),
];

/// Seconds that a licence lasts; 0 for ever.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Period(pub u64);

impl FromStr for Period {
    type Err = &'static str;

    /// A number of seconds, or one with a unit: `30d`, `12h`, `90m`, `45s`, `2w`.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (digits, factor) = UNITS
            .iter()
            .find_map(|(letter, _, factor)| Some((text.strip_suffix(letter)?, *factor)))
            .unwrap_or((text, 1));
        if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err("write a whole number with w, d, h, m or s, like 30d or 12h");
        }
        let seconds = digits.parse::<u64>().ok();
        match seconds.and_then(|seconds| seconds.checked_mul(factor)) {
            Some(0) => Err("a licence lasts at least a second; without a period it lasts for ever"),
            Some(seconds) if seconds <= MAX_PERIOD_SECONDS => Ok(Self(seconds)),
            _ => Err("that is longer than the chain's clock can count"),
        }
    }
}

/// In the largest unit that fits exactly.
impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 == 0 {
            return f.pad("for ever");
        }
        let exact = UNITS
            .iter()
            // A month of 30 days is not four weeks and two days; whoever offers weeks gets days.
            .skip(1)
            .find(|(_, _, factor)| self.0.is_multiple_of(*factor));
        let (_, name, factor) = exact.unwrap_or(&UNITS[4]);
        let count = self.0 / factor;
        let plural = if count == 1 { "" } else { "s" };
        f.pad(&format!("{count} {name}{plural}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_is_read_with_its_unit() {
        for (text, seconds, shown) in [
            ("45", 45, "45 seconds"),
            ("1s", 1, "1 second"),
            ("90m", 5_400, "90 minutes"),
            ("12h", 43_200, "12 hours"),
            ("30d", 2_592_000, "30 days"),
            ("1w", 604_800, "7 days"),
        ] {
            let period: Period = text.parse().unwrap();
            assert_eq!(period, Period(seconds), "{text}");
            assert_eq!(period.to_string(), shown);
        }
        assert_eq!(Period::default().to_string(), "for ever");
    }

    #[test]
    fn what_is_no_period_is_refused() {
        for bad in [
            "",
            "d",
            "0",
            "0d",
            "-1d",
            "1.5d",
            "1 d",
            "1y",
            "30D",
            "9223372036854775808",
        ] {
            assert!(bad.parse::<Period>().is_err(), "{bad}");
        }
        assert!("9223372036854775807".parse::<Period>().is_ok());
        assert!("99999999999999999999w".parse::<Period>().is_err());
    }
}
