//! Why an account cannot be read as what it should be.

use solana_address::Address;

/// Why an account's bytes are not what they should be.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AccountError {
    /// No such account.
    #[error("there is no {kind} at {address}")]
    Missing {
        /// What was looked for.
        kind: &'static str,
        /// Where.
        address: Address,
    },
    /// Another program's account.
    #[error("{address} is no {kind}: it belongs to {owner}")]
    WrongOwner {
        /// What was looked for.
        kind: &'static str,
        /// Where.
        address: Address,
        /// The program it belongs to.
        owner: Address,
    },
    /// Another kind of account of the right program.
    #[error("{address} is no {kind}, but another kind of account")]
    WrongKind {
        /// What was looked for.
        kind: &'static str,
        /// Where.
        address: Address,
    },
    /// The right kind, of a size this client does not know.
    #[error("the {kind} at {address} has {found} bytes where {expected} are expected")]
    WrongLength {
        /// What was looked for.
        kind: &'static str,
        /// Where.
        address: Address,
        /// Bytes this layout has.
        expected: usize,
        /// Bytes the account has.
        found: usize,
    },
    /// A layout of another version of the programs.
    #[error(
        "the {kind} at {address} has layout version {found}; this client reads {expected}: use a newer client"
    )]
    WrongVersion {
        /// What was looked for.
        kind: &'static str,
        /// Where.
        address: Address,
        /// The version this client reads.
        expected: u8,
        /// The version it has.
        found: u8,
    },
    /// Not a mint or token account either token program would accept.
    #[error("{address} is not a {kind} of SPL Token or Token-2022")]
    NotAToken {
        /// What was looked for.
        kind: &'static str,
        /// Where.
        address: Address,
    },
}
