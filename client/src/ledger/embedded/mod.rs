//! A Solana chain inside the process: no server, its state in a local file.
//!
//! The runtime is Solana's own (through LiteSVM): signatures are verified, fees and rent are
//! charged, and programs run in the same virtual machine as on a validator. What differs: one
//! transaction is a slot, nobody else is there, and a transaction that fails costs nothing, as with
//! an RPC server that tries it first.

mod clock;
mod error;
mod programs;
mod snapshot;
mod state;
mod store;
#[cfg(test)]
mod tests;

use std::{
    path::Path,
    sync::{Mutex, MutexGuard, PoisonError},
};

pub use error::StorageError;
pub use programs::Programs;
use solana_account::Account;
use solana_address::Address;
use solana_hash::Hash;
use solana_signature::Signature;

use self::{clock::ClockSource, state::State, store::Store};
use super::{Draft, Filter, Ledger, Receipt};
use crate::error::Result;

/// The embedded chain.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> provenue_client::Result<()> {
/// use provenue_client::{EmbeddedLedger, Ledger, solana::{Keypair, Signer}};
///
/// let ledger = EmbeddedLedger::in_memory()?;
/// let alice = Keypair::new().pubkey();
/// ledger.airdrop(&alice, 1_000_000_000).await?;
/// assert_eq!(ledger.balance(&alice).await?, 1_000_000_000);
/// # Ok(())
/// # }
/// ```
pub struct EmbeddedLedger(Mutex<State>);

impl EmbeddedLedger {
    /// Opens the ledger kept in the folder `dir`, creating it when it does not exist.
    ///
    /// Holds the folder's lock as long as the value lives; waits a while for another process that
    /// holds it. Every transaction that succeeds is on disk before [`Ledger::send`] returns.
    ///
    /// # Errors
    /// [`StorageError`]: the folder cannot be used, is in use, or its file is not a ledger this
    /// version reads.
    pub fn open(dir: impl AsRef<Path>) -> Result<Self> {
        let store = Store::open(dir.as_ref())?;
        let state = State::new(&Programs::embedded()?, Some(store))?;
        Ok(Self(Mutex::new(state)))
    }

    /// A ledger that is gone when dropped.
    ///
    /// # Errors
    /// [`StorageError::ProgramsMissing`] when this build embeds no programs.
    pub fn in_memory() -> Result<Self> {
        Self::with_programs(&Programs::embedded()?)
    }

    /// A ledger in memory that runs other builds of the programs.
    ///
    /// # Errors
    /// [`StorageError::Refused`] when the runtime refuses one.
    pub fn with_programs(programs: &Programs) -> Result<Self> {
        Ok(Self(Mutex::new(State::new(programs, None)?)))
    }

    /// Stops the clock at `unix_time` (seconds since 1970); the clock never goes back.
    pub fn set_clock(&self, unix_time: i64) {
        self.state().set_clock(ClockSource::Fixed(unix_time));
    }

    /// Moves the clock forward by `seconds`.
    pub fn warp(&self, seconds: u32) {
        let mut state = self.state();
        let source = state.clock_source().ahead(seconds);
        state.set_clock(source);
    }

    /// Puts an account onto the ledger as it is, for tests that need states no transaction makes.
    ///
    /// # Errors
    /// [`StorageError`] when the ledger cannot be written, or the runtime refuses the account.
    pub fn set_account(&self, address: Address, account: Account) -> Result<()> {
        self.state().set_account(address, account)
    }

    /// A panic of another thread leaves the state as the last transaction made it.
    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Ledger for EmbeddedLedger {
    async fn accounts(&self, addresses: &[Address]) -> Result<Vec<Option<Account>>> {
        let state = self.state();
        Ok(addresses.iter().map(|key| state.account(key)).collect())
    }

    async fn program_accounts(
        &self,
        program: &Address,
        filters: &[Filter],
    ) -> Result<Vec<(Address, Account)>> {
        Ok(self.state().program_accounts(program, filters))
    }

    async fn minimum_balance(&self, len: usize) -> Result<u64> {
        Ok(self.state().minimum_balance(len))
    }

    async fn unix_time(&self) -> Result<i64> {
        Ok(self.state().unix_time())
    }

    async fn slot(&self) -> Result<u64> {
        Ok(self.state().slot())
    }

    async fn genesis_hash(&self) -> Result<Hash> {
        self.state().genesis()
    }

    async fn send(&self, draft: &Draft<'_>) -> Result<Receipt> {
        self.state().send(draft)
    }

    async fn airdrop(&self, address: &Address, lamports: u64) -> Result<Signature> {
        self.state().airdrop(address, lamports)
    }
}
