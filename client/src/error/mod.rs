//! What can go wrong, in words that say what to do.

mod account;
mod explain;
mod names;
mod program;

pub use account::AccountError;
pub(crate) use explain::transaction_error;
pub use program::ProgramFailure;

use solana_address::Address;
use solana_signer::SignerError;
use solana_transaction_error::TransactionError;

use crate::AmountError;

/// The result of everything that reaches a ledger.
pub type Result<T, E = ClientError> = std::result::Result<T, E>;

/// Why a request could not be fulfilled. Nothing was changed, unless a flow of several transactions
/// got part of the way; running it again continues.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ClientError {
    /// A program refused an instruction.
    #[error(transparent)]
    Program(Box<ProgramFailure>),
    /// The runtime refused the transaction before a program judged it.
    #[error("{reason}")]
    Transaction {
        /// What the runtime said.
        error: TransactionError,
        /// The same in plain words.
        reason: String,
        /// The programs' logs, when there are any.
        logs: Vec<String>,
    },
    /// An account does not hold what it should.
    #[error(transparent)]
    Account(#[from] AccountError),
    /// A text is not an amount.
    #[error(transparent)]
    Amount(#[from] AmountError),
    /// The accounts of a vault contradict each other: they were read at different times.
    #[error("the vault changed while it was read: try again")]
    Preview(#[from] anchor_lang::prelude::ProgramError),
    /// Something that must exist before this step does not.
    #[error("{0}")]
    Precondition(String),
    /// An instruction requires a signature that nobody gave.
    #[error("a signature by {0} is needed: pass its keypair")]
    MissingSigner(Address),
    /// A key refused to sign.
    #[error("signing failed: {0}")]
    Signing(#[from] SignerError),
    /// The instructions do not fit one transaction.
    #[error(
        "the transaction needs {bytes} bytes and {locks} accounts; a transaction holds {} bytes \
         and {} accounts: split it or use an address lookup table",
        crate::packing::MAX_TRANSACTION_BYTES,
        crate::packing::MAX_ACCOUNT_LOCKS
    )]
    TooLarge {
        /// Bytes of the signed transaction.
        bytes: usize,
        /// Accounts it locks.
        locks: usize,
    },
    /// The embedded ledger's file.
    #[cfg(feature = "embedded")]
    #[error(transparent)]
    Storage(#[from] crate::ledger::embedded::StorageError),
    /// The RPC server.
    #[cfg(feature = "rpc")]
    #[error(transparent)]
    Rpc(Box<crate::ledger::rpc::RpcFailure>),
}

impl ClientError {
    /// The program's failure, when a program refused.
    #[must_use]
    pub fn program_failure(&self) -> Option<&ProgramFailure> {
        match self {
            Self::Program(failure) => Some(failure),
            _ => None,
        }
    }

    /// The custom error code, when a program refused with one.
    #[must_use]
    pub fn code(&self) -> Option<u32> {
        self.program_failure().and_then(|failure| failure.code)
    }

    /// The programs' logs of a transaction that failed; empty for other errors.
    #[must_use]
    pub fn logs(&self) -> &[String] {
        match self {
            Self::Program(failure) => &failure.logs,
            Self::Transaction { logs, .. } => logs,
            _ => &[],
        }
    }
}

impl From<ProgramFailure> for ClientError {
    fn from(failure: ProgramFailure) -> Self {
        Self::Program(Box::new(failure))
    }
}
