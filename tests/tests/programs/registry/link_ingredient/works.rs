//! Which works are linked, and their vaults.

use provenue_client::{
    DerivativeRate, REGISTRY_PROGRAM, VAULT_PROGRAM, address,
    instructions::derivation::{LinkRight, link_ingredient},
    state::{Asset, Ingredient},
};
use provenue_tests::{Attack, assert_refused, assert_refused_unchanged, forge, must};
use solana_address::Address;
use solana_instruction::Instruction;
use solana_signer::Signer;

use super::scene::{RATE, Scene};

/// Nothing is owed.
const FREE: DerivativeRate = DerivativeRate {
    relative_bps: 0,
    absolute_bps: 0,
};

/// The buyer links a work of theirs to another of theirs, for nothing.
fn own(scene: &Scene, child: &Address, parent: &Address) -> Instruction {
    let mut link = scene.linking(LinkRight::Agreed {
        licensor: (&scene.shop.buyer.pubkey()).into(),
        rate: FREE,
    });
    (link.child, link.parent) = (*child, *parent);
    link_ingredient(&link)
}

#[tokio::test]
async fn works_without_vaults_are_linked_for_nothing() {
    let scene = Scene::new().await;
    let world = &scene.shop.world;
    let [first, second] = [
        world.work(&scene.shop.buyer, &[]).await.asset,
        world.work(&scene.shop.buyer, &[]).await.asset,
    ];
    must(
        world
            .send(&[own(&scene, &first, &second)], &[&scene.shop.buyer])
            .await,
    );
    let link: Ingredient = world.state(&address::ingredient(&first, &second)).await;
    assert_eq!(link.rate(), FREE);
    assert_eq!((link.terms, link.license), Default::default());
}

#[tokio::test]
async fn only_the_childs_owner_links() {
    let scene = Scene::new().await;
    let shop = &scene.shop;
    let thief = shop.world.person().await;
    let attack = scene
        .licensed()
        .swapping(&shop.buyer.pubkey(), &thief.pubkey());
    assert_refused_unchanged(&shop.world, attack, &[&thief], "NotTheOwner").await;
    let attack = scene.licensed().unsigned(&shop.buyer.pubkey());
    assert_refused_unchanged(&shop.world, attack, &[], "MissingRequiredSignature").await;
}

#[tokio::test]
async fn a_link_is_made_once() {
    let scene = Scene::new().await;
    let shop = &scene.shop;
    must(shop.world.send(&[scene.licensed()], &[&shop.buyer]).await);
    let again = scene.agreed(FREE);
    let both = [&shop.buyer as _, &shop.artist as _];
    assert_refused_unchanged(&shop.world, again, &both, "AccountAlreadyInUse").await;
}

#[tokio::test]
async fn a_work_is_not_made_from_itself() {
    let scene = Scene::new().await;
    let attack = own(&scene, &scene.child, &scene.child);
    let refused = "ConstraintDuplicateMutableAccount";
    assert_refused_unchanged(&scene.shop.world, attack, &[&scene.shop.buyer], refused).await;
}

#[tokio::test]
async fn a_cycle_is_refused() {
    let scene = Scene::new().await;
    let (world, maker) = (&scene.shop.world, &scene.shop.buyer);
    let mut works = Vec::new();
    for _ in 0..3 {
        works.push(world.work(maker, &[]).await.asset);
    }
    // The second is made from the first, the third from the second, and all were registered at once.
    must(
        world
            .send(&[own(&scene, &works[1], &works[0])], &[maker])
            .await,
    );
    must(
        world
            .send(&[own(&scene, &works[2], &works[1])], &[maker])
            .await,
    );
    for parent in [1, 2] {
        let attack = own(&scene, &works[0], &works[parent]);
        assert_refused_unchanged(world, attack, &[maker], "HasDerivatives").await;
    }
    // From both others, and not in a circle.
    must(
        world
            .send(&[own(&scene, &works[2], &works[0])], &[maker])
            .await,
    );
}

#[tokio::test]
async fn a_sealed_child_owes_nothing_new() {
    let scene = Scene::new().await;
    let shop = &scene.shop;
    let currency = std::slice::from_ref(&shop.currency);
    let sealed = shop.world.work(&shop.buyer, currency).await.asset;
    let mut link = scene.linking(LinkRight::License {
        terms: scene.terms,
        rate: RATE,
    });
    link.child = sealed;
    let attack = link_ingredient(&link);
    assert_refused_unchanged(&shop.world, attack, &[&shop.buyer], "AlreadySealed").await;
    // For nothing it is linked at any time.
    let both = [&shop.buyer as _, &shop.artist as _];
    link.right = LinkRight::Agreed {
        licensor: (&shop.artist.pubkey()).into(),
        rate: FREE,
    };
    must(shop.world.send(&[link_ingredient(&link)], &both).await);
}

#[tokio::test]
async fn vaults_of_others_are_refused() {
    let scene = Scene::new().await;
    let shop = &scene.shop;
    let child_vault = address::vault(&scene.child);
    let currency = std::slice::from_ref(&shop.currency);
    let other = shop.world.work(&shop.artist, currency).await.asset;
    let other = address::vault(&other);
    for vault in [child_vault, shop.vault] {
        let attack = scene.licensed().swapping(&vault, &other);
        assert_refused_unchanged(&shop.world, attack, &[&shop.buyer], "WrongVault").await;
    }
    let mut swapped = scene.licensed();
    (swapped.accounts[8].pubkey, swapped.accounts[9].pubkey) = (shop.vault, child_vault);
    assert_refused_unchanged(&shop.world, swapped, &[&shop.buyer], "WrongVault").await;

    let edge = address::upstream(&child_vault, &shop.vault);
    for left_out in [child_vault, shop.vault, edge] {
        let mut attack = scene.licensed().swapping(&left_out, &REGISTRY_PROGRAM);
        for meta in &mut attack.accounts {
            meta.is_writable &= meta.pubkey != REGISTRY_PROGRAM;
        }
        assert_refused_unchanged(&shop.world, attack, &[&shop.buyer], "VaultMissing").await;
    }
    let attack = scene.licensed().swapping(&VAULT_PROGRAM, &REGISTRY_PROGRAM);
    assert_refused_unchanged(&shop.world, attack, &[&shop.buyer], "WrongVaultProgram").await;
}

#[tokio::test]
async fn an_unknown_relation_is_refused() {
    let scene = Scene::new().await;
    let shop = &scene.shop;
    for relation in [3, u8::MAX] {
        let mut attack = scene.licensed();
        attack.data[1] = relation;
        assert_refused_unchanged(&shop.world, attack, &[&shop.buyer], "UnknownRelation").await;
    }
}

#[tokio::test]
async fn assets_of_a_later_layout_are_refused() {
    for which in 0..2 {
        let scene = Scene::new().await;
        let asset = [scene.child, scene.shop.asset][which];
        forge::<Asset>(&scene.shop.world, &asset, |asset| asset.version = 2).await;
        let link = [scene.licensed()];
        let sent = scene.shop.world.send(&link, &[&scene.shop.buyer]).await;
        assert_refused(sent, "UnknownVersion");
    }
}
