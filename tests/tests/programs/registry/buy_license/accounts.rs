//! Attacks on what is licensed: another asset's terms, another's licence, look-alikes.

use provenue_client::{
    Ledger, address,
    state::{Asset, License, Terms},
    token::TOKEN,
};
use provenue_tests::{Attack, assert_refused_unchanged, forge, look_alike, must};
use solana_address::Address;
use solana_instruction::Instruction;
use solana_signer::Signer;

use crate::registry::shop::Shop;

/// A shop, terms with a price for a period, and a purchase of them.
async fn buying() -> (Shop, Address, Instruction) {
    let shop = Shop::open().await;
    let terms = shop.offer(&shop.rental(60)).await;
    let buy = shop.purchase(&terms);
    (shop, terms, buy)
}

#[tokio::test]
async fn terms_of_one_asset_do_not_license_another() {
    let (shop, terms, buy) = buying().await;
    // The attacker's own asset, with a vault that pays the attacker.
    let taken = std::slice::from_ref(&shop.currency);
    let theirs = shop.world.work(&shop.buyer, taken).await.asset;
    let vault = address::vault(&theirs);
    let attack = buy
        .swapping(&shop.asset, &theirs)
        .swapping(&shop.vault, &vault)
        .swapping(&shop.currency.ata(&shop.vault), &shop.currency.ata(&vault));
    assert_refused_unchanged(&shop.world, attack, &[&shop.buyer], "WrongAsset").await;

    // And the attacker's own cheap terms do not license this asset.
    let rival = Shop {
        asset: theirs,
        vault,
        ..shop
    };
    let cheap = provenue_client::TermsOffer {
        price: 1,
        ..rival.sale()
    };
    let ledger = &rival.world.ledger;
    let offered = provenue_client::flows::license::offer(ledger, &rival.buyer, &theirs, &cheap);
    let (cheap, _) = must(offered.await);
    let original: Terms = rival.world.state(&terms).await;
    let attack = rival.purchase(&cheap).swapping(&theirs, &original.asset);
    assert_refused_unchanged(&rival.world, attack, &[&rival.buyer], "WrongAsset").await;
}

#[tokio::test]
async fn a_licence_lies_at_the_address_of_its_terms_and_its_licensee() {
    let (shop, terms, buy) = buying().await;
    let buyer = shop.buyer.pubkey();
    let license = address::license(&terms, &buyer);
    let other_terms = shop.offer(&shop.sale()).await;
    for elsewhere in [
        address::license(&terms, &shop.artist.pubkey()),
        address::license(&other_terms, &buyer),
        Address::new_unique(),
    ] {
        let attack = buy.clone().swapping(&license, &elsewhere);
        assert_refused_unchanged(&shop.world, attack, &[&shop.buyer], "InvalidSeeds").await;
    }
}

#[tokio::test]
async fn a_renewal_cannot_go_to_another_s_licence() {
    let (shop, terms, buy) = buying().await;
    let friend = Address::new_unique();
    let gift = shop.purchase_for(&terms, &friend);
    must(shop.world.send(&[buy, gift.clone()], &[&shop.buyer]).await);
    // The friend's licence, with the buyer as licensee.
    let own = address::license(&terms, &shop.buyer.pubkey());
    let attack = gift.swapping(&address::license(&terms, &friend), &own);
    assert_refused_unchanged(&shop.world, attack, &[&shop.buyer], "InvalidSeeds").await;
}

#[tokio::test]
async fn lamports_sent_ahead_do_not_keep_a_licence_from_being_bought() {
    let (shop, terms, buy) = buying().await;
    let license = address::license(&terms, &shop.buyer.pubkey());
    must(shop.world.ledger.airdrop(&license, 1_000_000).await);
    must(shop.world.send(&[buy], &[&shop.buyer]).await);
    let license: License = shop.world.state(&license).await;
    assert_eq!(license.purchases.get(), 1);
}

#[tokio::test]
async fn look_alikes_of_asset_and_terms_are_refused() {
    let (shop, terms, buy) = buying().await;
    // Terms for nothing.
    let forged = look_alike::<Terms>(&shop.world, &terms, |terms| terms.price = 0.into()).await;
    let attack = shop.purchase(&forged);
    assert_refused_unchanged(&shop.world, attack, &[&shop.buyer], "IllegalOwner").await;

    // An asset that pays into the attacker's vault.
    let vault = Address::new_unique();
    let forged = look_alike::<Asset>(&shop.world, &shop.asset, |asset| asset.vault = vault).await;
    let attack = buy.swapping(&shop.asset, &forged);
    assert_refused_unchanged(&shop.world, attack, &[&shop.buyer], "IllegalOwner").await;
}

#[tokio::test]
async fn a_look_alike_of_the_licence_is_refused() {
    let (shop, terms, buy) = buying().await;
    must(
        shop.world
            .send(std::slice::from_ref(&buy), &[&shop.buyer])
            .await,
    );
    let license = address::license(&terms, &shop.buyer.pubkey());
    let forged = look_alike::<License>(&shop.world, &license, |_| ()).await;
    let attack = buy.swapping(&license, &forged);
    assert_refused_unchanged(&shop.world, attack, &[&shop.buyer], "IllegalOwner").await;
}

#[tokio::test]
async fn other_kinds_of_accounts_are_refused() {
    let (shop, terms, buy) = buying().await;
    let free = shop.world.work(&shop.artist, &[]).await.asset;
    let attack = shop.purchase(&free);
    assert_refused_unchanged(&shop.world, attack, &[&shop.buyer], "InvalidAccountData").await;
    let other_terms = shop.offer(&shop.sale()).await;
    let attack = buy.clone().swapping(&shop.asset, &other_terms);
    assert_refused_unchanged(&shop.world, attack, &[&shop.buyer], "AccountDataTooSmall").await;
    let license = address::license(&terms, &shop.buyer.pubkey());
    let attack = buy.swapping(&license, &terms);
    let error = "ConstraintDuplicateMutableAccount";
    assert_refused_unchanged(&shop.world, attack, &[&shop.buyer], error).await;
}

#[tokio::test]
async fn accounts_of_an_unknown_layout_are_refused() {
    let (shop, terms, buy) = buying().await;
    must(
        shop.world
            .send(std::slice::from_ref(&buy), &[&shop.buyer])
            .await,
    );
    let license = address::license(&terms, &shop.buyer.pubkey());
    let (world, signers) = (&shop.world, [&shop.buyer as _]);

    forge::<License>(world, &license, |license| license.version = 2).await;
    assert_refused_unchanged(world, buy, &signers, "UnknownVersion").await;

    let gift = shop.purchase_for(&terms, &Address::new_unique());
    forge::<Terms>(world, &terms, |terms| terms.version = 2).await;
    assert_refused_unchanged(world, gift, &signers, "UnknownVersion").await;

    let terms = shop.offer(&shop.sale()).await;
    let buy = shop.purchase(&terms);
    forge::<Asset>(world, &shop.asset, |asset| asset.version = 2).await;
    assert_refused_unchanged(world, buy, &signers, "UnknownVersion").await;
}

#[tokio::test]
async fn what_changes_must_be_writable_and_the_system_program_the_real_one() {
    let (shop, terms, buy) = buying().await;
    let license = address::license(&terms, &shop.buyer.pubkey());
    let attack = buy.clone().read_only(&terms);
    assert_refused_unchanged(&shop.world, attack, &[&shop.buyer], "ConstraintMut").await;
    let attack = buy.clone().read_only(&license);
    assert_refused_unchanged(&shop.world, attack, &[&shop.buyer], "PrivilegeEscalation").await;
    let attack = buy.swapping(&solana_sdk_ids::system_program::ID, &TOKEN);
    assert_refused_unchanged(&shop.world, attack, &[&shop.buyer], "IncorrectProgramId").await;
}

#[tokio::test]
async fn a_renewal_needs_a_writable_licence() {
    let (shop, terms, buy) = buying().await;
    must(
        shop.world
            .send(std::slice::from_ref(&buy), &[&shop.buyer])
            .await,
    );
    let license = address::license(&terms, &shop.buyer.pubkey());
    let attack = buy.read_only(&license);
    assert_refused_unchanged(&shop.world, attack, &[&shop.buyer], "ConstraintMut").await;
}
