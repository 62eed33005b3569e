//! A work on sale: what most tests of the registry begin with.

use provenue_client::{
    TermsOffer, address,
    flows::license,
    instructions::registry::{self, Purchase},
    token::{MintInfo, NewMint},
};
use provenue_tests::{World, must};
use solana_address::Address;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_signer::Signer;

/// The time it is in a shop, in seconds since 1970: ahead of any machine's clock.
pub const NOW: i64 = 4_000_000_000;

/// What licences cost, in base units. Odd, so that no part of it divides evenly.
pub const PRICE: u64 = 2_500_003;

/// What the buyer has, in base units.
pub const PURSE: u64 = 100_000_000;

/// An artist's work with a sealed vault, and a buyer with money.
pub struct Shop {
    /// Where it is.
    pub world: World,
    /// Owns the work and all its shares.
    pub artist: Keypair,
    /// Has [`PURSE`].
    pub buyer: Keypair,
    /// What the vault takes.
    pub currency: MintInfo,
    /// The work.
    pub asset: Address,
    /// Its vault.
    pub vault: Address,
}

impl Shop {
    /// A shop that takes a plain SPL token.
    pub async fn open() -> Self {
        Self::taking(NewMint::spl(6)).await
    }

    /// A shop that takes a new currency.
    pub async fn taking(new: NewMint) -> Self {
        let world = World::new().await;
        let currency = world.currency(new).await;
        Self::with(world, currency).await
    }

    /// A shop that takes `currency`.
    pub async fn with(world: World, currency: MintInfo) -> Self {
        let (artist, buyer) = (world.person().await, world.person().await);
        world.ledger.set_clock(NOW);
        world.fund(&buyer, &currency, PURSE).await;
        let minted = world.work(&artist, std::slice::from_ref(&currency)).await;
        Self {
            world,
            artist,
            buyer,
            currency,
            asset: minted.asset,
            vault: address::vault(&minted.asset),
        }
    }

    /// Everlasting licences at [`PRICE`], as many as are wanted.
    pub fn sale(&self) -> TermsOffer {
        TermsOffer {
            currency: self.currency.address,
            price: PRICE,
            ..TermsOffer::default()
        }
    }

    /// Licences at [`PRICE`] that last `period_seconds`.
    pub fn rental(&self, period_seconds: u64) -> TermsOffer {
        TermsOffer {
            period_seconds,
            ..self.sale()
        }
    }

    /// Makes an offer, and returns the terms.
    pub async fn offer(&self, offer: &TermsOffer) -> Address {
        must(license::offer(&self.world.ledger, &self.artist, &self.asset, offer).await).0
    }

    /// The buyer buys a licence for themselves.
    pub fn purchase(&self, terms: &Address) -> Instruction {
        self.purchase_for(terms, &self.buyer.pubkey())
    }

    /// The buyer buys a licence for somebody.
    pub fn purchase_for(&self, terms: &Address, licensee: &Address) -> Instruction {
        let purchase = Purchase {
            payer: self.world.payer.pubkey(),
            buyer: self.buyer.pubkey(),
            licensee: *licensee,
            max_price: PRICE,
        };
        registry::buy_license(&purchase, &self.asset, terms, &self.currency)
    }

    /// What the buyer has left, in base units.
    pub async fn purse(&self) -> u64 {
        let source = self.currency.ata(&self.buyer.pubkey());
        self.world.token_amount(&source).await
    }

    /// What the treasury holds, in base units.
    pub async fn treasury(&self) -> u64 {
        let treasury = self.currency.ata(&self.vault);
        self.world.token_amount(&treasury).await
    }
}
