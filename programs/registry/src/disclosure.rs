//! How much of a work was made by machines.

/// What an asset's registrant discloses about its making. The number is what the account holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Disclosure {
    /// Made by people.
    Human = 0,
    /// Made by people with the help of generative tools.
    AiAssisted = 1,
    /// Made by a generative tool.
    AiGenerated = 2,
    /// Composed of works of several kinds.
    Composite = 3,
}

impl Disclosure {
    /// All of them, in the order of their codes.
    pub const ALL: [Self; 4] = [
        Self::Human,
        Self::AiAssisted,
        Self::AiGenerated,
        Self::Composite,
    ];

    /// The disclosure of that code, if there is one.
    pub fn from_code(code: u8) -> Option<Self> {
        Self::ALL.get(usize::from(code)).copied()
    }

    /// The code that the account holds.
    pub const fn code(self) -> u8 {
        self as u8
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_disclosure_is_found_by_its_code() {
        for disclosure in Disclosure::ALL {
            assert_eq!(Disclosure::from_code(disclosure.code()), Some(disclosure));
        }
        assert_eq!(Disclosure::from_code(4), None);
        assert_eq!(Disclosure::from_code(u8::MAX), None);
    }
}
