//! States that no transaction makes: what an attacker wishes for, and what a later layout would look
//! like.

use provenue_client::{Ledger, state::ProgramState};
use solana_account::Account;
use solana_address::Address;

use crate::{World, must};

/// Changes the program account at `address` as no transaction could.
pub async fn forge<S: ProgramState>(world: &World, address: &Address, change: impl FnOnce(&mut S)) {
    let account = existing(world, address).await;
    let account = changed(address, account, change);
    must(world.ledger.set_account(*address, account));
}

/// A copy of the program account at `address`, changed to the attacker's liking, that belongs to
/// another program. Returns its address.
pub async fn look_alike<S: ProgramState>(
    world: &World,
    address: &Address,
    change: impl FnOnce(&mut S),
) -> Address {
    let account = existing(world, address).await;
    let mut account = changed(address, account, change);
    account.owner = Address::new_unique();
    let copy = Address::new_unique();
    must(world.ledger.set_account(copy, account));
    copy
}

/// An exact copy of the account at `address`, of the same program, at an address of no meaning.
pub async fn clone_at(world: &World, address: &Address) -> Address {
    let copy = Address::new_unique();
    let account = existing(world, address).await;
    must(world.ledger.set_account(copy, account));
    copy
}

/// The account at `address`, which there is.
pub async fn existing(world: &World, address: &Address) -> Account {
    let found = must(world.ledger.account(address).await);
    found.unwrap_or_else(|| panic!("there is no account at {address}"))
}

fn changed<S: ProgramState>(
    address: &Address,
    mut account: Account,
    change: impl FnOnce(&mut S),
) -> Account {
    let mut state = must(S::decode(*address, &account));
    change(&mut state);
    account.data = [S::DISCRIMINATOR, bytemuck::bytes_of(&state)].concat();
    account
}
