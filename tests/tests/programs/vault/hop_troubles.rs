//! A vault in trouble on the way up, at every place of it: nobody else waits, in `pull` and in the hops
//! of `deposit`, and nothing is lost.

use provenue_client::{
    Ledger, Receipt,
    flows::{mint::currency_action, plan::execute},
    instructions::{control, upstream::Hop},
    token::TOKEN,
};
use provenue_tests::{World, must};
use provenue_vault::{VaultError, state::VaultOptions};
use solana_address::Address;
use solana_signer::Signer;

use super::{
    graph::{Graph, Node, hop, paid, relative, skipped},
    tokens::{Recipe, freeze, thaw},
};

/// Why a vault cannot receive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Trouble {
    Held,
    WithoutCurrency,
    Frozen,
}

const TROUBLES: [Trouble; 3] = [Trouble::Held, Trouble::WithoutCurrency, Trouble::Frozen];

impl Trouble {
    /// What the event of a skipped hop says.
    fn reason(self) -> u64 {
        let error = match self {
            Self::Held => VaultError::Held,
            Self::WithoutCurrency => VaultError::UnknownCurrency,
            Self::Frozen => VaultError::TreasuryFrozen,
        };
        error.code().into()
    }

    /// A vault that may get into this trouble, not sealed yet; one that takes no currency is in it.
    async fn open(self, graph: &Graph) -> Node {
        let options = VaultOptions {
            holdable: self == Self::Held,
            ..VaultOptions::default()
        };
        if self == Self::WithoutCurrency {
            graph.open_taking(options, &[]).await
        } else {
            graph.open_with(options).await
        }
    }

    async fn begin(self, graph: &Graph, ill: &Node) {
        let world = &graph.world;
        match self {
            Self::Held => {
                let until = must(world.ledger.unix_time().await) + 1_000;
                let hold = control::hold(&ill.base.pubkey(), &ill.vault, 7, until);
                must(world.send(&[hold], &[&ill.base]).await);
            }
            Self::WithoutCurrency => {}
            Self::Frozen => {
                let stop = freeze(world, &graph.currency, &graph.treasury(ill));
                must(world.send(&[stop], &[]).await);
            }
        }
    }

    async fn end(self, graph: &Graph, ill: &Node) {
        let world = &graph.world;
        match self {
            Self::Held => {
                let release = control::release_hold(&ill.base.pubkey(), &ill.vault);
                must(world.send(&[release], &[&ill.base]).await);
            }
            Self::WithoutCurrency => {
                let (payer, key) = (world.payer.pubkey(), ill.base.pubkey());
                let add = currency_action(&payer, &key, &ill.vault, &graph.currency);
                let signers = [&ill.base as _];
                must(execute(&world.ledger, &world.payer, &signers, &[], &[add]).await);
            }
            Self::Frozen => {
                let go_on = thaw(world, &graph.currency, &graph.treasury(ill));
                must(world.send(&[go_on], &[]).await);
            }
        }
    }
}

/// Vaults that take a currency whose issuer can freeze accounts.
async fn graph() -> Graph {
    let world = World::new().await;
    let currency = Recipe::freezable(TOKEN).make(&world, |_| vec![]).await;
    Graph::with(world, currency).await
}

/// Payments over hops, in order: whom, and how much.
type Payments = Vec<(Address, Address, u64)>;

/// Asserts that dues were paid and skipped, all for one reason.
fn assert_climbed(receipt: &Receipt, went: &Payments, waits: &Payments, reason: u64) {
    let found = paid(receipt);
    let found: Payments = found
        .into_iter()
        .map(|(child, parent, due, received)| {
            assert_eq!(due, received);
            (child, parent, due)
        })
        .collect();
    assert_eq!(found, *went);
    let expected: Vec<_> = waits
        .iter()
        .map(|(child, parent, due)| (*child, *parent, *due, reason))
        .collect();
    assert_eq!(skipped(receipt), expected);
}

#[tokio::test]
async fn one_of_three_parents_is_in_trouble_at_every_place_of_the_hops() {
    for trouble in TROUBLES {
        for place in 0..3 {
            let graph = graph().await;
            let mut parents = Vec::new();
            for number in 0..3 {
                let parent = if number == place {
                    trouble.open(&graph).await
                } else {
                    graph.open().await
                };
                must(graph.seal(&parent).await);
                parents.push(parent);
            }
            let links = [0, 1, 2].map(|number| relative(&parents[number], 1_000));
            let child = graph.child(&links).await;
            trouble.begin(&graph, &parents[place]).await;

            let hops: Vec<_> = parents.iter().map(|parent| hop(&child, parent)).collect();
            let due = |amount| {
                let all = parents.iter();
                all.map(move |parent| (child.vault, parent.vault, amount))
                    .enumerate()
            };
            let of_others = |amount| -> Payments {
                due(amount)
                    .filter(|(number, _)| *number != place)
                    .map(|(_, payment)| payment)
                    .collect()
            };
            let of_the_ill = |amount| vec![(child.vault, parents[place].vault, amount)];

            let receipt = graph.earn(&child, 1_000, &hops).await;
            let (went, waits) = (of_others(100), of_the_ill(100));
            assert_climbed(&receipt, &went, &waits, trouble.reason());
            // More comes, and is pulled.
            graph.earn(&child, 500, &[]).await;
            let receipt = graph.pull(&child, &hops).await;
            let (went, waits) = (of_others(50), of_the_ill(150));
            assert_climbed(&receipt, &went, &waits, trouble.reason());

            trouble.end(&graph, &parents[place]).await;
            let receipt = graph.pull(&child, &hops).await;
            assert_climbed(&receipt, &waits, &vec![], trouble.reason());
            for parent in &parents {
                assert_eq!(graph.booked(parent).await, (150, 150), "{trouble:?}");
            }
            graph.assert_balanced(&[&child]).await;
        }
    }
}

/// A vault at the bottom, and three above it in a row, each of which gets a half of all that the one
/// below it books.
struct Ladder {
    graph: Graph,
    /// From the bottom to the top.
    steps: Vec<Node>,
    /// Which of them is in trouble.
    ill: usize,
    trouble: Trouble,
}

/// What every vault but the one at the bottom has earned itself, in base units, if it can.
const OWN: u64 = 1_000;

impl Ladder {
    async fn new(trouble: Trouble, ill: usize) -> Self {
        let graph = graph().await;
        let mut steps: Vec<Node> = Vec::new();
        for height in (0..4).rev() {
            let node = if height == ill {
                trouble.open(&graph).await
            } else {
                graph.open().await
            };
            let links: Vec<_> = steps
                .first()
                .map(|above| relative(above, 5_000))
                .into_iter()
                .collect();
            graph.finish(&node, &links).await;
            if height > 0 && !(height == ill && trouble == Trouble::WithoutCurrency) {
                graph.earn(&node, OWN, &[]).await;
            }
            steps.insert(0, node);
        }
        trouble.begin(&graph, &steps[ill]).await;
        Self {
            graph,
            steps,
            ill,
            trouble,
        }
    }

    fn hops(&self) -> Vec<Hop> {
        let pairs = self.steps.windows(2);
        pairs.map(|pair| hop(&pair[0], &pair[1])).collect()
    }

    /// What goes and what waits when the bottom earns `amount`.
    fn expected(&self, amount: u64) -> (Payments, Payments) {
        let (mut went, mut waits) = (Vec::new(), Vec::new());
        let mut arrived = amount;
        for (height, pair) in self.steps.windows(2).enumerate() {
            let knows = height != self.ill || self.trouble != Trouble::WithoutCurrency;
            let own = if height > 0 && knows { OWN } else { 0 };
            let due = (own + arrived) / 2;
            arrived = 0;
            if due == 0 {
                continue;
            }
            let payment = (pair[0].vault, pair[1].vault, due);
            if self.ill == height || self.ill == height + 1 {
                waits.push(payment);
            } else {
                went.push(payment);
                arrived = due;
            }
        }
        (went, waits)
    }

    /// Once the trouble is over, all of it climbs: what each vault booked is its own and a half of what
    /// the one below booked.
    async fn assert_mended(&self) {
        let ill = &self.steps[self.ill];
        self.trouble.end(&self.graph, ill).await;
        let receipt = self.graph.pull(&self.steps[0], &self.hops()).await;
        assert_eq!(skipped(&receipt), []);
        let mut below = self.graph.booked(&self.steps[0]).await.0;
        for (height, node) in self.steps.iter().enumerate().skip(1) {
            let knows = height != self.ill || self.trouble != Trouble::WithoutCurrency;
            let own = if knows { OWN } else { 0 };
            let (gross, royalties) = self.graph.booked(node).await;
            assert_eq!((gross, royalties), (own + below / 2, below / 2));
            below = gross;
        }
        let all: Vec<_> = self.steps.iter().collect();
        self.graph.assert_balanced(&all).await;
    }
}

#[tokio::test]
async fn a_deposit_climbs_past_trouble_at_every_height() {
    for trouble in TROUBLES {
        for ill in 1..4 {
            let ladder = Ladder::new(trouble, ill).await;
            let (went, waits) = ladder.expected(8_000);
            let receipt = ladder
                .graph
                .earn(&ladder.steps[0], 8_000, &ladder.hops())
                .await;
            assert_climbed(&receipt, &went, &waits, trouble.reason());
            ladder.assert_mended().await;
        }
    }
}

#[tokio::test]
async fn a_pull_climbs_past_trouble_at_every_height() {
    for trouble in TROUBLES {
        for ill in 1..4 {
            let ladder = Ladder::new(trouble, ill).await;
            let (went, waits) = ladder.expected(8_000);
            ladder.graph.earn(&ladder.steps[0], 8_000, &[]).await;
            let receipt = ladder.graph.pull(&ladder.steps[0], &ladder.hops()).await;
            assert_climbed(&receipt, &went, &waits, trouble.reason());
            // What waits still waits, and nothing is paid twice.
            let receipt = ladder.graph.pull(&ladder.steps[0], &ladder.hops()).await;
            assert_climbed(&receipt, &vec![], &waits, trouble.reason());
            ladder.assert_mended().await;
        }
    }
}
