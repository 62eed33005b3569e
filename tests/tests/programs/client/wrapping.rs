//! Shares that the client wraps and unwraps.

use provenue_client::{
    ClientError, address,
    flows::{
        mint::{NewShares, SHARE_UNITS},
        shares::{self, Wrapping},
        vault::{GateRules, NewVault, new_vault},
    },
    instructions::{
        vault::{self, Holder},
        wrapper,
    },
    state::VaultOptions,
    token,
};
use provenue_tests::{World, must, share_name};
use solana_address::Address;
use solana_signer::Signer;

use crate::vault::scene::{ARTISTS_PART, EVEN, LABEL_UNITS, LABELS_PART, Scene};

/// A scene, and whom its label's wrapped shares pay: somebody with an account for that.
async fn scene() -> (Scene, Wrapping) {
    let scene = Scene::new().await;
    let beneficiary = Address::new_unique();
    scene
        .world
        .open_account(&beneficiary, &scene.currency)
        .await;
    let wrapping = Wrapping {
        vault: scene.vault,
        beneficiary,
        to: scene.label.pubkey(),
    };
    (scene, wrapping)
}

/// Pays the label, and whom its wrapped shares pay; returns what each has then.
async fn pay(scene: &Scene, wrapping: &Wrapping) -> [u64; 2] {
    let escrow = Holder {
        token_account: address::share_account(&scene.vault, &wrapping.wrapper()),
        payee: wrapping.beneficiary,
    };
    scene.open_payees().await;
    let holders = [escrow, scene.holder(&scene.label)];
    let pay = vault::distribute(&scene.vault, &scene.currency, &holders);
    must(scene.world.send(&[pay], &[]).await);
    let beneficiarys = scene.currency.ata(&wrapping.beneficiary);
    [
        scene.purse(&scene.label).await,
        scene.world.token_amount(&beneficiarys).await,
    ]
}

/// Sends the treasury money that nobody books.
async fn send_unbooked(scene: &Scene) {
    let (ledger, payer) = (&scene.world.ledger, &scene.world.payer);
    must(token::mint_to(ledger, payer, &scene.currency, &scene.vault, EVEN).await);
}

#[tokio::test]
async fn what_came_by_plain_transfer_is_booked_before_shares_go_in_and_out() {
    let (scene, wrapping) = scene().await;
    let Scene { world, label, .. } = &scene;
    let (ledger, payer) = (&world.ledger, &world.payer);
    send_unbooked(&scene).await;
    must(shares::wrap(ledger, payer, label, &wrapping, LABEL_UNITS).await);
    let wrapped = wrapping.wrapped_account(&label.pubkey());
    assert_eq!(world.token_amount(&wrapped).await, LABEL_UNITS);
    assert_eq!(pay(&scene, &wrapping).await, [LABELS_PART, 0]);

    send_unbooked(&scene).await;
    must(shares::unwrap(ledger, payer, label, &wrapping, LABEL_UNITS).await);
    assert_eq!(world.token_amount(&wrapped).await, 0);
    assert_eq!(scene.position(label).await.units.get(), LABEL_UNITS);
    assert_eq!(pay(&scene, &wrapping).await, [LABELS_PART, LABELS_PART]);
    assert_eq!(scene.held().await, 2 * ARTISTS_PART);
}

#[tokio::test]
async fn what_there_is_already_is_used() {
    let (scene, wrapping) = scene().await;
    let Scene { world, label, .. } = &scene;
    let (ledger, payer) = (&world.ledger, &world.payer);
    // Somebody else made the wrapper, and nothing more.
    let create = wrapper::create_wrapper(&payer.pubkey(), &scene.vault, &wrapping.beneficiary);
    must(world.send(&[create], &[]).await);
    for (units, creates) in [(400, 1), (600, 0)] {
        let steps = must(shares::wrap(ledger, payer, label, &wrapping, units).await);
        let created: usize = steps.iter().map(|step| step.creates.len()).sum();
        assert_eq!((steps.len(), created), (1, creates));
    }
    let wrapped = wrapping.wrapped_account(&label.pubkey());
    assert_eq!(world.token_amount(&wrapped).await, 1_000);
}

#[tokio::test]
async fn a_wallet_that_never_held_shares_gets_unwrapped_ones() {
    let (scene, wrapping) = scene().await;
    let Scene { world, label, .. } = &scene;
    let (ledger, payer) = (&world.ledger, &world.payer);
    must(shares::wrap(ledger, payer, label, &wrapping, 1_000).await);
    let fresh = Wrapping {
        to: Address::new_unique(),
        ..wrapping
    };
    must(shares::unwrap(ledger, payer, label, &fresh, 300).await);
    let account = address::share_account(&scene.vault, &fresh.to);
    let position = world.position_of(&account).await;
    assert_eq!((position.owner, position.units.get()), (fresh.to, 300));
    assert_eq!(position.rent_payer, payer.pubkey());
    // Where the reserve can pay, it does.
    must(shares::fund_reserve(ledger, payer, &scene.vault, 10_000_000).await);
    let another = Wrapping {
        to: Address::new_unique(),
        ..wrapping
    };
    must(shares::unwrap(ledger, payer, label, &another, 700).await);
    let account = address::share_account(&scene.vault, &another.to);
    let position = world.position_of(&account).await;
    let reserve = address::rent_reserve(&scene.vault);
    assert_eq!((position.rent_payer, position.units.get()), (reserve, 700));
}

#[tokio::test]
async fn a_refusal_is_told_before_anything_is_sent() {
    let world = World::new().await;
    let base = world.person().await;
    let key = base.pubkey();
    let new = NewVault {
        shares: NewShares {
            name: share_name(),
            options: VaultOptions {
                gated: true,
                ..VaultOptions::default()
            },
            currencies: Vec::new(),
            allocation: vec![(key, SHARE_UNITS)],
        },
        gate: Some(GateRules {
            lock_until: 0,
            max_units: 10,
        }),
        links: Vec::new(),
    };
    let (vault, _) = must(new_vault(&world.ledger, &world.payer, &base, &new).await);
    let wrapping = Wrapping {
        vault,
        beneficiary: key,
        to: key,
    };
    let too_many = shares::wrap(&world.ledger, &base, &base, &wrapping, 11).await;
    let Err(ClientError::Precondition(reason)) = too_many else {
        panic!("{too_many:?}");
    };
    assert!(reason.contains("would hold 0.000011 shares"), "{reason}");
    must(shares::wrap(&world.ledger, &base, &base, &wrapping, 10).await);

    let itself = Wrapping {
        beneficiary: vault,
        ..wrapping
    };
    let refused = shares::wrap(&world.ledger, &base, &base, &itself, 1).await;
    let Err(ClientError::Precondition(reason)) = refused else {
        panic!("{refused:?}");
    };
    assert!(reason.contains("its own revenue"), "{reason}");
}
