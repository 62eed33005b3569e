//! A work on sale, and somebody who makes another from it.

use provenue_client::{
    DerivativeRate, Relation, TermsOffer, address,
    instructions::{
        derivation::{IngredientLink, LinkRight, link_ingredient},
        registry,
        vault::initialize_extra_account_metas,
    },
};
use provenue_tests::{details, must, share_name};
use solana_address::Address;
use solana_instruction::Instruction;
use solana_signer::Signer;

use crate::registry::shop::Shop;

/// What derivatives of the shop's work owe.
pub const RATE: DerivativeRate = DerivativeRate {
    relative_bps: 1_000,
    absolute_bps: 250,
};

/// Terms and a licence under them, which the shop's buyer holds, and the buyer's own work, whose vault
/// is not sealed.
pub struct Scene {
    /// The parent, its owner and the maker, who is the buyer.
    pub shop: Shop,
    /// Everlasting licences that allow derivatives.
    pub terms: Address,
    /// What the maker made.
    pub child: Address,
}

impl Scene {
    /// Nothing is linked yet.
    pub async fn new() -> Self {
        let shop = Shop::open().await;
        let terms = shop.offer(&derivable(&shop, 0)).await;
        let buy = shop.purchase(&terms);
        must(shop.world.send(&[buy], &[&shop.buyer]).await);
        let (payer, maker) = (shop.world.payer.pubkey(), shop.buyer.pubkey());
        let content = details([0xc1; 32]);
        let child = address::asset(&content.content_id, 0);
        let register = registry::register_asset(&payer, &maker, 0, &content);
        let name = share_name();
        let open = registry::open_vault(&payer, &maker, &child, &name, Default::default());
        let list = initialize_extra_account_metas(&payer, &address::vault(&child));
        must(
            shop.world
                .send(&[register, open, list], &[&shop.buyer])
                .await,
        );
        Self { shop, terms, child }
    }

    /// The maker links the child to the shop's work by a right.
    pub fn linking(&self, right: LinkRight) -> IngredientLink {
        IngredientLink {
            payer: self.shop.world.payer.pubkey(),
            owner: (&self.shop.buyer.pubkey()).into(),
            child: self.child,
            parent: self.shop.asset,
            relation: Relation::ComponentOf,
            right,
        }
    }

    /// By the licence.
    pub fn licensed(&self) -> Instruction {
        self.licensed_under(&self.terms)
    }

    /// By a licence under other terms.
    pub fn licensed_under(&self, terms: &Address) -> Instruction {
        let right = LinkRight::License {
            terms: *terms,
            rate: RATE,
        };
        link_ingredient(&self.linking(right))
    }

    /// By agreement with the artist.
    pub fn agreed(&self, rate: DerivativeRate) -> Instruction {
        let right = LinkRight::Agreed {
            licensor: (&self.shop.artist.pubkey()).into(),
            rate,
        };
        link_ingredient(&self.linking(right))
    }
}

/// Licences that allow derivatives and last so many seconds, 0 for ever.
pub fn derivable(shop: &Shop, period_seconds: u64) -> TermsOffer {
    TermsOffer {
        derivatives: Some(RATE),
        ..shop.rental(period_seconds)
    }
}
