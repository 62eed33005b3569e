//! A pool of wrapped shares and a currency, both in the associated token accounts of its authority.

use provenue_client::{
    address,
    instructions::{vault, wrapper},
    token::{self, MintInfo, TOKEN},
};
use provenue_tests::{SOL, must};
use solana_address::Address;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_signer::Signer;
use solana_system_interface::instruction::transfer;

use super::{
    amm::{self, Fees, PoolKeys},
    scene::WrapperScene,
};
use crate::vault::scene::Scene;

/// The reserve of wrapped shares, and of the currency.
pub const SHARES: usize = 0;
pub const CURRENCY: usize = 1;

/// What the artist puts into the pool at first: 40 shares, and 20,000 of the currency.
pub const FIRST_RESERVES: [u64; 2] = [40_000_000, 20_000_000_000];

/// A pool that the artist founded.
pub struct PoolScene {
    /// Vault and wrapper; the beneficiary is the pool's authority.
    pub wrapper: WrapperScene,
    /// The pool's accounts.
    pub keys: PoolKeys,
    /// The mint of its LP tokens.
    pub liquidity: MintInfo,
    /// What it keeps of what is sold to it, as a fraction.
    pub trade_fee: (u64, u64),
}

impl PoolScene {
    /// Founds the pool on a vault without options.
    pub async fn new(fees: Fees) -> Self {
        Self::of(Scene::new().await, fees).await
    }

    /// Founds the pool in a scene.
    pub async fn of(scene: Scene, fees: Fees) -> Self {
        amm::deploy(&scene.world);
        let pool = Keypair::new();
        let authority = amm::authority(&pool.pubkey());
        let wrapper = WrapperScene::of(scene, authority).await;
        let Scene {
            world,
            artist,
            currency,
            vault,
            ..
        } = &wrapper.scene;

        // The shares go from the artist right into the reserve.
        world.open_account(&authority, &wrapper.mint).await;
        let reserves = [wrapper.mint.ata(&authority), currency.ata(&authority)];
        let source = wrapper.scene.shares_of(artist);
        let (key, units) = (artist.pubkey(), FIRST_RESERVES[SHARES]);
        let wrap = wrapper::wrap(&key, vault, &authority, &source, &reserves[SHARES], units);
        wrapper.send(wrap, artist).await;
        let payer = &world.payer;
        let money = FIRST_RESERVES[CURRENCY];
        must(token::mint_to(&world.ledger, payer, currency, &authority, money).await);

        let mint = Keypair::new();
        amm::make_liquidity_mint(world, &mint, &authority, &TOKEN).await;
        let liquidity = must(MintInfo::fetch(&world.ledger, &mint.pubkey()).await);
        for owner in [artist, &wrapper.scene.label, &wrapper.scene.fan] {
            for mint in [&liquidity, &wrapper.mint, currency] {
                world.open_account(&owner.pubkey(), mint).await;
            }
        }
        world.open_account(&payer.pubkey(), &liquidity).await;
        let keys = PoolKeys {
            pool: pool.pubkey(),
            reserves,
            liquidity_mint: liquidity.address,
            fee_account: liquidity.ata(&payer.pubkey()),
            token_program: TOKEN,
        };
        let make = amm::make_pool(world, &pool.pubkey()).await;
        let initialize = keys.initialize(fees, &liquidity.ata(&key));
        must(world.send(&[make, initialize], &[&pool]).await);
        Self {
            wrapper,
            keys,
            liquidity,
            trade_fee: fees.trade,
        }
    }

    /// Gives the fan a share token account, for whose position the vault's reserve pays.
    pub async fn open_fans_shares(&self) {
        let Scene {
            world, fan, vault, ..
        } = &self.wrapper.scene;
        let payer = world.payer.pubkey();
        let create = vault::create_share_account(&payer, vault, &fan.pubkey());
        let fill = transfer(&payer, &address::rent_reserve(vault), SOL);
        must(world.send(&[create, fill], &[]).await);
    }

    /// What the reserves hold.
    pub async fn reserves(&self) -> [u64; 2] {
        let world = &self.wrapper.scene.world;
        [
            world.token_amount(&self.keys.reserves[SHARES]).await,
            world.token_amount(&self.keys.reserves[CURRENCY]).await,
        ]
    }

    /// `owner`'s accounts for what the reserves hold.
    pub fn purses_of(&self, owner: &Keypair) -> [Address; 2] {
        [
            self.wrapper.wrapped_of(owner),
            self.wrapper.scene.payee_of(owner),
        ]
    }

    /// What these accounts hold.
    pub async fn purses(&self, owner: &Keypair) -> [u64; 2] {
        let world = &self.wrapper.scene.world;
        let [shares, currency] = self.purses_of(owner);
        [
            world.token_amount(&shares).await,
            world.token_amount(&currency).await,
        ]
    }

    /// `owner` sells `amount` of what reserve `sold` holds.
    pub fn swap(&self, owner: &Keypair, sold: usize, amount: u64) -> Instruction {
        let purses = self.purses_of(owner);
        let (from, to) = (&purses[sold], &purses[1 - sold]);
        self.keys.swap(&owner.pubkey(), sold, from, to, amount)
    }

    /// `owner` adds liquidity for `liquidity` LP tokens.
    pub fn deposit(&self, owner: &Keypair, liquidity: u64) -> Instruction {
        let key = owner.pubkey();
        let to = self.liquidity.ata(&key);
        self.keys
            .deposit(&key, self.purses_of(owner), &to, liquidity)
    }

    /// `owner` gives `liquidity` LP tokens back.
    pub fn withdraw(&self, owner: &Keypair, liquidity: u64) -> Instruction {
        let key = owner.pubkey();
        let from = self.liquidity.ata(&key);
        self.keys
            .withdraw(&key, &from, self.purses_of(owner), liquidity)
    }

    /// Pays what the escrow earned to the pool.
    pub fn pay_pool(&self) -> Instruction {
        let scene = &self.wrapper.scene;
        vault::distribute(&scene.vault, &scene.currency, &[self.wrapper.holder()])
    }

    /// LP tokens there are.
    pub async fn liquidity(&self) -> u64 {
        let ledger = &self.wrapper.scene.world.ledger;
        must(MintInfo::fetch(ledger, &self.liquidity.address).await).supply
    }

    /// LP tokens of `owner`.
    pub async fn liquidity_of(&self, owner: &Keypair) -> u64 {
        let account = self.liquidity.ata(&owner.pubkey());
        self.wrapper.scene.world.token_amount(&account).await
    }
}
