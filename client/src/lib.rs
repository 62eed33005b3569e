//! Builds, sends and reads Provenue's transactions.
//!
//! * [`Ledger`] is a chain: [`EmbeddedLedger`] (a Solana runtime in the process, its state in a local
//!   file) or [`RpcLedger`] (any Solana JSON-RPC server). Everything else is generic over it.
//! * [`flows`] do whole jobs: register a work and open its vault, offer and buy licences, move
//!   shares, pay revenue in and out and up the graph of works. One that was interrupted is run again.
//! * [`instructions`] build each instruction of the programs; [`address`] finds their accounts,
//!   [`state`] and [`events`] read what they leave behind, [`ClientError`] says what is wrong.
//! * [`packing`] and [`tables`] put as much into a transaction as it holds; [`preview`] computes what
//!   a holder could claim, with the programs' own arithmetic.
//!
//! ```
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> provenue_client::Result<()> {
//! use provenue_client::{
//!     AssetDetails, EmbeddedLedger, Ledger,
//!     flows::{mint::*, payout::*, revenue::{books, deposit}},
//!     instructions::vault::ShareName,
//!     solana::{Keypair, Signer},
//!     token::{MintInfo, WRAPPED_SOL},
//! };
//!
//! let ledger = EmbeddedLedger::in_memory()?;
//! let (artist, friend) = (Keypair::new(), Keypair::new().pubkey());
//! ledger.airdrop(&artist.pubkey(), 10_000_000_000).await?;
//! let sol = MintInfo::fetch(&ledger, &WRAPPED_SOL).await?;
//!
//! // Register a work; a friend gets a quarter of what it earns.
//! let work = NewWork {
//!     details: AssetDetails {
//!         content_id: [7; 32], // of a file: `provenue_media::fingerprint_file`
//!         byte_length: 1_234,
//!         chunk_size_log2: 18,
//!         media_type: "image/jpeg".to_owned(),
//!         ..AssetDetails::default()
//!     },
//!     shares: Some(NewShares {
//!         options: Default::default(),
//!         name: ShareName {
//!             name: "Aurora".to_owned(),
//!             symbol: "AURORA".to_owned(),
//!             uri: String::new(),
//!         },
//!         currencies: vec![sol.clone()],
//!         allocation: vec![
//!             (artist.pubkey(), SHARE_UNITS / 4 * 3),
//!             (friend, SHARE_UNITS / 4),
//!         ],
//!     }),
//! };
//! let minted = mint(&ledger, &artist, &artist, &work).await?;
//! let vault = minted.vault.unwrap_or_default();
//!
//! // It earns one SOL, and everybody is paid.
//! deposit(&ledger, &artist, &vault, &sol, 1_000_000_000).await?;
//! let options = PayoutOptions { create_accounts: true, ..PayoutOptions::default() };
//! let payout = distribute(&ledger, &artist, &vault, &sol, &options).await?;
//! assert_eq!(payout.payments[0].amount, 750_000_000);
//! assert_eq!((payout.payments[1].owner, payout.payments[1].amount), (friend, 250_000_000));
//! assert!(books(&ledger, &vault).await?[0].balance());
//! # Ok(())
//! # }
//! ```
#![forbid(unsafe_code)]

pub mod address;
pub mod amount;
pub mod attestation_service;
pub mod credential;
pub mod did;
pub mod error;
pub mod events;
pub mod flows;
pub mod instructions;
pub mod ledger;
pub mod packing;
pub mod preview;
pub mod slot_hashes;
pub mod state;
pub mod tables;
pub mod token;

pub use amount::{Amount, AmountError};
pub use credential::Credential;
pub use error::{AccountError, ClientError, ProgramFailure, Result};
#[cfg(feature = "embedded")]
pub use ledger::embedded::{EmbeddedLedger, Programs, StorageError};
#[cfg(feature = "rpc")]
pub use ledger::rpc::{Commitment, Priority, RpcFailure, RpcLedger, RpcOptions};
pub use ledger::{Draft, Filter, Ledger, Receipt, SignerRef};
pub use p256;
pub use provenue_accounting::UpstreamRate;
pub use provenue_registry::{
    AssetDetails, AttestationKind, DerivativeRate, DigitalSourceType, Disclosure, Proof,
    ProvenChunk, Relation, RevocationReason, SignerKind, Statement, TermsOffer, attestation,
    derivation::MAX_DERIVATIVE_BPS,
    details::CLAIM_GENERATOR_CAPACITY,
    merkle::{encode_member, member_leaf},
    offer::MAX_PERIOD_SECONDS,
    revocation::FIRST_CUSTOM_REASON,
};

use solana_address::Address;

/// The vault program.
pub const VAULT_PROGRAM: Address = provenue_vault::ID;
/// The registry program.
pub const REGISTRY_PROGRAM: Address = provenue_registry::ID;
/// The wrapper program.
pub const WRAPPER_PROGRAM: Address = provenue_wrapper::ID;

/// The Solana types that appear in this crate's interface.
pub mod solana {
    pub use solana_account::Account;
    pub use solana_address::Address;
    pub use solana_hash::Hash;
    pub use solana_instruction::{AccountMeta, Instruction};
    pub use solana_keypair::Keypair;
    pub use solana_message::AddressLookupTableAccount;
    pub use solana_signature::Signature;
    pub use solana_signer::{Signer, SignerError};
    pub use solana_transaction::versioned::VersionedTransaction;
    pub use solana_transaction_error::TransactionError;
}
