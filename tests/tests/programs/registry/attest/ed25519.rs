//! Attestors whose Ed25519 signature somebody else brings, and forgeries of it.

use provenue_client::{
    Credential, Ledger, Proof, Statement,
    attestation::{Anchor, Message},
    instructions::attestation::ed25519_signature,
};
use provenue_tests::{Attack, must};
use solana_address::Address;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_sdk_ids::sysvar;
use solana_signer::Signer;

use super::scene::Scene;

/// Where the fields of a precompile's header stand.
const SIGNATURE_IN: usize = 4;
const KEY_IN: usize = 8;
const MESSAGE_AT: usize = 10;
const MESSAGE_IN: usize = 14;

fn set(instruction: &mut Instruction, at: usize, value: u16) {
    instruction.data[at..at + 2].copy_from_slice(&value.to_le_bytes());
}

async fn valid(scene: &Scene) -> [Instruction; 2] {
    let credential = Credential::Ed25519(&scene.reviewer);
    let both = scene.attesting(credential, &scene.review(1)).await;
    both.try_into()
        .unwrap_or_else(|_| panic!("two instructions were expected"))
}

/// The reviewer's signature over `message`, brought as a proof of the review.
async fn over(scene: &Scene, message: &[u8]) -> [Instruction; 2] {
    let [_, attest] = valid(scene).await;
    let key = scene.reviewer.pubkey().to_bytes();
    let signature = scene.reviewer.sign_message(message);
    [
        ed25519_signature(&key, signature.as_array(), message),
        attest,
    ]
}

#[tokio::test]
async fn anybody_may_bring_what_the_attestor_signed() {
    let scene = Scene::new().await;
    let anchor = scene.anchor().await;
    let both = valid(&scene).await;
    must(scene.world.send(&both, &[]).await);
    let said = scene.attestation(&scene.reviewer.pubkey(), 1).await;
    assert_eq!(
        (said.signer_kind, said.nonce.get(), said.score_bps.get()),
        (1, 1, 8_500)
    );
    assert_eq!(said.anchor_slot.get(), anchor.slot);
    assert_eq!(said.key, scene.reviewer.pubkey().to_bytes());
    // And not again.
    scene.assert_refused(&both, &[], "StaleNonce").await;
}

#[tokio::test]
async fn another_keys_signature_is_refused() {
    let scene = Scene::new().await;
    let thief = Keypair::new();
    let statement = scene.review(1);
    let mut signed = scene.signed(Credential::Ed25519(&thief), &statement).await;
    signed.attestor = scene.reviewer.pubkey();
    let attack = scene.brought(&signed, &statement);
    scene.assert_refused(&attack, &[], "WrongAttestor").await;
}

#[tokio::test]
async fn a_signature_over_anything_else_is_refused() {
    let scene = Scene::new().await;
    let anchor = scene.anchor().await;
    let right = Message::attest(scene.asset, scene.review(1)).to_bytes(&anchor);
    // Every byte counts: domain, program, asset, kind, verb, score, nonce, end, hashes, slot, hash.
    for at in (0..right.len()).step_by(3) {
        let mut other = right;
        other[at] ^= 1;
        scene
            .assert_refused(&over(&scene, &other).await, &[], "WrongMessage")
            .await;
    }
    for other in [&right[..right.len() - 1], &[&right[..], &[0]].concat(), b""] {
        scene
            .assert_refused(&over(&scene, other).await, &[], "WrongMessage")
            .await;
    }
}

#[tokio::test]
async fn what_is_said_must_be_what_was_signed() {
    let scene = Scene::new().await;
    let statement = scene.review(1);
    let signed = scene
        .signed(Credential::Ed25519(&scene.reviewer), &statement)
        .await;
    let better = Statement {
        score_bps: 10_000,
        ..statement.clone()
    };
    let attack = scene.brought(&signed, &better);
    scene.assert_refused(&attack, &[], "WrongMessage").await;

    let owner = scene.world.person().await;
    let other = scene.world.work(&owner, &[]).await.asset;
    let attack = provenue_client::instructions::attestation::attest(
        &scene.world.payer.pubkey(),
        &signed.attestor,
        &other,
        &statement,
        &signed.proof,
    );
    let both: Vec<_> = signed.signature.into_iter().chain([attack]).collect();
    scene.assert_refused(&both, &[], "WrongMessage").await;
}

#[tokio::test]
async fn a_message_for_another_chain_is_refused() {
    let scene = Scene::new().await;
    let mut anchor = scene.anchor().await;
    anchor.hash = [0x77; 32];
    let message = Message::attest(scene.asset, scene.review(1));
    let signed = must(Credential::Ed25519(&scene.reviewer).sign(&message, &anchor));
    let attack = scene.brought(&signed, &scene.review(1));
    scene.assert_refused(&attack, &[], "WrongMessage").await;
}

#[tokio::test]
async fn a_slot_that_the_chain_does_not_remember_is_refused() {
    let scene = Scene::new().await;
    let (credential, statement) = (Credential::Ed25519(&scene.reviewer), scene.review(1));
    let message = Message::attest(scene.asset, statement.clone());
    let anchor = scene.anchor().await;
    for slot in [u64::MAX, anchor.slot + 1_000] {
        let ahead = Anchor { slot, ..anchor };
        let signed = must(credential.sign(&message, &ahead));
        let attack = scene.brought(&signed, &statement);
        scene
            .assert_refused(&attack, &[], "AnchorSlotUnknown")
            .await;
    }
    // What is signed now is good for a while, and then never again.
    let signed = must(credential.sign(&message, &anchor));
    let both = scene.brought(&signed, &statement);
    let pass = async |slots| {
        for _ in 0..slots {
            must(
                scene
                    .world
                    .ledger
                    .airdrop(&Address::new_unique(), 1_000_000_000)
                    .await,
            );
        }
    };
    pass(500).await;
    must(scene.world.send(&both, &[]).await);
    pass(12).await;
    scene.assert_refused(&both, &[], "AnchorSlotUnknown").await;
}

#[tokio::test]
async fn the_precompile_stands_where_the_proof_says() {
    let scene = Scene::new().await;
    let [signature, attest] = valid(&scene).await;
    let alone = [attest.clone()];
    scene.assert_refused(&alone, &[], "NotThePrecompile").await;
    let payer = scene.world.payer.pubkey();
    let between = solana_system_interface::instruction::transfer(&payer, &payer, 1);
    let apart = [signature.clone(), between, attest.clone()];
    scene.assert_refused(&apart, &[], "NotThePrecompile").await;
    for back in [0, 9, u8::MAX] {
        let anchor_slot = scene.anchor().await.slot;
        let mut signed = scene
            .signed(Credential::Ed25519(&scene.reviewer), &scene.review(1))
            .await;
        signed.proof = Proof::Ed25519 { back, anchor_slot };
        let attack = scene.brought(&signed, &scene.review(1));
        scene.assert_refused(&attack, &[], "NotThePrecompile").await;
    }
}

#[tokio::test]
async fn a_look_alike_of_the_precompile_is_refused() {
    let scene = Scene::new().await;
    // A signature that nobody checked, in an instruction of a program that reads its beginning (here
    // as the size of the heap) and ignores the rest.
    let [mut signature, attest] = valid(&scene).await;
    signature.data[16 + 32] ^= 1;
    signature.program_id = solana_sdk_ids::compute_budget::ID;
    signature.data.splice(0..0, [1, 0, 0xa0, 0, 0]);
    scene
        .assert_refused(&[signature, attest], &[], "NotThePrecompile")
        .await;
}

#[tokio::test]
async fn two_signatures_are_refused() {
    let scene = Scene::new().await;
    let [mut signature, attest] = valid(&scene).await;
    // A second header behind the first, of the same signature: the precompile is content.
    let header = signature.data[2..16].to_vec();
    signature.data[0] = 2;
    signature.data.splice(16..16, header);
    for start in [2, 16] {
        for at in [start, start + 4, start + 8] {
            let moved = u16::from_le_bytes([signature.data[at], signature.data[at + 1]]) + 14;
            set(&mut signature, at, moved);
        }
    }
    scene
        .assert_refused(&[signature, attest], &[], "NotOneSignature")
        .await;
}

#[tokio::test]
async fn no_signature_is_refused() {
    let scene = Scene::new().await;
    let [_, attest] = valid(&scene).await;
    let none = Instruction::new_with_bytes(solana_sdk_ids::ed25519_program::ID, &[0, 0], vec![]);
    scene
        .assert_refused(&[none, attest], &[], "NotOneSignature")
        .await;
}

#[tokio::test]
async fn what_lies_in_another_instruction_is_refused() {
    let scene = Scene::new().await;
    // The precompile reads signature, key or message from its own instruction by number, which is
    // the second behind the compute budget's; the same bytes, but another instruction could be meant.
    for at in [SIGNATURE_IN, KEY_IN, MESSAGE_IN] {
        let [mut signature, attest] = valid(&scene).await;
        set(&mut signature, at, 1);
        scene
            .assert_refused(&[signature, attest], &[], "SignatureElsewhere")
            .await;
    }
    // The thief's message lies in an instruction before, the reviewer's in plain sight.
    let thief = Keypair::new();
    let [right, attest] = valid(&scene).await;
    let said = right.data[16 + 32 + 64..].to_vec();
    let other = vec![b'x'; said.len()];
    let elsewhere = ed25519_signature(
        &thief.pubkey().to_bytes(),
        thief.sign_message(&other).as_array(),
        &other,
    );
    let mut forged = ed25519_signature(
        &thief.pubkey().to_bytes(),
        thief.sign_message(&other).as_array(),
        &said,
    );
    set(&mut forged, MESSAGE_IN, 1);
    let attack = [elsewhere, forged, attest];
    scene
        .assert_refused(&attack, &[], "SignatureElsewhere")
        .await;
}

#[tokio::test]
async fn a_message_cut_short_is_refused() {
    let scene = Scene::new().await;
    let [_, attest] = valid(&scene).await;
    let anchor = scene.anchor().await;
    let right = Message::attest(scene.asset, scene.review(1)).to_bytes(&anchor);
    let key = scene.reviewer.pubkey().to_bytes();
    // Only the first half was signed; all of it stands there.
    let half = scene.reviewer.sign_message(&right[..112]);
    let mut signature = ed25519_signature(&key, half.as_array(), &right);
    set(&mut signature, MESSAGE_AT + 2, 112);
    scene
        .assert_refused(&[signature, attest], &[], "WrongMessage")
        .await;
}

#[tokio::test]
async fn a_look_alike_of_the_instructions_sysvar_is_refused() {
    let scene = Scene::new().await;
    let [signature, attest] = valid(&scene).await;
    let forged = Address::new_unique();
    let sysvar = &sysvar::instructions::ID;
    let none = provenue_client::REGISTRY_PROGRAM;
    for other in [forged, none, sysvar::rent::ID] {
        let attack = [signature.clone(), attest.clone().swapping(sysvar, &other)];
        scene
            .assert_refused(&attack, &[], "InstructionsMissing")
            .await;
    }
}

#[tokio::test]
async fn signing_the_transaction_is_another_proof_than_a_signature() {
    let scene = Scene::new().await;
    let [_, mut attest] = valid(&scene).await;
    attest.accounts[1].is_signer = true;
    scene
        .assert_refused(&[attest], &[&scene.reviewer], "NotThePrecompile")
        .await;
}
