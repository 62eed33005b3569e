//! Every instruction that an owner signs, after the NFT was sold: the former owner can do none of them,
//! the buyer all, whether or not anybody has recorded the sale.

use provenue_client::{
    DerivativeRate, Relation, RevocationReason, SignerRef, TermsOffer, address,
    flows::nft,
    instructions::{
        Owner,
        derivation::{IngredientLink, LinkRight, link_ingredient},
        lifecycle,
        nft::wrap_asset,
        registry,
    },
    state::{Asset, Ingredient, ProgramState},
    token::{self, MintInfo, TOKEN_2022},
};
use provenue_tests::{World, assert_refused_unchanged, must, share_name};
use solana_address::Address;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_signer::Signer;

/// A work without a vault whose NFT its artist sold.
struct Sold {
    world: World,
    artist: Keypair,
    buyer: Keypair,
    asset: Address,
}

impl Sold {
    async fn new() -> Self {
        let world = World::new().await;
        let (artist, buyer) = (world.person().await, world.person().await);
        let asset = world.work(&artist, &[]).await.asset;
        let free = TermsOffer::default();
        let payer = world.payer.pubkey();
        let offer = registry::offer_terms(&payer, &artist.pubkey(), &asset, 0, &free);
        must(world.send(&[offer], &[&artist]).await);
        let sold = Self {
            world,
            artist,
            buyer,
            asset,
        };
        sold.sell(&asset).await;
        sold
    }

    /// The artist wraps a work and sends the NFT to the buyer.
    async fn sell(&self, asset: &Address) {
        let world = &self.world;
        let (artist, buyer) = (self.artist.pubkey(), self.buyer.pubkey());
        let wrap = wrap_asset(
            &world.payer.pubkey(),
            &artist,
            asset,
            &super::scene::plain(),
        );
        must(world.send(&[wrap], &[&self.artist]).await);
        let mint = must(MintInfo::fetch(&world.ledger, &address::nft(asset)).await);
        let open = token::create_ata(&world.payer.pubkey(), &buyer, &mint);
        let transfer = token::transfer(&artist, &mint, &buyer, 1);
        must(world.send(&[open, transfer], &[&self.artist]).await);
    }

    /// The associated token account of `owner` for the NFT of the work.
    fn holding(&self, owner: &Keypair) -> Address {
        token::ata(&owner.pubkey(), &address::nft(&self.asset), &TOKEN_2022)
    }

    /// The artist tries in every way, and the buyer does it.
    async fn assert_the_buyers(&self, make: impl Fn(Owner) -> Instruction) {
        let artist = self.artist.pubkey();
        let [empty, full] = [&self.artist, &self.buyer].map(|owner| self.holding(owner));
        for (holding, error) in [
            (None, "HoldingMissing"),
            (Some(empty), "NotTheHolding"),
            (Some(full), "NotTheHolder"),
        ] {
            let attack = make(Owner {
                key: artist,
                holding,
            });
            assert_refused_unchanged(&self.world, attack, &[&self.artist], error).await;
        }
        let buyer = Owner {
            key: self.buyer.pubkey(),
            holding: Some(full),
        };
        must(self.world.send(&[make(buyer)], &[&self.buyer]).await);
    }

    async fn state<S: ProgramState>(&self, address: &Address) -> S {
        self.world.state(address).await
    }
}

#[tokio::test]
async fn offer_terms() {
    let sold = Sold::new().await;
    let payer = sold.world.payer.pubkey();
    let offer = TermsOffer::default();
    sold.assert_the_buyers(|owner| registry::offer_terms(&payer, owner, &sold.asset, 1, &offer))
        .await;
    let asset: Asset = sold.state(&sold.asset).await;
    assert_eq!(asset.terms_count.get(), 2);
}

#[tokio::test]
async fn retire_terms() {
    let sold = Sold::new().await;
    let terms = address::terms(&sold.asset, 0);
    sold.assert_the_buyers(|owner| registry::retire_terms(owner, &sold.asset, &terms))
        .await;
}

#[tokio::test]
async fn open_vault() {
    let sold = Sold::new().await;
    let payer = sold.world.payer.pubkey();
    let options = Default::default();
    let name = share_name();
    sold.assert_the_buyers(|owner| {
        registry::open_vault(&payer, owner, &sold.asset, &name, options)
    })
    .await;
    // Who is recorded as the owner is the vault's authority, always.
    let asset: Asset = sold.state(&sold.asset).await;
    let vault = sold.world.vault_state(&asset.vault).await;
    assert_eq!(vault.authority, sold.buyer.pubkey());
    assert_eq!(asset.owner, sold.buyer.pubkey());
}

#[tokio::test]
async fn link_ingredient_as_the_childs_owner() {
    let sold = Sold::new().await;
    let world = &sold.world;
    let licensor = world.person().await;
    let parent = world.work(&licensor, &[]).await.asset;
    let free = TermsOffer {
        derivatives: Some(DerivativeRate::default()),
        ..TermsOffer::default()
    };
    let ledger = &world.ledger;
    let offered = provenue_client::flows::license::offer(ledger, &licensor, &parent, &free);
    let terms = must(offered.await).0;
    for licensee in [&sold.artist, &sold.buyer] {
        let key = licensee.pubkey();
        must(provenue_client::flows::license::buy(ledger, licensee, &terms, &key, 0).await);
    }
    let payer = world.payer.pubkey();
    sold.assert_the_buyers(|owner| {
        link_ingredient(&IngredientLink {
            payer,
            owner,
            child: sold.asset,
            parent,
            relation: Relation::InputTo,
            right: LinkRight::License {
                terms,
                rate: DerivativeRate::default(),
            },
        })
    })
    .await;
    let link: Ingredient = sold.state(&address::ingredient(&sold.asset, &parent)).await;
    assert_eq!(link.license, address::license(&terms, &sold.buyer.pubkey()));
}

#[tokio::test]
async fn link_ingredient_by_the_former_owners_licence() {
    let sold = Sold::new().await;
    let world = &sold.world;
    let licensor = world.person().await;
    let parent = world.work(&licensor, &[]).await.asset;
    let free = TermsOffer {
        derivatives: Some(DerivativeRate::default()),
        ..TermsOffer::default()
    };
    let ledger = &world.ledger;
    let offered = provenue_client::flows::license::offer(ledger, &licensor, &parent, &free);
    let terms = must(offered.await).0;
    let key = sold.artist.pubkey();
    must(provenue_client::flows::license::buy(ledger, &sold.artist, &terms, &key, 0).await);
    let owner = Owner {
        key: sold.buyer.pubkey(),
        holding: Some(sold.holding(&sold.buyer)),
    };
    let mut attack = link_ingredient(&IngredientLink {
        payer: world.payer.pubkey(),
        owner,
        child: sold.asset,
        parent,
        relation: Relation::InputTo,
        right: LinkRight::License {
            terms,
            rate: DerivativeRate::default(),
        },
    });
    let [own, formers] = [owner.key, key].map(|licensee| address::license(&terms, &licensee));
    for meta in &mut attack.accounts {
        if meta.pubkey == own {
            meta.pubkey = formers;
        }
    }
    assert_refused_unchanged(world, attack, &[&sold.buyer], "NotTheLicensee").await;
}

#[tokio::test]
async fn link_ingredient_as_the_parents_owner() {
    let sold = Sold::new().await;
    let world = &sold.world;
    let maker = world.person().await;
    let child = world.work(&maker, &[]).await.asset;
    let agreed = |licensor| {
        link_ingredient(&IngredientLink {
            payer: world.payer.pubkey(),
            owner: (&maker.pubkey()).into(),
            child,
            parent: sold.asset,
            relation: Relation::ParentOf,
            right: LinkRight::Agreed {
                licensor,
                rate: DerivativeRate::default(),
            },
        })
    };
    let [empty, full] = [&sold.artist, &sold.buyer].map(|owner| sold.holding(owner));
    let both: [SignerRef<'_>; 2] = [&maker, &sold.artist];
    for (holding, error) in [
        (None, "HoldingMissing"),
        (Some(empty), "NotTheHolding"),
        (Some(full), "NotTheHolder"),
    ] {
        let key = sold.artist.pubkey();
        let attack = agreed(Owner { key, holding });
        assert_refused_unchanged(world, attack, &both, error).await;
    }
    let buyer = Owner {
        key: sold.buyer.pubkey(),
        holding: Some(full),
    };
    must(world.send(&[agreed(buyer)], &[&maker, &sold.buyer]).await);
}

#[tokio::test]
async fn revoke_asset() {
    let sold = Sold::new().await;
    let reason = RevocationReason::NotMine;
    sold.assert_the_buyers(|owner| lifecycle::revoke_asset(owner, &sold.asset, reason))
        .await;
    // What is revoked is still the holder's to unwrap.
    must(nft::unwrap(&sold.world.ledger, &sold.buyer, &sold.asset).await);
}

#[tokio::test]
async fn update_metadata() {
    let sold = Sold::new().await;
    let hash = [0xd1; 32];
    sold.assert_the_buyers(|owner| lifecycle::update_metadata(owner, &sold.asset, &hash))
        .await;
}

#[tokio::test]
async fn freeze_metadata() {
    let sold = Sold::new().await;
    sold.assert_the_buyers(|owner| lifecycle::freeze_metadata(owner, &sold.asset))
        .await;
}

#[tokio::test]
async fn supersede_the_sold_work() {
    let sold = Sold::new().await;
    // Each has a work of their own to put in its place.
    let [formers, buyers] = [
        sold.world.work(&sold.artist, &[]).await.asset,
        sold.world.work(&sold.buyer, &[]).await.asset,
    ];
    let buyer = sold.buyer.pubkey();
    sold.assert_the_buyers(|owner| {
        let new = if owner.key == buyer { buyers } else { formers };
        lifecycle::supersede_held(&owner.key, &sold.asset, &new, [owner.holding, None])
    })
    .await;
}

#[tokio::test]
async fn supersede_by_the_sold_work() {
    let sold = Sold::new().await;
    let [formers, buyers] = [
        sold.world.work(&sold.artist, &[]).await.asset,
        sold.world.work(&sold.buyer, &[]).await.asset,
    ];
    let buyer = sold.buyer.pubkey();
    sold.assert_the_buyers(|owner| {
        let old = if owner.key == buyer { buyers } else { formers };
        lifecycle::supersede_held(&owner.key, &old, &sold.asset, [None, owner.holding])
    })
    .await;
}

#[tokio::test]
async fn nothing_comes_back_when_the_sale_is_recorded() {
    let sold = Sold::new().await;
    must(nft::sync(&sold.world.ledger, &sold.world.payer, &sold.asset).await);
    let payer = sold.world.payer.pubkey();
    let offer = TermsOffer::default();
    sold.assert_the_buyers(|owner| registry::offer_terms(&payer, owner, &sold.asset, 1, &offer))
        .await;
}
