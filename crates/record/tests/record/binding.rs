//! An owner who keeps to no rule: a record has one value of a field, whatever tree it is made of.

use provenue_media::{Hash, Sha256, SoftwareSha256, proof::RangeProver, tree::Frontier};
use provenue_record::{Disclosure, RecordCommitment};
use serde_json::{Value, json};

/// The commitment to any leaves, as somebody makes it who does not keep to this crate.
fn sealed_by_hand(leaves: &[Hash]) -> RecordCommitment {
    let root = leaves.iter().copied().collect::<Frontier>().root();
    let slots = (leaves.len() as u64).to_le_bytes();
    RecordCommitment(SoftwareSha256::hash(&[&[3, 1], &slots, &[0; 8], &root]))
}

/// The disclosure of the leaf at this slot, whether the field belongs there or not.
fn shown_by_hand(leaves: &[Hash], slot: usize, value: &Value, salt: &str) -> Disclosure {
    let (slots, index) = (leaves.len() as u64, slot as u64);
    let mut prover = RangeProver::new(slots, index..index + 1).unwrap();
    leaves.iter().for_each(|leaf| prover.push(*leaf));
    let (_, hashes) = prover.finish().unwrap();
    let commitment = sealed_by_hand(leaves);
    let document = json!({
        "version": 1,
        "commitment": commitment,
        "slots": slots,
        "nonce": 0,
        "salt": salt,
        "name": "/seed",
        "value": value,
        "hashes": hashes.iter().map(|hash| RecordCommitment(*hash)).collect::<Vec<_>>(),
    });
    Disclosure::from_json(&document.to_string()).unwrap()
}

/// An owner who puts every seed from 0 to 255 into the tree can show one of them only.
#[test]
fn an_owner_cannot_keep_several_values_of_a_field_ready() {
    let salt = "5a".repeat(32);
    let leaf =
        |seed: usize| SoftwareSha256::leaf(format!(r#"["{salt}","/seed",{seed}]"#).as_bytes());
    let leaves: Vec<Hash> = (0..256).map(leaf).collect();
    let commitment = sealed_by_hand(&leaves);
    let accepted: Vec<usize> = (0..256)
        .filter(|seed| {
            let shown = shown_by_hand(&leaves, *seed, &json!(seed), &salt);
            shown.verify(&commitment).is_ok()
        })
        .collect();
    let digest = SoftwareSha256::hash(&[&[3, 3], &[0; 8], b"/seed"]);
    assert_eq!(
        accepted,
        [usize::from(digest[7])],
        "the slot that the name tells"
    );
}

/// A commitment to a tree that is no power of two, in which slots would be told in another way.
#[test]
fn only_powers_of_two_are_numbers_of_slots() {
    let salt = "5a".repeat(32);
    let leaf = SoftwareSha256::leaf(format!(r#"["{salt}","/seed",1]"#).as_bytes());
    for slots in [1, 2, 3, 5, 6, 7, 100, 255, 256] {
        let leaves = vec![leaf; slots];
        let shown = shown_by_hand(&leaves, 0, &json!(1), &salt);
        let accepted = shown.verify(&sealed_by_hand(&leaves)).is_ok();
        // Where all leaves are alike, the proof of one is that of each.
        assert_eq!(accepted, slots.is_power_of_two(), "{slots}");
    }
}
