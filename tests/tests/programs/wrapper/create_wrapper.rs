//! Making a wrapper.

use provenue_client::{
    WRAPPER_PROGRAM, address,
    events::{Event, events},
    instructions::{vault, wrapper},
    state::Wrapper,
    token::{MintInfo, TOKEN, TokenAccount},
};
use provenue_tests::must;
use solana_address::Address;
use solana_signer::Signer;
use solana_system_interface::instruction::transfer;

use super::scene::WrapperScene;
use crate::vault::scene::{EVEN, LABEL_UNITS, LABELS_PART, Scene};

#[tokio::test]
async fn a_wrapper_is_a_mint_and_an_escrow_whose_revenue_is_the_beneficiarys() {
    let scene = Scene::new().await;
    let (payer, beneficiary) = (scene.world.payer.pubkey(), Address::new_unique());
    let create = wrapper::create_wrapper(&payer, &scene.vault, &beneficiary);
    let receipt = must(scene.world.send(&[create], &[]).await);

    let address = address::wrapper(&scene.vault, &beneficiary);
    let state: Wrapper = scene.world.state(&address).await;
    assert_eq!(state.version, Wrapper::VERSION);
    assert_eq!(state.vault, scene.vault);
    assert_eq!(state.beneficiary, beneficiary);
    assert_eq!(state.share_mint, address::share_mint(&scene.vault));
    assert_eq!(state.escrow, address::share_account(&scene.vault, &address));
    assert_eq!(state.mint, address::wrapped_mint(&address));
    let seeds = [
        Wrapper::SEED,
        scene.vault.as_ref(),
        beneficiary.as_ref(),
        &[state.bump],
    ];
    let derived = Address::create_program_address(&seeds, &WRAPPER_PROGRAM);
    assert_eq!(derived, Ok(address));

    let mint = must(MintInfo::fetch(&scene.world.ledger, &state.mint).await);
    assert_eq!(mint.program, TOKEN);
    assert_eq!((mint.decimals, mint.supply), (6, 0));
    assert_eq!(mint.mint_authority, Some(address));
    assert_eq!(mint.freeze_authority, None);

    let escrow = must(TokenAccount::fetch(&scene.world.ledger, &state.escrow).await);
    let escrow = escrow.unwrap_or_else(|| panic!("there is no escrow"));
    assert_eq!((escrow.owner, escrow.amount), (address, 0));
    assert_eq!(escrow.mint, state.share_mint);
    let position = scene.world.position_of(&state.escrow).await;
    assert_eq!(position.vault, scene.vault);
    assert_eq!(position.owner, address);
    assert_eq!(position.payee(), &beneficiary);
    assert_eq!(position.rent_payer, payer);

    let events = events(&receipt.logs);
    let Some(Event::WrapperCreated(event)) = events.last() else {
        panic!("the last event is not the wrapper's");
    };
    assert_eq!((event.wrapper, event.vault), (address, scene.vault));
    assert_eq!(event.beneficiary, beneficiary);
    assert_eq!((event.mint, event.escrow), (state.mint, state.escrow));
}

#[tokio::test]
async fn who_pays_for_a_wrapper_can_be_its_beneficiary() {
    let scene = Scene::new().await;
    let (payer, vault) = (scene.world.payer.pubkey(), scene.vault);
    let create = wrapper::create_wrapper(&payer, &vault, &payer);
    must(scene.world.send(&[create], &[]).await);
    let escrow = address::share_account(&vault, &address::wrapper(&vault, &payer));
    assert_eq!(scene.world.position_of(&escrow).await.payee(), &payer);
}

#[tokio::test]
async fn a_vault_has_a_wrapper_for_each_beneficiary() {
    let scene = WrapperScene::new().await;
    let other = scene.other_wrapper().await;
    assert_ne!(other, scene.wrapper);
    let state: Wrapper = scene.scene.world.state(&other).await;
    let own = scene.state().await;
    assert_eq!(state.vault, own.vault);
    assert_ne!(state.mint, own.mint);
    assert_ne!(state.escrow, own.escrow);
}

#[tokio::test]
async fn what_somebody_made_before_does_not_stop_a_wrapper() {
    let scene = Scene::new().await;
    let (payer, beneficiary) = (scene.world.payer.pubkey(), Address::new_unique());
    let address = address::wrapper(&scene.vault, &beneficiary);
    let escrow = address::share_account(&scene.vault, &address);
    // Account, position, and the label's shares in them, which earn.
    let create = vault::create_share_account(&payer, &scene.vault, &address);
    let open = vault::open_position(&payer, &scene.vault, &escrow);
    let (source, label) = (scene.shares_of(&scene.label), scene.label.pubkey());
    let send = vault::transfer_shares(&label, &scene.vault, &source, &escrow, LABEL_UNITS);
    must(
        scene
            .world
            .send(&[create, open, send], &[&scene.label])
            .await,
    );
    scene.earn(EVEN).await;

    let wrapped = WrapperScene::of(scene, beneficiary).await;
    // They are nobody's, and what they earn and have earned is the beneficiary's.
    assert_eq!(wrapped.supply().await, 0);
    let scene = &wrapped.scene;
    let claim = vault::claim(&scene.vault, &scene.currency, &wrapped.holder());
    must(scene.world.send(&[claim], &[]).await);
    let paid = scene.world.token_amount(&wrapped.payee()).await;
    assert_eq!(paid, LABELS_PART);
}

#[tokio::test]
async fn lamports_sent_ahead_do_not_stop_a_wrapper() {
    let scene = Scene::new().await;
    let (payer, beneficiary) = (scene.world.payer.pubkey(), Address::new_unique());
    let address = address::wrapper(&scene.vault, &beneficiary);
    let escrow = address::share_account(&scene.vault, &address);
    let ahead = [
        address,
        address::wrapped_mint(&address),
        escrow,
        address::position(&escrow),
    ]
    .map(|place| transfer(&payer, &place, 2_000_000));
    must(scene.world.send(&ahead, &[]).await);
    let wrapped = WrapperScene::of(scene, beneficiary).await;
    wrapped.assert_backed(0).await;
}

#[tokio::test]
async fn a_wrapper_can_be_made_before_the_seal() {
    let scene = Scene::new().await;
    let base = scene.world.person().await;
    let currencies = std::slice::from_ref(&scene.currency);
    let vault = scene.world.open_vault(&base, currencies).await;
    let (payer, beneficiary) = (scene.world.payer.pubkey(), Address::new_unique());
    let create = wrapper::create_wrapper(&payer, &vault, &beneficiary);
    must(scene.world.send(&[create], &[]).await);
    let escrow = address::share_account(&vault, &address::wrapper(&vault, &beneficiary));
    let position = scene.world.position_of(&escrow).await;
    assert_eq!(position.payee(), &beneficiary);
    // Shares issued into the escrow are as good as sent there.
    let issue = vault::issue_shares(&base.pubkey(), &vault, &escrow, 1_000);
    must(scene.world.send(&[issue], &[&base]).await);
    assert_eq!(scene.world.token_amount(&escrow).await, 1_000);
}
