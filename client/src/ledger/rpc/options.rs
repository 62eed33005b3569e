//! How an RPC server is used.

use std::time::Duration;

use solana_commitment_config::CommitmentConfig;

/// How sure to be that something happened before going on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Commitment {
    /// One node has processed it; it may still be undone.
    Processed,
    /// Two thirds of the stake have voted for it.
    #[default]
    Confirmed,
    /// It cannot be undone.
    Finalized,
}

impl From<Commitment> for CommitmentConfig {
    fn from(commitment: Commitment) -> Self {
        match commitment {
            Commitment::Processed => Self::processed(),
            Commitment::Confirmed => Self::confirmed(),
            Commitment::Finalized => Self::finalized(),
        }
    }
}

/// What to pay, above the base fee, for being processed earlier.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Priority {
    /// Nothing.
    #[default]
    None,
    /// So many micro-lamports per compute unit.
    Fixed(u64),
    /// The median of what was lately paid for the accounts the transaction writes, at most so many
    /// micro-lamports per compute unit.
    Auto {
        /// Never more than this.
        max: u64,
    },
}

/// How an RPC server is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RpcOptions {
    /// How sure to be before going on.
    pub commitment: Commitment,
    /// What to pay for being processed earlier.
    pub priority: Priority,
    /// Compute units asked for beyond what the simulation used, in percent of it.
    pub compute_margin_percent: u32,
    /// How often a transaction that was not processed in time is built anew.
    pub retries: u32,
    /// How long one request may take.
    pub timeout: Duration,
}

impl Default for RpcOptions {
    fn default() -> Self {
        Self {
            commitment: Commitment::default(),
            priority: Priority::default(),
            compute_margin_percent: 15,
            retries: 3,
            timeout: Duration::from_secs(30),
        }
    }
}
