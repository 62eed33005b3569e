//! What a transaction was and what it cost.

use std::fmt;

use provenue_client::{Receipt, solana::Signature};
use serde::Serialize;

use super::as_text;

/// A transaction that went through.
#[derive(Clone, Debug, Serialize)]
pub struct Transaction {
    #[serde(serialize_with = "as_text")]
    signature: Signature,
    slot: u64,
    #[serde(serialize_with = "as_text")]
    fee_lamports: u64,
    compute_units: u64,
}

impl From<Receipt> for Transaction {
    fn from(receipt: Receipt) -> Self {
        Self {
            signature: receipt.signature,
            slot: receipt.slot,
            fee_lamports: receipt.fee_lamports,
            compute_units: receipt.compute_units,
        }
    }
}

impl fmt::Display for Transaction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "one transaction: {} lamports in fees, {} compute units",
            self.fee_lamports, self.compute_units
        )
    }
}
