//! What an attestor says, and whether it can be said.

use anchor_lang::prelude::*;

use super::AttestationKind;
use crate::RegistryError;

/// Highest score, in basis points.
const MAX_SCORE_BPS: u16 = 10_000;

/// What `attest` records.
#[derive(Clone, Debug, Default, PartialEq, Eq, AnchorSerialize, AnchorDeserialize, IdlType)]
pub struct Statement {
    /// An [`AttestationKind`] code. Must stay the first field: the attestation's address is derived
    /// from it before the rest is read.
    pub kind: u8,
    /// 0 to 10,000 basis points; 0 for kinds without a score.
    pub score_bps: u16,
    /// Larger than that of any earlier statement or revocation of the same attestation; at least 1.
    pub nonce: u64,
    /// Seconds since 1970 when the attestation ends; 0 = never.
    pub expires_at: i64,
    /// SHA-256 of what was looked at.
    pub evidence_hash: [u8; 32],
    /// SHA-256 of the schema of a custom attestation; zeros for the other kinds.
    pub schema_hash: [u8; 32],
}

impl Statement {
    /// Whether the statement can be made at `now` (seconds since 1970). Its nonce is not looked at.
    ///
    /// # Errors
    /// The first rule it breaks.
    pub fn validate(&self, now: i64) -> core::result::Result<(), RegistryError> {
        let kind =
            AttestationKind::from_code(self.kind).ok_or(RegistryError::UnknownAttestationKind)?;
        let most = if kind.has_score() { MAX_SCORE_BPS } else { 0 };
        if self.score_bps > most {
            return Err(RegistryError::ScoreOutOfRange);
        }
        if kind.has_schema() != (self.schema_hash != [0; 32]) {
            return Err(RegistryError::SchemaMismatch);
        }
        if self.expires_at != 0 && self.expires_at <= now {
            return Err(RegistryError::AttestationExpired);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: i64 = 1_000;

    fn of(kind: AttestationKind) -> Statement {
        Statement {
            kind: kind.code(),
            schema_hash: if kind.has_schema() { [1; 32] } else { [0; 32] },
            ..Statement::default()
        }
    }

    #[test]
    fn every_kind_can_be_stated() {
        for kind in AttestationKind::ALL {
            assert_eq!(of(kind).validate(NOW), Ok(()));
        }
        let unknown = Statement {
            kind: 7,
            ..Statement::default()
        };
        let refusal = Err(RegistryError::UnknownAttestationKind);
        assert_eq!(unknown.validate(NOW), refusal);
    }

    #[test]
    fn scores_are_of_the_kinds_that_have_one() {
        for kind in AttestationKind::ALL {
            let most = if kind.has_score() { 10_000 } else { 0 };
            let scored = |score_bps| Statement {
                score_bps,
                ..of(kind)
            };
            assert_eq!(scored(most).validate(NOW), Ok(()));
            let refusal = Err(RegistryError::ScoreOutOfRange);
            assert_eq!(scored(most + 1).validate(NOW), refusal);
        }
    }

    #[test]
    fn custom_statements_and_no_others_name_a_schema() {
        for kind in AttestationKind::ALL {
            let mut statement = of(kind);
            statement.schema_hash = if kind.has_schema() { [0; 32] } else { [1; 32] };
            let refusal = Err(RegistryError::SchemaMismatch);
            assert_eq!(statement.validate(NOW), refusal);
        }
    }

    #[test]
    fn an_end_lies_ahead() {
        let ending = |expires_at| Statement {
            expires_at,
            ..of(AttestationKind::Authorship)
        };
        for never_or_later in [0, NOW + 1, i64::MAX] {
            assert_eq!(ending(never_or_later).validate(NOW), Ok(()));
        }
        for over in [i64::MIN, -1, 1, NOW] {
            let refusal = Err(RegistryError::AttestationExpired);
            assert_eq!(ending(over).validate(NOW), refusal);
        }
    }
}
