//! Shares that go to wallets which have never heard of the vault, and shares that are burned.

use provenue_client::{
    Ledger, address,
    flows::{
        mint::{NewShares, SHARE_UNITS},
        shares::{self, Refusal, preflight},
        vault::{GateRules, NewVault, new_vault},
    },
    state::VaultOptions,
};
use provenue_tests::{World, must, share_name};
use solana_address::Address;
use solana_signer::Signer;

use crate::vault::scene::{ARTIST_UNITS, EVEN, LABEL_UNITS, Scene};

#[tokio::test]
async fn the_reserve_pays_for_a_fresh_wallets_position_and_else_the_sender() {
    let scene = Scene::new().await;
    let (world, vault, artist) = (&scene.world, &scene.vault, &scene.artist);
    let (first, second) = (Address::new_unique(), Address::new_unique());
    let key = artist.pubkey();
    let refusal = must(preflight(&world.ledger, vault, &key, &first, 1).await);
    let Some(Refusal::ReserveEmpty { missing }) = refusal else {
        panic!("{refusal:?}");
    };
    let payer = &world.payer;
    must(shares::transfer(&world.ledger, payer, artist, vault, &first, 1).await);
    let opened = world
        .position_of(&address::share_account(vault, &first))
        .await;
    assert_eq!(opened.rent_payer, payer.pubkey());

    must(shares::fund_reserve(&world.ledger, payer, vault, missing).await);
    let reserve = address::rent_reserve(vault);
    assert_eq!(must(world.ledger.balance(&reserve).await), missing);
    assert_eq!(
        must(preflight(&world.ledger, vault, &key, &second, 1).await),
        None
    );
    must(shares::transfer(&world.ledger, payer, artist, vault, &second, 1).await);
    let opened = world
        .position_of(&address::share_account(vault, &second))
        .await;
    assert_eq!((opened.rent_payer, opened.units.get()), (reserve, 1));
    assert_eq!(must(world.ledger.balance(&reserve).await), 0);
}

#[tokio::test]
async fn a_gate_is_told_before_and_kept() {
    let world = World::new().await;
    let base = world.person().await;
    let key = base.pubkey();
    let until = must(world.ledger.unix_time().await) + 1_000_000;
    for (lock_until, max_units) in [(until, SHARE_UNITS), (0, 10)] {
        let base = world.person().await;
        let new = NewVault {
            shares: NewShares {
                name: share_name(),
                options: VaultOptions {
                    gated: true,
                    ..VaultOptions::default()
                },
                currencies: Vec::new(),
                allocation: vec![(base.pubkey(), SHARE_UNITS)],
            },
            gate: Some(GateRules {
                lock_until,
                max_units,
            }),
            links: Vec::new(),
        };
        let (vault, _) = must(new_vault(&world.ledger, &world.payer, &base, &new).await);
        let refusal = must(preflight(&world.ledger, &vault, &base.pubkey(), &key, 11).await);
        let expected = if lock_until > 0 {
            Refusal::LockedUp { until }
        } else {
            Refusal::TooLarge {
                most: 10,
                would_hold: 11,
            }
        };
        assert_eq!(refusal, Some(expected));
        let refused = shares::transfer(&world.ledger, &base, &base, &vault, &key, 11).await;
        assert_eq!(refused.unwrap_err().to_string(), expected.to_string());
        if lock_until == 0 {
            must(shares::transfer(&world.ledger, &base, &base, &vault, &key, 10).await);
            let account = address::share_account(&vault, &key);
            assert_eq!(world.position_of(&account).await.units.get(), 10);
        }
    }
}

#[tokio::test]
async fn burned_shares_leave_all_later_revenue_to_the_rest() {
    let scene = Scene::new().await;
    let (world, vault) = (&scene.world, &scene.vault);
    must(shares::burn(&world.ledger, &scene.label, vault, LABEL_UNITS).await);
    assert_eq!(
        world.vault_state(vault).await.live_units.get(),
        ARTIST_UNITS
    );
    scene.earn(EVEN).await;
    let holders = must(shares::holders(&world.ledger, vault).await);
    let earned: Vec<_> = holders
        .iter()
        .map(|holder| holder.claimable[0].whole)
        .collect();
    assert_eq!(
        (holders[0].owner, earned),
        (scene.artist.pubkey(), vec![EVEN, 0])
    );
}
