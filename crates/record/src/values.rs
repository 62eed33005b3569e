//! Values that can be written in one way only.

use std::fmt;

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{Error, Visitor},
};

use crate::json::MAX_SAFE_INTEGER;

/// The version of a document: 1, the only one there is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "u32", try_from = "u32")]
pub struct Version;

impl From<Version> for u32 {
    fn from(_: Version) -> Self {
        1
    }
}

impl TryFrom<u32> for Version {
    type Error = String;

    fn try_from(found: u32) -> Result<Self, String> {
        if found == 1 {
            Ok(Self)
        } else {
            Err(format!(
                "it is of version {found}; this software reads version 1"
            ))
        }
    }
}

/// What a random generator was started with.
///
/// An integer of up to 64 bits. In JSON it is a number up to 2^53 − 1, and a string of decimal
/// digits beyond, since some readers would round it; either is read as a string too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Seed(
    /// The number.
    pub u64,
);

impl Seed {
    /// The seed that these decimal digits write. `None` for anything else: signs, leading zeros, more than 64 bits.
    pub fn from_digits(digits: &str) -> Option<Self> {
        let plain = digits == "0" || !digits.starts_with(['0', '+']);
        digits.parse().ok().filter(|_| plain).map(Self)
    }
}

impl Serialize for Seed {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0 <= MAX_SAFE_INTEGER {
            serializer.serialize_u64(self.0)
        } else {
            serializer.collect_str(&self.0)
        }
    }
}

impl<'de> Deserialize<'de> for Seed {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(SeedVisitor)
    }
}

struct SeedVisitor;

impl Visitor<'_> for SeedVisitor {
    type Value = Seed;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "a seed: an integer from 0 to 2^53 - 1, or up to 2^64 - 1 as a string of digits",
        )
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Seed, E> {
        if value <= MAX_SAFE_INTEGER {
            Ok(Seed(value))
        } else {
            Err(E::custom(format!(
                "the seed {value} is beyond 2^53 - 1 and would be rounded by some; write it as a string"
            )))
        }
    }

    /// JSON has one kind of number: `1.0` is an integer.
    fn visit_f64<E: Error>(self, value: f64) -> Result<Seed, E> {
        if value.fract() == 0.0 && (0.0..=MAX_SAFE_INTEGER as f64).contains(&value) {
            Ok(Seed(value as u64))
        } else {
            Err(E::custom(format!(
                "{value} is no seed: an integer from 0 to 2^53 - 1"
            )))
        }
    }

    fn visit_str<E: Error>(self, digits: &str) -> Result<Seed, E> {
        Seed::from_digits(digits).ok_or_else(|| {
            E::custom(format!(
                "{digits:?} is no seed: up to 64 bits in decimal digits"
            ))
        })
    }
}

/// A time by RFC 3339, such as `2026-03-01T12:00:00Z`, kept as it was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Time(String);

impl Time {
    /// The time as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<Time> for String {
    fn from(time: Time) -> Self {
        time.0
    }
}

impl TryFrom<String> for Time {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        if has_rfc_3339_shape(&text) && text.parse::<jiff::Timestamp>().is_ok() {
            Ok(Self(text))
        } else {
            Err(format!(
                "{text:?} is no time by RFC 3339, such as 2026-03-01T12:00:00Z"
            ))
        }
    }
}

/// Digits and signs in their places: parsers of times accept more than the RFC.
fn has_rfc_3339_shape(text: &str) -> bool {
    let matches = |text: &str, shape: &str| {
        text.len() == shape.len()
            && text
                .bytes()
                .zip(shape.bytes())
                .all(|(byte, wanted)| match wanted {
                    b'0' => byte.is_ascii_digit(),
                    _ => byte == wanted,
                })
    };
    let date_time = "0000-00-00T00:00:00";
    let Some((start, rest)) = text.split_at_checked(date_time.len()) else {
        return false;
    };
    let zone = match rest.strip_prefix('.') {
        Some(fraction) => {
            let zone = fraction.trim_start_matches(|digit: char| digit.is_ascii_digit());
            // Nine digits are what a nanosecond takes.
            if !(1..=9).contains(&(fraction.len() - zone.len())) {
                return false;
            }
            zone
        }
        None => rest,
    };
    let has_zone = zone == "Z" || matches(zone, "+00:00") || matches(zone, "-00:00");
    matches(start, date_time) && has_zone
}
