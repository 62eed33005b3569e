//! The chain a command works on, whichever it is.

use provenue_client::{
    Draft, EmbeddedLedger, Filter, Ledger, Receipt, Result, RpcLedger,
    solana::{Account, Address, Hash, Signature},
};

/// One of the ledgers; which, is known only when the command runs.
pub enum AnyLedger {
    /// Inside this process.
    Embedded(Box<EmbeddedLedger>),
    /// Behind a server.
    Rpc(Box<RpcLedger>),
}

/// Calls the same method of whichever it is.
macro_rules! either {
    ($ledger:expr, $inner:ident => $call:expr) => {
        match $ledger {
            AnyLedger::Embedded($inner) => $call.await,
            AnyLedger::Rpc($inner) => $call.await,
        }
    };
}

impl Ledger for AnyLedger {
    async fn accounts(&self, addresses: &[Address]) -> Result<Vec<Option<Account>>> {
        either!(self, ledger => ledger.accounts(addresses))
    }

    async fn program_accounts(
        &self,
        program: &Address,
        filters: &[Filter],
    ) -> Result<Vec<(Address, Account)>> {
        either!(self, ledger => ledger.program_accounts(program, filters))
    }

    async fn minimum_balance(&self, len: usize) -> Result<u64> {
        either!(self, ledger => ledger.minimum_balance(len))
    }

    async fn unix_time(&self) -> Result<i64> {
        either!(self, ledger => ledger.unix_time())
    }

    async fn slot(&self) -> Result<u64> {
        either!(self, ledger => ledger.slot())
    }

    async fn genesis_hash(&self) -> Result<Hash> {
        either!(self, ledger => ledger.genesis_hash())
    }

    async fn send(&self, draft: &Draft<'_>) -> Result<Receipt> {
        either!(self, ledger => ledger.send(draft))
    }

    async fn airdrop(&self, address: &Address, lamports: u64) -> Result<Signature> {
        either!(self, ledger => ledger.airdrop(address, lamports))
    }
}
