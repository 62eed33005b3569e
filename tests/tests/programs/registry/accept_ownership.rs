//! Taking an asset over.

use provenue_client::{
    REGISTRY_PROGRAM, VAULT_PROGRAM, address,
    events::{Event, events},
    flows::{license, mint::currency_action},
    instructions::{registry, vault},
    state::{Asset, Vault},
    token::{NewMint, TOKEN},
};
use provenue_tests::{Attack, assert_refused_unchanged, forge, look_alike, must, share_name};
use solana_address::Address;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_signer::Signer;

use super::shop::{NOW, Shop};

/// The artist proposes the asset to an heir.
async fn propose(shop: &Shop, asset: &Address, heir: &Address) {
    let propose = registry::propose_owner(&shop.artist.pubkey(), asset, heir);
    must(shop.world.send(&[propose], &[&shop.artist]).await);
}

/// A shop whose asset is proposed to an heir, and how the heir accepts.
async fn proposed() -> (Shop, Keypair, Instruction) {
    let shop = Shop::open().await;
    let heir = shop.world.person().await;
    propose(&shop, &shop.asset, &heir.pubkey()).await;
    let accept = registry::accept_ownership(&heir.pubkey(), &shop.asset, true);
    (shop, heir, accept)
}

#[tokio::test]
async fn the_asset_changes_hands_and_its_vault_s_authority_with_it() {
    let (shop, heir, accept) = proposed().await;
    let before: Asset = shop.world.state(&shop.asset).await;
    let vault_before = shop.world.vault_state(&shop.vault).await;
    shop.world.ledger.set_clock(NOW + 7);
    let receipt = must(shop.world.send(&[accept], &[&heir]).await);

    let asset: Asset = shop.world.state(&shop.asset).await;
    let expected = Asset {
        owner: heir.pubkey(),
        pending_owner: Address::default(),
        updated_at: (NOW + 7).into(),
        ..before
    };
    assert_eq!(bytemuck::bytes_of(&asset), bytemuck::bytes_of(&expected));
    let vault = shop.world.vault_state(&shop.vault).await;
    let expected = Vault {
        authority: heir.pubkey(),
        ..vault_before
    };
    assert_eq!(bytemuck::bytes_of(&vault), bytemuck::bytes_of(&expected));

    let [Event::AuthoritySet(moved), Event::OwnershipAccepted(event)] = events(&receipt.logs)[..]
    else {
        panic!("two events were expected");
    };
    assert_eq!((moved.vault, moved.authority), (shop.vault, heir.pubkey()));
    assert_eq!(event.asset, shop.asset);
    assert_eq!(event.previous_owner, shop.artist.pubkey());
    assert_eq!(event.owner, heir.pubkey());
    assert_eq!(event.vault, shop.vault);
}

#[tokio::test]
async fn an_asset_without_a_vault_changes_hands_too() {
    let shop = Shop::open().await;
    let heir = shop.world.person().await;
    let bare = shop.world.work(&shop.artist, &[]).await.asset;
    propose(&shop, &bare, &heir.pubkey()).await;
    let accept = registry::accept_ownership(&heir.pubkey(), &bare, false);
    let receipt = must(shop.world.send(&[accept], &[&heir]).await);
    let asset: Asset = shop.world.state(&bare).await;
    assert_eq!(asset.owner, heir.pubkey());
    let [Event::OwnershipAccepted(event)] = events(&receipt.logs)[..] else {
        panic!("one event was expected");
    };
    assert_eq!(event.vault, Address::default());
}

#[tokio::test]
async fn shares_terms_and_licences_stay_whose_they_are() {
    let (shop, heir, accept) = proposed().await;
    let terms = shop.offer(&shop.sale()).await;
    must(
        shop.world
            .send(&[shop.purchase(&terms)], &[&shop.buyer])
            .await,
    );
    let license = address::license(&terms, &shop.buyer.pubkey());
    let position = address::position(&address::share_account(&shop.vault, &shop.artist.pubkey()));
    let kept = [terms, license, position];
    let ledger = &shop.world.ledger;
    let before = must(provenue_client::Ledger::accounts(ledger, &kept).await);
    must(shop.world.send(&[accept], &[&heir]).await);
    let after = must(provenue_client::Ledger::accounts(ledger, &kept).await);
    assert!(before == after && before.iter().all(Option::is_some));

    // And the terms still sell, into the same vault.
    let friend = Address::new_unique();
    must(
        shop.world
            .send(&[shop.purchase_for(&terms, &friend)], &[&shop.buyer])
            .await,
    );
}

#[tokio::test]
async fn the_new_owner_has_every_right_and_the_old_one_none() {
    let (shop, heir, accept) = proposed().await;
    let old_terms = shop.offer(&shop.sale()).await;
    must(shop.world.send(&[accept], &[&heir]).await);
    let world = &shop.world;
    let payer = world.payer.pubkey();
    let currency = world.currency(NewMint::spl(2)).await;
    let treasury = provenue_client::token::create_ata(&payer, &shop.vault, &currency);
    must(world.send(&[treasury], &[]).await);

    let rights = |owner: &Address| {
        [
            (
                registry::offer_terms(&payer, owner, &shop.asset, 1, &shop.sale()),
                "NotTheOwner",
            ),
            (
                registry::retire_terms(owner, &shop.asset, &old_terms),
                "NotTheOwner",
            ),
            (
                vault::add_currency(owner, &shop.vault, &currency),
                "NotTheAuthority",
            ),
            (
                registry::propose_owner(owner, &shop.asset, &Address::new_unique()),
                "NotTheOwner",
            ),
        ]
    };
    for (right, error) in rights(&shop.artist.pubkey()) {
        assert_refused_unchanged(world, right, &[&shop.artist], error).await;
    }
    for (right, _) in rights(&heir.pubkey()) {
        must(world.send(&[right], &[&heir]).await);
    }
}

#[tokio::test]
async fn a_vault_that_is_not_sealed_yet_is_finished_by_the_new_owner() {
    let shop = Shop::open().await;
    let world = &shop.world;
    let heir = world.person().await;
    let bare = world.work(&shop.artist, &[]).await.asset;
    let (payer, artist) = (world.payer.pubkey(), shop.artist.pubkey());
    let open = registry::open_vault(&payer, &artist, &bare, &share_name(), Default::default());
    must(world.send(&[open], &[&shop.artist]).await);
    propose(&shop, &bare, &heir.pubkey()).await;
    let accept = registry::accept_ownership(&heir.pubkey(), &bare, true);
    must(world.send(&[accept], &[&heir]).await);

    let vault_address = address::vault(&bare);
    let account = world.open_position(&vault_address, &heir.pubkey()).await;
    let all = provenue_client::flows::mint::SHARE_UNITS;
    let theirs = vault::issue_shares(&artist, &vault_address, &account, all);
    assert_refused_unchanged(world, theirs, &[&shop.artist], "NotTheAuthority").await;
    let issue = vault::issue_shares(&heir.pubkey(), &vault_address, &account, all);
    let take = currency_action(&payer, &heir.pubkey(), &vault_address, &shop.currency);
    let seal = vault::seal(&heir.pubkey(), &vault_address);
    let mut finish = vec![issue];
    finish.extend(take.instructions);
    finish.push(seal);
    must(world.send(&finish, &[&heir]).await);
    assert!(world.vault_state(&vault_address).await.is_sealed());
    must(license::offer(&world.ledger, &heir, &bare, &shop.sale()).await);
}

#[tokio::test]
async fn only_whom_the_owner_proposed_accepts() {
    let (shop, _, _) = proposed().await;
    let stranger = shop.world.person().await;
    for thief in [&stranger, &shop.artist] {
        let attack = registry::accept_ownership(&thief.pubkey(), &shop.asset, true);
        assert_refused_unchanged(&shop.world, attack, &[thief], "NotThePendingOwner").await;
    }
}

#[tokio::test]
async fn the_new_owner_signs() {
    let (shop, heir, accept) = proposed().await;
    let attack = accept.unsigned(&heir.pubkey());
    assert_refused_unchanged(&shop.world, attack, &[], "MissingRequiredSignature").await;
}

#[tokio::test]
async fn without_a_proposal_nobody_accepts() {
    let shop = Shop::open().await;
    let stranger = shop.world.person().await;
    let attack = registry::accept_ownership(&stranger.pubkey(), &shop.asset, true);
    assert_refused_unchanged(&shop.world, attack, &[&stranger], "NotThePendingOwner").await;
    // "Nobody" is the zero address, for which nobody signs.
    let attack = registry::accept_ownership(&Address::default(), &shop.asset, true)
        .unsigned(&Address::default());
    assert_refused_unchanged(&shop.world, attack, &[], "MissingRequiredSignature").await;
}

#[tokio::test]
async fn a_proposal_taken_back_or_replaced_is_void() {
    let (shop, heir, accept) = proposed().await;
    for instead in [Address::default(), Address::new_unique()] {
        propose(&shop, &shop.asset, &instead).await;
        assert_refused_unchanged(&shop.world, accept.clone(), &[&heir], "NotThePendingOwner").await;
    }
}

#[tokio::test]
async fn a_proposal_is_accepted_once() {
    let (shop, heir, accept) = proposed().await;
    must(
        shop.world
            .send(std::slice::from_ref(&accept), &[&heir])
            .await,
    );
    assert_refused_unchanged(&shop.world, accept, &[&heir], "NotThePendingOwner").await;
}

#[tokio::test]
async fn the_vault_cannot_be_left_behind() {
    let (shop, heir, _) = proposed().await;
    let attack = registry::accept_ownership(&heir.pubkey(), &shop.asset, false);
    assert_refused_unchanged(&shop.world, attack, &[&heir], "VaultMissing").await;
}

#[tokio::test]
async fn another_vault_is_refused() {
    let (shop, heir, accept) = proposed().await;
    let taken = std::slice::from_ref(&shop.currency);
    let other = address::vault(&shop.world.work(&shop.artist, taken).await.asset);
    let attack = accept.clone().swapping(&shop.vault, &other);
    assert_refused_unchanged(&shop.world, attack, &[&heir], "WrongVault").await;
    let forged = look_alike::<Vault>(&shop.world, &shop.vault, |_| ()).await;
    let attack = accept.swapping(&shop.vault, &forged);
    assert_refused_unchanged(&shop.world, attack, &[&heir], "WrongVault").await;

    // An asset without a vault takes none with it.
    let bare = shop.world.work(&shop.artist, &[]).await.asset;
    propose(&shop, &bare, &heir.pubkey()).await;
    let accept = registry::accept_ownership(&heir.pubkey(), &bare, true);
    for vault in [other, Address::new_unique()] {
        let attack = accept.clone().swapping(&address::vault(&bare), &vault);
        assert_refused_unchanged(&shop.world, attack, &[&heir], "WrongVault").await;
    }
}

#[tokio::test]
async fn another_program_in_the_place_of_the_vault_program_is_refused() {
    let (shop, heir, accept) = proposed().await;
    for program in [Address::new_unique(), TOKEN, REGISTRY_PROGRAM] {
        let attack = accept.clone().swapping(&VAULT_PROGRAM, &program);
        assert_refused_unchanged(&shop.world, attack, &[&heir], "WrongVaultProgram").await;
    }
}

#[tokio::test]
async fn a_look_alike_of_the_asset_is_refused() {
    let (shop, _, _) = proposed().await;
    let thief = shop.world.person().await;
    let forged = look_alike::<Asset>(&shop.world, &shop.asset, |asset| {
        asset.pending_owner = thief.pubkey();
    })
    .await;
    let attack = registry::accept_ownership(&thief.pubkey(), &forged, true)
        .swapping(&address::vault(&forged), &shop.vault);
    assert_refused_unchanged(&shop.world, attack, &[&thief], "IllegalOwner").await;
}

#[tokio::test]
async fn another_kind_of_account_is_no_asset() {
    let (shop, heir, accept) = proposed().await;
    let terms = shop.offer(&shop.sale()).await;
    let attack = accept.swapping(&shop.asset, &terms);
    assert_refused_unchanged(&shop.world, attack, &[&heir], "AccountDataTooSmall").await;
}

#[tokio::test]
async fn accounts_of_an_unknown_layout_are_refused() {
    let (shop, heir, accept) = proposed().await;
    forge::<Vault>(&shop.world, &shop.vault, |vault| vault.version = 2).await;
    assert_refused_unchanged(&shop.world, accept, &[&heir], "UnknownVersion").await;

    let (shop, heir, accept) = proposed().await;
    forge::<Asset>(&shop.world, &shop.asset, |asset| asset.version = 2).await;
    assert_refused_unchanged(&shop.world, accept, &[&heir], "UnknownVersion").await;
}

#[tokio::test]
async fn asset_and_vault_must_be_writable() {
    let (shop, heir, accept) = proposed().await;
    for account in [shop.asset, shop.vault] {
        let attack = accept.clone().read_only(&account);
        assert_refused_unchanged(&shop.world, attack, &[&heir], "ConstraintMut").await;
    }
}
