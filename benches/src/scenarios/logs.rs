//! Logs of works, and chunks of works, of every length.

use anyhow::Result;
use provenue_client::{
    AssetDetails, address,
    instructions::{
        log::{self, Growth, Materialisation, ProvenLeaf},
        registry,
    },
    member_leaf,
    solana::{Keypair, Signer},
};
use provenue_tests::{SparseLog, details};

use crate::{bench::Bench, first_try, keys};

/// How deep the trees of the rows are whose chunk is shown.
const DEPTHS: [u32; 3] = [0, 14, 20];

/// From where to where logs grow. The last proof is the longest that a transaction holds with the
/// compute budget's instruction in it.
const GROWTHS: [(&str, u64, u64); 4] = [
    ("@1_to_1000000", 1, 1_000_000),
    ("@999999_to_1000000", 999_999, 1_000_000),
    ("@longest_to_2^20", (1 << 19) - 1, 1 << 20),
    ("@longest_to_2^26", (1 << 25) - 1, 1 << 26),
];

/// Measures the instructions of logs and of chunks.
pub async fn measure(bench: &mut Bench) -> Result<()> {
    let leaves = SparseLog::of([1; 32]);
    let studio = keys::key("studio", |key| first_try::log(key, 0));
    let studio = bench.enrich(studio).await?;
    let key = studio.pubkey();
    let create = log::create_log(&key, &key, 0);
    bench
        .measure("registry/create_log", &studio, &[], create)
        .await?;
    let first = grown(&leaves, 0, 1_000_000);
    let anchor = log::anchor_log(&key, &key, &address::log(&key, 0), 0, &first);
    bench
        .measure("registry/anchor_log", &studio, &[], anchor)
        .await?;
    for (id, (variant, old, new)) in (1..).zip(GROWTHS) {
        anchor_again(bench, &leaves, id, variant, old, new).await?;
    }
    show_member(bench, &leaves).await?;
    for depth in DEPTHS {
        show_chunk(bench, &leaves, depth).await?;
    }
    Ok(())
}

fn grown(leaves: &SparseLog, old: u64, new: u64) -> Growth {
    Growth {
        size: new,
        root: leaves.head(new).root,
        proof: leaves.consistency(old, new),
    }
}

/// A log that was anchored at one size is anchored at the next.
async fn anchor_again(
    bench: &mut Bench,
    leaves: &SparseLog,
    id: u64,
    variant: &str,
    old: u64,
    new: u64,
) -> Result<()> {
    let studio = keys::key(&format!("studio {id}"), |key| first_try::log(key, id));
    let studio: Keypair = bench.enrich(studio).await?;
    let key = studio.pubkey();
    let address = address::log(&key, id);
    let first = grown(leaves, 0, old);
    let prepare = vec![
        log::create_log(&key, &key, id),
        log::anchor_log(&key, &key, &address, 0, &first),
    ];
    bench.prepare_paid(&studio, prepare).await?;
    let anchor = log::anchor_log(&key, &key, &address, 1, &grown(leaves, old, new));
    let name = format!("registry/anchor_log{variant}");
    bench.measure(&name, &studio, &[], anchor).await
}

/// A member of a log of 2^20 works is proved, and becomes an asset.
async fn show_member(bench: &mut Bench, leaves: &SparseLog) -> Result<()> {
    const SIZE: u64 = 1 << 20;
    const INDEX: u64 = SIZE / 3;
    let fits = |key: &_| first_try::log(key, 0) && first_try::member(&address::log(key, 0), INDEX);
    let studio = bench.enrich(keys::key("logging studio", fits)).await?;
    let content = keys::key("logged work", first_try::work).pubkey();
    let (key, logged) = (studio.pubkey(), details(content.to_bytes()));
    let leaf = member_leaf(&key, &logged)?;
    let leaves = leaves.clone().with(INDEX, leaf);
    let address = address::log(&key, 0);
    let prepare = vec![
        log::create_log(&key, &key, 0),
        log::anchor_log(&key, &key, &address, 0, &grown(&leaves, 0, SIZE)),
    ];
    bench.prepare_paid(&studio, prepare).await?;

    let proven = ProvenLeaf {
        index: INDEX,
        leaf,
        proof: leaves.inclusion(SIZE, INDEX),
    };
    let prove = log::prove_member(&key, &address, 0, &proven);
    bench
        .measure("registry/prove_member", &studio, &[], prove)
        .await?;
    let who = Materialisation {
        payer: key,
        owner: key,
        owner_signs: false,
    };
    let make = log::materialise(&who, &address, INDEX, 0, &logged);
    bench
        .measure("registry/materialise", &studio, &[], make)
        .await
}

/// A chunk of a work that has 2^depth of them.
async fn show_chunk(bench: &mut Bench, leaves: &SparseLog, depth: u32) -> Result<()> {
    let chunks = 1 << depth;
    let owner = bench.person("shown artist").await?;
    let shown = AssetDetails {
        byte_length: chunks << 18,
        ..details(leaves.head(chunks).root)
    };
    let claim = registry::register_asset(&owner.pubkey(), &owner.pubkey(), 0, &shown);
    bench.prepare_paid(&owner, vec![claim]).await?;
    let chunk = chunks / 3;
    let proof = leaves.inclusion(chunks, chunk);
    let asset = address::asset(&shown.content_id, 0);
    let show = log::verify_range(&asset, chunk, &leaves.leaf(chunk), &proof);
    let name = match depth {
        20 => "registry/verify_range".to_owned(),
        _ => format!("registry/verify_range@depth_{depth}"),
    };
    bench.measure(&name, &owner, &[], show).await
}
