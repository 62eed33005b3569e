//! Registered works of which chunks are shown.

use provenue_client::{
    AssetDetails, ProvenChunk, Receipt, Result, address,
    instructions::{log::verify_range, registry},
};
use provenue_tests::{SparseLog, World, details, must};
use solana_address::Address;
use solana_instruction::Instruction;
use solana_signer::Signer;

/// The hash of the chunks that are all alike.
pub const LEAF: [u8; 32] = [0x1e; 32];

/// The hash of [`Work::odd`].
pub const ODD: [u8; 32] = [0x0d; 32];

/// Chunks of 4 KiB.
pub const CHUNK: u64 = 4_096;

/// A work whose chunks are all alike but one.
pub struct Work {
    /// Where it is.
    pub world: World,
    /// Its asset.
    pub asset: Address,
    /// How many chunks it has.
    pub chunks: u64,
    /// The chunk that is not like the others.
    pub odd: u64,
    /// The hashes of its chunks.
    pub tree: SparseLog,
}

impl Work {
    /// A work of `byte_length` bytes.
    pub async fn of(byte_length: u64, odd: u64) -> Self {
        let world = World::new().await;
        let tree = SparseLog::of(LEAF).with(odd, ODD);
        let chunks = byte_length.div_ceil(CHUNK);
        let asset = register(
            &world,
            AssetDetails {
                byte_length,
                chunk_size_log2: 12,
                ..details(tree.head(chunks).root)
            },
        )
        .await;
        Self {
            world,
            asset,
            chunks,
            odd,
            tree,
        }
    }

    /// The honest proof of a chunk.
    pub fn proof(&self, chunk: u64) -> Vec<[u8; 32]> {
        self.tree.inclusion(self.chunks, chunk)
    }

    /// Shows a chunk honestly.
    pub fn showing(&self, chunk: u64) -> Instruction {
        let proof = self.proof(chunk);
        verify_range(&self.asset, chunk, &self.tree.leaf(chunk), &proof)
    }

    /// What the registry says to it.
    pub async fn show(&self, chunk: u64) -> Result<Receipt> {
        self.world.send(&[self.showing(chunk)], &[]).await
    }
}

/// Registers a work of somebody.
pub async fn register(world: &World, details: AssetDetails) -> Address {
    let owner = world.person().await;
    let payer = world.payer.pubkey();
    let claim = registry::register_asset(&payer, &owner.pubkey(), 0, &details);
    must(world.send(&[claim], &[&owner]).await);
    address::asset(&details.content_id, 0)
}

/// What a transaction returned.
pub fn returned(receipt: &Receipt) -> ProvenChunk {
    let returned = ProvenChunk::from_bytes(&receipt.return_data);
    must(returned.ok_or("no chunk was returned"))
}
