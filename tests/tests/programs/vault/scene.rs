//! A vault at work: what most tests of the program begin with.

use provenue_client::{
    address,
    flows::revenue,
    instructions::vault::{self, Holder},
    state::{CurrencySlot, Position, PositionSlot, Vault},
    token::{MintInfo, NewMint, TOKEN_2022},
};
use provenue_tests::{World, must};
use solana_address::Address;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_signer::Signer;

use super::tokens::auxiliary_account;

/// Share units of the artist and of the label.
pub const ARTIST_UNITS: u64 = 70_000_000;
pub const LABEL_UNITS: u64 = 30_000_000;

/// What the fan has, in base units.
pub const PURSE: u64 = 1_000_000_000;

/// Base units that divide over all share units without a remainder: artist and label earn
/// [`ARTISTS_PART`] and [`LABELS_PART`] of them exactly.
pub const EVEN: u64 = 781_250;
pub const ARTISTS_PART: u64 = 546_875;
pub const LABELS_PART: u64 = 234_375;

/// A sealed vault that takes one currency, two who hold its shares, and one who pays in.
pub struct Scene {
    /// Where it is.
    pub world: World,
    /// The vault's base and authority, with [`ARTIST_UNITS`].
    pub artist: Keypair,
    /// Holds [`LABEL_UNITS`].
    pub label: Keypair,
    /// Holds no shares, and has [`PURSE`].
    pub fan: Keypair,
    /// What the vault takes.
    pub currency: MintInfo,
    /// The vault.
    pub vault: Address,
}

impl Scene {
    /// A vault that takes a plain SPL token.
    pub async fn new() -> Self {
        Self::taking(NewMint::spl(6)).await
    }

    /// A vault that takes a new currency.
    pub async fn taking(new: NewMint) -> Self {
        let world = World::new().await;
        let currency = world.currency(new).await;
        Self::with(world, currency).await
    }

    /// A vault that takes `currency`.
    pub async fn with(world: World, currency: MintInfo) -> Self {
        let artist = world.person().await;
        let label = world.person().await;
        let fan = world.person().await;
        let currencies = std::slice::from_ref(&currency);
        let holders = [(label.pubkey(), LABEL_UNITS)];
        let vault = world.vault(&artist, currencies, &holders).await;
        world.fund(&fan, &currency, PURSE).await;
        Self {
            world,
            artist,
            label,
            fan,
            currency,
            vault,
        }
    }

    /// A scene in which both holders have something to claim, and an account for it.
    pub async fn earned() -> Self {
        let scene = Self::new().await;
        scene.open_payees().await;
        scene.earn(EVEN).await;
        scene
    }

    /// Another vault that takes the same currency, of another base, who holds all its shares.
    pub async fn other_vault(&self) -> (Keypair, Address) {
        let base = self.world.person().await;
        let currencies = std::slice::from_ref(&self.currency);
        let vault = self.world.vault(&base, currencies, &[]).await;
        (base, vault)
    }

    /// The fan pays `amount` base units into the vault.
    pub async fn earn(&self, amount: u64) {
        let (ledger, vault) = (&self.world.ledger, &self.vault);
        must(revenue::deposit(ledger, &self.fan, vault, &self.currency, amount).await);
    }

    /// Gives both holders an account for the currency.
    pub async fn open_payees(&self) {
        for holder in [&self.artist, &self.label] {
            let key = holder.pubkey();
            self.world.open_account(&key, &self.currency).await;
        }
    }

    /// The vault's token account for the currency.
    pub fn treasury(&self) -> Address {
        self.currency.ata(&self.vault)
    }

    /// The share token account of `owner`.
    pub fn shares_of(&self, owner: &Keypair) -> Address {
        address::share_account(&self.vault, &owner.pubkey())
    }

    /// The position of `owner`'s share token account.
    pub fn position_of(&self, owner: &Keypair) -> Address {
        address::position(&self.shares_of(owner))
    }

    /// The account to which `owner` is paid.
    pub fn payee_of(&self, owner: &Keypair) -> Address {
        self.currency.ata(&owner.pubkey())
    }

    /// Whom a claim or a distribution pays for `owner`'s share token account.
    pub fn holder(&self, owner: &Keypair) -> Holder {
        Holder::of(&self.vault, &owner.pubkey())
    }

    /// Pays `owner`.
    pub fn claim(&self, owner: &Keypair) -> Instruction {
        vault::claim(&self.vault, &self.currency, &self.holder(owner))
    }

    /// Settles `owner`'s position.
    pub fn settle(&self, owner: &Keypair) -> Instruction {
        vault::settle(&self.vault, &self.shares_of(owner))
    }

    /// Pays both holders at once, the artist first.
    pub fn distribute(&self) -> Instruction {
        let holders = [self.holder(&self.artist), self.holder(&self.label)];
        vault::distribute(&self.vault, &self.currency, &holders)
    }

    /// The fan pays `amount` base units into the vault.
    pub fn deposit(&self, amount: u64) -> Instruction {
        vault::deposit(&self.fan.pubkey(), &self.vault, &self.currency, amount)
    }

    /// `owner` gives `units` share units to `to`.
    pub fn transfer(&self, owner: &Keypair, to: &Keypair, units: u64) -> Instruction {
        let (source, destination) = (self.shares_of(owner), self.shares_of(to));
        vault::transfer_shares(&owner.pubkey(), &self.vault, &source, &destination, units)
    }

    /// The vault as it is now.
    pub async fn state(&self) -> Vault {
        self.world.vault_state(&self.vault).await
    }

    /// The vault's books.
    pub async fn slot(&self) -> CurrencySlot {
        self.state().await.currencies[0]
    }

    /// `owner`'s position as it is now.
    pub async fn position(&self, owner: &Keypair) -> Position {
        self.world.position_of(&self.shares_of(owner)).await
    }

    /// What `owner`'s position has earned, as written down.
    pub async fn earnings(&self, owner: &Keypair) -> PositionSlot {
        self.position(owner).await.currencies[0]
    }

    /// The mint of the shares.
    pub async fn share_mint(&self) -> MintInfo {
        let share_mint = address::share_mint(&self.vault);
        must(MintInfo::fetch(&self.world.ledger, &share_mint).await)
    }

    /// A share token account of `owner` that is not the associated one, and its position.
    pub async fn auxiliary_position(&self, owner: &Keypair) -> Keypair {
        let share_mint = address::share_mint(&self.vault);
        let account =
            auxiliary_account(&self.world, &share_mint, &TOKEN_2022, &owner.pubkey()).await;
        let payer = self.world.payer.pubkey();
        let open = vault::open_position(&payer, &self.vault, &account.pubkey());
        must(self.world.send(&[open], &[]).await);
        account
    }

    /// What `owner` has of the currency, in base units.
    pub async fn purse(&self, owner: &Keypair) -> u64 {
        self.world.token_amount(&self.payee_of(owner)).await
    }

    /// What the treasury holds, in base units.
    pub async fn held(&self) -> u64 {
        self.world.token_amount(&self.treasury()).await
    }

    /// Asserts that every base unit ever received is accounted for, to the 2^64th part.
    #[track_caller]
    pub fn assert_balanced(&self) -> impl Future<Output = ()> {
        let caller = std::panic::Location::caller();
        async move {
            for sheet in must(revenue::books(&self.world.ledger, &self.vault).await) {
                assert!(sheet.balance(), "at {caller}: {sheet:?}");
            }
        }
    }
}
