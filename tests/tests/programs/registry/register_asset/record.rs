//! What a claim records, and who pays for it.

use provenue_client::{
    AssetDetails, Ledger, REGISTRY_PROGRAM, address,
    events::{Event, events},
    instructions::registry,
    state::Asset,
};
use provenue_tests::{Attack, World, details, must};
use solana_address::Address;
use solana_signer::Signer;

use super::{CONTENT, claim};
use crate::registry::shop::NOW;

/// A work of which everything is known.
fn everything() -> AssetDetails {
    AssetDetails {
        content_id: CONTENT,
        byte_length: 5_000_000_000,
        chunk_size_log2: 20,
        media_type: "video/mp4; codecs=\"av01\"".to_owned(),
        disclosure: 3,
        training_allowed: true,
        manifest_hash: Some([1; 32]),
        perceptual_hash: Some([2; 32]),
        generation_record: Some([3; 32]),
        model: Some([4; 32]),
        ingredients_root: Some([5; 32]),
        metadata_uri_hash: Some([6; 32]),
        signing_certificate: Some([7; 32]),
        claim_generator: "Adobe_Firefly 1.0".to_owned(),
        digital_source_type: 9,
    }
}

#[tokio::test]
async fn a_claim_records_all_that_is_said_of_the_work() {
    let world = World::new().await;
    let owner = world.person().await;
    world.ledger.set_clock(NOW);
    let register =
        registry::register_asset(&world.payer.pubkey(), &owner.pubkey(), 0, &everything());
    let receipt = must(world.send(&[register], &[&owner]).await);

    let asset_address = address::asset(&CONTENT, 0);
    let asset: Asset = world.state(&asset_address).await;
    let signer = [Asset::SEED, &CONTENT, &[0, 0], &[asset.bump]];
    let derived = Address::create_program_address(&signer, &REGISTRY_PROGRAM);
    assert_eq!(derived, Ok(asset_address));
    assert_eq!(
        (asset.version, asset.status, asset.disclosure),
        (1, Asset::ACTIVE, 3)
    );
    assert_eq!(asset.training_allowed, 1);
    assert_eq!(asset.chunk_size_log2, 20);
    assert_eq!(asset.claim_index.get(), 0);
    assert_eq!(asset.terms_count.get(), 0);
    assert_eq!(asset.byte_length.get(), 5_000_000_000);
    assert_eq!(asset.registered_at.get(), NOW);
    assert_eq!(asset.updated_at.get(), NOW);
    assert_eq!(asset.content_id, CONTENT);
    assert_eq!(
        (asset.owner, asset.registrant),
        (owner.pubkey(), owner.pubkey())
    );
    for unset in [asset.pending_owner, asset.studio, asset.agent, asset.vault] {
        assert_eq!(unset, Address::default());
    }
    let hashes = [
        asset.manifest_hash,
        asset.perceptual_hash,
        asset.generation_record,
        asset.model,
        asset.ingredients_root,
        asset.metadata_uri_hash,
        asset.signing_certificate,
    ];
    assert_eq!(hashes, [1, 2, 3, 4, 5, 6, 7].map(|byte| [byte; 32]));
    assert_eq!(asset.media_type_text(), "video/mp4; codecs=\"av01\"");
    assert_eq!(
        usize::from(asset.media_type_length),
        asset.media_type_text().len()
    );
    let behind = &asset.media_type[usize::from(asset.media_type_length)..];
    assert!(behind.iter().all(|byte| *byte == 0));
    assert_eq!(asset.digital_source_type, 9);
    assert_eq!(asset.claim_generator_text(), "Adobe_Firefly 1.0");
    assert_eq!(usize::from(asset.claim_generator_length), 17);
    assert_eq!(asset.claim_generator[17..], [0; 15]);
    for unset in [asset.supersedes, asset.superseded_by, asset.mint] {
        assert_eq!(unset, Address::default());
    }
    assert_eq!(asset.revocation_reason.get(), 0);
    assert_eq!(
        (asset.metadata_frozen, asset.metadata_updates.get()),
        (0, 0)
    );
    let counts = (asset.ingredients_count.get(), asset.derivatives_count.get());
    assert_eq!(counts, (0, 0));

    let [Event::AssetRegistered(event)] = events(&receipt.logs)[..] else {
        panic!("one event was expected");
    };
    assert_eq!(event.asset, asset_address);
    assert_eq!(event.content_id, CONTENT);
    assert_eq!(event.owner, owner.pubkey());
    assert_eq!(event.byte_length, 5_000_000_000);
    assert_eq!(event.registered_at, NOW);
    assert_eq!((event.claim_index, event.disclosure), (0, 3));
    assert_eq!(event.training_allowed, 1);
}

#[tokio::test]
async fn what_is_not_said_is_recorded_as_zeros() {
    let world = World::new().await;
    let owner = world.person().await;
    must(world.send(&[claim(&world, &owner, 0)], &[&owner]).await);

    let asset: Asset = world.state(&address::asset(&CONTENT, 0)).await;
    for hash in [
        asset.manifest_hash,
        asset.perceptual_hash,
        asset.generation_record,
        asset.model,
        asset.ingredients_root,
        asset.metadata_uri_hash,
        asset.signing_certificate,
        asset.claim_generator,
    ] {
        assert_eq!(hash, [0; 32]);
    }
    assert_eq!(asset.claim_generator_text(), "");
    assert_eq!(asset.digital_source_type, 0);
    assert!(!asset.allows_training());
}

#[tokio::test]
async fn the_payer_pays_the_rent_and_the_owner_nothing() {
    let world = World::new().await;
    let (owner, payer) = (world.person().await, world.person().await);
    let register = claim(&world, &owner, 0).swapping(&world.payer.pubkey(), &payer.pubkey());
    let [owner_before, payer_before] = [
        must(world.ledger.balance(&owner.pubkey()).await),
        must(world.ledger.balance(&payer.pubkey()).await),
    ];
    must(world.send(&[register], &[&owner, &payer]).await);

    let account = must(world.ledger.account(&address::asset(&CONTENT, 0)).await);
    let account = account.unwrap_or_default();
    let rent = must(world.ledger.minimum_balance(account.data.len()).await);
    assert_eq!(account.owner, REGISTRY_PROGRAM);
    assert_eq!(account.lamports, rent);
    assert_eq!(
        must(world.ledger.balance(&payer.pubkey()).await),
        payer_before - rent
    );
    assert_eq!(
        must(world.ledger.balance(&owner.pubkey()).await),
        owner_before
    );
}

#[tokio::test]
async fn an_owner_can_pay_for_themselves() {
    let world = World::new().await;
    let owner = world.person().await;
    let register = claim(&world, &owner, 0).swapping(&world.payer.pubkey(), &owner.pubkey());
    must(world.send(&[register], &[&owner]).await);
    let asset: Asset = world.state(&address::asset(&CONTENT, 0)).await;
    assert_eq!(asset.owner, owner.pubkey());
}

#[tokio::test]
async fn the_smallest_and_the_largest_of_everything_can_be_registered() {
    let world = World::new().await;
    let owner = world.person().await;
    let mut extremes = vec![
        AssetDetails {
            byte_length: 1,
            chunk_size_log2: 12,
            ..details([1; 32])
        },
        AssetDetails {
            byte_length: u64::MAX,
            chunk_size_log2: 30,
            ..details([2; 32])
        },
        AssetDetails {
            media_type: "m".to_owned(),
            ..details([3; 32])
        },
        AssetDetails {
            media_type: "~".repeat(64),
            ..details([255; 32])
        },
        AssetDetails {
            manifest_hash: Some([1; 32]),
            claim_generator: "~".repeat(32),
            ..details([4; 32])
        },
    ];
    extremes.extend((0..4).map(|code| AssetDetails {
        disclosure: code,
        ..details([10 + code; 32])
    }));
    extremes.extend((0..=22).map(|code| AssetDetails {
        digital_source_type: code,
        ..details([20 + code; 32])
    }));
    for details in extremes {
        let register =
            registry::register_asset(&world.payer.pubkey(), &owner.pubkey(), 0, &details);
        must(world.send(&[register], &[&owner]).await);
        let asset: Asset = world.state(&address::asset(&details.content_id, 0)).await;
        assert_eq!(asset.byte_length.get(), details.byte_length);
        assert_eq!(asset.chunk_size_log2, details.chunk_size_log2);
        assert_eq!(asset.media_type_text(), details.media_type);
        assert_eq!(asset.disclosure, details.disclosure);
        assert_eq!(asset.claim_generator_text(), details.claim_generator);
        assert_eq!(asset.digital_source_type, details.digital_source_type);
    }
}

#[tokio::test]
async fn lamports_sent_ahead_do_not_keep_a_work_from_being_registered() {
    let world = World::new().await;
    let owner = world.person().await;
    let asset = address::asset(&CONTENT, 0);
    must(world.ledger.airdrop(&asset, 1_000_000).await);
    must(world.send(&[claim(&world, &owner, 0)], &[&owner]).await);
    let asset: Asset = world.state(&asset).await;
    assert_eq!(asset.owner, owner.pubkey());
}
