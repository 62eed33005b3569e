//! What a currency's issuer could do, in plain words.

use crate::state::risk;

/// What bits of [`risk`] say, as [`crate::state::CurrencySlot::risks`] has them.
#[must_use]
pub fn describe(risks: u32) -> Vec<&'static str> {
    const SAYINGS: [(u32, &str); 7] = [
        (risk::FREEZE, "the issuer can freeze the treasury"),
        (risk::TRANSFER_FEE, "a part of each transfer is kept"),
        (risk::SEIZE, "the issuer can take what the treasury holds"),
        (risk::PAUSE, "the issuer can stop all transfers"),
        (
            risk::HOOK,
            "the issuer can lock the treasury with a transfer hook",
        ),
        (risk::CLOSE, "the mint can be closed while nobody holds any"),
        (
            risk::CONFIDENTIAL,
            "holders can hide amounts; the treasury does not",
        ),
    ];
    let said = SAYINGS.iter().filter(|(bit, _)| risks & bit != 0);
    said.map(|(_, saying)| *saying).collect()
}
