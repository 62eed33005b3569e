//! The time.

use anchor_lang::prelude::*;

/// Seconds since 1970, as the chain knows them.
///
/// # Errors
/// When the chain does not say.
pub fn now() -> Result<i64> {
    Ok(<Clock as PinocchioSysvar>::get()?.unix_timestamp)
}

/// The same for the arithmetic, which knows no time before 1970.
pub(crate) fn seconds() -> Result<u64> {
    Ok(u64::try_from(now()?).unwrap_or(0))
}
