//! A studio whose log has works of its own, and one of an artist.

use provenue_client::{
    AssetDetails, address,
    instructions::log::{self, Growth, Materialisation, ProvenLeaf},
    member_leaf,
    state::Member,
};
use provenue_tests::{SparseLog, World, details, must};
use solana_address::Address;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_signer::Signer;

use crate::registry::shop::NOW;

/// When the log was anchored for the second time.
pub const LATER: i64 = NOW + 1_000;

/// How many leaves the log had at its two anchors.
pub const SIZES: [u64; 2] = [9, 20];

/// The leaf that is the studio's own work, in the first anchor.
pub const OWN: u64 = 4;

/// The leaf that is the artist's work, in the second anchor.
pub const THEIRS: u64 = 12;

/// The studio, the artist, and the log.
pub struct Scene {
    /// Where it is.
    pub world: World,
    /// Owns the log.
    pub studio: Keypair,
    /// Owns a work that the studio logged.
    pub artist: Keypair,
    /// The log's account.
    pub log: Address,
    /// Its leaves.
    pub leaves: SparseLog,
}

impl Scene {
    /// A log with two anchors.
    pub async fn new() -> Self {
        let world = World::new().await;
        let (studio, artist) = (world.person().await, world.person().await);
        let leaf = |owner: &Keypair, index| must(member_leaf(&owner.pubkey(), &work(index)));
        let leaves = SparseLog::of([0x1e; 32])
            .with(OWN, leaf(&studio, OWN))
            .with(THEIRS, leaf(&artist, THEIRS));
        let (payer, key) = (world.payer.pubkey(), studio.pubkey());
        let log = address::log(&key, 0);
        world.ledger.set_clock(NOW);
        let create = log::create_log(&payer, &key, 0);
        must(world.send(&[create], &[&studio]).await);
        let mut old = 0;
        for (sequence, (new, time)) in (0..).zip(SIZES.into_iter().zip([NOW, LATER])) {
            world.ledger.set_clock(time);
            let growth = Growth {
                size: new,
                root: leaves.head(new).root,
                proof: leaves.consistency(old, new),
            };
            let anchor = log::anchor_log(&payer, &key, &log, sequence, &growth);
            must(world.send(&[anchor], &[&studio]).await);
            old = new;
        }
        world.ledger.set_clock(LATER + 1_000);
        Self {
            world,
            studio,
            artist,
            log,
            leaves,
        }
    }

    /// Both works are proved to be members.
    pub async fn proved() -> Self {
        let scene = Self::new().await;
        let both = [scene.proving(0, OWN), scene.proving(1, THEIRS)];
        must(scene.world.send(&both, &[]).await);
        scene
    }

    /// A leaf with its proof at the size of an anchor.
    pub fn proven(&self, sequence: u64, index: u64) -> ProvenLeaf {
        ProvenLeaf {
            index,
            leaf: self.leaves.leaf(index),
            proof: self.leaves.inclusion(SIZES[sequence as usize], index),
        }
    }

    /// The payer proves that a leaf is in an anchor.
    pub fn proving(&self, sequence: u64, index: u64) -> Instruction {
        self.proving_leaf(sequence, &self.proven(sequence, index))
    }

    /// The same for any leaf and proof.
    pub fn proving_leaf(&self, sequence: u64, leaf: &ProvenLeaf) -> Instruction {
        log::prove_member(&self.world.payer.pubkey(), &self.log, sequence, leaf)
    }

    /// The payer makes an asset of leaf `index`, as claim `claim_index` with these details.
    pub fn making(
        &self,
        index: u64,
        owner: &Address,
        owner_signs: bool,
        claim_index: u16,
        details: &AssetDetails,
    ) -> Instruction {
        let who = Materialisation {
            payer: self.world.payer.pubkey(),
            owner: *owner,
            owner_signs,
        };
        log::materialise(&who, &self.log, index, claim_index, details)
    }

    /// The payer makes an asset of the studio's work, as its first claim.
    pub fn making_own(&self) -> Instruction {
        self.making(OWN, &self.studio.pubkey(), false, 0, &work(OWN))
    }

    /// What is known of a member.
    pub async fn member(&self, index: u64) -> Member {
        self.world.state(&address::member(&self.log, index)).await
    }
}

/// The work of a leaf.
pub fn work(index: u64) -> AssetDetails {
    AssetDetails {
        training_allowed: true,
        generation_record: Some([0xa1; 32]),
        ..details([0x40 + index as u8; 32])
    }
}
