//! What a hash is, and who computes it.

/// The length of a hash in bytes.
pub const HASH_BYTES: usize = 32;

/// A SHA-256 hash: a leaf, a node or a root.
pub type Hash = [u8; HASH_BYTES];

/// The root of a tree without leaves, as RFC 9162 has it: the SHA-256 of nothing.
pub const EMPTY_ROOT: Hash = [
    0xe3, 0xb0, 0xc4, 0x42, 0x98, 0xfc, 0x1c, 0x14, 0x9a, 0xfb, 0xf4, 0xc8, 0x99, 0x6f, 0xb9, 0x24,
    0x27, 0xae, 0x41, 0xe4, 0x64, 0x9b, 0x93, 0x4c, 0xa4, 0x95, 0x99, 0x1b, 0x78, 0x52, 0xb8, 0x55,
];

/// The first byte of everything that is hashed, different for what must not pass for
/// each other: a chunk is no pair of hashes, and a file no directory.
pub mod mark {
    /// A leaf of a tree (RFC 9162).
    pub const LEAF: u8 = 0;
    /// A node of a tree (RFC 9162).
    pub const NODE: u8 = 1;
    /// What a directory's content id is the hash of.
    pub const DIRECTORY: u8 = 2;
    /// What a generation record's commitment is the hash of.
    pub const RECORD: u8 = 3;
}

/// Whoever computes SHA-256: the machine's processor, or on chain the runtime.
///
/// A Solana program implements it by the system call, so that a node costs about two
/// hundred compute units and no software hash is compiled in:
///
/// ```
/// use provenue_media::{EMPTY_ROOT, Hash, Sha256};
/// # mod solana_sha256_hasher {
/// #     pub struct Hashed([u8; 32]);
/// #     impl Hashed { pub fn to_bytes(self) -> [u8; 32] { self.0 } }
/// #     pub fn hashv(pieces: &[&[u8]]) -> Hashed {
/// #         Hashed(<sha2::Sha256 as sha2::Digest>::digest(pieces.concat()).into())
/// #     }
/// # }
///
/// enum Syscall {}
///
/// impl Sha256 for Syscall {
///     fn hash(pieces: &[&[u8]]) -> Hash {
///         solana_sha256_hasher::hashv(pieces).to_bytes()
///     }
/// }
///
/// assert_eq!(Syscall::hash(&[]), EMPTY_ROOT);
/// ```
pub trait Sha256 {
    /// The hash of the message that the pieces make, one after the other.
    fn hash(pieces: &[&[u8]]) -> Hash;

    /// The hash of a leaf: `SHA-256(0x00 ‖ chunk)`.
    #[must_use]
    fn leaf(chunk: &[u8]) -> Hash {
        Self::hash(&[&[mark::LEAF], chunk])
    }

    /// The hash of a node: `SHA-256(0x01 ‖ left ‖ right)`.
    #[must_use]
    fn node(left: &Hash, right: &Hash) -> Hash {
        Self::hash(&[&[mark::NODE], left, right])
    }
}

/// SHA-256 in software, with the processor's own instructions where it has them.
#[cfg(feature = "sha2")]
#[derive(Clone, Copy, Debug)]
pub enum SoftwareSha256 {}

#[cfg(feature = "sha2")]
impl Sha256 for SoftwareSha256 {
    fn hash(pieces: &[&[u8]]) -> Hash {
        use sha2::Digest;
        let mut hasher = sha2::Sha256::new();
        pieces.iter().for_each(|piece| hasher.update(piece));
        hasher.finalize().into()
    }
}
