//! Works as NFTs: wrapped, sold, followed, unwrapped.

use anyhow::Result;
use provenue_client::{
    TermsOffer, address,
    instructions::{
        Owner,
        nft::{Collection, NewNft, create_collection, sync_holder, unwrap_asset, wrap_asset},
        registry,
    },
    solana::{Address, Keypair, Signer},
    token::{self, MintInfo, TOKEN_2022, ata},
};
use provenue_tests::{details, share_name};

use crate::{bench::Bench, first_try, keys};

/// A collection, a work with a vault in it, and one with neither.
pub async fn measure(bench: &mut Bench) -> Result<()> {
    let artist = bench.person("minter").await?;
    let collection = Collection {
        curator: artist.pubkey(),
        index: (0..u16::MAX)
            .find(|index| first_try::collection(&artist.pubkey(), *index))
            .unwrap_or_default(),
    };
    let key = artist.pubkey();
    let create = create_collection(&key, &collection, 10_000, &share_name());
    bench
        .measure("registry/create_collection", &artist, &[], create)
        .await?;

    let plain = work(bench, &artist, "canvas").await?;
    let nft = NewNft {
        name: share_name(),
        terms: None,
        collection: None,
    };
    let wrap = wrap_asset(&key, &key, &plain, &nft);
    bench
        .measure("registry/wrap_asset", &artist, &[], wrap)
        .await?;

    let shown = work(bench, &artist, "canvas in a series").await?;
    let open = registry::open_vault(&key, &key, &shown, &share_name(), Default::default());
    let offer = registry::offer_terms(&key, &key, &shown, 0, &TermsOffer::default());
    bench.prepare_paid(&artist, vec![open, offer]).await?;
    let nft = NewNft {
        terms: Some(address::terms(&shown, 0)),
        collection: Some(collection),
        ..nft
    };
    let wrap = wrap_asset(&key, &key, &shown, &nft);
    bench
        .measure("registry/wrap_asset@with_everything", &artist, &[], wrap)
        .await?;
    sell(bench, &artist, &shown).await
}

/// A work whose claim and NFT are found at the first try.
async fn work(bench: &Bench, artist: &Keypair, label: &str) -> Result<Address> {
    let key = artist.pubkey();
    let content = keys::key(label, |content| {
        first_try::work(content) && first_try::nft(content, &key)
    });
    let details = details(content.pubkey().to_bytes());
    let register = registry::register_asset(&key, &key, 0, &details);
    bench.prepare_paid(artist, vec![register]).await?;
    Ok(address::asset(&details.content_id, 0))
}

/// The NFT goes to a buyer, who offers terms, is recorded as the owner, and unwraps the work.
async fn sell(bench: &mut Bench, artist: &Keypair, asset: &Address) -> Result<()> {
    let buyer = bench.person("collector").await?;
    let key = buyer.pubkey();
    let mint = MintInfo::fetch(&bench.world.ledger, &address::nft(asset)).await?;
    let holding = ata(&key, &mint.address, &TOKEN_2022);
    let open = token::create_ata(&artist.pubkey(), &key, &mint);
    let transfer = token::transfer(&artist.pubkey(), &mint, &key, 1);
    bench.prepare_paid(artist, vec![open, transfer]).await?;

    let owner = Owner {
        key,
        holding: Some(holding),
    };
    let offer = registry::offer_terms(&key, owner, asset, 1, &TermsOffer::default());
    bench
        .measure("registry/offer_terms@by_holder", &buyer, &[], offer)
        .await?;
    let sync = sync_holder(&holding, asset, true);
    bench
        .measure("registry/sync_holder", &buyer, &[], sync)
        .await?;
    let unwrap = unwrap_asset(&key, &holding, asset, true);
    bench
        .measure("registry/unwrap_asset", &buyer, &[], unwrap)
        .await
}
