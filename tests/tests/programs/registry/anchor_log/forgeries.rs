//! Logs that shrink, change what was anchored, or bring another proof.

use provenue_client::instructions::log::Growth;
use provenue_media::{EMPTY_ROOT, tree::node_hash};
use provenue_tests::{SparseLog, assert_refused_unchanged};

use super::scene::{LEAF, Scene};

async fn assert_refused(scene: &Scene, growth: &Growth, error: &str) {
    let sequence = scene.state().await.anchors.get();
    let attack = scene.anchoring(sequence, growth);
    assert_refused_unchanged(&scene.world, attack, &[&scene.studio], error).await;
}

#[tokio::test]
async fn a_log_does_not_stay_as_it_is() {
    let scene = Scene::at(&[9]).await;
    assert_refused(&scene, &scene.growth(9, 9), "LogNotGrown").await;
    let mut other = scene.growth(9, 9);
    other.root = [1; 32];
    assert_refused(&scene, &other, "LogNotGrown").await;
    let empty = Growth {
        size: 0,
        root: EMPTY_ROOT,
        proof: Vec::new(),
    };
    assert_refused(&Scene::new().await, &empty, "LogNotGrown").await;
}

#[tokio::test]
async fn a_log_does_not_shrink() {
    let scene = Scene::at(&[9]).await;
    for size in [0, 1, 4, 8] {
        let growth = Growth {
            proof: scene.leaves.consistency(size, 9),
            ..scene.growth(0, size)
        };
        assert_refused(&scene, &growth, "LogShrank").await;
    }
}

#[tokio::test]
async fn what_was_anchored_cannot_be_rewritten() {
    let scene = Scene::at(&[9]).await;
    for changed in [0, 3, 7, 8] {
        // A log that is right by itself, but has another leaf among the first nine.
        let other = scene.leaves.clone().with(changed, [0xff; 32]);
        let growth = Growth {
            size: 20,
            root: other.head(20).root,
            proof: other.consistency(9, 20),
        };
        assert_refused(&scene, &growth, "NotThisLog").await;
        let honest = Growth {
            proof: scene.leaves.consistency(9, 20),
            ..growth
        };
        assert_refused(&scene, &honest, "LogRewritten").await;
    }
}

#[tokio::test]
async fn a_log_of_a_power_of_two_cannot_be_rewritten_either() {
    // Its root is no part of the proof, so only the new root can be wrong.
    let scene = Scene::at(&[8]).await;
    let other = scene.leaves.clone().with(2, [0xff; 32]);
    let growth = Growth {
        size: 11,
        root: other.head(11).root,
        proof: other.consistency(8, 11),
    };
    assert_refused(&scene, &growth, "LogRewritten").await;
}

#[tokio::test]
async fn leaves_cannot_be_put_before_or_between() {
    let scene = Scene::at(&[9]).await;
    // All leaves moved by one: what was anchored is in it, but elsewhere.
    let moved = SparseLog::of(LEAF).with(4, [3; 32]).with(9, [8; 32]);
    let growth = Growth {
        size: 10,
        root: moved.head(10).root,
        proof: moved.consistency(9, 10),
    };
    assert_refused(&scene, &growth, "NotThisLog").await;
}

#[tokio::test]
async fn a_proof_has_as_many_hashes_as_the_sizes_need() {
    let scene = Scene::at(&[9]).await;
    let growth = scene.growth(9, 20);
    let with = |proof: Vec<[u8; 32]>| Growth {
        proof,
        ..growth.clone()
    };
    let proof = &growth.proof;
    for length in 0..proof.len() {
        assert_refused(&scene, &with(proof[..length].to_vec()), "ProofLength").await;
        assert_refused(&scene, &with(proof[length + 1..].to_vec()), "ProofLength").await;
    }
    for extra in [[0; 32], EMPTY_ROOT, growth.root, proof[0]] {
        let longer = [&proof[..], &[extra]].concat();
        assert_refused(&scene, &with(longer), "ProofLength").await;
        let longer = [&[extra], &proof[..]].concat();
        assert_refused(&scene, &with(longer), "ProofLength").await;
    }
    // From no leaves there is nothing to prove.
    let fresh = Scene::new().await;
    let growth = Growth {
        proof: vec![EMPTY_ROOT],
        ..fresh.growth(0, 5)
    };
    assert_refused(&fresh, &growth, "ProofLength").await;
}

#[tokio::test]
async fn no_hash_of_a_proof_can_be_changed_or_swapped() {
    let scene = Scene::at(&[9]).await;
    let growth = scene.growth(9, 20);
    let count = growth.proof.len();
    for at in 0..count {
        let mut changed = growth.clone();
        changed.proof[at][31] ^= 1;
        // What lies on the way to the old root is noticed there, what lies beside it at the new one.
        let sequence = scene.state().await.anchors.get();
        let sent = scene.anchoring(sequence, &changed);
        let result = scene.world.send(&[sent], &[&scene.studio]).await;
        let error = result.err().unwrap_or_else(|| panic!("{at} went through"));
        let name = error.program_failure().map(|failure| failure.name.clone());
        let names = [
            Some("NotThisLog".to_owned()),
            Some("LogRewritten".to_owned()),
        ];
        assert!(names.contains(&name), "{at}: {name:?}");
        for other in at + 1..count {
            let mut swapped = growth.clone();
            swapped.proof.swap(at, other);
            if swapped.proof == growth.proof {
                continue;
            }
            let sent = scene.anchoring(sequence, &swapped);
            assert!(scene.world.send(&[sent], &[&scene.studio]).await.is_err());
        }
    }
    assert_eq!(scene.state().await.head(), scene.leaves.head(9));
}

#[tokio::test]
async fn another_size_with_the_same_root_is_refused() {
    let scene = Scene::at(&[9]).await;
    let growth = scene.growth(9, 20);
    for size in [10, 19, 21, 33, 1 << 20] {
        let proof = scene.leaves.consistency(9, size);
        let honest = Growth {
            size,
            proof: proof.clone(),
            ..growth.clone()
        };
        assert_refused(&scene, &honest, "LogRewritten").await;
    }
}

#[tokio::test]
async fn a_node_cannot_pass_for_a_leaf() {
    // A log of two leaves, one of which is the node over the first two: it has the root of three
    // leaves, and so an attacker says that it has two.
    let leaves = SparseLog::of(LEAF).with(2, [3; 32]);
    let node = node_hash(&LEAF, &LEAF);
    let fake = SparseLog::of(node).with(1, [3; 32]);
    assert_eq!(fake.head(2).root, leaves.head(3).root);
    let scene = Scene {
        leaves: fake,
        ..Scene::new().await
    };
    assert!(scene.anchor(2).await.is_ok());
    // The size was signed with the root: with three leaves the log cannot go on.
    let growth = Growth {
        size: 4,
        root: leaves.head(4).root,
        proof: leaves.consistency(3, 4),
    };
    assert_refused(&scene, &growth, "ProofLength").await;
    let growth = Growth {
        proof: vec![leaves.head(3).root],
        ..growth
    };
    assert_refused(&scene, &growth, "LogRewritten").await;
}
