//! The same with ten thousand holders: nothing here may cost more than with one.

use anyhow::Result;
use provenue_client::{
    address,
    flows::mint::{NewShares, NewWork, SHARE_UNITS, mint},
    instructions::{
        registry::{self, Purchase},
        vault::{self, Holder},
    },
    solana::{Address, Keypair, Signer},
    token::{self, MintInfo, NewMint},
};
use provenue_tests::{details, share_name};

use super::works::{PRICE, monthly};
use crate::{bench::Bench, first_try, keys, scene::REVENUE};

/// Holders of the vault, each of whom was issued shares in a transaction.
const HOLDERS: u64 = 10_000;

/// A work that many have a share of.
struct Hit {
    owner: Keypair,
    asset: Address,
    vault: Address,
    currency: MintInfo,
    /// Two of the holders.
    fans: [Keypair; 2],
}

/// Measures what must not depend on the number of holders.
pub async fn measure(bench: &mut Bench) -> Result<()> {
    let hit = Hit::new(bench).await?;
    let (vault, currency) = (&hit.vault, &hit.currency);
    let payer = bench.person("sponsor").await?;
    let key = payer.pubkey();
    bench.world.fund(&payer, currency, 10 * REVENUE).await;
    let [seller, buyer] = &hit.fans;
    bench.world.open_account(&seller.pubkey(), currency).await;

    let deposit = vault::deposit(&key, vault, currency, REVENUE);
    let name = "vault/deposit@10000_holders";
    bench.measure(name, &payer, &[], deposit).await?;

    let claim = vault::claim(vault, currency, &Holder::of(vault, &seller.pubkey()));
    let name = "vault/claim@10000_holders";
    bench.measure(name, seller, &[], claim).await?;

    let payment = token::transfer(&key, currency, vault, REVENUE);
    bench.prepare(&[payment], &[&payer]).await?;
    let book = vault::book(vault, currency);
    let name = "vault/book@10000_holders";
    bench.measure(name, &payer, &[], book).await?;

    let [from, to] = [seller, buyer].map(|fan| address::share_account(vault, &fan.pubkey()));
    let units = SHARE_UNITS / HOLDERS / 2;
    let sale = vault::transfer_shares(&seller.pubkey(), vault, &from, &to, units);
    let name = "vault/hook@10000_holders";
    bench.measure(name, seller, &[], sale).await?;

    buy(bench, &hit).await
}

/// A licence whose price the holders share.
async fn buy(bench: &mut Bench, hit: &Hit) -> Result<()> {
    let owner = hit.owner.pubkey();
    let offer = monthly(&hit.currency);
    let offer = registry::offer_terms(&owner, &owner, &hit.asset, 0, &offer);
    bench.prepare(&[offer], &[&hit.owner]).await?;

    let terms = address::terms(&hit.asset, 0);
    let found = |licensee: &Address| first_try::license(&terms, licensee);
    let buyer = bench.enrich(keys::key("broadcaster", found)).await?;
    let key = buyer.pubkey();
    bench.world.fund(&buyer, &hit.currency, PRICE).await;
    let purchase = Purchase {
        payer: key,
        buyer: key,
        licensee: key,
        max_price: PRICE,
    };
    let buy = registry::buy_license(&purchase, &hit.asset, &terms, &hit.currency);
    let name = "registry/buy_license@10000_holders";
    bench.measure(name, &buyer, &[], buy).await
}

impl Hit {
    /// Registers the work and gives its shares away, as anybody would: nothing is forged.
    async fn new(bench: &Bench) -> Result<Self> {
        let owner = bench.person("star").await?;
        let content_id = keys::key("hit", first_try::work).pubkey().to_bytes();
        let asset = address::asset(&content_id, 0);
        let vault = address::vault(&asset);
        let currency = bench.currency("hit mint", &vault, NewMint::spl(6)).await?;
        let mut fans = Vec::new();
        for label in ["first fan", "second fan"] {
            let found = |fan: &Address| first_try::position(&vault, fan);
            fans.push(bench.enrich(keys::key(label, found)).await?);
        }
        let fans: [Keypair; 2] = fans.try_into().map_err(|_| anyhow::anyhow!("two fans"))?;
        let allocation = fans
            .iter()
            .map(Signer::pubkey)
            .chain((2..HOLDERS).map(|number| keys::any(&format!("fan {number}")).pubkey()))
            .map(|fan| (fan, SHARE_UNITS / HOLDERS))
            .collect();
        let shares = NewShares {
            name: share_name(),
            options: Default::default(),
            currencies: vec![currency.clone()],
            allocation,
        };
        let work = NewWork {
            details: details(content_id),
            shares: Some(shares),
        };
        mint(&bench.world.ledger, &bench.world.payer, &owner, &work).await?;
        Ok(Self {
            owner,
            asset,
            vault,
            currency,
            fans,
        })
    }
}
