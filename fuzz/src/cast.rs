//! Accounts that instructions could be about: a sealed vault with holders, one that is being made and owes
//! the first, one that the first owes, a work with its terms, their token accounts, and some people.

mod people;
mod registry;
mod vaults;

use std::sync::LazyLock;

use anchor_lang::Discriminator;
use bytemuck::Pod;
use solana_address::Address;

pub use people::{ARTIST, BUYER, FAN, LABEL, PAYER, STUDIO};
pub use registry::{CONTENT_ID, asset};
pub use vaults::{CURRENCY, child, currency, grandparent, other_currency, vault};

/// One account.
#[derive(Clone, Debug)]
pub struct Member {
    /// Where it is.
    pub address: Address,
    /// The program that owns it.
    pub owner: Address,
    /// Its balance.
    pub lamports: u64,
    /// Whether it is a program.
    pub executable: bool,
    /// What it holds.
    pub data: Vec<u8>,
}

impl Member {
    fn new(address: Address, owner: Address, data: Vec<u8>) -> Self {
        Self {
            address,
            owner,
            lamports: 10_000_000_000,
            executable: false,
            data,
        }
    }

    fn record<T: Pod + Discriminator>(address: Address, owner: Address, record: &T) -> Self {
        let data = [T::DISCRIMINATOR, bytemuck::bytes_of(record)].concat();
        Self::new(address, owner, data)
    }

    /// An account that nobody has made.
    fn absent(address: Address) -> Self {
        Self {
            lamports: 0,
            ..Self::new(address, Address::default(), Vec::new())
        }
    }
}

/// All of them, in an order that only ever grows: a call names them by number.
pub static CAST: LazyLock<Vec<Member>> = LazyLock::new(|| {
    let mut cast = people::members();
    cast.extend(vaults::members());
    cast.extend(registry::members());
    assert!(cast.len() <= usize::from(u8::MAX));
    cast
});

/// Which of them is at `address`.
#[must_use]
pub fn number(address: &Address) -> Option<u8> {
    let found = CAST.iter().position(|member| member.address == *address);
    found.and_then(|number| u8::try_from(number).ok())
}

/// An address that a program derives, and its bump.
fn derived(seeds: &[&[u8]], program: &Address) -> (Address, u8) {
    Address::find_program_address(seeds, program)
}
