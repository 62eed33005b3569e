//! What a work is made from: how, and what it owes for it. No accounts, no clock.

use anchor_lang::prelude::*;

use crate::RegistryError;

/// What is made from a work owes at most so much of its revenue, in basis points.
pub const MAX_DERIVATIVE_BPS: u16 = 10_000;

/// What a derivative owes the work that it is made from, in basis points of its vault's revenue. The
/// two parts are those of the vault program's upstream edges.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, AnchorSerialize, AnchorDeserialize, IdlType,
)]
pub struct DerivativeRate {
    /// Part of all that the derivative's vault books, royalties from its own derivatives included.
    pub relative_bps: u16,
    /// Part of what the derivative, and everything made from it, earns from outside.
    pub absolute_bps: u16,
}

impl DerivativeRate {
    /// Whether nothing is owed.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        *self == Self::default()
    }

    /// Whether any vault could owe so much.
    ///
    /// # Errors
    /// [`RegistryError::DerivativeRateTooHigh`] above 10,000 basis points together.
    pub fn validate(&self) -> core::result::Result<(), RegistryError> {
        let total = self.relative_bps.checked_add(self.absolute_bps);
        match total {
            Some(total) if total <= MAX_DERIVATIVE_BPS => Ok(()),
            _ => Err(RegistryError::DerivativeRateTooHigh),
        }
    }
}

/// How an ingredient is part of a work, as C2PA's ingredient assertion tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Relation {
    /// C2PA's `parentOf`: the work is an edit or a new version of the ingredient.
    ParentOf = 0,
    /// C2PA's `componentOf`: the work is composed of the ingredient, among others.
    ComponentOf = 1,
    /// C2PA's `inputTo`: the ingredient was put into what made the work, such as a model, a data set or
    /// a reference picture.
    InputTo = 2,
}

impl Relation {
    /// The relation with a code, as it stands in accounts and arguments.
    #[must_use]
    pub fn from_code(code: u8) -> Option<Self> {
        match code {
            0 => Some(Self::ParentOf),
            1 => Some(Self::ComponentOf),
            2 => Some(Self::InputTo),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_derivative_owes_at_most_all_it_earns() {
        let validate = |relative_bps, absolute_bps| {
            DerivativeRate {
                relative_bps,
                absolute_bps,
            }
            .validate()
        };
        for (relative, absolute) in [(0, 0), (10_000, 0), (0, 10_000), (4_000, 6_000)] {
            assert_eq!(validate(relative, absolute), Ok(()));
        }
        for (relative, absolute) in [(10_001, 0), (0, 10_001), (4_000, 6_001), (1, u16::MAX)] {
            let refused = Err(RegistryError::DerivativeRateTooHigh);
            assert_eq!(validate(relative, absolute), refused);
        }
    }

    #[test]
    fn codes_of_relations_are_those_they_are_written_with() {
        for code in 0..=u8::MAX {
            let relation = Relation::from_code(code);
            assert_eq!(relation.map(|relation| relation as u8).is_some(), code < 3);
            assert!(relation.is_none_or(|relation| relation as u8 == code));
        }
    }
}
