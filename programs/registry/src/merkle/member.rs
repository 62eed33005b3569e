//! What the leaves of a log of works are made of.
//!
//! ```text
//! bytes
//!    16  "provenue member", and 1: the version
//!    32  the owner's address
//!     …  the details of the work, as `register_asset` takes them (Borsh)
//! ```
//!
//! A leaf is SHA-256 of a zero byte and these bytes. The details are in it as they are registered, so
//! nothing that an asset records can be other than what was logged.

use alloc::vec::Vec;

use anchor_lang::{prelude::*, wincode};
use provenue_media::Sha256;

use super::Syscall;
use crate::AssetDetails;

/// What the encoding of a member begins with.
pub const MEMBER_DOMAIN: [u8; 16] = *b"provenue member\x01";

/// The bytes that stand for a work of `owner` in a log.
///
/// # Errors
/// When the details cannot be written, which details that were read never do.
pub fn encode_member(owner: &Address, details: &AssetDetails) -> Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(512);
    bytes.extend_from_slice(&MEMBER_DOMAIN);
    bytes.extend_from_slice(owner.as_ref());
    wincode::config::serialize_into(&mut bytes, details, anchor_lang::BORSH_CONFIG)
        .map_err(|_| ProgramError::BorshIoError)?;
    Ok(bytes)
}

/// The leaf that stands for a work of `owner` in a log.
///
/// # Errors
/// As [`encode_member`].
pub fn member_leaf(owner: &Address, details: &AssetDetails) -> Result<[u8; 32]> {
    Ok(Syscall::leaf(&encode_member(owner, details)?))
}

#[cfg(test)]
mod tests {
    extern crate std;
    use std::{format, string::String};

    use super::*;

    fn hex(bytes: &[u8]) -> String {
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Written out by hand from the table above.
    #[test]
    fn a_member_is_logged_in_these_bytes() {
        let details = AssetDetails {
            content_id: [0xaa; 32],
            byte_length: 300_000,
            chunk_size_log2: 18,
            media_type: "image/jpeg".into(),
            disclosure: 2,
            training_allowed: true,
            manifest_hash: Some([0xcc; 32]),
            claim_generator: "c2patool 0.9".into(),
            digital_source_type: 1,
            ..AssetDetails::default()
        };
        let owner = Address::new_from_array([0xbb; 32]);
        let expected = [
            "70726f76656e7565206d656d62657201",
            &"bb".repeat(32),
            &"aa".repeat(32),
            "e093040000000000",
            "12",
            "0a000000",
            "696d6167652f6a706567",
            "02",
            "01",
            "01",
            &"cc".repeat(32),
            "0000000000",
            "00",
            "0c000000",
            "63327061746f6f6c20302e39",
            "01",
        ]
        .concat();
        let bytes = encode_member(&owner, &details).unwrap();
        assert_eq!(hex(&bytes), expected);
        let leaf = member_leaf(&owner, &details).unwrap();
        assert_eq!(leaf, provenue_media::SoftwareSha256::leaf(&bytes));
    }

    #[test]
    fn members_that_differ_anywhere_have_other_leaves() {
        let owner = Address::new_from_array([1; 32]);
        let details = AssetDetails::default();
        let leaf = |change: &dyn Fn(&mut AssetDetails)| {
            let mut changed = details.clone();
            change(&mut changed);
            member_leaf(&owner, &changed).unwrap()
        };
        let leaves = [
            leaf(&|_| ()),
            member_leaf(&Address::new_from_array([2; 32]), &details).unwrap(),
            leaf(&|changed| changed.content_id[31] = 1),
            leaf(&|changed| changed.byte_length = 1),
            leaf(&|changed| changed.media_type = "a".into()),
            leaf(&|changed| changed.training_allowed = true),
            leaf(&|changed| changed.generation_record = Some([0; 32])),
            leaf(&|changed| changed.model = Some([0; 32])),
            leaf(&|changed| changed.signing_certificate = Some([0; 32])),
            leaf(&|changed| changed.claim_generator = "a".into()),
            leaf(&|changed| changed.digital_source_type = 1),
        ];
        for (at, leaf) in leaves.iter().enumerate() {
            assert!(!leaves[at + 1..].contains(leaf), "{at}");
        }
    }
}
