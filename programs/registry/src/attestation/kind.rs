//! What can be attested.

/// What an attestation is about. The codes never change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum AttestationKind {
    /// The attestor made the work, or the asset's owner is who they say they are.
    Authorship = 0,
    /// Somebody looked at the work; the score is their mark.
    Review = 1,
    /// How likely a detector holds the work to be made by a machine; the score is the likelihood.
    AiDetection = 2,
    /// The rights to the work were cleared.
    RightsClearance = 3,
    /// Somebody demands that the work be taken down.
    TakedownNotice = 4,
    /// The work's C2PA manifest was validated.
    C2paValidated = 5,
    /// What a schema says, which the attestation names by its hash.
    Custom = 6,
}

impl AttestationKind {
    /// All of them, in the order of their codes.
    pub const ALL: [Self; 7] = [
        Self::Authorship,
        Self::Review,
        Self::AiDetection,
        Self::RightsClearance,
        Self::TakedownNotice,
        Self::C2paValidated,
        Self::Custom,
    ];

    /// The kind with a code.
    pub fn from_code(code: u8) -> Option<Self> {
        Self::ALL.get(usize::from(code)).copied()
    }

    /// The kind's code.
    pub const fn code(self) -> u8 {
        self as u8
    }

    /// Whether attestations of this kind give a score.
    pub const fn has_score(self) -> bool {
        matches!(self, Self::Review | Self::AiDetection | Self::Custom)
    }

    /// Whether attestations of this kind name a schema.
    pub const fn has_schema(self) -> bool {
        matches!(self, Self::Custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_kinds_are_the_same_seven() {
        for code in 0..=u8::MAX {
            let kind = AttestationKind::from_code(code);
            assert_eq!(kind.map(AttestationKind::code), (code < 7).then_some(code));
        }
    }
}
