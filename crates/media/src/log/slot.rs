//! The committed size and root, written so that a torn write is noticed.

use crate::{
    hash::{HASH_BYTES, Hash, Sha256, SoftwareSha256},
    verify::LogHead,
};

/// Names the format and its version.
const MAGIC: [u8; 8] = *b"PVNLOG\0\x01";

const SIZE_AT: usize = MAGIC.len();
const ROOT_AT: usize = SIZE_AT + size_of::<u64>();
const CHECK_AT: usize = ROOT_AT + HASH_BYTES;

/// A slot's length in bytes: magic, size (little endian), root, and the SHA-256 of these.
pub(super) const SLOT_BYTES: usize = CHECK_AT + HASH_BYTES;

pub(super) fn encode(head: &LogHead) -> [u8; SLOT_BYTES] {
    let mut slot = [0; SLOT_BYTES];
    slot[..SIZE_AT].copy_from_slice(&MAGIC);
    slot[SIZE_AT..ROOT_AT].copy_from_slice(&head.size.to_le_bytes());
    slot[ROOT_AT..CHECK_AT].copy_from_slice(&head.root);
    let check = SoftwareSha256::hash(&[&slot[..CHECK_AT]]);
    slot[CHECK_AT..].copy_from_slice(&check);
    slot
}

/// `None` when it was never written, or not to its end.
pub(super) fn decode(slot: &[u8; SLOT_BYTES]) -> Option<LogHead> {
    let (content, check) = slot.split_at(CHECK_AT);
    if !content.starts_with(&MAGIC) || SoftwareSha256::hash(&[content]) != check {
        return None;
    }
    let size = content[SIZE_AT..ROOT_AT].try_into().ok()?;
    let root: Hash = content[ROOT_AT..].try_into().ok()?;
    Some(LogHead {
        size: u64::from_le_bytes(size),
        root,
    })
}
