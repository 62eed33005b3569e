//! Giving up the power to mint.

use provenue_client::{
    address,
    events::{Event, events},
    flows::mint::SHARE_UNITS,
    instructions::vault,
    state::Vault,
    token::{MintInfo, TOKEN, TOKEN_2022},
};
use provenue_tests::{
    Attack, World, assert_refused, assert_refused_unchanged, forge, look_alike, must,
};
use solana_address::Address;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_signer::Signer;

use super::{scene::Scene, tokens::burn};

/// A vault that is not sealed, of whose shares `issued` units exist, all of the base.
async fn founded(issued: u64) -> (World, Keypair, Address) {
    let world = World::new().await;
    let base = world.person().await;
    let vault = world.open_vault(&base, &[]).await;
    let account = world.open_position(&vault, &base.pubkey()).await;
    if issued > 0 {
        let issue = vault::issue_shares(&base.pubkey(), &vault, &account, issued);
        must(world.send(&[issue], &[&base]).await);
    }
    (world, base, vault)
}

/// The base, who is the authority, seals.
fn seal(base: &Keypair, vault: &Address) -> Instruction {
    vault::seal(&base.pubkey(), vault)
}

async fn share_mint(world: &World, vault: &Address) -> MintInfo {
    must(MintInfo::fetch(&world.ledger, &address::share_mint(vault)).await)
}

#[tokio::test]
async fn after_the_seal_nobody_can_mint() {
    let (world, base, vault) = founded(SHARE_UNITS).await;
    let receipt = must(world.send(&[seal(&base, &vault)], &[&base]).await);
    let state = world.vault_state(&vault).await;
    assert!(state.is_sealed());
    assert_eq!(state.state, 1);
    let mint = share_mint(&world, &vault).await;
    assert_eq!((mint.supply, mint.mint_authority), (SHARE_UNITS, None));
    let [Event::VaultSealed(event)] = events(&receipt.logs)[..] else {
        panic!("one event was expected");
    };
    assert_eq!((event.vault, event.live_units), (vault, SHARE_UNITS));

    // Not even a vault that forgot its seal could.
    forge::<Vault>(&world, &vault, |vault| {
        vault.state = 0;
        vault.issued_units = 0.into();
    })
    .await;
    let account = address::share_account(&vault, &base.pubkey());
    let issue = vault::issue_shares(&base.pubkey(), &vault, &account, 1);
    assert_refused(world.send(&[issue], &[&base]).await, "FixedSupply");
}

#[tokio::test]
async fn shares_burned_before_the_seal_stay_burned() {
    let (world, base, vault) = founded(SHARE_UNITS).await;
    let mint = share_mint(&world, &vault).await;
    let account = address::share_account(&vault, &base.pubkey());
    let burn = burn(&mint, &account, &base.pubkey(), 10_000_000);
    let settle = vault::settle(&vault, &account);
    let all = [burn, settle, seal(&base, &vault)];
    let receipt = must(world.send(&all, &[&base]).await);
    let sealed = events(&receipt.logs)
        .into_iter()
        .find_map(|event| match event {
            Event::VaultSealed(event) => Some(event.live_units),
            _ => None,
        });
    assert_eq!(sealed, Some(90_000_000));
}

#[tokio::test]
async fn sealing_too_early_is_refused() {
    for issued in [0, 1, SHARE_UNITS - 1] {
        let (world, base, vault) = founded(issued).await;
        let attack = seal(&base, &vault);
        assert_refused_unchanged(&world, attack, &[&base], "SharesMissing").await;
    }
}

#[tokio::test]
async fn burned_shares_cannot_be_issued_again_before_the_seal() {
    let (world, base, vault) = founded(SHARE_UNITS).await;
    let mint = share_mint(&world, &vault).await;
    let account = address::share_account(&vault, &base.pubkey());
    let burn = burn(&mint, &account, &base.pubkey(), 10_000_000);
    must(
        world
            .send(&[burn, vault::settle(&vault, &account)], &[&base])
            .await,
    );
    let attack = vault::issue_shares(&base.pubkey(), &vault, &account, 10_000_000);
    assert_refused_unchanged(&world, attack, &[&base], "TooManyShares").await;
}

#[tokio::test]
async fn sealing_twice_is_refused() {
    let scene = Scene::new().await;
    let attack = seal(&scene.artist, &scene.vault);
    assert_refused_unchanged(&scene.world, attack, &[&scene.artist], "AlreadySealed").await;
}

#[tokio::test]
async fn sealing_without_being_the_authority_is_refused() {
    let (world, base, vault) = founded(SHARE_UNITS).await;
    let stranger = world.person().await;
    let attack = seal(&base, &vault).swapping(&base.pubkey(), &stranger.pubkey());
    assert_refused_unchanged(&world, attack, &[&stranger], "NotTheAuthority").await;
}

#[tokio::test]
async fn sealing_without_the_authoritys_signature_is_refused() {
    let (world, base, vault) = founded(SHARE_UNITS).await;
    let attack = seal(&base, &vault).unsigned(&base.pubkey());
    assert_refused_unchanged(&world, attack, &[], "MissingRequiredSignature").await;
}

#[tokio::test]
async fn sealing_with_another_vaults_share_mint_is_refused() {
    let (world, base, vault) = founded(SHARE_UNITS).await;
    let other = world.open_vault(&world.person().await, &[]).await;
    let [own, others] = [vault, other].map(|vault| address::share_mint(&vault));
    let attack = seal(&base, &vault).swapping(&own, &others);
    assert_refused_unchanged(&world, attack, &[&base], "WrongShareMint").await;
}

#[tokio::test]
async fn sealing_a_look_alike_is_refused() {
    let (world, base, vault) = founded(0).await;
    let fake = look_alike::<Vault>(&world, &vault, |vault| {
        vault.issued_units = SHARE_UNITS.into();
    })
    .await;
    let attack = seal(&base, &vault).swapping(&vault, &fake);
    assert_refused_unchanged(&world, attack, &[&base], "IllegalOwner").await;
}

#[tokio::test]
async fn another_program_in_the_place_of_token_2022_is_refused() {
    let (world, base, vault) = founded(SHARE_UNITS).await;
    let attack = seal(&base, &vault).swapping(&TOKEN_2022, &TOKEN);
    assert_refused_unchanged(&world, attack, &[&base], "IncorrectProgramId").await;
}

#[tokio::test]
async fn accounts_that_change_but_are_only_read_are_refused() {
    let (world, base, vault) = founded(SHARE_UNITS).await;
    for read in [vault, address::share_mint(&vault)] {
        let attack = seal(&base, &vault).read_only(&read);
        assert_refused_unchanged(&world, attack, &[&base], "ConstraintMut").await;
    }
}

#[tokio::test]
async fn a_vault_of_a_later_layout_is_refused() {
    let (world, base, vault) = founded(SHARE_UNITS).await;
    forge::<Vault>(&world, &vault, |vault| vault.version = 2).await;
    assert_refused_unchanged(&world, seal(&base, &vault), &[&base], "UnknownVersion").await;
}
