//! Two works of one artist, and the instructions about them.

use provenue_client::{RevocationReason, instructions::lifecycle, state::Asset};
use provenue_tests::{World, must};
use solana_address::Address;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_signer::Signer;

use crate::registry::shop::NOW;

/// The hash of some metadata.
pub const METADATA: [u8; 32] = [0x4d; 32];

/// An artist with two works that have no vaults.
pub struct Scene {
    /// Where it is.
    pub world: World,
    /// Owns both works.
    pub artist: Keypair,
    /// The first work.
    pub old: Address,
    /// The other.
    pub new: Address,
}

impl Scene {
    /// Nothing has happened yet.
    pub async fn new() -> Self {
        let world = World::new().await;
        let artist = world.person().await;
        let old = world.work(&artist, &[]).await.asset;
        let new = world.work(&artist, &[]).await.asset;
        world.ledger.set_clock(NOW);
        Self {
            world,
            artist,
            old,
            new,
        }
    }

    /// The artist replaces the old work by the new one.
    pub fn superseding(&self) -> Instruction {
        lifecycle::supersede(&self.artist.pubkey(), &self.old, &self.new)
    }

    /// The artist revokes a work.
    pub fn revoking(&self, asset: &Address) -> Instruction {
        lifecycle::revoke_asset(&self.artist.pubkey(), asset, RevocationReason::NotMine)
    }

    /// The artist changes the old work's metadata.
    pub fn updating(&self, metadata_uri_hash: [u8; 32]) -> Instruction {
        lifecycle::update_metadata(&self.artist.pubkey(), &self.old, &metadata_uri_hash)
    }

    /// The artist freezes the old work's metadata.
    pub fn freezing(&self) -> Instruction {
        lifecycle::freeze_metadata(&self.artist.pubkey(), &self.old)
    }

    /// The artist does it.
    pub async fn done(&self, instruction: Instruction) -> provenue_client::Receipt {
        must(self.world.send(&[instruction], &[&self.artist]).await)
    }

    /// An asset as it is.
    pub async fn asset(&self, address: &Address) -> Asset {
        self.world.state(address).await
    }

    /// The four instructions, each about the old work.
    pub fn all(&self) -> [Instruction; 4] {
        [
            self.superseding(),
            self.revoking(&self.old),
            self.updating(METADATA),
            self.freezing(),
        ]
    }
}

/// Asserts that an asset is what is expected, to the last byte.
#[track_caller]
pub fn assert_same(asset: &Asset, expected: &Asset) {
    assert_eq!(bytemuck::bytes_of(asset), bytemuck::bytes_of(expected));
}
