//! Opening a position.

use provenue_client::{
    Ledger, VAULT_PROGRAM, address,
    events::{Event, events},
    instructions::vault,
    state::{Position, Vault},
    token::TOKEN_2022,
};
use provenue_tests::{Attack, SOL, assert_refused_unchanged, forge, look_alike, must};
use solana_address::Address;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_signer::Signer;

use super::{
    scene::{EVEN, Scene},
    tokens::{auxiliary_account, clone_of_another_program, set_amount},
};

/// `payer` pays for the position of the fan, whose share token account exists.
async fn open(scene: &Scene, payer: &Keypair) -> Instruction {
    let (key, fan) = (payer.pubkey(), scene.fan.pubkey());
    let create = vault::create_share_account(&scene.world.payer.pubkey(), &scene.vault, &fan);
    must(scene.world.send(&[create], &[]).await);
    vault::open_position(&key, &scene.vault, &scene.shares_of(&scene.fan))
}

#[tokio::test]
async fn anyone_can_open_anyones_position_and_it_earns_from_then_on() {
    let scene = Scene::new().await;
    let (world, stranger) = (&scene.world, scene.world.person().await);
    scene.earn(1_000).await;
    let open = open(&scene, &stranger).await;
    let before = must(world.ledger.balance(&stranger.pubkey()).await);
    let receipt = must(world.send(&[open], &[&stranger]).await);

    let (account, address) = (scene.shares_of(&scene.fan), scene.position_of(&scene.fan));
    let position = scene.position(&scene.fan).await;
    let signer = [Position::SEED, account.as_ref(), &[position.bump]].map(<[u8]>::to_vec);
    let signer: Vec<_> = signer.iter().map(Vec::as_slice).collect();
    let derived = Address::create_program_address(&signer, &VAULT_PROGRAM);
    assert_eq!(derived, Ok(address));
    assert_eq!((position.version, position.padding), (1, [0; 6]));
    assert_eq!(position.vault, scene.vault);
    assert_eq!(position.token_account, account);
    assert_eq!(position.owner, scene.fan.pubkey());
    assert_eq!(position.rent_payer, stranger.pubkey());
    assert_eq!(position.units.get(), 0);
    let slot = position.currencies[0];
    assert_eq!(slot.checkpoint.get(), scene.slot().await.index.get());
    assert!(slot.checkpoint.get() > 0);
    assert_eq!((slot.accrued.get(), slot.claimed.get()), (0, 0));
    for unused in &position.currencies[1..] {
        let unused = unused.entitlement();
        assert_eq!(
            (unused.checkpoint, unused.accrued, unused.claimed),
            (0, 0, 0)
        );
    }
    let rent = must(
        world
            .ledger
            .minimum_balance(8 + size_of::<Position>())
            .await,
    );
    let after = must(world.ledger.balance(&stranger.pubkey()).await);
    assert_eq!(before - after, rent);

    let [Event::PositionOpened(event)] = events(&receipt.logs)[..] else {
        panic!("one event was expected");
    };
    assert_eq!(event.vault, scene.vault);
    assert_eq!(event.position, address);
    assert_eq!(event.token_account, account);
    assert_eq!(event.owner, scene.fan.pubkey());
}

#[tokio::test]
async fn a_late_position_earns_nothing_of_what_came_before() {
    let scene = Scene::new().await;
    scene.earn(EVEN).await;
    scene
        .world
        .open_position(&scene.vault, &scene.fan.pubkey())
        .await;
    let sale = scene.transfer(&scene.label, &scene.fan, 30_000_000);
    must(scene.world.send(&[sale], &[&scene.label]).await);
    let settle = scene.settle(&scene.fan);
    must(scene.world.send(&[settle], &[]).await);
    assert_eq!(scene.earnings(&scene.fan).await.accrued.get(), 0);
}

#[tokio::test]
async fn a_token_account_that_is_not_the_associated_one_gets_a_position() {
    let scene = Scene::new().await;
    let account = scene.auxiliary_position(&scene.fan).await.pubkey();
    let position = scene.world.position_of(&account).await;
    assert_eq!(position.owner, scene.fan.pubkey());
    assert_eq!(position.token_account, account);
}

#[tokio::test]
async fn lamports_sent_ahead_do_not_stop_a_position() {
    let scene = Scene::new().await;
    must(
        scene
            .world
            .ledger
            .airdrop(&scene.position_of(&scene.fan), SOL)
            .await,
    );
    let open = open(&scene, &scene.world.payer).await;
    must(scene.world.send(&[open], &[]).await);
}

#[tokio::test]
async fn a_position_cannot_be_opened_again() {
    let scene = Scene::new().await;
    let payer = scene.world.payer.pubkey();
    let again = vault::open_position(&payer, &scene.vault, &scene.shares_of(&scene.label));
    assert_refused_unchanged(&scene.world, again, &[], "AccountAlreadyInUse").await;
}

#[tokio::test]
async fn a_position_of_a_token_account_of_the_currency_is_refused() {
    let scene = Scene::new().await;
    let account = scene.payee_of(&scene.fan);
    let attack = vault::open_position(&scene.world.payer.pubkey(), &scene.vault, &account);
    assert_refused_unchanged(&scene.world, attack, &[], "WrongTokenAccount").await;
}

#[tokio::test]
async fn a_position_of_another_vaults_shares_is_refused() {
    let scene = Scene::new().await;
    let open = open(&scene, &scene.world.payer).await;
    let (_, other) = scene.other_vault().await;
    let attack = open.swapping(&scene.vault, &other);
    assert_refused_unchanged(&scene.world, attack, &[], "WrongTokenAccount").await;
}

#[tokio::test]
async fn a_position_of_the_vault_itself_is_refused() {
    let scene = Scene::new().await;
    let payer = scene.world.payer.pubkey();
    let create = vault::create_share_account(&payer, &scene.vault, &scene.vault);
    must(scene.world.send(&[create], &[]).await);
    let account = address::share_account(&scene.vault, &scene.vault);
    let attack = vault::open_position(&payer, &scene.vault, &account);
    assert_refused_unchanged(&scene.world, attack, &[], "VaultAsHolder").await;
}

#[tokio::test]
async fn a_position_of_a_token_account_that_holds_shares_already_is_refused() {
    let scene = Scene::new().await;
    let attack = open(&scene, &scene.world.payer).await;
    set_amount(&scene.world, &scene.shares_of(&scene.fan), 1).await;
    assert_refused_unchanged(&scene.world, attack, &[], "UnpositionedShares").await;
}

#[tokio::test]
async fn a_position_at_another_address_is_refused() {
    let scene = Scene::new().await;
    let open = open(&scene, &scene.world.payer).await;
    let position = scene.position_of(&scene.fan);
    let another = auxiliary_account(
        &scene.world,
        &address::share_mint(&scene.vault),
        &TOKEN_2022,
        &scene.fan.pubkey(),
    )
    .await;
    for wrong in [address::position(&another.pubkey()), Address::new_unique()] {
        let attack = open.clone().swapping(&position, &wrong);
        assert_refused_unchanged(&scene.world, attack, &[], "InvalidSeeds").await;
    }
}

#[tokio::test]
async fn a_position_of_a_token_account_that_does_not_exist_is_refused() {
    let scene = Scene::new().await;
    let payer = scene.world.payer.pubkey();
    let attack = vault::open_position(&payer, &scene.vault, &scene.shares_of(&scene.fan));
    assert_refused_unchanged(&scene.world, attack, &[], "IllegalOwner").await;
}

#[tokio::test]
async fn a_position_of_a_look_alike_token_account_is_refused() {
    let scene = Scene::new().await;
    let account = scene.shares_of(&scene.label);
    let fake = clone_of_another_program(&scene.world, &account).await;
    let attack = vault::open_position(&scene.world.payer.pubkey(), &scene.vault, &fake);
    assert_refused_unchanged(&scene.world, attack, &[], "IllegalOwner").await;
}

#[tokio::test]
async fn a_position_in_a_look_alike_vault_is_refused() {
    let scene = Scene::new().await;
    let open = open(&scene, &scene.world.payer).await;
    let fake = look_alike::<Vault>(&scene.world, &scene.vault, |_| {}).await;
    let attack = open.swapping(&scene.vault, &fake);
    assert_refused_unchanged(&scene.world, attack, &[], "IllegalOwner").await;
}

#[tokio::test]
async fn a_position_in_a_vault_of_a_later_layout_is_refused() {
    let scene = Scene::new().await;
    let attack = open(&scene, &scene.world.payer).await;
    forge::<Vault>(&scene.world, &scene.vault, |vault| vault.version = 2).await;
    assert_refused_unchanged(&scene.world, attack, &[], "UnknownVersion").await;
}

#[tokio::test]
async fn a_position_that_nobody_signed_to_pay_for_is_refused() {
    let scene = Scene::new().await;
    let stranger = scene.world.person().await;
    let open = open(&scene, &stranger).await;
    let unsigned = open.clone().unsigned(&stranger.pubkey());
    assert_refused_unchanged(&scene.world, unsigned, &[], "MissingRequiredSignature").await;
    let read = open.read_only(&stranger.pubkey());
    assert_refused_unchanged(&scene.world, read, &[&stranger], "MissingRequiredSignature").await;
}

#[tokio::test]
async fn a_position_that_is_only_read_is_refused() {
    let scene = Scene::new().await;
    let open = open(&scene, &scene.world.payer).await;
    let attack = open.read_only(&scene.position_of(&scene.fan));
    assert_refused_unchanged(&scene.world, attack, &[], "PrivilegeEscalation").await;
}

#[tokio::test]
async fn another_program_in_the_place_of_the_system_program_is_refused() {
    let scene = Scene::new().await;
    let open = open(&scene, &scene.world.payer).await;
    let attack = open.swapping(&solana_sdk_ids::system_program::ID, &TOKEN_2022);
    assert_refused_unchanged(&scene.world, attack, &[], "IncorrectProgramId").await;
}
