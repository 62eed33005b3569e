//! A studio with a log.

use provenue_client::{
    Receipt, Result, address,
    instructions::log::{self, Growth},
    state::{Log, LogAnchor},
};
use provenue_tests::{SparseLog, World, must};
use solana_address::Address;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_signer::Signer;

use crate::registry::shop::NOW;

/// A leaf that most others are like.
pub const LEAF: [u8; 32] = [0x1e; 32];

/// A studio and its log, which has an account and no anchor yet.
pub struct Scene {
    /// Where it is.
    pub world: World,
    /// Owns the log.
    pub studio: Keypair,
    /// The log's account.
    pub log: Address,
    /// Its leaves.
    pub leaves: SparseLog,
}

impl Scene {
    /// A log whose leaves are nearly all alike.
    pub async fn new() -> Self {
        let world = World::new().await;
        let studio = world.person().await;
        world.ledger.set_clock(NOW);
        let key = studio.pubkey();
        let create = log::create_log(&world.payer.pubkey(), &key, 0);
        must(world.send(&[create], &[&studio]).await);
        Self {
            log: address::log(&key, 0),
            leaves: SparseLog::of(LEAF).with(3, [3; 32]).with(8, [8; 32]),
            world,
            studio,
        }
    }

    /// A log that was anchored at these sizes.
    pub async fn at(sizes: &[u64]) -> Self {
        let scene = Self::new().await;
        for size in sizes {
            must(scene.anchor(*size).await);
        }
        scene
    }

    /// What the log's account says.
    pub async fn state(&self) -> Log {
        self.world.state(&self.log).await
    }

    /// What an anchor says.
    pub async fn anchored(&self, sequence: u64) -> LogAnchor {
        let address = address::log_anchor(&self.log, sequence);
        self.world.state(&address).await
    }

    /// The growth from size `old` to `new`.
    pub fn growth(&self, old: u64, new: u64) -> Growth {
        Growth {
            size: new,
            root: self.leaves.head(new).root,
            proof: self.leaves.consistency(old, new),
        }
    }

    /// The studio anchors a growth as anchor `sequence`.
    pub fn anchoring(&self, sequence: u64, growth: &Growth) -> Instruction {
        let (payer, studio) = (self.world.payer.pubkey(), self.studio.pubkey());
        log::anchor_log(&payer, &studio, &self.log, sequence, growth)
    }

    /// The studio anchors the log at a size.
    pub async fn anchor(&self, size: u64) -> Result<Receipt> {
        let now = self.state().await;
        let growth = self.growth(now.size.get(), size);
        let anchor = self.anchoring(now.anchors.get(), &growth);
        self.world.send(&[anchor], &[&self.studio]).await
    }
}
