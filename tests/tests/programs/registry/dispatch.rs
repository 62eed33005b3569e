//! What the program says to data that is no instruction of it.

use provenue_client::{REGISTRY_PROGRAM, address, instructions::registry};
use provenue_tests::{World, assert_refused_unchanged, details};
use solana_signer::Signer;

#[tokio::test]
async fn an_unknown_instruction_is_refused() {
    let world = World::new().await;
    let owner = world.person().await;
    let content = details([7; 32]);
    let valid = registry::register_asset(&world.payer.pubkey(), &owner.pubkey(), 0, &content);
    assert_eq!(valid.program_id, REGISTRY_PROGRAM);
    for data in [vec![], vec![7], vec![u8::MAX], vec![0xe4; 9]] {
        let mut unknown = valid.clone();
        unknown.data = data;
        assert_refused_unchanged(&world, unknown, &[&owner], "InvalidInstructionData").await;
    }
}

#[tokio::test]
async fn arguments_cut_off_or_malformed_are_refused() {
    let world = World::new().await;
    let owner = world.person().await;
    let content = details([7; 32]);
    let valid = registry::register_asset(&world.payer.pubkey(), &owner.pubkey(), 0, &content);
    assert_eq!(address::asset(&[7; 32], 0), valid.accounts[2].pubkey);

    // Cut anywhere, also in the middle of the text.
    for length in 1..valid.data.len() {
        let mut cut = valid.clone();
        cut.data.truncate(length);
        assert_refused_unchanged(&world, cut, &[&owner], "InvalidInstructionData").await;
    }

    // The last byte is a source type, the four before it the length of a name; before them, seven
    // hashes that are not given, and before those a yes or no.
    let text = valid.data.len() - 5;
    for at in text - 8..text + 4 {
        let mut malformed = valid.clone();
        malformed.data[at] = 2;
        assert_refused_unchanged(&world, malformed, &[&owner], "InvalidInstructionData").await;
    }
}

#[tokio::test]
async fn too_few_accounts_are_refused() {
    let world = World::new().await;
    let owner = world.person().await;
    let content = details([7; 32]);
    let valid = registry::register_asset(&world.payer.pubkey(), &owner.pubkey(), 0, &content);
    for count in 2..valid.accounts.len() {
        let mut short = valid.clone();
        short.accounts.truncate(count);
        assert_refused_unchanged(&world, short, &[&owner], "NotEnoughAccountKeys").await;
    }
}
