//! Vaults that owe each other: made, linked, paid up to the top, and paid on after trouble.

use provenue_accounting::UpstreamRate;
use provenue_client::{
    Ledger, SignerRef, address,
    flows::{
        graph::{Graph, Link, PullOptions, link, make_tables, pull_all},
        hold,
        mint::{NewShares, SHARE_UNITS},
        plan::{Action, execute},
        revenue,
        vault::{NewVault, new_vault},
    },
    instructions::{upstream, vault},
    state::{self, VaultOptions},
    token::{self, MintInfo, NewMint},
};
use provenue_tests::{World, must, share_name};
use solana_address::Address;
use solana_keypair::Keypair;
use solana_signer::Signer;

fn rate(relative_bps: u16, absolute_bps: u16) -> UpstreamRate {
    UpstreamRate {
        relative_bps,
        absolute_bps,
    }
}

/// A sealed vault of a new base, who holds all shares, that owes each of `parents`.
async fn family(
    world: &World,
    currency: &MintInfo,
    options: VaultOptions,
    parents: &[(&Keypair, UpstreamRate)],
) -> (Keypair, Address) {
    let base = world.person().await;
    let links = parents.iter().map(|(licensor, rate)| {
        let link = Link {
            parent: address::vault(&licensor.pubkey()),
            rate: *rate,
        };
        (*licensor as SignerRef<'_>, link)
    });
    let new = NewVault {
        shares: NewShares {
            name: share_name(),
            options,
            currencies: vec![currency.clone()],
            allocation: vec![(base.pubkey(), SHARE_UNITS)],
        },
        gate: None,
        links: links.collect(),
    };
    let (vault, _) = must(new_vault(&world.ledger, &world.payer, &base, &new).await);
    (base, vault)
}

async fn gross(world: &World, vault: &Address) -> u64 {
    world.vault_state(vault).await.currencies[0].gross.get()
}

#[tokio::test]
async fn a_deposit_climbs_a_diamond_in_one_transaction() {
    let world = World::new().await;
    let currency = world.currency(NewMint::spl(6)).await;
    let plain = VaultOptions::default();
    let (model_base, model) = family(&world, &currency, plain, &[]).await;
    // Both works owe the model a tenth of what their descendants earn outside, too.
    let (left_base, left) =
        family(&world, &currency, plain, &[(&model_base, rate(0, 1_000))]).await;
    let (right_base, right) =
        family(&world, &currency, plain, &[(&model_base, rate(2_500, 500))]).await;
    let parents = [(&left_base, rate(2_000, 0)), (&right_base, rate(1_000, 0))];
    let (_, work) = family(&world, &currency, plain, &parents).await;

    let graph = must(Graph::read(&world.ledger, &work).await);
    let order: Vec<_> = graph.nodes().iter().map(|node| node.address).collect();
    assert_eq!((order[0], order[3]), (work, model));
    // Inherited from both sides, and added up.
    let inherited = graph.nodes()[0]
        .edges
        .iter()
        .find(|edge| edge.parent == model);
    assert_eq!(inherited.unwrap().absolute_bps.get(), 1_500);

    let fan = world.person().await;
    world.fund(&fan, &currency, 1_000_000).await;
    let steps = must(revenue::deposit(&world.ledger, &fan, &work, &currency, 1_000_000).await);
    assert_eq!(steps.len(), 1);
    assert!(
        steps[0].says[0].ends_with("and dues up 4 hops"),
        "{:?}",
        steps[0].says
    );
    assert_eq!(gross(&world, &left).await, 200_000);
    assert_eq!(gross(&world, &right).await, 100_000);
    // 15 % of the work's own million, 25 % of what came to the right one; the left one's part is of what
    // it earns outside, which is nothing.
    assert_eq!(gross(&world, &model).await, 150_000 + 25_000);
    let again = must(
        pull_all(
            &world.ledger,
            &fan,
            &work,
            &currency,
            &PullOptions::default(),
        )
        .await,
    );
    assert_eq!((again.paid.len(), again.steps.len()), (0, 0));
}

#[tokio::test]
async fn a_long_line_is_paid_in_several_transactions_and_fewer_with_tables() {
    const DEPTH: usize = 24;
    let world = World::new().await;
    let currency = world.currency(NewMint::spl(6)).await;
    let (mut base, mut vault) = family(&world, &currency, VaultOptions::default(), &[]).await;
    let mut line = vec![vault];
    for _ in 1..DEPTH {
        let parents = [(&base, rate(9_000, 0))];
        let next = family(&world, &currency, VaultOptions::default(), &parents).await;
        (base, vault) = next;
        line.push(vault);
    }
    let fan = world.person().await;
    world.fund(&fan, &currency, 20_000_000).await;
    let expected: Vec<u64> =
        std::iter::successors(Some(10_000_000), |gross: &u64| Some(gross * 9 / 10))
            .take(DEPTH)
            .collect();

    // By the instruction alone, nothing climbs.
    let deposit = vault::deposit(&fan.pubkey(), &vault, &currency, 10_000_000);
    must(world.send(std::slice::from_ref(&deposit), &[&fan]).await);
    let tables = must(make_tables(&world.ledger, &world.payer, &vault, &currency).await);
    let options = PullOptions::default();
    let plain = must(pull_all(&world.ledger, &world.payer, &vault, &currency, &options).await);
    assert_eq!((plain.paid.len(), plain.skipped.len()), (DEPTH - 1, 0));
    for (vault, gross_expected) in line.iter().rev().zip(&expected) {
        assert_eq!(gross(&world, vault).await, *gross_expected);
    }
    must(world.send(&[deposit], &[&fan]).await);
    let options = PullOptions { tables };
    let tabled = must(pull_all(&world.ledger, &world.payer, &vault, &currency, &options).await);
    assert_eq!(tabled.paid.len(), DEPTH - 1);
    assert!(tabled.steps.len() < plain.steps.len() && plain.steps.len() < DEPTH / 4);
}

#[tokio::test]
async fn what_cannot_be_paid_waits_and_is_told_why() {
    let world = World::new().await;
    let currency = world.currency(NewMint::with_fee(6, 100)).await;
    let other = world.currency(NewMint::spl(0)).await;
    let holdable = VaultOptions {
        holdable: true,
        ..VaultOptions::default()
    };
    let (held_base, held) = family(&world, &currency, holdable, &[]).await;
    let (poor_base, poor) = family(&world, &other, VaultOptions::default(), &[]).await;
    let (open_base, open) = family(&world, &currency, VaultOptions::default(), &[]).await;
    let parents = [
        (&held_base, rate(1_000, 0)),
        (&poor_base, rate(2_000, 0)),
        (&open_base, rate(3_000, 0)),
    ];
    let (_, work) = family(&world, &currency, VaultOptions::default(), &parents).await;
    must(hold::hold(&world.ledger, &held_base, &held, 7, 3_600).await);

    // By plain transfer: the pull books it first.
    let fan = world.person().await;
    world.fund(&fan, &currency, 1_000_000).await;
    let plain = token::transfer(&fan.pubkey(), &currency, &work, 1_000_000);
    must(world.send(&[plain], &[&fan]).await);
    let options = PullOptions::default();
    let pull = must(pull_all(&world.ledger, &fan, &work, &currency, &options).await);
    assert_eq!(pull.paid.len(), 1);
    assert_eq!(
        (pull.paid[0].hop.parent, pull.paid[0].amount),
        (open, 297_000)
    );
    assert_eq!(gross(&world, &open).await, 297_000 - 2_970);
    let reason = |parent: &Address| {
        let found = pull
            .skipped
            .iter()
            .find(|skipped| skipped.hop.parent == *parent);
        found
            .map(|skipped| (skipped.due, skipped.reason.clone()))
            .unwrap()
    };
    assert_eq!(reason(&held).0, 99_000);
    assert!(reason(&held).1.contains("held"), "{}", reason(&held).1);
    assert_eq!(reason(&poor).0, 198_000);
    assert!(reason(&poor).1.contains("does not take this currency"));

    must(hold::release(&world.ledger, &held_base, &held).await);
    let pull = must(pull_all(&world.ledger, &fan, &work, &currency, &options).await);
    assert_eq!((pull.paid.len(), pull.skipped.len()), (1, 1));
    assert_eq!(
        (pull.paid[0].hop.parent, pull.paid[0].amount),
        (held, 99_000)
    );
}

#[tokio::test]
async fn a_link_goes_on_where_it_stopped() {
    let world = World::new().await;
    let currency = world.currency(NewMint::spl(6)).await;
    let plain = VaultOptions::default();
    let (first, _) = family(&world, &currency, plain, &[]).await;
    let (second, _) = family(&world, &currency, plain, &[]).await;
    let above = [(&first, rate(0, 300)), (&second, rate(0, 200))];
    let (licensor, parent) = family(&world, &currency, plain, &above).await;
    let base = world.person().await;
    let child = world
        .open_vault(&base, std::slice::from_ref(&currency))
        .await;
    let wanted = Link {
        parent,
        rate: rate(1_000, 100),
    };
    // Interrupted after the link itself.
    let signers = upstream::LinkSigners {
        payer: world.payer.pubkey(),
        authority: base.pubkey(),
        licensor: licensor.pubkey(),
    };
    let half = upstream::link_upstream(&signers, &child, &parent, wanted.rate);
    must(world.send(&[half], &[&base, &licensor]).await);
    let (ledger, payer) = (&world.ledger, &world.payer);
    let steps = must(link(ledger, payer, &base, &licensor, &child, &wanted).await);
    assert_eq!(steps.iter().map(|step| step.says.len()).sum::<usize>(), 2);
    assert_eq!(world.vault_state(&child).await.uninherited.get(), 0);
    assert_eq!(must(state::upstream_of(ledger, &child).await).len(), 3);
    let again = must(link(ledger, payer, &base, &licensor, &child, &wanted).await);
    assert!(again.is_empty());
    let other = Link {
        rate: rate(999, 100),
        ..wanted
    };
    let refused = link(ledger, payer, &base, &licensor, &child, &other).await;
    assert!(refused.unwrap_err().to_string().contains("linked already"));
}

#[tokio::test]
async fn making_a_vault_goes_on_where_it_stopped_and_is_done_once() {
    let world = World::new().await;
    let currency = world.currency(NewMint::spl(6)).await;
    let base = world.person().await;
    let key = base.pubkey();
    let options = VaultOptions {
        gated: true,
        ..VaultOptions::default()
    };
    let create = vault::create_vault(&world.payer.pubkey(), &key, &key, &share_name(), options);
    must(
        execute(
            &world.ledger,
            &world.payer,
            &[&base],
            &[],
            &[Action::new("vault", create)],
        )
        .await,
    );
    let new = NewVault {
        shares: NewShares {
            name: share_name(),
            options,
            currencies: vec![currency],
            allocation: vec![
                (key, SHARE_UNITS / 2),
                (Address::new_unique(), SHARE_UNITS / 2),
            ],
        },
        gate: None,
        links: Vec::new(),
    };
    let (made, _) = must(new_vault(&world.ledger, &world.payer, &base, &new).await);
    let vault = world.vault_state(&made).await;
    assert!(vault.is_sealed() && vault.has_gate.get());
    let twice = new_vault(&world.ledger, &world.payer, &base, &new).await;
    assert!(twice.unwrap_err().to_string().contains("exists already"));
    assert!(must(world.ledger.balance(&made).await) > 0);
}
