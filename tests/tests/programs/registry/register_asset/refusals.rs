//! Claims that cannot be made: signatures, addresses, details.

use provenue_client::{AssetDetails, address, instructions::registry, token::TOKEN};
use provenue_tests::{Attack, World, assert_refused_unchanged, details};
use solana_address::Address;
use solana_signer::Signer;

use super::{CONTENT, claim};

#[tokio::test]
async fn nobody_is_made_to_own_what_they_did_not_sign_for() {
    let world = World::new().await;
    let owner = world.person().await;
    let register = claim(&world, &owner, 0).unsigned(&owner.pubkey());
    assert_refused_unchanged(&world, register, &[], "MissingRequiredSignature").await;
}

#[tokio::test]
async fn nobody_pays_the_rent_without_signing() {
    let world = World::new().await;
    let (owner, payer) = (world.person().await, world.person().await);
    let register = claim(&world, &owner, 0)
        .swapping(&world.payer.pubkey(), &payer.pubkey())
        .unsigned(&payer.pubkey());
    assert_refused_unchanged(&world, register, &[&owner], "MissingRequiredSignature").await;
}

#[tokio::test]
async fn an_asset_lies_at_its_own_address() {
    let world = World::new().await;
    let owner = world.person().await;
    let asset = address::asset(&CONTENT, 0);
    for elsewhere in [
        address::asset(&[8; 32], 0),
        address::asset(&CONTENT, 1),
        address::terms(&asset, 0),
        Address::new_unique(),
    ] {
        let register = claim(&world, &owner, 0).swapping(&asset, &elsewhere);
        assert_refused_unchanged(&world, register, &[&owner], "InvalidSeeds").await;
    }
}

#[tokio::test]
async fn the_asset_must_be_writable_and_the_programs_the_right_ones() {
    let world = World::new().await;
    let owner = world.person().await;
    let asset = address::asset(&CONTENT, 0);
    let read_only = claim(&world, &owner, 0).read_only(&asset);
    assert_refused_unchanged(&world, read_only, &[&owner], "PrivilegeEscalation").await;
    let other = claim(&world, &owner, 0).swapping(&solana_sdk_ids::system_program::ID, &TOKEN);
    assert_refused_unchanged(&world, other, &[&owner], "IncorrectProgramId").await;
}

#[tokio::test]
async fn details_that_cannot_be_are_refused() {
    let world = World::new().await;
    let owner = world.person().await;
    let broken: [(AssetDetails, &str); 11] = [
        (details([0; 32]), "ZeroContentId"),
        (
            AssetDetails {
                byte_length: 0,
                ..details(CONTENT)
            },
            "EmptyFile",
        ),
        (
            AssetDetails {
                chunk_size_log2: 11,
                ..details(CONTENT)
            },
            "ChunkSizeOutOfRange",
        ),
        (
            AssetDetails {
                chunk_size_log2: 31,
                ..details(CONTENT)
            },
            "ChunkSizeOutOfRange",
        ),
        (
            AssetDetails {
                chunk_size_log2: 255,
                ..details(CONTENT)
            },
            "ChunkSizeOutOfRange",
        ),
        (
            AssetDetails {
                disclosure: 4,
                ..details(CONTENT)
            },
            "UnknownDisclosure",
        ),
        (
            AssetDetails {
                disclosure: 255,
                ..details(CONTENT)
            },
            "UnknownDisclosure",
        ),
        (
            AssetDetails {
                media_type: String::new(),
                ..details(CONTENT)
            },
            "MediaTypeLength",
        ),
        (
            AssetDetails {
                media_type: "m".repeat(65),
                ..details(CONTENT)
            },
            "MediaTypeLength",
        ),
        (
            AssetDetails {
                media_type: "image/png\n".to_owned(),
                ..details(CONTENT)
            },
            "MediaTypeNotPrintable",
        ),
        (
            AssetDetails {
                media_type: "\u{202e}gnp".to_owned(),
                ..details(CONTENT)
            },
            "MediaTypeNotPrintable",
        ),
    ];
    for (details, error) in broken {
        let register =
            registry::register_asset(&world.payer.pubkey(), &owner.pubkey(), 0, &details);
        assert_refused_unchanged(&world, register, &[&owner], error).await;
    }
}

#[tokio::test]
async fn credentials_that_cannot_be_are_refused() {
    let world = World::new().await;
    let owner = world.person().await;
    let named = |claim_generator: &str| AssetDetails {
        manifest_hash: Some([1; 32]),
        claim_generator: claim_generator.to_owned(),
        ..details(CONTENT)
    };
    let without_manifest = AssetDetails {
        manifest_hash: None,
        ..named("c2patool 0.9")
    };
    let of_no_manifest = AssetDetails {
        signing_certificate: Some([2; 32]),
        ..details(CONTENT)
    };
    let of_zeros = AssetDetails {
        manifest_hash: Some([0; 32]),
        ..of_no_manifest.clone()
    };
    let source = |code| AssetDetails {
        digital_source_type: code,
        ..details(CONTENT)
    };
    let broken = [
        (source(23), "UnknownSourceType"),
        (source(255), "UnknownSourceType"),
        (named(&"a".repeat(33)), "ClaimGeneratorTooLong"),
        (named("c2patool\n"), "ClaimGeneratorNotPrintable"),
        (named("\u{202e}ylferif"), "ClaimGeneratorNotPrintable"),
        (without_manifest, "CredentialsWithoutManifest"),
        (of_no_manifest, "CredentialsWithoutManifest"),
        (of_zeros, "CredentialsWithoutManifest"),
    ];
    for (details, error) in broken {
        let register =
            registry::register_asset(&world.payer.pubkey(), &owner.pubkey(), 0, &details);
        assert_refused_unchanged(&world, register, &[&owner], error).await;
    }
}
