//! A work made from two others and a model: what a licence to it costs climbs to the top, and every
//! holder can claim what the exact model says.

use provenue_client::{
    DerivativeRate, Relation, TermsOffer, address,
    flows::{
        derivation::{NewIngredient, Right},
        graph::{PullOptions, pull_all},
        license::{buy, offer},
        mint::{NewShares, NewWork, mint_from},
        payout::claim,
    },
    token::{MintInfo, NewMint},
};
use provenue_oracle::{BigInt, Graph, Revenue, Terms, Upstream};
use provenue_tests::{World, details, must, share_name};
use solana_address::Address;
use solana_keypair::Keypair;
use solana_signer::Signer;

/// The vaults and who holds what of them; the first holder owns the work.
const FAMILY: [(&str, [(&str, u64); 2]); 4] = [
    ("model", [("lab", 66_666_667), ("investor", 33_333_333)]),
    (
        "photo",
        [("photographer", 70_000_000), ("agency", 30_000_000)],
    ),
    ("song", [("singer", 99_999_999), ("drummer", 1)]),
    ("film", [("director", 57_142_857), ("actor", 42_857_143)]),
];

/// Who owes whom how much, relative and absolute, and how the one is part of the other. What is owed by
/// absolute parts is inherited.
const LINKS: [(&str, &str, DerivativeRate, Relation); 4] = [
    ("photo", "model", rate(0, 333), Relation::InputTo),
    ("film", "model", rate(250, 117), Relation::InputTo),
    ("film", "photo", rate(1_000, 0), Relation::ComponentOf),
    ("film", "song", rate(777, 5), Relation::ComponentOf),
];

/// Prices of licences to the film and to the photo, in base units, bought one after another. Nothing
/// divides evenly.
const SALES: [(&str, u64); 5] = [
    ("film", 1_000_003),
    ("photo", 77_777),
    ("film", 19),
    ("film", 99_999_989),
    ("song", 13),
];

const fn rate(relative_bps: u16, absolute_bps: u16) -> DerivativeRate {
    DerivativeRate {
        relative_bps,
        absolute_bps,
    }
}

type Money = Graph<&'static str, &'static str, &'static str>;

struct Story {
    world: World,
    dollar: MintInfo,
    model: Money,
    /// In the order of [`FAMILY`]: the holders' keys and the asset.
    works: Vec<([Keypair; 2], Address)>,
}

fn place(name: &str) -> usize {
    let found = FAMILY.iter().position(|(work, _)| *work == name);
    found.expect("a work of the family")
}

impl Story {
    async fn tell() -> Self {
        let world = World::new().await;
        let dollar = world.currency(NewMint::spl(6)).await;
        let mut story = Self {
            world,
            dollar,
            model: Graph::new(),
            works: Vec::new(),
        };
        for (number, (work, _)) in FAMILY.iter().enumerate() {
            story.mint(number, work).await;
        }
        story
    }

    /// Registers a work, linked to what it was made from by licences that its owner buys or gets.
    async fn mint(&mut self, number: usize, work: &'static str) {
        let (_, holdings) = FAMILY[number];
        let holders = [self.world.person().await, self.world.person().await];
        let owner = &holders[0];
        let graph = &mut self.model;
        must(graph.add_vault(&work, Terms::default()));
        must(graph.add_currency(&work, "dollar"));
        for (holder, units) in holdings {
            must(graph.vault_mut(&work)).issue(&holder, units);
        }
        let mut sources = Vec::new();
        for (child, parent, rate, relation) in LINKS {
            if child != work {
                continue;
            }
            let (licensor, asset) = &self.works[place(parent)];
            let terms = TermsOffer {
                derivatives: Some(rate),
                ..TermsOffer::default()
            };
            let (terms, _) = must(offer(&self.world.ledger, &licensor[0], asset, &terms).await);
            sources.push(NewIngredient {
                parent: *asset,
                relation,
                right: Right::License(terms),
            });
            let own = Upstream {
                relative_bps: rate.relative_bps,
                absolute_bps: rate.absolute_bps,
            };
            must(self.model.link(&child, &parent, own));
        }
        for (parent, ancestor) in must(self.model.uninherited(&work)) {
            must(self.model.inherit(&work, &parent, &ancestor));
        }
        must(self.model.seal(&work));
        let allocation = holders.iter().zip(holdings);
        let new = NewWork {
            details: details([number as u8 + 1; 32]),
            shares: Some(NewShares {
                name: share_name(),
                options: Default::default(),
                currencies: vec![self.dollar.clone()],
                allocation: allocation
                    .map(|(holder, (_, units))| (holder.pubkey(), units))
                    .collect(),
            }),
        };
        let made = mint_from(&self.world.ledger, owner, owner, &new, &sources).await;
        let asset = must(made).asset;
        self.works.push((holders, asset));
    }

    /// A fan buys a licence, and everybody is paid.
    async fn sell(&mut self, work: &'static str, price: u64) {
        let (owners, asset) = &self.works[place(work)];
        let terms = TermsOffer {
            price,
            currency: self.dollar.address,
            ..TermsOffer::default()
        };
        let ledger = &self.world.ledger;
        let (terms, _) = must(offer(ledger, &owners[0], asset, &terms).await);
        let fan = self.world.person().await;
        self.world.fund(&fan, &self.dollar, price).await;
        must(buy(ledger, &fan, &terms, &fan.pubkey(), price).await);
        must(self.model.book(&work, &"dollar", price));
        self.climb().await;
    }

    /// Dues go up, from the leaf to the top.
    async fn climb(&mut self) {
        let film = address::vault(&self.works[place("film")].1);
        let photo = address::vault(&self.works[place("photo")].1);
        for vault in [film, photo] {
            let options = PullOptions::default();
            let ledger = &self.world.ledger;
            must(pull_all(ledger, &self.world.payer, &vault, &self.dollar, &options).await);
        }
        let order: Vec<_> = self.model.leaf_first().copied().collect();
        for child in order {
            let parents: Vec<_> = must(self.model.edges(&child))
                .map(|(parent, _)| *parent)
                .collect();
            for parent in parents {
                let dues = self.model.dues(&child, &parent, &"dollar");
                let dues = u64::try_from(dues).expect("dues fit a register");
                if dues > 0 {
                    let revenue = Revenue::royalties(dues);
                    must(self.model.pull(&child, &parent, &"dollar", revenue));
                }
            }
        }
    }
}

#[tokio::test]
async fn every_holder_up_the_tree_claims_what_the_model_says() {
    let mut story = Story::tell().await;
    for (work, price) in SALES {
        story.sell(work, price).await;
    }
    let mut paid_out = 0;
    for (number, (work, holdings)) in FAMILY.into_iter().enumerate() {
        let (holders, asset) = &story.works[number];
        let vault = address::vault(asset);
        for (holder, (name, _)) in holders.iter().zip(holdings) {
            let (payer, dollar) = (&story.world.payer, &story.dollar);
            let key = holder.pubkey();
            must(claim(&story.world.ledger, payer, &vault, dollar, &key).await);
            let paid = story.world.token_amount(&dollar.ata(&key)).await;
            let currency = must(story.model.currency(&work, &"dollar"));
            let model = must(story.model.vault(&work));
            let owed = model.owed(&name, currency);
            assert_eq!(BigInt::from(paid), owed.to_integer(), "{name}: {owed}");
            assert!(paid > 0 || name == "drummer", "{name} was paid nothing");
            paid_out += paid;
        }
        let books = story.world.vault_state(&vault).await;
        let gross =
            must(story.model.vault(&work)).gross(must(story.model.currency(&work, &"dollar")));
        assert_eq!(
            BigInt::from(books.currencies[0].gross.get()),
            gross,
            "{work}"
        );
    }
    // All that was paid for licences is with holders, but for fractions of each of them.
    let sold: u64 = SALES.iter().map(|(_, price)| price).sum();
    let left = sold - paid_out;
    assert!(left <= 8, "{left} base units are left of {sold}");
}
