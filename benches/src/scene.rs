//! A vault at work: what most rows are measured with.

use anyhow::Result;
use provenue_client::{
    address,
    flows::mint::SHARE_UNITS,
    instructions::vault::{self, Holder},
    solana::{Address, Instruction, Keypair, Signer},
    token::{MintInfo, NewMint},
};

use crate::{bench::Bench, first_try, keys};

/// Base units that the depositor has of each currency.
const PURSE: u64 = 1_000_000_000_000;

/// What is paid into a vault at once, in base units: no multiple of all share units, so fractions are
/// left over.
pub const REVENUE: u64 = 1_000_000_007;

/// A sealed vault, its only holder, and who pays in.
pub struct Scene {
    /// The vault.
    pub vault: Address,
    /// Its base and authority.
    pub base: Keypair,
    /// What it takes.
    pub currencies: Vec<MintInfo>,
    /// Holds all shares, and has accounts for the currencies.
    pub holder: Keypair,
    /// Holds no shares, and has a position.
    pub buyer: Keypair,
    /// Has a purse of each currency.
    pub depositor: Keypair,
}

impl Scene {
    /// A vault that takes `news`. The labels of all keys begin with `label`.
    pub async fn new(bench: &Bench, label: &str, news: &[NewMint]) -> Result<Self> {
        let named = |role: &str| format!("{label} {role}");
        let world = &bench.world;
        let base = keys::key(&named("base"), first_try::vault);
        let base = bench.enrich(base).await?;
        let vault = address::vault(&base.pubkey());
        let found = |owner: &Address| first_try::position(&vault, owner);
        let holder = bench.enrich(keys::key(&named("holder"), found)).await?;
        let buyer = bench.enrich(keys::key(&named("buyer"), found)).await?;
        let depositor = bench.person(&named("depositor")).await?;

        let mut currencies = Vec::new();
        for (index, new) in news.iter().enumerate() {
            let label = named(&format!("mint {index}"));
            currencies.push(bench.currency(&label, &vault, *new).await?);
        }
        let holders = [(holder.pubkey(), SHARE_UNITS)];
        world.vault(&base, &currencies, &holders).await;
        world.open_position(&vault, &buyer.pubkey()).await;
        for currency in &currencies {
            world.open_account(&holder.pubkey(), currency).await;
            world.fund(&depositor, currency, PURSE).await;
        }
        Ok(Self {
            vault,
            base,
            currencies,
            holder,
            buyer,
            depositor,
        })
    }

    /// Pays [`REVENUE`] in, in every currency.
    pub async fn earn(&self, bench: &Bench) -> Result<()> {
        for currency in &self.currencies {
            let deposit = self.deposit(currency);
            bench.prepare(&[deposit], &[&self.depositor]).await?;
        }
        Ok(())
    }

    /// The depositor pays [`REVENUE`] in.
    pub fn deposit(&self, currency: &MintInfo) -> Instruction {
        vault::deposit(&self.depositor.pubkey(), &self.vault, currency, REVENUE)
    }

    /// The share token account of `owner`.
    pub fn shares_of(&self, owner: &Keypair) -> Address {
        address::share_account(&self.vault, &owner.pubkey())
    }

    /// Pays the holder.
    pub fn claim(&self, currency: &MintInfo) -> Instruction {
        let holder = Holder::of(&self.vault, &self.holder.pubkey());
        vault::claim(&self.vault, currency, &holder)
    }

    /// The holder gives `units` share units to the buyer.
    pub fn sale(&self, units: u64) -> Instruction {
        let (from, to) = (self.shares_of(&self.holder), self.shares_of(&self.buyer));
        vault::transfer_shares(&self.holder.pubkey(), &self.vault, &from, &to, units)
    }
}
