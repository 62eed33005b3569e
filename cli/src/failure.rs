//! Why a command did not do what was asked, in one line, and what helps.

use std::fmt;

use provenue_client::{AmountError, ClientError, RpcFailure, StorageError};
use provenue_credentials::CredentialsError;
use provenue_media::MediaError;
use provenue_record::{RecordError, import::ImportError, safetensors::SafetensorsError};
use solana_transaction_error::TransactionError;

/// What helps whoever has too little SOL.
const FUND: &str = "`provenue airdrop 10` gives SOL, on the embedded ledger and on test networks";

/// What helps whoever signs with a key that has no say.
const SIGN: &str = "-k names the keypair file that signs";

/// The result of everything a command does.
pub type Result<T, E = Failure> = std::result::Result<T, E>;

/// An error as a person reads it.
#[derive(Debug)]
pub struct Failure {
    message: String,
    hint: Option<String>,
    logs: Vec<String>,
}

impl Failure {
    /// A failure that `message` explains: what is wrong, in lower case, without a full stop.
    pub fn new(message: impl fmt::Display) -> Self {
        Self {
            message: one_line(&message.to_string()),
            hint: None,
            logs: Vec::new(),
        }
    }

    /// Adds what the reader can do about it.
    #[must_use]
    pub fn hint(self, hint: impl fmt::Display) -> Self {
        Self {
            hint: Some(one_line(&hint.to_string())),
            ..self
        }
    }

    /// Adds what the reader can do about it, where nothing better is known.
    #[must_use]
    pub fn or_hint(self, hint: impl fmt::Display) -> Self {
        if self.hint.is_some() {
            return self;
        }
        self.hint(hint)
    }

    /// What can be done about it.
    pub fn hint_text(&self) -> Option<&str> {
        self.hint.as_deref()
    }

    /// The logs of the transaction that failed; empty when there was none.
    pub fn logs(&self) -> &[String] {
        &self.logs
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

/// Messages of others may have several lines; an error is one.
fn one_line(text: &str) -> String {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join(" ")
}

impl From<ClientError> for Failure {
    fn from(error: ClientError) -> Self {
        let failure = Self {
            logs: error.logs().to_vec(),
            ..Self::new(&error)
        };
        match error {
            ClientError::Storage(StorageError::Locked(_)) => {
                failure.hint("--ledger names the folder of another ledger")
            }
            ClientError::Rpc(error) => match *error {
                RpcFailure::Unreachable { .. } => failure.hint(
                    "check --url and the network; without --url an embedded ledger is used, \
                     which needs no server",
                ),
                RpcFailure::NotProcessed { .. } => {
                    failure.hint("--with-compute-unit-price auto pays what others pay")
                }
                _ => failure,
            },
            ClientError::Transaction {
                error:
                    TransactionError::AccountNotFound
                    | TransactionError::InsufficientFundsForFee
                    | TransactionError::InsufficientFundsForRent { .. },
                ..
            } => failure.hint(FUND),
            ClientError::Program(refused) => match refused.name.as_str() {
                "ResultWithNegativeLamports" => failure.hint(FUND),
                "NotTheOwner" | "NotTheAuthority" => failure.hint(SIGN),
                _ => failure,
            },
            _ => failure,
        }
    }
}

impl From<AmountError> for Failure {
    fn from(error: AmountError) -> Self {
        Self::new(error)
    }
}

impl From<CredentialsError> for Failure {
    fn from(error: CredentialsError) -> Self {
        Self::new(error)
    }
}

impl From<MediaError> for Failure {
    fn from(error: MediaError) -> Self {
        Self::new(error)
    }
}

impl From<RecordError> for Failure {
    fn from(error: RecordError) -> Self {
        Self::new(error)
    }
}

impl From<ImportError> for Failure {
    fn from(error: ImportError) -> Self {
        Self::new(error)
    }
}

impl From<SafetensorsError> for Failure {
    fn from(error: SafetensorsError) -> Self {
        Self::new(error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_of_several_lines_is_one_line() {
        let failure = Failure::new("cannot parse:\n  line 1\n\n  line 2\n");
        assert_eq!(failure.to_string(), "cannot parse: line 1 line 2");
    }
}
