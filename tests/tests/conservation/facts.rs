//! What everybody has, as the ledger says and as the test expects it.

use crate::operation::{COINS, Coin, PERSONS, SEATS, VAULTS};

/// All that can change, but for the numbers that the model knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    pub persons: [Person; PERSONS],
    pub vaults: [VaultFacts; VAULTS],
}

/// What one person has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    pub lamports: u64,
    /// Associated token accounts for the currencies.
    pub purses: [Option<Purse>; COINS],
}

/// A token account for a currency.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Purse {
    /// Base units.
    pub amount: u64,
    /// Fees kept of what came in; they are the mint's.
    pub withheld: u64,
}

/// What a vault, its shares and its treasuries are like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VaultFacts {
    /// A person.
    pub authority: usize,
    /// Currencies in the vault's order.
    pub coins: Vec<Coin>,
    pub treasuries: [Purse; COINS],
    /// Share units that were not burned.
    pub share_supply: u64,
    pub shares: [Option<Shares>; SEATS],
    pub positions: [Option<Opened>; SEATS],
}

/// A share token account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shares {
    /// A person.
    pub owner: usize,
    pub units: u64,
}

/// A position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opened {
    /// Who is paid: a person.
    pub owner: usize,
    /// Who gets the rent back: a person, or the stage's own payer.
    pub rent_payer: Option<usize>,
    /// Units that earn.
    pub units: u64,
}

impl Facts {
    /// Asserts that the ledger has what was expected, and says where it has not.
    pub fn assert_as(&self, expected: &Self) {
        for (number, (found, expected)) in self.persons.iter().zip(&expected.persons).enumerate() {
            assert_eq!(found, expected, "found and expected of person {number}");
        }
        for (number, (found, expected)) in self.vaults.iter().zip(&expected.vaults).enumerate() {
            let what = format!("found and expected of vault {number}");
            assert_eq!(found.treasuries, expected.treasuries, "{what}");
            assert_eq!(found.shares, expected.shares, "{what}");
            assert_eq!(found.positions, expected.positions, "{what}");
            assert_eq!(found, expected, "{what}");
        }
    }
}

impl Purse {
    /// `amount` of `coin` is sent to this account.
    pub fn receive(&mut self, coin: Coin, amount: u64) {
        let fee = coin.fee(amount);
        self.amount += amount - fee;
        self.withheld += fee;
    }
}

impl VaultFacts {
    /// What the owner of a seat's share token account has there.
    pub fn units(&self, seat: usize) -> u64 {
        self.shares[seat].map_or(0, |shares| shares.units)
    }

    /// Where the vault keeps the books of `coin`.
    pub fn slot(&self, coin: Coin) -> Option<usize> {
        self.coins.iter().position(|other| *other == coin)
    }
}
