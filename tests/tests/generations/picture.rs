//! Everything on the ledger that a life can change, at one moment.

use std::collections::HashMap;

use provenue_client::{
    Ledger,
    solana::Address,
    state::{ProgramState, present},
    token::TokenAccount,
};
use provenue_tests::{World, must};
use solana_account::Account;

/// Accounts, byte for byte, by their addresses.
#[derive(Clone, Default)]
pub struct Picture(HashMap<Address, Option<Account>>);

impl Picture {
    pub async fn take(world: &World, places: &[Address]) -> Self {
        let accounts = must(world.ledger.accounts(places).await);
        Self(places.iter().copied().zip(accounts).collect())
    }

    /// Asserts that nothing is different in `after`.
    #[track_caller]
    pub fn assert_same(&self, after: &Self, why: &str) {
        for (address, account) in &self.0 {
            assert!(after.0[address] == *account, "{address} has changed: {why}");
        }
    }

    /// The program account at `address`, if there is one.
    pub fn state<S: ProgramState>(&self, address: &Address) -> Option<S> {
        let account = self.account(address)?;
        Some(must(S::decode(*address, &account)))
    }

    /// What the token account at `address` holds, if there is one.
    pub fn tokens(&self, address: &Address) -> Option<u64> {
        let account = self.account(address)?;
        Some(must(TokenAccount::decode(*address, &account)).amount)
    }

    pub fn lamports(&self, address: &Address) -> u64 {
        let account = self.0[address].as_ref();
        account.map_or(0, |account| account.lamports)
    }

    fn account(&self, address: &Address) -> Option<Account> {
        present(self.0[address].clone())
    }
}
