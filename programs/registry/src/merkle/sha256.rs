//! SHA-256 by the runtime.

use provenue_media::{Hash, Sha256};

/// SHA-256 by the system call; in software where the crate does not run on chain.
pub(crate) enum Syscall {}

impl Sha256 for Syscall {
    #[inline(always)]
    fn hash(pieces: &[&[u8]]) -> Hash {
        solana_sha256_hasher::hashv(pieces).to_bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_hash_of_all_pieces_together() {
        assert_eq!(Syscall::hash(&[]), provenue_media::EMPTY_ROOT);
        let (left, right) = ([1; 32], [2; 32]);
        let expected = provenue_media::SoftwareSha256::node(&left, &right);
        assert_eq!(Syscall::node(&left, &right), expected);
    }
}
