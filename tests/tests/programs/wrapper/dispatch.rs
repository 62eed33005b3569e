//! What the program says to data that is no instruction of it.

use provenue_client::{WRAPPER_PROGRAM, instructions::wrapper};
use provenue_tests::assert_refused_unchanged;
use solana_address::Address;
use solana_instruction::Instruction;
use solana_signer::Signer;

use super::scene::WrapperScene;

/// Each of the program's instructions, valid.
fn each(scene: &WrapperScene) -> [Instruction; 3] {
    let payer = scene.scene.world.payer.pubkey();
    let label = &scene.scene.label;
    [
        wrapper::create_wrapper(&payer, &scene.scene.vault, &Address::new_unique()),
        scene.wrap(label, 1_000),
        scene.unwrap(label, 1_000),
    ]
}

#[tokio::test]
async fn an_unknown_instruction_is_refused() {
    let scene = WrapperScene::wrapped(1_000).await;
    let [_, wrap, _] = each(&scene);
    assert_eq!(wrap.program_id, WRAPPER_PROGRAM);
    for data in [vec![], vec![3], vec![u8::MAX], vec![0xe4; 9]] {
        let mut unknown = wrap.clone();
        unknown.data = data;
        let (world, label) = (&scene.scene.world, &scene.scene.label);
        assert_refused_unchanged(world, unknown, &[label], "InvalidInstructionData").await;
    }
}

#[tokio::test]
async fn arguments_that_are_cut_off_are_refused() {
    let scene = WrapperScene::wrapped(1_000).await;
    let [_, wrap, unwrap] = each(&scene);
    for valid in [wrap, unwrap] {
        for length in 1..valid.data.len() {
            let mut cut = valid.clone();
            cut.data.truncate(length);
            let (world, label) = (&scene.scene.world, &scene.scene.label);
            assert_refused_unchanged(world, cut, &[label], "InvalidInstructionData").await;
        }
    }
}

#[tokio::test]
async fn too_few_accounts_are_refused() {
    let scene = WrapperScene::wrapped(1_000).await;
    let (world, label) = (&scene.scene.world, &scene.scene.label);
    let [create, wrap, unwrap] = each(&scene);
    for count in 1..create.accounts.len() {
        let mut short = create.clone();
        short.accounts.truncate(count);
        assert_refused_unchanged(world, short, &[], "NotEnoughAccountKeys").await;
    }
    // Behind the nine are the hook's.
    for valid in [wrap, unwrap] {
        for count in 1..9 {
            let mut short = valid.clone();
            short.accounts.truncate(count);
            assert_refused_unchanged(world, short, &[label], "NotEnoughAccountKeys").await;
        }
    }
}
