//! The bytes that an attestor signs.
//!
//! ```text
//! offset bytes
//!      0    32  "provenue attestation", zeros behind it
//!     32    32  the registry program's address
//!     64    32  asset
//!     96     1  kind
//!     97     1  verb: 1 attest, 2 revoke
//!     98     2  attest: score in basis points; revoke: reason
//!    100     4  zeros
//!    104     8  nonce
//!    112     8  attest: when the attestation ends, seconds since 1970; revoke: 0
//!    120    32  attest: evidence hash; revoke: zeros
//!    152    32  attest: schema hash; revoke: zeros
//!    184     8  anchor: a slot
//!    192    32  anchor: the hash of that slot
//! ```
//!
//! Numbers are little endian. The first byte is no valid beginning of a transaction, so a signature
//! over this can never be taken for one over a transaction.

use anchor_lang::prelude::*;

use super::Statement;

/// Length of a message in bytes.
pub const MESSAGE_LENGTH: usize = 224;

/// What every message begins with.
pub const DOMAIN: [u8; 32] = *b"provenue attestation\0\0\0\0\0\0\0\0\0\0\0\0";

/// A recent slot of the chain that a message is meant for.
///
/// A program does not know which chain it runs on, and assets have the same addresses on all of
/// them: the hash of a slot is what one chain has and no other. It also shows that the signature is
/// not older than the slot, and lets it end with the chain's memory of slots (512 of them).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// The slot.
    pub slot: u64,
    /// Its hash.
    pub hash: [u8; 32],
}

/// What is done to an attestation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Verb {
    /// It is made, or replaced.
    Attest = 1,
    /// It is revoked.
    Revoke = 2,
}

/// What an attestor signs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// The asset that is spoken of.
    pub asset: Address,
    /// What is done.
    pub verb: Verb,
    /// What is said; of a revocation, kind and nonce, the reason as the score.
    pub statement: Statement,
}

impl Message {
    /// The message that makes an attestation.
    pub fn attest(asset: Address, statement: Statement) -> Self {
        Self {
            asset,
            verb: Verb::Attest,
            statement,
        }
    }

    /// The message that revokes one.
    pub fn revoke(asset: Address, kind: u8, nonce: u64, reason: u16) -> Self {
        Self {
            asset,
            verb: Verb::Revoke,
            statement: Statement {
                kind,
                score_bps: reason,
                nonce,
                ..Statement::default()
            },
        }
    }

    /// The bytes to sign.
    pub fn to_bytes(&self, anchor: &Anchor) -> [u8; MESSAGE_LENGTH] {
        let statement = &self.statement;
        let mut bytes = [0; MESSAGE_LENGTH];
        bytes[..32].copy_from_slice(&DOMAIN);
        bytes[32..64].copy_from_slice(crate::ID.as_ref());
        bytes[64..96].copy_from_slice(self.asset.as_ref());
        bytes[96] = statement.kind;
        bytes[97] = self.verb as u8;
        bytes[98..100].copy_from_slice(&statement.score_bps.to_le_bytes());
        bytes[104..112].copy_from_slice(&statement.nonce.to_le_bytes());
        bytes[112..120].copy_from_slice(&statement.expires_at.to_le_bytes());
        bytes[120..152].copy_from_slice(&statement.evidence_hash);
        bytes[152..184].copy_from_slice(&statement.schema_hash);
        bytes[184..192].copy_from_slice(&anchor.slot.to_le_bytes());
        bytes[192..].copy_from_slice(&anchor.hash);
        bytes
    }
}

#[cfg(test)]
mod tests {
    extern crate std;
    use std::{format, string::String};

    use super::*;

    const ANCHOR: Anchor = Anchor {
        slot: 0x0102_0304_0506_0708,
        hash: [0xdd; 32],
    };

    fn hex(bytes: &[u8]) -> String {
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Written out by hand from the table above: `docs/attestations.md` shows it too.
    #[test]
    fn an_attestation_is_signed_in_these_bytes() {
        let statement = Statement {
            kind: 6,
            score_bps: 9_876,
            nonce: 7,
            expires_at: 1_800_000_000,
            evidence_hash: [0xbb; 32],
            schema_hash: [0xcc; 32],
        };
        let message = Message::attest(Address::new_from_array([0xaa; 32]), statement);
        let expected = [
            "70726f76656e7565206174746573746174696f6e000000000000000000000000",
            &hex(crate::ID.as_ref()),
            &"aa".repeat(32),
            "06019426",
            "00000000",
            "0700000000000000",
            "00d2496b00000000",
            &"bb".repeat(32),
            &"cc".repeat(32),
            "0807060504030201",
            &"dd".repeat(32),
        ];
        assert_eq!(hex(&message.to_bytes(&ANCHOR)), expected.concat());
    }

    #[test]
    fn a_revocation_is_signed_in_these_bytes() {
        let message = Message::revoke(Address::new_from_array([0xaa; 32]), 2, 8, 0x0103);
        let expected = [
            "70726f76656e7565206174746573746174696f6e000000000000000000000000",
            &hex(crate::ID.as_ref()),
            &"aa".repeat(32),
            "02020301",
            "00000000",
            "0800000000000000",
            &"00".repeat(8 + 32 + 32),
            "0807060504030201",
            &"dd".repeat(32),
        ];
        assert_eq!(hex(&message.to_bytes(&ANCHOR)), expected.concat());
    }
}
