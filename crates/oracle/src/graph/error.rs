//! What a graph refuses.

use thiserror::Error;

use crate::ModelError;

/// Why a graph refuses an operation. A refused operation has changed nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum GraphError {
    /// No vault has that name.
    #[error("no vault has that name")]
    UnknownVault,
    /// Another vault has that name.
    #[error("a vault with that name exists")]
    VaultExists,
    /// The vault does not take the currency.
    #[error("the vault does not take that currency")]
    UnknownCurrency,
    /// The vault takes the currency already.
    #[error("the vault takes that currency already")]
    CurrencyExists,
    /// Upstream works, inherited ones included, would leave holders less than the floor.
    #[error("upstream parts would leave holders less than the vault's floor")]
    TooMuchUpstream,
    /// What a vault owes upstream is fixed by its seal.
    #[error("the vault is sealed")]
    AlreadySealed,
    /// A vault that is not sealed cannot receive money, and nothing can be linked to it.
    #[error("the vault is not sealed")]
    NotSealed,
    /// The pair is linked already.
    #[error("these two vaults are linked already")]
    AlreadyLinked,
    /// The child is not linked to the parent it would inherit by.
    #[error("these two vaults are not linked")]
    NotLinked,
    /// The parent owes that ancestor nothing absolute, or the child inherited it already.
    #[error("nothing to inherit from that parent towards that ancestor")]
    NothingToInherit,
    /// An absolute edge of a parent is not inherited.
    #[error("an absolute edge of a parent is not inherited")]
    NotInherited,
    /// More royalties arrived than were due.
    #[error("more arrived than was due")]
    MoreThanDue,
    /// A single vault refuses.
    #[error(transparent)]
    Model(#[from] ModelError),
}
