//! Vaults that owe each other: what tests of upstream royalties begin with.

use provenue_accounting::UpstreamRate;
use provenue_client::{
    Receipt, Result, address,
    events::{Event, events},
    flows::{
        mint::SHARE_UNITS,
        plan::{Action, execute},
        revenue,
    },
    instructions::{
        upstream::{self, Hop, LinkSigners},
        vault,
    },
    state::{CurrencySlot, Upstream},
    token::{MintInfo, NewMint},
};
use provenue_tests::{World, must};
use provenue_vault::state::VaultOptions;
use solana_address::Address;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_signer::Signer;

/// What the fan has, in base units.
pub const PURSE: u64 = 1_000_000_000_000_000;

/// A vault and who it belongs to: base, authority and holder of all its shares.
pub struct Node {
    /// Signs for it.
    pub base: Keypair,
    /// Where it is.
    pub vault: Address,
}

/// A part of a child's revenue, to be given to a parent.
pub struct Link<'a> {
    /// Who gets it.
    pub parent: &'a Node,
    /// Part of all that the child books, in basis points.
    pub relative: u16,
    /// Part of what the child earns from outside, in basis points.
    pub absolute: u16,
}

/// A link of a part of all that the child books.
pub fn relative(parent: &Node, bps: u16) -> Link<'_> {
    Link {
        parent,
        relative: bps,
        absolute: 0,
    }
}

/// A link of a part of what the child earns from outside.
pub fn absolute(parent: &Node, bps: u16) -> Link<'_> {
    Link {
        parent,
        relative: 0,
        absolute: bps,
    }
}

/// A payment from `child` to `parent`.
pub fn hop(child: &Node, parent: &Node) -> Hop {
    Hop {
        child: child.vault,
        parent: parent.vault,
    }
}

/// Vaults that take one currency, and somebody who pays in.
pub struct Graph {
    /// Where they are.
    pub world: World,
    /// What they take.
    pub currency: MintInfo,
    /// Has [`PURSE`].
    pub fan: Keypair,
}

impl Graph {
    /// Vaults that take a plain SPL token.
    pub async fn new() -> Self {
        Self::taking(NewMint::spl(6)).await
    }

    /// Vaults that take a new currency.
    pub async fn taking(new: NewMint) -> Self {
        let world = World::new().await;
        let currency = world.currency(new).await;
        Self::with(world, currency).await
    }

    /// Vaults that take `currency`.
    pub async fn with(world: World, currency: MintInfo) -> Self {
        let fan = world.person().await;
        world.fund(&fan, &currency, PURSE).await;
        Self {
            world,
            currency,
            fan,
        }
    }

    /// A vault all of whose shares are issued, not sealed yet, that takes `currencies`.
    pub async fn open_taking(&self, options: VaultOptions, currencies: &[MintInfo]) -> Node {
        let base = Keypair::new();
        let vault = self.world.open_vault_with(&base, currencies, options).await;
        let all = [(base.pubkey(), SHARE_UNITS)];
        self.world.issue(&base, &vault, &all).await;
        Node { base, vault }
    }

    /// A vault all of whose shares are issued, not sealed yet.
    pub async fn open(&self) -> Node {
        self.open_with(VaultOptions::default()).await
    }

    /// The same, with options.
    pub async fn open_with(&self, options: VaultOptions) -> Node {
        let currencies = std::slice::from_ref(&self.currency);
        self.open_taking(options, currencies).await
    }

    /// A sealed vault that owes nobody.
    pub async fn root(&self) -> Node {
        self.child(&[]).await
    }

    /// A sealed vault that owes `links`, and inherits what they owe by absolute parts.
    pub async fn child(&self, links: &[Link<'_>]) -> Node {
        let node = self.open().await;
        self.finish(&node, links).await;
        node
    }

    /// Links an open vault, lets it inherit, and seals it.
    pub async fn finish(&self, node: &Node, links: &[Link<'_>]) {
        for link in links {
            must(self.link(node, link).await);
            self.inherit_all(node, link.parent).await;
        }
        must(self.seal(node).await);
    }

    /// Makes `child` owe a parent.
    pub fn link_instruction(&self, child: &Node, link: &Link<'_>) -> Instruction {
        let signers = LinkSigners {
            payer: self.world.payer.pubkey(),
            authority: child.base.pubkey(),
            licensor: link.parent.base.pubkey(),
        };
        let rate = UpstreamRate {
            relative_bps: link.relative,
            absolute_bps: link.absolute,
        };
        upstream::link_upstream(&signers, &child.vault, &link.parent.vault, rate)
    }

    /// Makes `child` owe a parent; both sign.
    pub async fn link(&self, child: &Node, link: &Link<'_>) -> Result<Receipt> {
        let instruction = self.link_instruction(child, link);
        let signers = [&child.base as _, &link.parent.base as _];
        self.world.send(&[instruction], &signers).await
    }

    /// Makes `child` owe what `parent` owes `ancestor` by an absolute part.
    pub fn inherit(&self, child: &Node, parent: &Node, ancestor: &Address) -> Instruction {
        let payer = self.world.payer.pubkey();
        upstream::inherit_upstream(&payer, &child.vault, &parent.vault, ancestor)
    }

    /// Inherits all that `parent` owes by absolute parts, in order.
    pub async fn inherit_all(&self, child: &Node, parent: &Node) {
        let inherited = self.world.vault_state(&parent.vault).await;
        if inherited.absolute_edges.get() == 0 {
            return;
        }
        let edges = provenue_client::state::upstream_of(&self.world.ledger, &parent.vault).await;
        let mut edges: Vec<_> = must(edges).into_iter().map(|(_, edge)| edge).collect();
        edges.retain(|edge| edge.absolute_bps.get() > 0);
        edges.sort_by_key(|edge| edge.absolute_index.get());
        let actions: Vec<_> = edges
            .iter()
            .map(|edge| Action::new("inherit", self.inherit(child, parent, &edge.parent)))
            .collect();
        must(execute(&self.world.ledger, &self.world.payer, &[], &[], &actions).await);
    }

    /// Seals a vault.
    pub async fn seal(&self, node: &Node) -> Result<Receipt> {
        let seal = vault::seal(&node.base.pubkey(), &node.vault);
        self.world.send(&[seal], &[&node.base]).await
    }

    /// The fan pays `amount` base units into a vault, which climb over `hops`.
    pub fn deposit(&self, node: &Node, amount: u64, hops: &[Hop]) -> Instruction {
        let deposit = vault::deposit(&self.fan.pubkey(), &node.vault, &self.currency, amount);
        upstream::with_hops(deposit, &self.currency, hops)
    }

    /// The fan pays `amount` base units into a vault, which climb over `hops`.
    pub async fn earn(&self, node: &Node, amount: u64, hops: &[Hop]) -> Receipt {
        let deposit = self.deposit(node, amount, hops);
        must(self.world.send(&[deposit], &[&self.fan]).await)
    }

    /// Moves dues of a vault.
    pub fn pull_instruction(&self, node: &Node, hops: &[Hop]) -> Instruction {
        upstream::pull(&node.vault, &self.currency, hops)
    }

    /// Moves dues of a vault; nobody but who pays the fee signs.
    pub async fn pull(&self, node: &Node, hops: &[Hop]) -> Receipt {
        let pull = self.pull_instruction(node, hops);
        must(self.world.send(&[pull], &[]).await)
    }

    /// The books of a vault.
    pub async fn slot(&self, node: &Node) -> CurrencySlot {
        self.world.vault_state(&node.vault).await.currencies[0]
    }

    /// All that a vault booked, and what of it were royalties, in base units.
    pub async fn booked(&self, node: &Node) -> (u64, u64) {
        let slot = self.slot(node).await;
        (slot.gross.get(), slot.royalties.get())
    }

    /// What `child` owes `parent`.
    pub async fn edge(&self, child: &Node, parent: &Node) -> Upstream {
        let edge = address::upstream(&child.vault, &parent.vault);
        self.world.state(&edge).await
    }

    /// A vault's token account for the currency.
    pub fn treasury(&self, node: &Node) -> Address {
        self.currency.ata(&node.vault)
    }

    /// Asserts that in every vault all base units are accounted for, and that its edges were paid what
    /// it paid.
    #[track_caller]
    pub fn assert_balanced(&self, nodes: &[&Node]) -> impl Future<Output = ()> {
        let caller = std::panic::Location::caller();
        async move {
            let ledger = &self.world.ledger;
            for node in nodes {
                for sheet in must(revenue::books(ledger, &node.vault).await) {
                    assert!(sheet.balance(), "at {caller}: {sheet:?}");
                }
                let edges = must(provenue_client::state::upstream_of(ledger, &node.vault).await);
                let paid: u64 = edges.iter().map(|(_, edge)| edge.paid[0].get()).sum();
                assert_eq!(
                    paid,
                    self.slot(node).await.paid_upstream.get(),
                    "at {caller}"
                );
            }
        }
    }
}

/// A hop that was paid: child, parent, sent, received.
pub fn paid(receipt: &Receipt) -> Vec<(Address, Address, u64, u64)> {
    let paid = events(&receipt.logs).into_iter().filter_map(|event| {
        let Event::DuesPaid(event) = event else {
            return None;
        };
        Some((event.child, event.parent, event.amount, event.received))
    });
    paid.collect()
}

/// A hop that was skipped: child, parent, what stays due, and why.
pub fn skipped(receipt: &Receipt) -> Vec<(Address, Address, u64, u64)> {
    let skipped = events(&receipt.logs).into_iter().filter_map(|event| {
        let Event::DuesSkipped(event) = event else {
            return None;
        };
        Some((event.child, event.parent, event.due, event.reason))
    });
    skipped.collect()
}
