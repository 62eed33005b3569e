//! Dues that cannot be paid now: they are skipped, nobody else waits, and nothing is lost.

use provenue_client::{
    Ledger, address,
    flows::mint::{SHARE_UNITS, currency_action},
    flows::plan::execute,
    instructions::{control, upstream::Hop, vault},
    state::Vault,
    token::{self, TOKEN},
};
use provenue_tests::{World, existing, forge, must};
use provenue_vault::{VaultError, state::VaultOptions};
use solana_signer::Signer;

use super::{
    graph::{Graph, Node, hop, paid, relative, skipped},
    tokens::{Recipe, freeze, set_amount, thaw},
};

/// A child that owes a parent who is in trouble, and another who is not; each a fifth.
struct Trouble {
    graph: Graph,
    child: Node,
    ill: Node,
    well: Node,
}

impl Trouble {
    async fn new() -> Self {
        let graph = Graph::new().await;
        let ill = graph.root().await;
        Self::of(graph, ill).await
    }

    async fn of(graph: Graph, ill: Node) -> Self {
        let well = graph.root().await;
        let child = graph
            .child(&[relative(&ill, 2_000), relative(&well, 2_000)])
            .await;
        Self {
            graph,
            child,
            ill,
            well,
        }
    }

    fn hops(&self) -> [Hop; 2] {
        [hop(&self.child, &self.ill), hop(&self.child, &self.well)]
    }

    /// The child earns; the ill one is skipped for `reason`, in a deposit and in a pull, and the other
    /// is paid.
    async fn assert_skipped(&self, reason: VaultError) {
        let (child, ill, well) = (self.child.vault, self.ill.vault, self.well.vault);
        let before = self.graph.booked(&self.ill).await;
        let others = self.graph.booked(&self.well).await.0;
        let receipt = self.graph.earn(&self.child, 1_000, &self.hops()).await;
        let reason = u64::from(reason.code());
        assert_eq!(skipped(&receipt), [(child, ill, 200, reason)]);
        assert_eq!(paid(&receipt), [(child, well, 200, 200)]);
        let receipt = self.graph.pull(&self.child, &self.hops()).await;
        assert_eq!(skipped(&receipt), [(child, ill, 200, reason)]);
        assert_eq!(paid(&receipt), []);

        assert_eq!(self.graph.booked(&self.ill).await, before);
        assert_eq!(self.graph.booked(&self.well).await.0, others + 200);
        let edge = self.graph.edge(&self.child, &self.ill).await;
        assert_eq!(edge.paid[0].get(), 0);
        self.graph.assert_balanced(&[&self.child, &self.well]).await;
    }

    /// Once what stood in the way is mended, what was due is paid with the rest.
    async fn assert_mended(&self) {
        let receipt = self.graph.earn(&self.child, 500, &self.hops()).await;
        assert_eq!(
            paid(&receipt),
            [
                (self.child.vault, self.ill.vault, 300, 300),
                (self.child.vault, self.well.vault, 100, 100)
            ]
        );
        assert_eq!(skipped(&receipt), []);
        let slot = self.graph.slot(&self.child).await;
        assert_eq!((slot.reserved.get(), slot.paid_upstream.get()), (600, 600));
        self.graph.assert_balanced(&[&self.child, &self.well]).await;
    }
}

#[tokio::test]
async fn a_parent_without_the_currency() {
    let graph = Graph::new().await;
    let ill = graph.open_taking(VaultOptions::default(), &[]).await;
    must(graph.seal(&ill).await);
    let trouble = Trouble::of(graph, ill).await;
    trouble.assert_skipped(VaultError::UnknownCurrency).await;
    let (world, key) = (&trouble.graph.world, trouble.ill.base.pubkey());
    let currency = &trouble.graph.currency;
    let add = currency_action(&world.payer.pubkey(), &key, &trouble.ill.vault, currency);
    let signers = [&trouble.ill.base as _];
    must(execute(&world.ledger, &world.payer, &signers, &[], &[add]).await);
    trouble.assert_mended().await;
}

#[tokio::test]
async fn a_parent_that_is_held() {
    let graph = Graph::new().await;
    let options = VaultOptions {
        holdable: true,
        ..VaultOptions::default()
    };
    let ill = graph.open_with(options).await;
    must(graph.seal(&ill).await);
    let trouble = Trouble::of(graph, ill).await;
    let (world, base) = (&trouble.graph.world, &trouble.ill.base);
    let until = must(world.ledger.unix_time().await) + 1_000;
    let hold = control::hold(&base.pubkey(), &trouble.ill.vault, 7, until);
    must(world.send(&[hold], &[base]).await);
    trouble.assert_skipped(VaultError::Held).await;
    let release = control::release_hold(&base.pubkey(), &trouble.ill.vault);
    must(world.send(&[release], &[base]).await);
    trouble.assert_mended().await;
}

#[tokio::test]
async fn a_child_that_is_held_pays_nobody_until_the_time_is_over() {
    let graph = Graph::new().await;
    let (left, right) = (graph.root().await, graph.root().await);
    let options = VaultOptions {
        holdable: true,
        ..VaultOptions::default()
    };
    let child = graph.open_with(options).await;
    graph
        .finish(&child, &[relative(&left, 1_000), relative(&right, 2_000)])
        .await;
    let until = must(graph.world.ledger.unix_time().await) + 1_000;
    let hold = control::hold(&child.base.pubkey(), &child.vault, 7, until);
    must(graph.world.send(&[hold], &[&child.base]).await);
    let hops = [hop(&child, &left), hop(&child, &right)];
    let receipt = graph.earn(&child, 1_000, &hops).await;
    let reason = u64::from(VaultError::Held.code());
    assert_eq!(
        skipped(&receipt),
        [
            (child.vault, left.vault, 100, reason),
            (child.vault, right.vault, 200, reason)
        ]
    );
    graph.world.ledger.warp(1_001);
    let receipt = graph.pull(&child, &hops).await;
    assert_eq!(paid(&receipt).len(), 2);
    assert_eq!(graph.booked(&right).await, (200, 200));
    graph.assert_balanced(&[&child, &left, &right]).await;
}

#[tokio::test]
async fn a_parents_treasury_that_the_issuer_froze() {
    let world = World::new().await;
    let currency = Recipe::freezable(TOKEN).make(&world, |_| vec![]).await;
    let graph = Graph::with(world, currency).await;
    let ill = graph.root().await;
    let trouble = Trouble::of(graph, ill).await;
    let graph = &trouble.graph;
    let treasury = graph.treasury(&trouble.ill);
    let stop = freeze(&graph.world, &graph.currency, &treasury);
    must(graph.world.send(&[stop], &[]).await);
    trouble.assert_skipped(VaultError::TreasuryFrozen).await;
    let go_on = thaw(&graph.world, &graph.currency, &treasury);
    must(graph.world.send(&[go_on], &[]).await);
    trouble.assert_mended().await;
}

#[tokio::test]
async fn a_childs_treasury_that_the_issuer_froze() {
    let world = World::new().await;
    let currency = Recipe::freezable(TOKEN).make(&world, |_| vec![]).await;
    let graph = Graph::with(world, currency).await;
    let top = graph.root().await;
    let child = graph.child(&[relative(&top, 5_000)]).await;
    graph.earn(&child, 100, &[]).await;
    let treasury = graph.treasury(&child);
    let stop = freeze(&graph.world, &graph.currency, &treasury);
    must(graph.world.send(&[stop], &[]).await);
    let receipt = graph.pull(&child, &[hop(&child, &top)]).await;
    let reason = u64::from(VaultError::TreasuryFrozen.code());
    assert_eq!(skipped(&receipt), [(child.vault, top.vault, 50, reason)]);
    let go_on = thaw(&graph.world, &graph.currency, &treasury);
    must(graph.world.send(&[go_on], &[]).await);
    graph.pull(&child, &[hop(&child, &top)]).await;
    assert_eq!(graph.booked(&top).await, (50, 50));
}

#[tokio::test]
async fn a_childs_treasury_that_was_emptied() {
    let graph = Graph::new().await;
    let top = graph.root().await;
    let child = graph.child(&[relative(&top, 5_000)]).await;
    graph.earn(&child, 100, &[]).await;
    let treasury = graph.treasury(&child);
    set_amount(&graph.world, &treasury, 49).await;
    let receipt = graph.pull(&child, &[hop(&child, &top)]).await;
    let reason = u64::from(VaultError::TreasuryShort.code());
    assert_eq!(skipped(&receipt), [(child.vault, top.vault, 50, reason)]);
    let plain = token::transfer(&graph.fan.pubkey(), &graph.currency, &child.vault, 51);
    must(graph.world.send(&[plain], &[&graph.fan]).await);
    graph.pull(&child, &[hop(&child, &top)]).await;
    assert_eq!(graph.booked(&top).await, (50, 50));
    graph.assert_balanced(&[&child, &top]).await;
}

#[tokio::test]
async fn a_parents_treasury_that_was_emptied() {
    let trouble = Trouble::new().await;
    let graph = &trouble.graph;
    graph.earn(&trouble.ill, 100, &[]).await;
    set_amount(&graph.world, &graph.treasury(&trouble.ill), 99).await;
    trouble.assert_skipped(VaultError::TreasuryShort).await;
    let vault = &trouble.ill.vault;
    let plain = token::transfer(&graph.fan.pubkey(), &graph.currency, vault, 1);
    must(graph.world.send(&[plain], &[&graph.fan]).await);
    trouble.assert_mended().await;
    assert_eq!(graph.booked(&trouble.ill).await, (400, 300));
}

#[tokio::test]
async fn a_parent_all_of_whose_shares_are_burned() {
    let trouble = Trouble::new().await;
    let (world, base) = (&trouble.graph.world, &trouble.ill.base);
    let shares = address::share_account(&trouble.ill.vault, &base.pubkey());
    let before = [
        existing(world, &trouble.ill.vault).await,
        existing(world, &shares).await,
        existing(world, &address::position(&shares)).await,
    ];
    let burn = vault::burn_shares(&base.pubkey(), &trouble.ill.vault, &shares, SHARE_UNITS);
    must(world.send(&burn, &[base]).await);
    trouble.assert_skipped(VaultError::NoLiveUnits).await;
    // Nothing on the chain mends this; what is due is there nevertheless.
    let [state, account, position] = before;
    must(world.ledger.set_account(trouble.ill.vault, state));
    must(world.ledger.set_account(shares, account));
    must(
        world
            .ledger
            .set_account(address::position(&shares), position),
    );
    trouble.assert_mended().await;
}

#[tokio::test]
async fn a_parent_whose_running_total_would_end() {
    let trouble = Trouble::new().await;
    let world = &trouble.graph.world;
    let before = existing(world, &trouble.ill.vault).await;
    forge::<Vault>(world, &trouble.ill.vault, |vault| {
        // All that can be, less 199, was received and paid to holders.
        vault.currencies[0].gross = (u64::MAX - 199).into();
        vault.currencies[0].paid_holders = (u64::MAX - 199).into();
    })
    .await;
    trouble.assert_skipped(VaultError::Overflow).await;
    must(world.ledger.set_account(trouble.ill.vault, before));
    trouble.assert_mended().await;
}

#[tokio::test]
async fn a_parent_of_a_later_layout() {
    let trouble = Trouble::new().await;
    let world = &trouble.graph.world;
    let before = existing(world, &trouble.ill.vault).await;
    forge::<Vault>(world, &trouble.ill.vault, |vault| vault.version = 2).await;
    let receipt = trouble
        .graph
        .earn(&trouble.child, 1_000, &trouble.hops())
        .await;
    let reason = u64::from(VaultError::UnknownVersion.code());
    assert_eq!(
        skipped(&receipt),
        [(trouble.child.vault, trouble.ill.vault, 200, reason)]
    );
    assert_eq!(trouble.graph.booked(&trouble.well).await, (200, 200));
    must(world.ledger.set_account(trouble.ill.vault, before));
    trouble.assert_mended().await;
}

#[tokio::test]
async fn hops_beyond_one_that_was_skipped_pay_what_is_due_there() {
    let graph = Graph::new().await;
    let top = graph.root().await;
    let options = VaultOptions {
        holdable: true,
        ..VaultOptions::default()
    };
    let middle = graph.open_taking(options, &[]).await;
    graph.finish(&middle, &[relative(&top, 1_000)]).await;
    let child = graph.child(&[relative(&middle, 5_000)]).await;
    // The middle knows no such currency, so it owes nothing in it.
    let hops = [hop(&child, &middle), hop(&middle, &top)];
    let receipt = graph.earn(&child, 100, &hops).await;
    let reason = u64::from(VaultError::UnknownCurrency.code());
    assert_eq!(skipped(&receipt), [(child.vault, middle.vault, 50, reason)]);
    assert_eq!(paid(&receipt), []);
    assert_eq!(graph.booked(&top).await, (0, 0));
    graph.assert_balanced(&[&child, &top]).await;
}
