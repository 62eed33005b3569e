//! A work on sale that can be wrapped, and somebody who could buy its NFT.

use provenue_client::{
    address,
    instructions::{
        nft::{NewNft, unwrap_asset, wrap_asset},
        vault::ShareName,
    },
    state::Asset,
    token::{self, MintInfo, TOKEN_2022, ata},
};
use provenue_tests::{World, must};
use solana_address::Address;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_signer::Signer;

use crate::registry::shop::Shop;

/// The shop's artist owns the work, and the shop's buyer is who buys the NFT.
pub struct Scene {
    /// The work, its vault and the two.
    pub shop: Shop,
    /// The mint of its NFT, once there is one.
    pub mint: Address,
}

/// What wallets call it.
pub fn name() -> ShareName {
    ShareName {
        name: "Aurora".to_owned(),
        symbol: "AURORA".to_owned(),
        uri: "https://example.org/aurora.json".to_owned(),
    }
}

/// An NFT in no collection that shows no terms.
pub fn plain() -> NewNft {
    NewNft {
        name: name(),
        terms: None,
        collection: None,
    }
}

impl Scene {
    /// Nothing is wrapped yet.
    pub async fn new() -> Self {
        let shop = Shop::open().await;
        let mint = address::nft(&shop.asset);
        Self { shop, mint }
    }

    /// The artist holds the work's NFT.
    pub async fn wrapped() -> Self {
        let scene = Self::new().await;
        let wrap = scene.wrapping(&plain());
        must(scene.world().send(&[wrap], &[&scene.shop.artist]).await);
        scene
    }

    /// The artist has sent the NFT to the buyer, and nobody has recorded it.
    pub async fn sold() -> Self {
        let scene = Self::wrapped().await;
        scene
            .send_nft(&scene.shop.artist, &scene.shop.buyer.pubkey())
            .await;
        scene
    }

    /// Where it all is.
    pub fn world(&self) -> &World {
        &self.shop.world
    }

    /// The artist wraps the work.
    pub fn wrapping(&self, nft: &NewNft) -> Instruction {
        let payer = self.world().payer.pubkey();
        wrap_asset(&payer, &self.shop.artist.pubkey(), &self.shop.asset, nft)
    }

    /// Somebody unwraps the work from their associated token account.
    pub fn unwrapping(&self, holder: &Keypair) -> Instruction {
        let key = holder.pubkey();
        unwrap_asset(&key, &self.holding(&key), &self.shop.asset, true)
    }

    /// The associated token account of somebody.
    pub fn holding(&self, owner: &Address) -> Address {
        ata(owner, &self.mint, &TOKEN_2022)
    }

    /// The work's asset.
    pub async fn asset(&self) -> Asset {
        self.world().state(&self.shop.asset).await
    }

    /// The NFT's mint.
    pub async fn mint_info(&self) -> MintInfo {
        must(MintInfo::fetch(&self.world().ledger, &self.mint).await)
    }

    /// A plain transfer, by the token program alone.
    pub async fn send_nft(&self, from: &Keypair, to: &Address) {
        let mint = self.mint_info().await;
        self.world().open_account(to, &mint).await;
        let transfer = token::transfer(&from.pubkey(), &mint, to, 1);
        must(self.world().send(&[transfer], &[from]).await);
    }
}
