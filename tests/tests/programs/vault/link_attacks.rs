//! Attacks on links between vaults.

use provenue_client::{Ledger, VAULT_PROGRAM, address, instructions::vault, state::Vault};
use provenue_tests::{
    Attack, assert_refused_unchanged, clone_at, existing, forge, look_alike, must,
};
use solana_account::Account;
use solana_instruction::Instruction;
use solana_sdk_ids::system_program;
use solana_signer::Signer;

use super::graph::{Graph, Node, absolute, relative};

/// An unsealed child, a sealed parent, and the link that would be fine.
struct Pair {
    graph: Graph,
    child: Node,
    parent: Node,
    valid: Instruction,
}

impl Pair {
    async fn new() -> Self {
        let graph = Graph::new().await;
        let (parent, child) = (graph.root().await, graph.open().await);
        let valid = graph.link_instruction(&child, &relative(&parent, 500));
        Self {
            graph,
            child,
            parent,
            valid,
        }
    }

    /// Both sides sign, and it is refused all the same.
    async fn refuse(&self, attack: Instruction, name: &str) {
        let signers = [&self.child.base as _, &self.parent.base as _];
        assert_refused_unchanged(&self.graph.world, attack, &signers, name).await;
    }

    /// Nothing but the attack stood in the way.
    async fn link(&self) {
        must(
            self.graph
                .link(&self.child, &relative(&self.parent, 500))
                .await,
        );
    }
}

#[tokio::test]
async fn a_stranger_cannot_make_a_vault_owe() {
    let pair = Pair::new().await;
    let (stranger, world) = (pair.graph.world.person().await, &pair.graph.world);
    let key = pair.child.base.pubkey();
    let attack = pair.valid.clone().swapping(&key, &stranger.pubkey());
    let signers = [&stranger as _, &pair.parent.base as _];
    assert_refused_unchanged(world, attack, &signers, "NotTheAuthority").await;
    // Nor its base, once it named another authority.
    let set = vault::set_authority(&key, &stranger.pubkey());
    must(world.send(&[set], &[&pair.child.base]).await);
    pair.refuse(pair.valid.clone(), "NotTheAuthority").await;
}

#[tokio::test]
async fn a_link_needs_the_parents_consent() {
    let pair = Pair::new().await;
    let (stranger, world) = (pair.graph.world.person().await, &pair.graph.world);
    let key = pair.parent.base.pubkey();
    let attack = pair.valid.clone().swapping(&key, &stranger.pubkey());
    let signers = [&pair.child.base as _, &stranger as _];
    assert_refused_unchanged(world, attack, &signers, "NotTheLicensor").await;
    let attack = pair.valid.clone().swapping(&key, &pair.child.base.pubkey());
    assert_refused_unchanged(world, attack, &[&pair.child.base], "NotTheLicensor").await;
    pair.link().await;
}

#[tokio::test]
async fn both_sides_and_whoever_pays_sign() {
    let pair = Pair::new().await;
    let world = &pair.graph.world;
    let (child, parent) = (&pair.child.base, &pair.parent.base);
    let attack = pair.valid.clone().unsigned(&child.pubkey());
    assert_refused_unchanged(world, attack, &[parent], "MissingRequiredSignature").await;
    let attack = pair.valid.clone().unsigned(&parent.pubkey());
    assert_refused_unchanged(world, attack, &[child], "MissingRequiredSignature").await;
    let rich = world.person().await;
    let attack = pair.valid.clone();
    let attack = attack.swapping(&world.payer.pubkey(), &rich.pubkey());
    let attack = attack.unsigned(&rich.pubkey());
    pair.refuse(attack, "MissingRequiredSignature").await;
    pair.link().await;
}

#[tokio::test]
async fn a_sealed_vault_is_not_linked() {
    let pair = Pair::new().await;
    must(pair.graph.seal(&pair.child).await);
    pair.refuse(pair.valid.clone(), "AlreadySealed").await;
}

#[tokio::test]
async fn a_parent_that_is_not_sealed_is_refused() {
    let pair = Pair::new().await;
    let (graph, open) = (&pair.graph, pair.graph.open().await);
    let attack = graph.link_instruction(&pair.child, &relative(&open, 500));
    let signers = [&pair.child.base as _, &open.base as _];
    assert_refused_unchanged(&graph.world, attack, &signers, "ParentNotSealed").await;
    pair.link().await;
}

#[tokio::test]
async fn no_vault_owes_itself() {
    let pair = Pair::new().await;
    let (graph, child) = (&pair.graph, &pair.child);
    let attack = graph.link_instruction(child, &relative(child, 500));
    let name = "ConstraintDuplicateMutableAccount";
    assert_refused_unchanged(&graph.world, attack, &[&child.base], name).await;
}

#[tokio::test]
async fn child_and_parent_cannot_be_swapped() {
    let pair = Pair::new().await;
    let attack = pair
        .graph
        .link_instruction(&pair.parent, &relative(&pair.child, 500));
    pair.refuse(attack, "AlreadySealed").await;
}

#[tokio::test]
async fn two_vaults_are_linked_once() {
    let pair = Pair::new().await;
    pair.link().await;
    pair.refuse(pair.valid.clone(), "AlreadyLinked").await;
    let other = pair
        .graph
        .link_instruction(&pair.child, &absolute(&pair.parent, 1));
    pair.refuse(other, "AlreadyLinked").await;
    let edge = pair.graph.edge(&pair.child, &pair.parent).await;
    assert_eq!(edge.rate().total_bps(), 500);
}

#[tokio::test]
async fn an_edge_lies_at_the_address_of_child_and_parent() {
    let pair = Pair::new().await;
    let other = pair.graph.root().await;
    let edge = address::upstream(&pair.child.vault, &pair.parent.vault);
    for wrong in [
        address::upstream(&pair.parent.vault, &pair.child.vault),
        address::upstream(&pair.child.vault, &other.vault),
        address::upstream(&other.vault, &pair.parent.vault),
    ] {
        let attack = pair.valid.clone().swapping(&edge, &wrong);
        pair.refuse(attack, "InvalidSeeds").await;
    }
    // An edge that exists, of another pair.
    must(pair.graph.link(&pair.child, &relative(&other, 1)).await);
    let attack = pair
        .valid
        .clone()
        .swapping(&edge, &address::upstream(&pair.child.vault, &other.vault));
    pair.refuse(attack, "InvalidSeeds").await;
    pair.link().await;
}

#[tokio::test]
async fn look_alikes_of_child_and_parent_are_refused() {
    let pair = Pair::new().await;
    let world = &pair.graph.world;
    for vault in [pair.child.vault, pair.parent.vault] {
        let fake = look_alike::<Vault>(world, &vault, |_| {}).await;
        let attack = pair.valid.clone().swapping(&vault, &fake);
        pair.refuse(attack, "IllegalOwner").await;
    }
}

#[tokio::test]
async fn a_look_alike_of_the_edge_is_refused() {
    let pair = Pair::new().await;
    pair.link().await;
    let world = &pair.graph.world;
    let edge = address::upstream(&pair.child.vault, &pair.parent.vault);
    let copy = clone_at(world, &edge).await;
    let attack = pair.valid.clone().swapping(&edge, &copy);
    pair.refuse(attack, "InvalidSeeds").await;
}

#[tokio::test]
async fn other_kinds_of_accounts_are_refused() {
    let pair = Pair::new().await;
    let shares = address::share_account(&pair.parent.vault, &pair.parent.base.pubkey());
    let position = address::position(&shares);
    for vault in [pair.child.vault, pair.parent.vault] {
        let attack = pair.valid.clone().swapping(&vault, &position);
        pair.refuse(attack, "AccountDataTooSmall").await;
    }
}

#[tokio::test]
async fn vaults_of_an_unknown_layout_are_refused() {
    let pair = Pair::new().await;
    let world = &pair.graph.world;
    for vault in [pair.child.vault, pair.parent.vault] {
        let before = existing(world, &vault).await;
        forge::<Vault>(world, &vault, |vault| vault.version = 2).await;
        pair.refuse(pair.valid.clone(), "UnknownVersion").await;
        must(world.ledger.set_account(vault, before));
    }
    pair.link().await;
}

#[tokio::test]
async fn what_changes_must_be_writable_and_the_system_program_the_real_one() {
    let pair = Pair::new().await;
    let attack = pair.valid.clone().read_only(&pair.child.vault);
    pair.refuse(attack, "ConstraintMut").await;
    let edge = address::upstream(&pair.child.vault, &pair.parent.vault);
    let attack = pair.valid.clone().read_only(&edge);
    pair.refuse(attack, "PrivilegeEscalation").await;
    let attack = pair
        .valid
        .clone()
        .swapping(&system_program::ID, &VAULT_PROGRAM);
    pair.refuse(attack, "IncorrectProgramId").await;
    pair.link().await;
}

#[tokio::test]
async fn lamports_sent_ahead_do_not_keep_a_link_from_being_made() {
    let pair = Pair::new().await;
    let edge = address::upstream(&pair.child.vault, &pair.parent.vault);
    let dust = Account {
        lamports: 1,
        ..Account::default()
    };
    must(pair.graph.world.ledger.set_account(edge, dust));
    pair.link().await;
    let balance = must(pair.graph.world.ledger.balance(&edge).await);
    assert!(balance >= must(pair.graph.world.ledger.minimum_balance(120).await));
}
