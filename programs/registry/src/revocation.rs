//! Why an owner takes a claim back.

/// The first code that owners may give a meaning of their own.
pub const FIRST_CUSTOM_REASON: u16 = 1_000;

/// Why an asset was revoked. The code is what the account holds; 0 is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RevocationReason {
    /// 1: it should not have been registered, or not like this.
    RegisteredInError,
    /// 2: the work turned out to be somebody else's.
    NotMine,
    /// 3: a court or an authority ordered it.
    CourtOrAuthority,
    /// 4: the owner no longer licenses the work.
    RightsWithdrawn,
    /// 5: another asset takes its place.
    Replaced,
    /// 6: the work does harm.
    Harmful,
    /// From [`FIRST_CUSTOM_REASON`] on: what the owner means by it.
    Custom(u16),
}

impl RevocationReason {
    /// The reasons that everybody understands, in the order of their codes.
    pub const COMMON: [Self; 6] = [
        Self::RegisteredInError,
        Self::NotMine,
        Self::CourtOrAuthority,
        Self::RightsWithdrawn,
        Self::Replaced,
        Self::Harmful,
    ];

    /// The reason of that code, if there is one.
    #[must_use]
    pub fn from_code(code: u16) -> Option<Self> {
        if code >= FIRST_CUSTOM_REASON {
            return Some(Self::Custom(code));
        }
        let at = usize::from(code).checked_sub(1)?;
        Self::COMMON.get(at).copied()
    }

    /// The code that the account holds.
    #[must_use]
    pub const fn code(self) -> u16 {
        match self {
            Self::RegisteredInError => 1,
            Self::NotMine => 2,
            Self::CourtOrAuthority => 3,
            Self::RightsWithdrawn => 4,
            Self::Replaced => 5,
            Self::Harmful => 6,
            Self::Custom(code) => code,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_that_of_the_reason_it_names() {
        for code in 0..=u16::MAX {
            let reason = RevocationReason::from_code(code);
            let known = matches!(code, 1..=6 | 1_000..);
            assert_eq!(reason.is_some(), known, "{code}");
            assert!(reason.is_none_or(|reason| reason.code() == code), "{code}");
        }
    }

    #[test]
    fn common_reasons_are_none_of_an_owners_own() {
        for reason in RevocationReason::COMMON {
            assert!(!matches!(reason, RevocationReason::Custom(_)));
        }
        assert_eq!(
            RevocationReason::from_code(2),
            Some(RevocationReason::NotMine)
        );
    }
}
