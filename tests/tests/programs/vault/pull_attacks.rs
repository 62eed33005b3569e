//! Attacks on dues that move from vault to vault, in a pull and in a deposit.

use provenue_client::{
    address,
    instructions::upstream,
    state::{Upstream, Vault},
    token::{NewMint, TOKEN, TOKEN_2022},
};
use provenue_tests::{Attack, assert_refused_unchanged, existing, forge, look_alike, must};
use solana_address::Address;
use solana_instruction::{AccountMeta, Instruction};
use solana_signer::Signer;

use super::{
    graph::{Graph, Node, hop, relative},
    tokens::{auxiliary_account, clone_of_another_program, set_amount},
};

/// A chain of three, of which the lowest earned something that has not climbed yet.
struct Chain {
    graph: Graph,
    bottom: Node,
    middle: Node,
    top: Node,
}

impl Chain {
    async fn new() -> Self {
        let graph = Graph::new().await;
        let top = graph.root().await;
        let middle = graph.child(&[relative(&top, 2_000)]).await;
        let bottom = graph.child(&[relative(&middle, 5_000)]).await;
        graph.earn(&bottom, 1_000, &[]).await;
        Self {
            graph,
            bottom,
            middle,
            top,
        }
    }

    /// A valid pull of both hops.
    fn pull(&self) -> Instruction {
        let hops = [
            hop(&self.bottom, &self.middle),
            hop(&self.middle, &self.top),
        ];
        self.graph.pull_instruction(&self.bottom, &hops)
    }

    /// A valid deposit of both hops.
    fn deposit(&self) -> Instruction {
        let hops = [
            hop(&self.bottom, &self.middle),
            hop(&self.middle, &self.top),
        ];
        self.graph.deposit(&self.bottom, 10, &hops)
    }

    fn edge(&self) -> Address {
        address::upstream(&self.bottom.vault, &self.middle.vault)
    }

    async fn refuse(&self, attack: Instruction, name: &str) {
        assert_refused_unchanged(&self.graph.world, attack, &[], name).await;
    }

    /// The same change makes both the pull and the deposit fail.
    async fn refuse_both(&self, change: impl Fn(Instruction) -> Instruction, name: &str) {
        self.refuse(change(self.pull()), name).await;
        let (world, deposit) = (&self.graph.world, change(self.deposit()));
        assert_refused_unchanged(world, deposit, &[&self.graph.fan], name).await;
    }

    /// Nothing but the attack stood in the way, and nothing was lost.
    async fn finish(&self) {
        must(self.graph.world.send(&[self.pull()], &[]).await);
        assert_eq!(self.graph.booked(&self.middle).await, (500, 500));
        assert_eq!(self.graph.booked(&self.top).await, (100, 100));
        let nodes = [&self.bottom, &self.middle, &self.top];
        self.graph.assert_balanced(&nodes).await;
    }
}

#[tokio::test]
async fn accounts_come_in_threes() {
    let chain = Chain::new().await;
    let attack = chain.graph.pull_instruction(&chain.bottom, &[]);
    chain.refuse(attack, "HopAccounts").await;
    for surplus in [1, 2] {
        let shorter = |mut instruction: Instruction| {
            let kept = instruction.accounts.len() - surplus;
            instruction.accounts.truncate(kept);
            instruction
        };
        chain.refuse_both(shorter, "HopAccounts").await;
    }
    chain.finish().await;
}

#[tokio::test]
async fn a_hop_starts_where_an_earlier_one_ended() {
    let chain = Chain::new().await;
    let reversed = [
        hop(&chain.middle, &chain.top),
        hop(&chain.bottom, &chain.middle),
    ];
    let attack = chain.graph.pull_instruction(&chain.bottom, &reversed);
    chain.refuse(attack, "HopOutOfOrder").await;
    let attack = chain.graph.deposit(&chain.bottom, 10, &reversed);
    let fan = &chain.graph.fan;
    assert_refused_unchanged(&chain.graph.world, attack, &[fan], "HopOutOfOrder").await;
    chain.finish().await;
}

#[tokio::test]
async fn another_vaults_edge_is_refused() {
    let chain = Chain::new().await;
    // One of a vault that is no part of it, to the very same parent.
    let other = chain.graph.child(&[relative(&chain.middle, 9_000)]).await;
    let foreign = address::upstream(&other.vault, &chain.middle.vault);
    let swap = |instruction: Instruction| instruction.swapping(&chain.edge(), &foreign);
    chain.refuse_both(swap, "HopOutOfOrder").await;
    // One to another parent.
    let up = address::upstream(&chain.middle.vault, &chain.top.vault);
    let swap = |instruction: Instruction| instruction.swapping(&chain.edge(), &up);
    chain.refuse_both(swap, "WrongEdge").await;
    chain.finish().await;
}

#[tokio::test]
async fn child_and_parent_cannot_be_swapped() {
    let chain = Chain::new().await;
    let currency = &chain.graph.currency;
    let mut attack = upstream::pull(&chain.middle.vault, currency, &[]);
    attack.accounts.extend([
        AccountMeta::new(chain.edge(), false),
        AccountMeta::new(chain.bottom.vault, false),
        AccountMeta::new(chain.graph.treasury(&chain.bottom), false),
    ]);
    chain.refuse(attack, "WrongEdge").await;
    chain.finish().await;
}

#[tokio::test]
async fn money_goes_into_the_parents_own_treasury() {
    let chain = Chain::new().await;
    let (graph, fan) = (&chain.graph, chain.graph.fan.pubkey());
    let right = graph.treasury(&chain.middle);
    for wrong in [graph.currency.ata(&fan), graph.treasury(&chain.top)] {
        let mut attack =
            graph.pull_instruction(&chain.bottom, &[hop(&chain.bottom, &chain.middle)]);
        attack = attack.swapping(&right, &wrong);
        chain.refuse(attack, "WrongTreasury").await;
    }
    let own = graph.treasury(&chain.bottom);
    let attack = chain.pull().swapping(&right, &own);
    chain
        .refuse(attack, "ConstraintDuplicateMutableAccount")
        .await;
    let fake = clone_of_another_program(&graph.world, &right).await;
    let attack = chain.pull().swapping(&right, &fake);
    chain.refuse(attack, "WrongTreasury").await;
    chain.finish().await;
}

#[tokio::test]
async fn money_comes_out_of_the_vaults_own_treasury() {
    let chain = Chain::new().await;
    let graph = &chain.graph;
    let right = graph.treasury(&chain.bottom);
    for wrong in [
        graph.currency.ata(&graph.fan.pubkey()),
        graph.treasury(&chain.top),
    ] {
        let hops = [hop(&chain.bottom, &chain.middle)];
        let attack = graph.pull_instruction(&chain.bottom, &hops);
        let attack = attack.swapping(&right, &wrong);
        chain.refuse(attack, "WrongTreasury").await;
    }
    chain.finish().await;
}

#[tokio::test]
async fn money_of_a_vault_in_the_middle_comes_out_of_its_own_treasury() {
    let chain = Chain::new().await;
    let graph = &chain.graph;
    // Nothing is due any more below, so the first hop does not look at what the middle was paid into.
    graph
        .pull(&chain.bottom, &[hop(&chain.bottom, &chain.middle)])
        .await;
    let right = graph.treasury(&chain.middle);
    // Even another account of the same vault: its books would no longer say what its treasury holds.
    let other = auxiliary_account(
        &graph.world,
        &graph.currency.address,
        &TOKEN,
        &chain.middle.vault,
    )
    .await;
    set_amount(&graph.world, &other.pubkey(), 1_000).await;
    let attack = chain.pull().swapping(&right, &other.pubkey());
    chain.refuse(attack, "WrongTreasury").await;
    chain.finish().await;
}

#[tokio::test]
async fn a_currency_that_the_vault_does_not_take_is_refused() {
    let chain = Chain::new().await;
    let world = &chain.graph.world;
    let fake = world.currency(NewMint::spl(6)).await;
    world.open_account(&chain.bottom.vault, &fake).await;
    let hops = [hop(&chain.bottom, &chain.middle)];
    let attack = upstream::pull(&chain.bottom.vault, &fake, &hops);
    chain.refuse(attack, "UnknownCurrency").await;
    chain.finish().await;
}

#[tokio::test]
async fn another_token_program_is_refused() {
    let chain = Chain::new().await;
    let attack = chain.pull().swapping(&TOKEN, &TOKEN_2022);
    chain.refuse(attack, "IncorrectProgramId").await;
    let attack = chain
        .pull()
        .swapping(&TOKEN, &provenue_client::VAULT_PROGRAM);
    chain.refuse(attack, "IncorrectProgramId").await;
    chain.finish().await;
}

#[tokio::test]
async fn look_alikes_are_refused() {
    let chain = Chain::new().await;
    let world = &chain.graph.world;
    let more = |edge: &mut Upstream| edge.relative_bps = 10_000.into();
    let fake = look_alike::<Upstream>(world, &chain.edge(), more).await;
    let swap = |instruction: Instruction| instruction.swapping(&chain.edge(), &fake);
    chain.refuse_both(swap, "IllegalOwner").await;
    let fake = look_alike::<Vault>(world, &chain.bottom.vault, |_| {}).await;
    let attack = chain.pull().swapping(&chain.bottom.vault, &fake);
    chain.refuse(attack, "IllegalOwner").await;
    // An edge names its parent by address.
    let fake = look_alike::<Vault>(world, &chain.middle.vault, |_| {}).await;
    let swap = |instruction: Instruction| instruction.swapping(&chain.middle.vault, &fake);
    chain.refuse_both(swap, "WrongEdge").await;
    chain.finish().await;
}

#[tokio::test]
async fn a_forged_edge_to_an_account_of_another_program_is_refused() {
    let chain = Chain::new().await;
    let world = &chain.graph.world;
    let fake = look_alike::<Vault>(world, &chain.middle.vault, |_| {}).await;
    let before = existing(world, &chain.edge()).await;
    forge::<Upstream>(world, &chain.edge(), |edge| edge.parent = fake).await;
    let hops = [hop(&chain.bottom, &chain.middle)];
    let attack = chain.graph.pull_instruction(&chain.bottom, &hops);
    let attack = attack.swapping(&chain.middle.vault, &fake);
    chain.refuse(attack, "IllegalOwner").await;
    must(world.ledger.set_account(chain.edge(), before));
    chain.finish().await;
}

#[tokio::test]
async fn an_edge_that_was_paid_more_than_is_owed_is_refused() {
    let chain = Chain::new().await;
    let world = &chain.graph.world;
    let before = existing(world, &chain.edge()).await;
    forge::<Upstream>(world, &chain.edge(), |edge| edge.paid[0] = 501.into()).await;
    chain.refuse(chain.pull(), "Overflow").await;
    must(world.ledger.set_account(chain.edge(), before));
    chain.finish().await;
}

#[tokio::test]
async fn no_edge_takes_more_than_is_reserved_for_all() {
    let chain = Chain::new().await;
    let world = &chain.graph.world;
    let before = existing(world, &chain.edge()).await;
    forge::<Upstream>(world, &chain.edge(), |edge| {
        edge.relative_bps = 5_010.into()
    })
    .await;
    chain.refuse(chain.pull(), "Overdrawn").await;
    must(world.ledger.set_account(chain.edge(), before));
    chain.finish().await;
}

#[tokio::test]
async fn other_kinds_of_accounts_are_refused() {
    let chain = Chain::new().await;
    let shares = address::share_account(&chain.bottom.vault, &chain.bottom.base.pubkey());
    let position = address::position(&shares);
    let swap = |instruction: Instruction| instruction.swapping(&chain.edge(), &position);
    chain.refuse_both(swap, "InvalidAccountData").await;
    let attack = chain.pull().swapping(&chain.bottom.vault, &position);
    chain.refuse(attack, "AccountDataTooSmall").await;
    chain.finish().await;
}

#[tokio::test]
async fn accounts_of_an_unknown_layout_are_refused() {
    let chain = Chain::new().await;
    let world = &chain.graph.world;
    let before = existing(world, &chain.edge()).await;
    forge::<Upstream>(world, &chain.edge(), |edge| edge.version = 2).await;
    chain.refuse_both(|valid| valid, "UnknownVersion").await;
    must(world.ledger.set_account(chain.edge(), before));
    let before = existing(world, &chain.bottom.vault).await;
    forge::<Vault>(world, &chain.bottom.vault, |vault| vault.version = 2).await;
    chain.refuse_both(|valid| valid, "UnknownVersion").await;
    must(world.ledger.set_account(chain.bottom.vault, before));
    chain.finish().await;
}

#[tokio::test]
async fn what_changes_must_be_writable() {
    let chain = Chain::new().await;
    let graph = &chain.graph;
    for read in [
        chain.bottom.vault,
        graph.treasury(&chain.bottom),
        chain.edge(),
        chain.middle.vault,
    ] {
        let swap = |instruction: Instruction| instruction.read_only(&read);
        chain.refuse_both(swap, "ConstraintMut").await;
    }
    chain.finish().await;
}
