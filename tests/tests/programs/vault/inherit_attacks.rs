//! Attacks on what is inherited.

use provenue_client::{
    VAULT_PROGRAM, address,
    state::{Upstream, Vault},
};
use provenue_tests::{
    Attack, assert_refused_unchanged, clone_at, existing, forge, look_alike, must,
};
use solana_address::Address;
use solana_instruction::Instruction;
use solana_sdk_ids::system_program;
use solana_signer::Signer;

use super::graph::{Graph, Node, absolute, relative};

/// A parent that owes two by absolute parts, and a child that is linked and has not inherited.
struct Family {
    graph: Graph,
    tops: [Node; 2],
    parent: Node,
    child: Node,
}

impl Family {
    async fn new() -> Self {
        let graph = Graph::new().await;
        let tops = [graph.root().await, graph.root().await];
        let links = [absolute(&tops[0], 100), absolute(&tops[1], 20)];
        let parent = graph.child(&links).await;
        let child = graph.open().await;
        must(graph.link(&child, &relative(&parent, 500)).await);
        Self {
            graph,
            tops,
            parent,
            child,
        }
    }

    /// Takes over what the parent owes one of the two.
    fn inherit(&self, top: usize) -> Instruction {
        let ancestor = &self.tops[top].vault;
        self.graph.inherit(&self.child, &self.parent, ancestor)
    }

    async fn refuse(&self, attack: Instruction, name: &str) {
        assert_refused_unchanged(&self.graph.world, attack, &[], name).await;
    }

    fn link(&self) -> Address {
        address::upstream(&self.child.vault, &self.parent.vault)
    }

    fn inherited(&self) -> Address {
        address::upstream(&self.parent.vault, &self.tops[0].vault)
    }

    fn edge(&self) -> Address {
        address::upstream(&self.child.vault, &self.tops[0].vault)
    }

    /// Nothing but the attack stood in the way.
    async fn finish(&self) {
        self.graph.inherit_all(&self.child, &self.parent).await;
        must(self.graph.seal(&self.child).await);
        let state = self.graph.world.vault_state(&self.child.vault).await;
        assert_eq!(
            (state.absolute_bps.get(), state.absolute_edges.get()),
            (120, 2)
        );
    }
}

#[tokio::test]
async fn parts_are_inherited_in_order() {
    let family = Family::new().await;
    family
        .refuse(family.inherit(1), "InheritanceOutOfOrder")
        .await;
    family.finish().await;
}

#[tokio::test]
async fn a_part_is_inherited_once() {
    let family = Family::new().await;
    must(family.graph.world.send(&[family.inherit(0)], &[]).await);
    family
        .refuse(family.inherit(0), "InheritanceOutOfOrder")
        .await;
    must(family.graph.world.send(&[family.inherit(1)], &[]).await);
    family
        .refuse(family.inherit(1), "InheritanceOutOfOrder")
        .await;
    let edge = family.graph.edge(&family.child, &family.tops[0]).await;
    assert_eq!(edge.absolute_bps.get(), 100);
}

#[tokio::test]
async fn nothing_is_inherited_after_the_seal() {
    let family = Family::new().await;
    family.finish().await;
    family.refuse(family.inherit(0), "AlreadySealed").await;
}

#[tokio::test]
async fn another_parents_part_is_refused() {
    let family = Family::new().await;
    let (graph, top) = (&family.graph, &family.tops[0]);
    let stranger = graph.child(&[absolute(top, 1)]).await;
    let foreign = address::upstream(&stranger.vault, &top.vault);
    let attack = family.inherit(0).swapping(&family.inherited(), &foreign);
    family.refuse(attack, "WrongEdge").await;
    family.finish().await;
}

#[tokio::test]
async fn another_childs_link_is_refused() {
    let family = Family::new().await;
    let other = family.graph.open().await;
    let link = relative(&family.parent, 1);
    must(family.graph.link(&other, &link).await);
    let foreign = address::upstream(&other.vault, &family.parent.vault);
    let attack = family.inherit(0).swapping(&family.link(), &foreign);
    family.refuse(attack, "WrongEdge").await;
    // Nor does another child inherit by this one's link.
    let attack = family
        .inherit(0)
        .swapping(&family.child.vault, &other.vault);
    family.refuse(attack.clone(), "InvalidSeeds").await;
    let edge = address::upstream(&other.vault, &family.tops[0].vault);
    let attack = attack.swapping(&family.edge(), &edge);
    family.refuse(attack, "WrongEdge").await;
    family.finish().await;
}

#[tokio::test]
async fn an_inherited_edge_is_no_link() {
    let family = Family::new().await;
    must(family.graph.world.send(&[family.inherit(0)], &[]).await);
    let attack = family.inherit(1).swapping(&family.link(), &family.edge());
    family.refuse(attack, "WrongEdge").await;
    must(family.graph.world.send(&[family.inherit(1)], &[]).await);
    must(family.graph.seal(&family.child).await);
}

#[tokio::test]
async fn an_edge_lies_at_the_address_of_child_and_ancestor() {
    let family = Family::new().await;
    let second = address::upstream(&family.child.vault, &family.tops[1].vault);
    let attack = family.inherit(0).swapping(&family.edge(), &second);
    family.refuse(attack, "InvalidSeeds").await;
    family.finish().await;
    let family = Family::new().await;
    let copy = clone_at(&family.graph.world, &family.inherited()).await;
    let attack = family.inherit(0).swapping(&family.edge(), &copy);
    family.refuse(attack, "InvalidSeeds").await;
    must(family.graph.world.send(&[family.inherit(0)], &[]).await);
}

#[tokio::test]
async fn one_account_in_two_places_is_refused() {
    let family = Family::new().await;
    let attack = family.inherit(0).swapping(&family.edge(), &family.link());
    family
        .refuse(attack, "ConstraintDuplicateMutableAccount")
        .await;
    let attack = family
        .inherit(0)
        .swapping(&family.inherited(), &family.link());
    family
        .refuse(attack, "ConstraintDuplicateMutableAccount")
        .await;
    family.finish().await;
}

#[tokio::test]
async fn look_alikes_are_refused() {
    let family = Family::new().await;
    let world = &family.graph.world;
    let fake = look_alike::<Vault>(world, &family.child.vault, |_| {}).await;
    let attack = family.inherit(0).swapping(&family.child.vault, &fake);
    family.refuse(attack, "IllegalOwner").await;
    let more = |edge: &mut Upstream| edge.absolute_bps = 9_000.into();
    for edge in [family.link(), family.inherited()] {
        let fake = look_alike::<Upstream>(world, &edge, more).await;
        let attack = family.inherit(0).swapping(&edge, &fake);
        family.refuse(attack, "IllegalOwner").await;
    }
    family.finish().await;
}

#[tokio::test]
async fn other_kinds_of_accounts_are_refused() {
    let family = Family::new().await;
    let shares = address::share_account(&family.child.vault, &family.child.base.pubkey());
    let position = address::position(&shares);
    for edge in [family.link(), family.inherited()] {
        let attack = family.inherit(0).swapping(&edge, &position);
        family.refuse(attack, "InvalidAccountData").await;
    }
    let attack = family.inherit(0).swapping(&family.child.vault, &position);
    family.refuse(attack, "AccountDataTooSmall").await;
}

#[tokio::test]
async fn accounts_of_an_unknown_layout_are_refused() {
    let family = Family::new().await;
    let world = &family.graph.world;
    let before = existing(world, &family.child.vault).await;
    forge::<Vault>(world, &family.child.vault, |vault| vault.version = 2).await;
    family.refuse(family.inherit(0), "UnknownVersion").await;
    must(world.ledger.set_account(family.child.vault, before));
    for edge in [family.link(), family.inherited()] {
        let before = existing(world, &edge).await;
        forge::<Upstream>(world, &edge, |edge| edge.version = 2).await;
        family.refuse(family.inherit(0), "UnknownVersion").await;
        must(world.ledger.set_account(edge, before));
    }
    family.finish().await;
}

#[tokio::test]
async fn what_changes_must_be_writable_and_the_system_program_the_real_one() {
    let family = Family::new().await;
    for read in [family.child.vault, family.link()] {
        let attack = family.inherit(0).read_only(&read);
        family.refuse(attack, "ConstraintMut").await;
    }
    let attack = family.inherit(0).read_only(&family.edge());
    family.refuse(attack, "PrivilegeEscalation").await;
    let attack = family
        .inherit(0)
        .swapping(&system_program::ID, &VAULT_PROGRAM);
    family.refuse(attack, "IncorrectProgramId").await;
    family.finish().await;
}

#[tokio::test]
async fn whoever_pays_the_rent_signs() {
    let family = Family::new().await;
    let rich = family.graph.world.person().await;
    let payer = family.graph.world.payer.pubkey();
    let attack = family.inherit(0).swapping(&payer, &rich.pubkey());
    let attack = attack.unsigned(&rich.pubkey());
    family.refuse(attack, "MissingRequiredSignature").await;
    family.finish().await;
}
