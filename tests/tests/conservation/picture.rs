//! Everything on the ledger that a life can change, at one moment.

use provenue_client::{
    state::{Position, ProgramState, Vault},
    token::MintInfo,
};
use provenue_tests::must;
use solana_account::Account;
use solana_address::Address;
use spl_token_2022_interface::{
    extension::{BaseStateWithExtensions, StateWithExtensions, transfer_fee::TransferFeeAmount},
    state::Account as TokenState,
};

use crate::{
    facts::{Facts, Opened, Person, Purse, Shares, VaultFacts},
    operation::{COINS, Coin, SEATS, VAULTS},
    stage::Stage,
};

pub struct Picture {
    /// Byte for byte.
    pub accounts: Vec<Option<Account>>,
    pub facts: Facts,
    pub vaults: [Vault; VAULTS],
    pub positions: [[Option<Position>; SEATS]; VAULTS],
    /// Base units of each currency in existence; SOL's mint does not count them.
    pub supplies: [u64; COINS],
}

impl Picture {
    pub async fn take(stage: &Stage) -> Self {
        let accounts = stage.read().await;
        let mut reader = Reader {
            stage,
            places: stage.places.iter().zip(&accounts).skip(1),
        };
        let supplies = std::array::from_fn(|_| reader.mint().supply);
        let persons = std::array::from_fn(|_| Person {
            lamports: reader.next().1.map_or(0, |account| account.lamports),
            purses: Coin::ALL.map(|coin| reader.purse(coin)),
        });
        let read = std::array::from_fn::<_, VAULTS, _>(|_| reader.vault());
        let vaults = std::array::from_fn(|vault| read[vault].0);
        let positions = std::array::from_fn(|vault| read[vault].1);
        Self {
            facts: Facts {
                persons,
                vaults: read.map(|(_, _, facts)| facts),
            },
            vaults,
            positions,
            supplies,
            accounts,
        }
    }

    /// A vault and its positions, byte for byte.
    pub fn books(&self, vault: usize) -> impl PartialEq + use<> {
        let positions = self.positions[vault];
        let bytes = |position: Position| bytemuck::bytes_of(&position).to_vec();
        let state = bytemuck::bytes_of(&self.vaults[vault]).to_vec();
        (state, positions.map(|position| position.map(bytes)))
    }

    /// All lamports there are, those of the stage's payer included.
    pub fn lamports(&self) -> u128 {
        let accounts = self.accounts.iter().flatten();
        accounts.map(|account| u128::from(account.lamports)).sum()
    }

    /// Lamports at one of the stage's places.
    pub fn lamports_at(&self, stage: &Stage, place: &Address) -> u64 {
        let found = stage.places.iter().position(|other| other == place);
        let account = found.and_then(|at| self.accounts[at].as_ref());
        account.map_or(0, |account| account.lamports)
    }
}

struct Reader<'a, I> {
    stage: &'a Stage,
    places: I,
}

impl<'a, I: Iterator<Item = (&'a Address, &'a Option<Account>)>> Reader<'a, I> {
    fn next(&mut self) -> (Address, Option<&'a Account>) {
        let (place, account) = self.places.next().unwrap_or_else(|| panic!("a place more"));
        (*place, account.as_ref())
    }

    fn mint(&mut self) -> MintInfo {
        let (place, account) = self.next();
        let account = account.unwrap_or_else(|| panic!("a mint is gone"));
        must(MintInfo::decode(place, account))
    }

    fn state<S: ProgramState>(&mut self) -> Option<S> {
        let (place, account) = self.next();
        account.map(|account| must(S::decode(place, account)))
    }

    fn purse(&mut self, coin: Coin) -> Option<Purse> {
        let (_, account) = self.next();
        let account = account?;
        let state = must(StateWithExtensions::<TokenState>::unpack(&account.data));
        let withheld = state.get_extension::<TransferFeeAmount>();
        let purse = Purse {
            amount: state.base.amount,
            withheld: withheld.map_or(0, |withheld| withheld.withheld_amount.into()),
        };
        if coin == Coin::Sol {
            // Each is a lamport that is there.
            assert_eq!(account.lamports, purse.amount + self.stage.sol_rent);
        }
        Some(purse)
    }

    fn shares(&mut self) -> Option<Shares> {
        let (_, account) = self.next();
        let state = must(StateWithExtensions::<TokenState>::unpack(&account?.data)).base;
        Some(Shares {
            owner: self.person(&state.owner),
            units: state.amount,
        })
    }

    fn vault(&mut self) -> (Vault, [Option<Position>; SEATS], VaultFacts) {
        let vault: Vault = self.state().unwrap_or_else(|| panic!("a vault is gone"));
        let share_supply = self.mint().supply;
        let treasuries = Coin::ALL.map(|coin| {
            let treasury = self.purse(coin);
            treasury.unwrap_or_else(|| panic!("a treasury is gone"))
        });
        let shares = std::array::from_fn(|_| self.shares());
        let positions = std::array::from_fn(|_| self.state::<Position>());
        let facts = VaultFacts {
            authority: self.person(&vault.authority),
            coins: vault
                .currencies()
                .iter()
                .map(|slot| self.coin(&slot.mint))
                .collect(),
            treasuries,
            share_supply,
            shares,
            positions: positions.map(|position| position.map(|position| self.opened(&position))),
        };
        (vault, positions, facts)
    }

    fn opened(&self, position: &Position) -> Opened {
        Opened {
            owner: self.person(&position.owner),
            rent_payer: self.stage.person_of(&position.rent_payer),
            units: position.units.get(),
        }
    }

    fn person(&self, key: &Address) -> usize {
        let person = self.stage.person_of(key);
        person.unwrap_or_else(|| panic!("{key} is nobody"))
    }

    fn coin(&self, mint: &Address) -> Coin {
        let mut all = Coin::ALL.into_iter();
        let coin = all.find(|coin| self.stage.mint(*coin).address == *mint);
        coin.unwrap_or_else(|| panic!("{mint} is no currency"))
    }
}
