//! What a transaction did.

use solana_signature::Signature;

/// The record of a transaction that went through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// Identifies it on the chain.
    pub signature: Signature,
    /// The slot in which it was processed.
    pub slot: u64,
    /// Lamports the payer paid in fees; rent of new accounts is not in it.
    pub fee_lamports: u64,
    /// Compute units it used.
    pub compute_units: u64,
    /// The programs' logs.
    pub logs: Vec<String>,
    /// What the last program returned; empty when nothing.
    pub return_data: Vec<u8>,
}
