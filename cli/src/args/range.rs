//! Byte ranges on the command line.

use std::{ops::Range, str::FromStr};

const MALFORMED: &str = "write START..END or START+LENGTH in bytes, like 1000..2000 or 1000+500";

/// `START..END`, the end exclusive, or `START+LENGTH`. Never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ByteRange(pub Range<u64>);

impl FromStr for ByteRange {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let range = if let Some((start, end)) = text.split_once("..") {
            number(start)?..number(end)?
        } else if let Some((start, length)) = text.split_once('+') {
            let start = number(start)?;
            let end = start.checked_add(number(length)?);
            start..end.ok_or("the range ends after any file does")?
        } else {
            return Err(MALFORMED);
        };
        if range.is_empty() {
            return Err("the range is empty: its end must come after its start");
        }
        Ok(Self(range))
    }
}

fn number(text: &str) -> Result<u64, &'static str> {
    let digits = text.replace('_', "");
    // `parse` alone would take a sign.
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(MALFORMED);
    }
    digits.parse().map_err(|_| MALFORMED)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_is_written_with_its_end_or_its_length() {
        assert_eq!("0..1".parse(), Ok(ByteRange(0..1)));
        assert_eq!("1_000..2_000".parse(), Ok(ByteRange(1000..2000)));
        assert_eq!("1000+500".parse(), Ok(ByteRange(1000..1500)));
    }

    #[test]
    fn what_is_no_range_is_refused() {
        for bad in [
            "",
            "5",
            "..",
            "..5",
            "5..",
            "5..5",
            "6..5",
            "5+0",
            "-1..5",
            "a..b",
            "1..=2",
            "1...2",
            "1+",
            "+1",
            "18446744073709551615+1",
            "0..18446744073709551616",
            "1..+2",
        ] {
            assert!(bad.parse::<ByteRange>().is_err(), "{bad}");
        }
    }
}
