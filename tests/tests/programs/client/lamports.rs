//! Lamports alone make no account: anyone can send them to any address.

use provenue_client::{
    Ledger, TermsOffer, VAULT_PROGRAM, address,
    flows::{
        license,
        mint::{NewWork, SHARE_UNITS, mint},
        payout::{self, PayoutOptions, distribute},
        plan::Step,
        shares,
    },
    state::{self, License},
    token::{NewMint, TokenAccount},
};
use provenue_tests::{SOL, World, details, must};
use solana_address::Address;
use solana_signer::Signer;
use solana_system_interface::instruction::transfer;

use super::{CONTENT, work};
use crate::vault::scene::{ARTISTS_PART, EVEN, LABELS_PART, Scene};

/// Sends each address the least that an account without data can hold.
async fn dust(world: &World, addresses: &[Address]) {
    let lamports = must(world.ledger.minimum_balance(0).await);
    let payer = world.payer.pubkey();
    let sent: Vec<_> = addresses
        .iter()
        .map(|address| transfer(&payer, address, lamports))
        .collect();
    must(world.send(&sent, &[]).await);
}

/// What the steps say they made, of a kind.
fn made(steps: &[Step], kind: &str) -> Vec<Address> {
    let all = steps.iter().flat_map(|step| &step.creates);
    all.filter(|new| new.kind == kind)
        .map(|new| new.address)
        .collect()
}

#[tokio::test]
async fn lamports_at_its_addresses_do_not_change_a_mint() {
    let world = World::new().await;
    let (artist, rival) = (world.person().await, world.person().await);
    let currency = world.currency(NewMint::spl(6)).await;
    let currencies = std::slice::from_ref(&currency);
    let asset = address::asset(&CONTENT, 0);
    let vault = address::vault(&asset);
    let share_mint = address::share_mint(&vault);
    let list = address::extra_account_metas(&share_mint);
    let shares = address::share_account(&vault, &artist.pubkey());
    let position = address::position(&shares);
    let second = address::asset(&CONTENT, 1);
    let treasury = currency.ata(&vault);
    let targets = [
        asset, vault, share_mint, list, shares, position, second, treasury,
    ];
    dust(&world, &targets).await;
    assert!(must(state::claims(&world.ledger, &CONTENT).await).is_empty());
    assert_eq!(
        must(TokenAccount::fetch(&world.ledger, &shares).await),
        None
    );

    let all = [(artist.pubkey(), SHARE_UNITS)];
    let new = work(currencies, &all);
    let minted = must(mint(&world.ledger, &artist, &artist, &new).await);
    assert_eq!((minted.asset, minted.vault), (asset, Some(vault)));
    assert!(world.vault_state(&vault).await.is_sealed());
    let list = must(world.ledger.account(&list).await);
    assert_eq!(list.map(|list| list.owner), Some(VAULT_PROGRAM));
    assert_eq!(made(&minted.steps, "position"), [position]);
    assert_eq!(made(&minted.steps, "share token account"), [shares]);

    let claims = must(state::claims(&world.ledger, &CONTENT).await);
    assert_eq!(claims.len(), 1);
    let plain = NewWork {
        details: details(CONTENT),
        shares: None,
    };
    let minted = must(mint(&world.ledger, &rival, &rival, &plain).await);
    assert_eq!((minted.asset, minted.claim_index), (second, 1));
}

#[tokio::test]
async fn lamports_at_a_receivers_addresses_do_not_keep_shares_away() {
    let scene = Scene::new().await;
    let world = &scene.world;
    let friend = Address::new_unique();
    let account = address::share_account(&scene.vault, &friend);
    let position = address::position(&account);
    dust(world, &[account, position]).await;
    let (vault, label) = (&scene.vault, &scene.label);
    let moved = shares::transfer(&world.ledger, &world.payer, label, vault, &friend, 1_000);
    let steps = must(moved.await);
    assert_eq!(made(&steps, "share token account"), [account]);
    assert_eq!(made(&steps, "position"), [position]);
    assert_eq!(world.token_amount(&account).await, 1_000);
    assert_eq!(world.position_of(&account).await.units.get(), 1_000);
}

#[tokio::test]
async fn lamports_at_an_owners_address_do_not_keep_pay_away() {
    let scene = Scene::new().await;
    scene.earn(EVEN).await;
    let (world, vault, currency) = (&scene.world, &scene.vault, &scene.currency);
    let payees = [scene.payee_of(&scene.artist), scene.payee_of(&scene.label)];
    dust(world, &payees).await;
    let artist = scene.artist.pubkey();
    let claimed = payout::claim(&world.ledger, &world.payer, vault, currency, &artist);
    let claimed = must(claimed.await);
    assert_eq!(made(&claimed.steps, "token account"), [payees[0]]);
    assert_eq!(scene.purse(&scene.artist).await, ARTISTS_PART);

    let options = PayoutOptions {
        create_accounts: true,
        ..PayoutOptions::default()
    };
    let paid = distribute(&world.ledger, &world.payer, vault, currency, &options);
    let paid = must(paid.await);
    assert_eq!((paid.payments.len(), paid.skipped.len()), (1, 0));
    assert_eq!(made(&paid.steps, "token account"), [payees[1]]);
    assert_eq!(scene.purse(&scene.label).await, LABELS_PART);
}

#[tokio::test]
async fn lamports_at_a_buyers_addresses_do_not_keep_a_licence_away() {
    let world = World::new().await;
    let (artist, buyer) = (world.person().await, world.person().await);
    let sol = world.wrapped_sol().await;
    let asset = world.work(&artist, std::slice::from_ref(&sol)).await.asset;
    let offer = TermsOffer {
        currency: sol.address,
        price: SOL,
        ..TermsOffer::default()
    };
    let (terms, _) = must(license::offer(&world.ledger, &artist, &asset, &offer).await);
    let key = buyer.pubkey();
    let bought = address::license(&terms, &key);
    dust(&world, &[bought, sol.ata(&key)]).await;
    let sale = license::buy(&world.ledger, &buyer, &terms, &key, SOL);
    let (address, steps) = must(sale.await);
    assert_eq!(address, bought);
    assert_eq!(made(&steps, "licence"), [bought]);
    let license: License = world.state(&bought).await;
    assert_eq!(license.licensee, key);
}
