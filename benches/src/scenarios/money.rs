//! Revenue in and out, in vaults of few holders.

use anyhow::Result;
use provenue_client::{
    instructions::vault::{self, Holder},
    solana::{Address, Signer},
    token::{self, NewMint},
};

use crate::{
    bench::Bench,
    first_try, keys,
    scene::{REVENUE, Scene},
};

/// Measures deposits, bookings, claims and distributions.
pub async fn measure(bench: &mut Bench) -> Result<()> {
    let spl = [NewMint::spl(6)];
    let scene = Scene::new(bench, "spl", &spl).await?;
    pay(bench, "", &scene).await?;
    book_and_settle(bench, &scene).await?;
    distribute(bench, &scene).await?;

    let fee = [NewMint::with_fee(6, 100)];
    let scene = Scene::new(bench, "token_2022_fee", &fee).await?;
    pay(bench, "@token_2022_fee", &scene).await?;

    let four = [NewMint::spl(6); 4];
    let scene = Scene::new(bench, "4 currencies", &four).await?;
    scene.earn(bench).await?;
    pay(bench, "@4_currencies", &scene).await
}

/// A deposit, and the holder's claim, in the last currency.
async fn pay(bench: &mut Bench, variant: &str, scene: &Scene) -> Result<()> {
    let Some(currency) = scene.currencies.last() else {
        return Ok(());
    };
    let (deposit, claim) = (scene.deposit(currency), scene.claim(currency));
    let name = format!("vault/deposit{variant}");
    bench.measure(&name, &scene.depositor, &[], deposit).await?;
    let name = format!("vault/claim{variant}");
    bench.measure(&name, &scene.holder, &[], claim).await
}

/// What follows a plain transfer to the treasury.
async fn book_and_settle(bench: &mut Bench, scene: &Scene) -> Result<()> {
    let (vault, currency) = (&scene.vault, &scene.currencies[0]);
    let payment = token::transfer(&scene.depositor.pubkey(), currency, vault, REVENUE);
    bench.prepare(&[payment], &[&scene.depositor]).await?;
    let book = vault::book(vault, currency);
    bench
        .measure("vault/book", &scene.depositor, &[], book)
        .await?;
    let settle = vault::settle(vault, &scene.shares_of(&scene.holder));
    bench
        .measure("vault/settle", &scene.holder, &[], settle)
        .await
}

/// One distribution to one holder, one to eight.
async fn distribute(bench: &mut Bench, scene: &Scene) -> Result<()> {
    let currency = &scene.currencies[0];
    let mut holders = Vec::new();
    for number in 1..=8 {
        let found = |owner: &Address| first_try::position(&scene.vault, owner);
        let holder = keys::key(&format!("distributed {number}"), found);
        holders.push(hold(bench, scene, &holder.pubkey()).await?);
    }
    for (name, holders) in [
        ("vault/distribute", &holders[..1]),
        ("vault/distribute@8_holders", &holders[..]),
    ] {
        scene.earn(bench).await?;
        let distribute = vault::distribute(&scene.vault, currency, holders);
        bench
            .measure(name, &scene.depositor, &[], distribute)
            .await?;
    }
    Ok(())
}

/// Makes `owner` a holder who can be paid, of shares that the scene's holder gives away.
async fn hold(bench: &Bench, scene: &Scene, owner: &Address) -> Result<Holder> {
    let account = bench.world.open_position(&scene.vault, owner).await;
    let from = scene.shares_of(&scene.holder);
    let seller = scene.holder.pubkey();
    let sale = vault::transfer_shares(&seller, &scene.vault, &from, &account, 1_000_000);
    bench.prepare(&[sale], &[&scene.holder]).await?;
    bench.world.open_account(owner, &scene.currencies[0]).await;
    Ok(Holder::of(&scene.vault, owner))
}
