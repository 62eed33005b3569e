//! A million works in one log: what they cost. Their metadata is made up; hashing of real bytes is
//! measured by `cargo bench -p provenue-media`.
//!
//! ```text
//! cargo nextest run -p provenue-tests --run-ignored only -E 'binary(million)' --no-capture
//! ```

use std::time::Instant;

use provenue_client::{
    AssetDetails, Ledger, address,
    flows::logs::{NewMember, anchor, first_anchor, materialise},
    instructions::log::{Growth, ProvenLeaf},
    member_leaf,
    state::Asset,
};
use provenue_media::log::LogWriter;
use provenue_tests::{World, details, must};
use solana_signer::Signer;

const WORKS: u64 = 1_000_000;

/// How many works are anchored at a time.
const GROWTH: u64 = 100_000;

/// A work that is told apart by its number.
fn work(index: u64) -> AssetDetails {
    let mut content = [0x5a; 32];
    content[..8].copy_from_slice(&index.to_le_bytes());
    details(content)
}

#[tokio::test]
#[ignore = "a minute's work: run by hand for the figures in docs/batches.md"]
async fn a_million_works_are_registered() {
    let world = World::new().await;
    let studio = world.person().await;
    let key = studio.pubkey();
    let before = must(world.ledger.balance(&key).await);
    let folder = must(tempfile::tempdir());
    let mut log = must(LogWriter::create(folder.path().join("works.log")));
    let (mut logging, mut anchoring, mut transactions) = (0.0, 0.0, 0);
    let mut size = 0;
    while size < WORKS {
        let started = Instant::now();
        for index in size..size + GROWTH {
            must(log.append(must(member_leaf(&key, &work(index)))));
        }
        let head = must(log.commit());
        logging += started.elapsed().as_secs_f64();

        let started = Instant::now();
        let growth = Growth {
            size: head.size,
            root: head.root,
            proof: must(log.committed().prove_consistency(size, head.size)),
        };
        let steps = must(anchor(&world.ledger, &studio, 0, &growth).await);
        anchoring += started.elapsed().as_secs_f64();
        transactions += steps.len();
        size = head.size;
    }
    let spent = before - must(world.ledger.balance(&key).await);
    println!(
        "{WORKS} works: {transactions} transactions, {spent} lamports, {:.4} lamports a work; \
         logged in {logging:.2} s, anchored in {anchoring:.2} s",
        spent as f64 / WORKS as f64
    );
    assert!(spent < WORKS * 1_000, "{spent}");

    let address = address::log(&key, 0);
    for index in [0, 123_456, WORKS - 1] {
        let started = Instant::now();
        let found = must(first_anchor(&world.ledger, &address, index).await);
        let (sequence, anchor) = found.expect("it is anchored");
        assert_eq!(sequence, index / GROWTH);
        let details = work(index);
        let leaf = ProvenLeaf {
            index,
            leaf: must(member_leaf(&key, &details)),
            proof: must(log.committed().prove_inclusion(anchor.size.get(), index)),
        };
        let new = NewMember {
            log: address,
            sequence,
            leaf,
            owner: key,
            details,
        };
        let made = must(materialise(&world.ledger, &studio, None, &new).await);
        let asset: Asset = world.state(&made.asset).await;
        assert_eq!(asset.log_index.get(), index);
        println!(
            "work {index} became an asset in {:.3} s, {} transaction(s)",
            started.elapsed().as_secs_f64(),
            made.steps.len()
        );
    }
}
