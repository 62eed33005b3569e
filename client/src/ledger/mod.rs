//! One small trait between transactions and a chain, and its implementations.

pub(crate) mod draft;
#[cfg(feature = "embedded")]
pub mod embedded;
mod receipt;
#[cfg(feature = "rpc")]
pub mod rpc;

use std::future::Future;

pub use draft::{Draft, SignerRef};
pub use receipt::Receipt;
use solana_account::Account;
use solana_address::Address;
use solana_hash::Hash;
use solana_signature::Signature;

use crate::error::Result;

/// Restricts what [`Ledger::program_accounts`] returns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Filter {
    /// Accounts of exactly so many bytes.
    DataSize(usize),
    /// Accounts that have `bytes` at `offset`.
    Memcmp {
        /// Where in the account's data, discriminator included.
        offset: usize,
        /// What must stand there; at most 128 bytes.
        bytes: Vec<u8>,
    },
}

impl Filter {
    /// Accounts that have `bytes` at `offset`.
    pub fn memcmp(offset: usize, bytes: impl Into<Vec<u8>>) -> Self {
        Self::Memcmp {
            offset,
            bytes: bytes.into(),
        }
    }

    /// Whether an account's data passes.
    #[must_use]
    pub fn matches(&self, data: &[u8]) -> bool {
        match self {
            Self::DataSize(size) => data.len() == *size,
            Self::Memcmp { offset, bytes } => data
                .get(*offset..)
                .is_some_and(|rest| rest.starts_with(bytes)),
        }
    }
}

/// A Solana chain: the embedded one, or one behind an RPC server.
///
/// Everything in this crate is generic over it. All of its futures are `Send`, so a server may
/// share one ledger among tasks.
pub trait Ledger: Send + Sync {
    /// Accounts at `addresses`, in order; `None` where there is none.
    ///
    /// # Errors
    /// When the ledger cannot be reached.
    fn accounts(
        &self,
        addresses: &[Address],
    ) -> impl Future<Output = Result<Vec<Option<Account>>>> + Send;

    /// All accounts of `program` that pass every filter, ordered by address.
    ///
    /// # Errors
    /// When the ledger cannot be reached, or its server does not serve this query.
    fn program_accounts(
        &self,
        program: &Address,
        filters: &[Filter],
    ) -> impl Future<Output = Result<Vec<(Address, Account)>>> + Send;

    /// Lamports an account of `len` bytes must hold.
    ///
    /// # Errors
    /// When the ledger cannot be reached.
    fn minimum_balance(&self, len: usize) -> impl Future<Output = Result<u64>> + Send;

    /// The chain's clock, in seconds since 1970.
    ///
    /// # Errors
    /// When the ledger cannot be reached.
    fn unix_time(&self) -> impl Future<Output = Result<i64>> + Send;

    /// The current slot.
    ///
    /// # Errors
    /// When the ledger cannot be reached.
    fn slot(&self) -> impl Future<Output = Result<u64>> + Send;

    /// The hash of the chain's first block, which tells chains apart.
    ///
    /// # Errors
    /// When the ledger cannot be reached.
    fn genesis_hash(&self) -> impl Future<Output = Result<Hash>> + Send;

    /// Signs, sends and confirms a transaction: all of it happened, or none.
    ///
    /// # Errors
    /// [`crate::ClientError::Program`] when a program refused, and the other errors a transaction
    /// can meet. A transaction that fails costs nothing: it is tried before it is sent.
    fn send(&self, draft: &Draft<'_>) -> impl Future<Output = Result<Receipt>> + Send;

    /// Gives `lamports` to `address`, where a chain has a faucet (embedded and test networks).
    ///
    /// # Errors
    /// When the faucet refuses.
    fn airdrop(
        &self,
        address: &Address,
        lamports: u64,
    ) -> impl Future<Output = Result<Signature>> + Send;

    /// The account at `address`, or `None`.
    ///
    /// # Errors
    /// When the ledger cannot be reached.
    fn account(&self, address: &Address) -> impl Future<Output = Result<Option<Account>>> + Send {
        let address = *address;
        async move { Ok(self.accounts(&[address]).await?.pop().flatten()) }
    }

    /// Lamports at `address`, 0 where there is no account.
    ///
    /// # Errors
    /// When the ledger cannot be reached.
    fn balance(&self, address: &Address) -> impl Future<Output = Result<u64>> + Send {
        let address = *address;
        async move {
            let account = self.account(&address).await?;
            Ok(account.map_or(0, |account| account.lamports))
        }
    }
}
