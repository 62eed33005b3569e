//! Builds, sends and reads Provenue's transactions.
#![forbid(unsafe_code)]

pub mod address;
pub mod amount;
pub mod error;
pub mod events;
pub mod flows;
pub mod instructions;
pub mod ledger;
pub mod packing;
pub mod preview;
pub mod state;
pub mod tables;
pub mod token;

pub use amount::{Amount, AmountError};
pub use error::{AccountError, ClientError, ProgramFailure, Result};
#[cfg(feature = "embedded")]
pub use ledger::embedded::{EmbeddedLedger, Programs, StorageError};
#[cfg(feature = "rpc")]
pub use ledger::rpc::{Commitment, Priority, RpcFailure, RpcLedger, RpcOptions};
pub use ledger::{Draft, Filter, Ledger, Receipt, SignerRef};

use solana_address::Address;

/// The vault program.
pub const VAULT_PROGRAM: Address = provenue_vault::ID;
/// The registry program.
pub const REGISTRY_PROGRAM: Address = provenue_registry::ID;

/// The Solana types that appear in this crate's interface.
pub mod solana {
    pub use solana_account::Account;
    pub use solana_address::Address;
    pub use solana_instruction::{AccountMeta, Instruction};
    pub use solana_keypair::Keypair;
    pub use solana_message::AddressLookupTableAccount;
    pub use solana_signature::Signature;
    pub use solana_signer::{Signer, SignerError};
}
