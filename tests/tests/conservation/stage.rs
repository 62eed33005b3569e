//! The ledger on which all lives of a test take place, one after the other.

use provenue_client::{
    Ledger, address,
    instructions::vault,
    token::{self, MintInfo, NewMint, TOKEN_2022},
};
use provenue_tests::{World, must};
use solana_account::Account;
use solana_address::Address;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_signer::Signer;
use solana_system_interface::instruction::create_account;
use spl_token_2022_interface::{
    extension::ExtensionType, instruction::initialize_account3, state::Account as TokenState,
};

use crate::operation::{COINS, Coin, FIRST_RICH, PERSONS, SEATS, SPARE, VAULTS};

/// Lamports of a person, and as much of wrapped SOL if the person is rich.
const SOL_PURSE: u64 = 1 << 58;
/// Base units of the other currencies that the rich have: all that a mint can make, together, so
/// that what one pays in can come near the end of a running total.
const PURSES: [u64; PERSONS - FIRST_RICH] = [u64::MAX - (1 << 48), 1 << 48];

/// People, currencies and two vaults without shares and currencies, as every life finds them.
///
/// Making all this takes longer than a life, so it is made once and put back for the next life.
pub struct Stage {
    pub world: World,
    pub persons: Vec<Keypair>,
    /// In the order of [`Coin::ALL`].
    pub mints: Vec<MintInfo>,
    pub vaults: Vec<VaultPlaces>,
    /// Lamports that a position costs.
    pub position_rent: u64,
    /// Lamports that a token account of wrapped SOL has besides those that it counts.
    pub sol_rent: u64,
    /// All that a life can change, in the order in which a picture reads it.
    pub places: Vec<Address>,
    accounts: Vec<Option<Account>>,
}

/// Where a vault and what belongs to it is.
pub struct VaultPlaces {
    pub address: Address,
    pub share_mint: Address,
    pub treasuries: [Address; COINS],
    pub seats: [Address; SEATS],
    pub positions: [Address; SEATS],
    /// Of the spare seat.
    pub spare: Keypair,
    spare_rent: u64,
    spare_length: u64,
}

impl Stage {
    pub async fn new() -> Self {
        let world = World::new().await;
        let persons: Vec<_> = (0..PERSONS).map(|_| Keypair::new()).collect();
        for person in &persons {
            let wallet = Account {
                lamports: 2 * SOL_PURSE,
                ..Account::default()
            };
            must(world.ledger.set_account(person.pubkey(), wallet));
        }
        let mints = vec![
            world.currency(NewMint::spl(6)).await,
            world.currency(NewMint::with_fee(6, 100)).await,
            world.wrapped_sol().await,
        ];
        for (coin, mint) in Coin::ALL.iter().zip(&mints) {
            for poor in &persons[..FIRST_RICH] {
                world.open_account(&poor.pubkey(), mint).await;
            }
            for (rich, units) in persons[FIRST_RICH..].iter().zip(PURSES) {
                let units = if *coin == Coin::Sol { SOL_PURSE } else { units };
                world.fund(rich, mint, units).await;
            }
        }
        let mut vaults = Vec::new();
        for base in &persons[..VAULTS] {
            vaults.push(VaultPlaces::make(&world, base, &persons, &mints).await);
        }
        let wrapped = must(
            world
                .ledger
                .account(&vaults[0].treasuries[Coin::Sol as usize])
                .await,
        );
        let position = size_of::<provenue_client::state::Position>() + 8;
        let mut stage = Self {
            position_rent: must(world.ledger.minimum_balance(position).await),
            sol_rent: wrapped.map_or(0, |account| account.lamports),
            places: Vec::new(),
            accounts: Vec::new(),
            world,
            persons,
            mints,
            vaults,
        };
        stage.places = stage.list_places();
        stage.accounts = stage.read().await;
        stage
    }

    /// Makes everything as it was when the stage was new.
    pub fn reset(&self) {
        for (place, account) in self.places.iter().zip(&self.accounts) {
            self.put(*place, account.clone());
        }
    }

    /// Puts an account, or no account, somewhere.
    pub fn put(&self, place: Address, account: Option<Account>) {
        must(
            self.world
                .ledger
                .set_account(place, account.unwrap_or_default()),
        );
    }

    /// What is at all places now.
    pub async fn read(&self) -> Vec<Option<Account>> {
        must(self.world.ledger.accounts(&self.places).await)
    }

    pub fn key(&self, person: usize) -> Address {
        self.persons[person].pubkey()
    }

    pub fn person_of(&self, key: &Address) -> Option<usize> {
        (0..PERSONS).find(|person| self.key(*person) == *key)
    }

    pub fn mint(&self, coin: Coin) -> &MintInfo {
        &self.mints[coin as usize]
    }

    /// The associated token account of a person.
    pub fn purse(&self, person: usize, coin: Coin) -> Address {
        self.mint(coin).ata(&self.key(person))
    }

    fn list_places(&self) -> Vec<Address> {
        let mut places = vec![self.world.payer.pubkey()];
        places.extend(self.mints.iter().map(|mint| mint.address));
        for person in 0..PERSONS {
            places.push(self.key(person));
            places.extend(Coin::ALL.map(|coin| self.purse(person, coin)));
        }
        for vault in &self.vaults {
            places.extend([vault.address, vault.share_mint]);
            places.extend(vault.treasuries);
            places.extend(vault.seats);
            places.extend(vault.positions);
        }
        places
    }
}

impl VaultPlaces {
    async fn make(world: &World, base: &Keypair, persons: &[Keypair], mints: &[MintInfo]) -> Self {
        let address = world.open_vault(base, &[]).await;
        let share_mint = address::share_mint(&address);
        for mint in mints {
            world.open_account(&address, mint).await;
        }
        let payer = world.payer.pubkey();
        for person in persons {
            let create = vault::create_share_account(&payer, &address, &person.pubkey());
            must(world.send(&[create], &[]).await);
        }
        let spare = Keypair::new();
        let seats = std::array::from_fn(|seat| match seat {
            SPARE => spare.pubkey(),
            person => address::share_account(&address, &persons[person].pubkey()),
        });
        let extensions = [ExtensionType::TransferHookAccount];
        let length = must(ExtensionType::try_calculate_account_len::<TokenState>(
            &extensions,
        ));
        let places = Self {
            spare_rent: must(world.ledger.minimum_balance(length).await),
            spare_length: length as u64,
            address,
            share_mint,
            treasuries: std::array::from_fn(|coin| mints[coin].ata(&address)),
            seats,
            positions: seats.map(|seat| address::position(&seat)),
            spare,
        };
        let create = places.make_spare(&payer, &persons[0].pubkey());
        must(world.send(&create, &[&places.spare]).await);
        places
    }

    /// Makes the share token account that is nobody's associated account; its key signs.
    pub fn make_spare(&self, payer: &Address, owner: &Address) -> Vec<Instruction> {
        let key = self.spare.pubkey();
        let (rent, length) = (self.spare_rent, self.spare_length);
        let initialize = initialize_account3(&TOKEN_2022, &key, &self.share_mint, owner);
        vec![
            create_account(payer, &key, rent, length, &TOKEN_2022),
            must(initialize),
        ]
    }
}

/// Creates the associated token account of `owner` where it is missing, at the stage's cost.
pub fn open_purse(stage: &Stage, owner: usize, coin: Coin) -> Instruction {
    token::create_ata(
        &stage.world.payer.pubkey(),
        &stage.key(owner),
        stage.mint(coin),
    )
}
