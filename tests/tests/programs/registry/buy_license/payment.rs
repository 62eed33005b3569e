//! Attacks on the payment: whose money, what money, and where it goes.

use provenue_client::{
    VAULT_PROGRAM, address,
    flows::mint::currency_action,
    instructions::registry,
    state::{Asset, Terms, Vault},
    token::{MintInfo, NewMint, TOKEN, TOKEN_2022},
};
use provenue_tests::{Attack, assert_refused_unchanged, forge, look_alike, must, share_name};
use solana_address::Address;
use solana_signer::Signer;

use crate::registry::shop::{PRICE, PURSE, Shop};

/// A shop and terms with a price.
async fn selling() -> (Shop, Address) {
    let shop = Shop::open().await;
    let terms = shop.offer(&shop.sale()).await;
    (shop, terms)
}

/// A vault of the attacker's own, in the shop's currency.
async fn rival_vault(shop: &Shop) -> Address {
    let rival = shop.world.person().await;
    let taken = std::slice::from_ref(&shop.currency);
    address::vault(&shop.world.work(&rival, taken).await.asset)
}

#[tokio::test]
async fn the_price_cannot_be_paid_into_another_vault() {
    let (shop, terms) = selling().await;
    let buy = shop.purchase(&terms);
    let other = rival_vault(&shop).await;
    let treasury = shop.currency.ata(&shop.vault);
    for attack in [
        buy.clone().swapping(&shop.vault, &other),
        buy.swapping(&shop.vault, &other)
            .swapping(&treasury, &shop.currency.ata(&other)),
    ] {
        assert_refused_unchanged(&shop.world, attack, &[&shop.buyer], "WrongVault").await;
    }
}

#[tokio::test]
async fn a_look_alike_of_the_vault_is_refused() {
    let (shop, terms) = selling().await;
    let forged = look_alike::<Vault>(&shop.world, &shop.vault, |_| ()).await;
    let attack = shop.purchase(&terms).swapping(&shop.vault, &forged);
    assert_refused_unchanged(&shop.world, attack, &[&shop.buyer], "WrongVault").await;
}

#[tokio::test]
async fn the_treasury_is_the_vault_s() {
    let (shop, terms) = selling().await;
    let treasury = shop.currency.ata(&shop.vault);
    let other = rival_vault(&shop).await;
    let friend = shop.world.person().await;
    shop.world
        .open_account(&friend.pubkey(), &shop.currency)
        .await;
    for elsewhere in [
        shop.currency.ata(&other),
        shop.currency.ata(&friend.pubkey()),
    ] {
        let attack = shop.purchase(&terms).swapping(&treasury, &elsewhere);
        assert_refused_unchanged(&shop.world, attack, &[&shop.buyer], "WrongTreasury").await;
    }
}

#[tokio::test]
async fn one_account_cannot_be_both_source_and_treasury() {
    let (shop, terms) = selling().await;
    let source = shop.currency.ata(&shop.buyer.pubkey());
    let treasury = shop.currency.ata(&shop.vault);
    for attack in [
        shop.purchase(&terms).swapping(&treasury, &source),
        shop.purchase(&terms).swapping(&source, &treasury),
    ] {
        let error = "ConstraintDuplicateMutableAccount";
        assert_refused_unchanged(&shop.world, attack, &[&shop.buyer], error).await;
    }
}

#[tokio::test]
async fn the_price_is_paid_in_the_currency_of_the_terms() {
    let (shop, terms) = selling().await;
    // The vault takes another currency, of which the buyer has plenty and nobody wants any.
    let world = &shop.world;
    let cheap = world.currency(NewMint::spl(6)).await;
    let add = currency_action(
        &world.payer.pubkey(),
        &shop.artist.pubkey(),
        &shop.vault,
        &cheap,
    );
    must(world.send(&add.instructions, &[&shop.artist]).await);
    world.fund(&shop.buyer, &cheap, PRICE).await;

    let buyer = shop.buyer.pubkey();
    let attack = shop
        .purchase(&terms)
        .swapping(&shop.currency.address, &cheap.address)
        .swapping(&shop.currency.ata(&buyer), &cheap.ata(&buyer))
        .swapping(&shop.currency.ata(&shop.vault), &cheap.ata(&shop.vault));
    assert_refused_unchanged(world, attack, &[&shop.buyer], "WrongCurrency").await;
}

#[tokio::test]
async fn a_look_alike_of_the_mint_is_refused() {
    let (shop, terms) = selling().await;
    let world = &shop.world;
    // Same decimals, same authority: another address.
    let forged: MintInfo = world.currency(NewMint::spl(6)).await;
    let attack = shop
        .purchase(&terms)
        .swapping(&shop.currency.address, &forged.address);
    assert_refused_unchanged(world, attack, &[&shop.buyer], "WrongCurrency").await;

    // Tokens of another mint in the place of the source.
    world.fund(&shop.buyer, &forged, PRICE).await;
    let buyer = shop.buyer.pubkey();
    let attack = shop
        .purchase(&terms)
        .swapping(&shop.currency.ata(&buyer), &forged.ata(&buyer));
    assert_refused_unchanged(world, attack, &[&shop.buyer], "MintMismatch").await;
}

#[tokio::test]
async fn nobody_pays_from_an_account_that_is_not_theirs() {
    let (shop, terms) = selling().await;
    let world = &shop.world;
    let victim = world.person().await;
    world.fund(&victim, &shop.currency, PURSE).await;
    let attack = shop.purchase(&terms).swapping(
        &shop.currency.ata(&shop.buyer.pubkey()),
        &shop.currency.ata(&victim.pubkey()),
    );
    assert_refused_unchanged(world, attack, &[&shop.buyer], "OwnerMismatch").await;
}

#[tokio::test]
async fn whoever_pays_signs() {
    let (shop, terms) = selling().await;
    let buy = shop.purchase(&terms);
    let attack = buy.clone().unsigned(&shop.buyer.pubkey());
    // The buyer is the licensee too, and named twice: neither signs.
    assert_refused_unchanged(&shop.world, attack, &[], "MissingRequiredSignature").await;
    let payer = shop.world.person().await;
    let attack = buy
        .swapping(&shop.world.payer.pubkey(), &payer.pubkey())
        .unsigned(&payer.pubkey());
    assert_refused_unchanged(
        &shop.world,
        attack,
        &[&shop.buyer],
        "MissingRequiredSignature",
    )
    .await;
}

#[tokio::test]
async fn an_empty_purse_buys_nothing() {
    let (shop, terms) = selling().await;
    let spent = must(spl_token_2022_interface::instruction::burn(
        &shop.currency.program,
        &shop.currency.ata(&shop.buyer.pubkey()),
        &shop.currency.address,
        &shop.buyer.pubkey(),
        &[],
        PURSE - PRICE + 1,
    ));
    must(shop.world.send(&[spent], &[&shop.buyer]).await);
    let attack = shop.purchase(&terms);
    assert_refused_unchanged(&shop.world, attack, &[&shop.buyer], "InsufficientFunds").await;
}

#[tokio::test]
async fn another_program_in_the_place_of_the_vault_program_is_refused() {
    let (shop, terms) = selling().await;
    for program in [Address::new_unique(), TOKEN, TOKEN_2022] {
        let attack = shop.purchase(&terms).swapping(&VAULT_PROGRAM, &program);
        assert_refused_unchanged(&shop.world, attack, &[&shop.buyer], "WrongVaultProgram").await;
    }
}

#[tokio::test]
async fn another_program_in_the_place_of_the_token_program_is_refused() {
    let (shop, terms) = selling().await;
    for (program, error) in [
        (Address::new_unique(), "ConstraintExecutable"),
        (VAULT_PROGRAM, "IncorrectProgramId"),
    ] {
        let attack = shop.purchase(&terms).swapping(&TOKEN, &program);
        assert_refused_unchanged(&shop.world, attack, &[&shop.buyer], error).await;
    }
    // The other token program does not know this mint.
    let attack = shop.purchase(&terms).swapping(&TOKEN, &TOKEN_2022);
    assert_refused_unchanged(&shop.world, attack, &[&shop.buyer], "IncorrectProgramId").await;
}

#[tokio::test]
async fn a_vault_that_is_not_sealed_takes_no_money() {
    let shop = Shop::open().await;
    let world = &shop.world;
    let asset = world.work(&shop.artist, &[]).await.asset;
    let (payer, artist) = (world.payer.pubkey(), shop.artist.pubkey());
    let vault = address::vault(&asset);
    let mut instructions = vec![registry::open_vault(
        &payer,
        &artist,
        &asset,
        &share_name(),
        Default::default(),
    )];
    instructions.extend(currency_action(&payer, &artist, &vault, &shop.currency).instructions);
    instructions.push(registry::offer_terms(
        &payer,
        &artist,
        &asset,
        0,
        &shop.sale(),
    ));
    must(world.send(&instructions, &[&shop.artist]).await);

    let terms = address::terms(&asset, 0);
    let early = Shop {
        asset,
        vault,
        ..shop
    };
    let attack = early.purchase(&terms);
    assert_refused_unchanged(&early.world, attack, &[&early.buyer], "NotSealed").await;
}

#[tokio::test]
async fn a_price_without_a_vault_to_pay_it_into_is_refused() {
    // `offer_terms` lets no such terms come to be; they are forged.
    let shop = Shop::open().await;
    let world = &shop.world;
    let asset = world.work(&shop.artist, &[]).await.asset;
    let free = provenue_client::TermsOffer::default();
    let offer = registry::offer_terms(
        &world.payer.pubkey(),
        &shop.artist.pubkey(),
        &asset,
        0,
        &free,
    );
    must(world.send(&[offer], &[&shop.artist]).await);
    let terms = address::terms(&asset, 0);
    forge::<Terms>(world, &terms, |terms| {
        terms.price = PRICE.into();
        terms.currency = shop.currency.address;
    })
    .await;
    let state: Asset = world.state(&asset).await;
    assert!(!state.has_vault());

    let bare = Shop { asset, ..shop };
    let attack = bare.purchase(&terms);
    assert_refused_unchanged(&bare.world, attack, &[&bare.buyer], "VaultMissing").await;
}

#[tokio::test]
async fn what_the_money_moves_through_must_be_writable() {
    let (shop, terms) = selling().await;
    for account in [
        shop.vault,
        shop.currency.ata(&shop.buyer.pubkey()),
        shop.currency.ata(&shop.vault),
    ] {
        let attack = shop.purchase(&terms).read_only(&account);
        assert_refused_unchanged(&shop.world, attack, &[&shop.buyer], "ConstraintMut").await;
    }
}

#[tokio::test]
async fn a_vault_of_an_unknown_layout_takes_no_money() {
    let (shop, terms) = selling().await;
    forge::<Vault>(&shop.world, &shop.vault, |vault| vault.version = 2).await;
    let attack = shop.purchase(&terms);
    assert_refused_unchanged(&shop.world, attack, &[&shop.buyer], "UnknownVersion").await;
}
