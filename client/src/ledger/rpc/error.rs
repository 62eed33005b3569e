//! What can go wrong between this process and an RPC server.

use solana_rpc_client_api::{
    client_error::{Error, ErrorKind},
    request::RpcError,
};
use solana_signature::Signature;
use solana_transaction_error::TransactionError;

use crate::error::ClientError;

/// Why an RPC server did not serve a request.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RpcFailure {
    /// No answer.
    #[error("cannot reach the RPC server at {url}: {reason}")]
    Unreachable {
        /// The server.
        url: String,
        /// Why, as the network said.
        reason: String,
    },
    /// An answer that refuses.
    #[error("the RPC server at {url} refused: {message} (code {code})")]
    Refused {
        /// The server.
        url: String,
        /// JSON-RPC error code.
        code: i64,
        /// What the server said.
        message: String,
    },
    /// An answer that makes no sense.
    #[error("the RPC server at {url} gave an unexpected answer: {reason}")]
    Unexpected {
        /// The server.
        url: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The chain did not take the transaction up.
    #[error(
        "the transaction was not processed after {attempts} attempts: the network at {url} is busy; raise the priority fee and try again"
    )]
    NotProcessed {
        /// The server.
        url: String,
        /// How often it was sent with a new block hash.
        attempts: u32,
    },
    /// A faucet that sent what it does not have.
    #[error("the faucet's transaction {signature} failed: {error}")]
    FaucetFailed {
        /// The transaction.
        signature: Signature,
        /// Why.
        error: TransactionError,
    },
    /// An airdrop that did not arrive.
    #[error("{signature} was not confirmed in time: look it up later")]
    NotConfirmed {
        /// The transaction.
        signature: Signature,
    },
}

impl RpcFailure {
    pub(super) fn of(url: String, error: Error) -> Self {
        match *error.kind {
            ErrorKind::RpcError(RpcError::RpcResponseError { code, message, .. }) => {
                Self::Refused { url, code, message }
            }
            ErrorKind::Reqwest(error) => match error.status() {
                // Somebody is there, and says no: too many requests, no such key.
                Some(status) => Self::Refused {
                    url,
                    code: status.as_u16().into(),
                    message: status.canonical_reason().unwrap_or("HTTP").to_lowercase(),
                },
                None => Self::Unreachable {
                    url,
                    reason: innermost(&error),
                },
            },
            ErrorKind::Io(error) => Self::Unreachable {
                url,
                reason: error.to_string(),
            },
            ErrorKind::Middleware(error) => Self::Unreachable {
                url,
                reason: error.root_cause().to_string(),
            },
            other => Self::Unexpected {
                url,
                reason: other.to_string(),
            },
        }
    }
}

/// `error sending request`, `client error`, `connection refused`: only the last one says something.
fn innermost(error: &dyn std::error::Error) -> String {
    let mut cause = error;
    while let Some(deeper) = cause.source() {
        cause = deeper;
    }
    cause.to_string()
}

impl From<RpcFailure> for ClientError {
    fn from(failure: RpcFailure) -> Self {
        Self::Rpc(Box::new(failure))
    }
}
