//! Any chain behind a Solana JSON-RPC server.

mod airdrop;
mod confirm;
mod error;
mod options;
mod prepare;
mod read;

pub use error::RpcFailure;
pub use options::{Commitment, Priority, RpcOptions};
use solana_account::Account;
use solana_address::Address;
use solana_hash::Hash;
pub use solana_rpc_client::nonblocking::rpc_client::RpcClient;
use solana_signature::Signature;

use self::confirm::Outcome;
use super::{Draft, Filter, Ledger, Receipt};
use crate::error::{ClientError, Result};

/// A chain behind an RPC server.
///
/// [`Ledger::send`] simulates a transaction first, which finds errors before they cost anything
/// and says how many compute units to ask for, then sends it, and sends it again with a new block
/// hash when it was not processed in time. A transaction is only built anew when the former can no
/// longer be processed, so nothing is done twice.
///
/// Needs a Tokio runtime with timers.
pub struct RpcLedger {
    client: RpcClient,
    options: RpcOptions,
}

impl RpcLedger {
    /// A ledger behind the server at `url`. Nothing is sent yet.
    #[must_use]
    pub fn new(url: impl Into<String>, options: RpcOptions) -> Self {
        let client = RpcClient::new_with_timeout_and_commitment(
            url.into(),
            options.timeout,
            options.commitment.into(),
        );
        Self { client, options }
    }

    /// A ledger behind a client made elsewhere, with headers or a transport of its own.
    #[must_use]
    pub fn with_client(client: RpcClient, options: RpcOptions) -> Self {
        Self { client, options }
    }

    /// The address of the server.
    #[must_use]
    pub fn url(&self) -> String {
        self.client.url()
    }

    fn fail(&self, error: solana_rpc_client_api::client_error::Error) -> ClientError {
        RpcFailure::of(self.url(), error).into()
    }
}

impl Ledger for RpcLedger {
    async fn accounts(&self, addresses: &[Address]) -> Result<Vec<Option<Account>>> {
        self.read_accounts(addresses).await
    }

    async fn program_accounts(
        &self,
        program: &Address,
        filters: &[Filter],
    ) -> Result<Vec<(Address, Account)>> {
        self.read_program_accounts(program, filters).await
    }

    async fn minimum_balance(&self, len: usize) -> Result<u64> {
        let balance = self.client.get_minimum_balance_for_rent_exemption(len);
        balance.await.map_err(|error| self.fail(error))
    }

    async fn unix_time(&self) -> Result<i64> {
        self.read_clock().await
    }

    async fn slot(&self) -> Result<u64> {
        self.client
            .get_slot()
            .await
            .map_err(|error| self.fail(error))
    }

    async fn genesis_hash(&self) -> Result<Hash> {
        let hash = self.client.get_genesis_hash().await;
        hash.map_err(|error| self.fail(error))
    }

    async fn send(&self, draft: &Draft<'_>) -> Result<Receipt> {
        let budget = self.budget_for(draft).await?;
        for _ in 0..=self.options.retries {
            match self.attempt(draft, budget).await? {
                Outcome::Processed(receipt) => return Ok(receipt),
                Outcome::Expired => {}
            }
        }
        Err(RpcFailure::NotProcessed {
            url: self.url(),
            attempts: self.options.retries.saturating_add(1),
        }
        .into())
    }

    async fn airdrop(&self, address: &Address, lamports: u64) -> Result<Signature> {
        let signature = self.request_airdrop(address, lamports).await?;
        self.wait_for(&signature).await?;
        Ok(signature)
    }
}
