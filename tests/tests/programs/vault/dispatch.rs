//! What the program says to data that is no instruction of it.

use provenue_accounting::UpstreamRate;
use provenue_client::{
    VAULT_PROGRAM, address,
    instructions::{control, upstream, vault},
};
use provenue_tests::{World, assert_refused_unchanged, must, share_name};
use solana_instruction::Instruction;
use solana_signer::Signer;

use super::{execute::direct_call, scene::Scene};

/// One instruction of each kind with all it needs, as the artist, the label or the fan would sign it.
async fn one_of_each(scene: &Scene) -> Vec<Instruction> {
    let (artist, payer) = (scene.artist.pubkey(), scene.world.payer.pubkey());
    let (shares, source) = (
        scene.shares_of(&scene.artist),
        scene.shares_of(&scene.label),
    );
    let without_list = vault::create_vault(
        &payer,
        &scene.fan.pubkey(),
        &artist,
        &share_name(),
        Default::default(),
    );
    must(scene.world.send(&[without_list], &[&scene.fan]).await);
    let without_list = address::vault(&scene.fan.pubkey());
    let signers = upstream::LinkSigners {
        payer,
        authority: artist,
        licensor: artist,
    };
    let rate = UpstreamRate {
        relative_bps: 1,
        absolute_bps: 1,
    };
    vec![
        vault::create_vault(
            &payer,
            &scene.label.pubkey(),
            &artist,
            &share_name(),
            Default::default(),
        ),
        vault::initialize_extra_account_metas(&payer, &without_list),
        vault::add_currency(&artist, &scene.vault, &scene.currency),
        vault::open_position(&payer, &scene.vault, &shares),
        vault::issue_shares(&artist, &scene.vault, &shares, 1),
        vault::seal(&artist, &scene.vault),
        vault::set_authority(&artist, &scene.fan.pubkey()),
        scene.deposit(1),
        vault::book(&scene.vault, &scene.currency),
        scene.settle(&scene.label),
        scene.claim(&scene.label),
        scene.distribute(),
        vault::close_position(&scene.label.pubkey(), &scene.vault, &source, &payer),
        direct_call(scene, &source, &shares),
        upstream::link_upstream(&signers, &without_list, &scene.vault, rate),
        upstream::inherit_upstream(&payer, &without_list, &scene.vault, &scene.vault),
        upstream::pull(&scene.vault, &scene.currency, &[]),
        control::hold(&artist, &scene.vault, 1, 1),
        control::release_hold(&artist, &scene.vault),
        control::create_gate(&payer, &artist, &without_list, 0, 1),
        control::delegate_revenue(&scene.label.pubkey(), &scene.vault, &source, &payer),
    ]
}

async fn refuse(scene: &Scene, attack: Instruction, name: &str) {
    let signers: [provenue_client::SignerRef<'_>; 3] = [&scene.artist, &scene.label, &scene.fan];
    assert_refused_unchanged(&scene.world, attack, &signers, name).await;
}

#[tokio::test]
async fn an_unknown_instruction_is_refused() {
    let scene = Scene::new().await;
    let known: Vec<u8> = (0..=18).chain([43, 105]).collect();
    let valid = scene.settle(&scene.label);
    let unknown = (0..=u8::MAX).filter(|first| !known.contains(first));
    for data in unknown.map(|first| vec![first; 9]).chain([vec![]]) {
        let mut attack = valid.clone();
        attack.data = data;
        refuse(&scene, attack, "InvalidInstructionData").await;
    }
}

#[tokio::test]
async fn arguments_that_are_cut_off_are_refused() {
    let scene = Scene::new().await;
    for valid in one_of_each(&scene).await {
        for length in 1..valid.data.len() {
            let mut cut = valid.clone();
            cut.data.truncate(length);
            refuse(&scene, cut, "InvalidInstructionData").await;
        }
    }
}

#[tokio::test]
async fn too_few_accounts_are_refused() {
    let scene = Scene::new().await;
    for valid in one_of_each(&scene).await {
        let needed = match valid.data[0] {
            // The holders, or the hops, come behind these.
            10 | 14 => 4,
            _ => valid.accounts.len(),
        };
        for count in 0..needed {
            let mut short = valid.clone();
            short.accounts.truncate(count);
            refuse(&scene, short, "NotEnoughAccountKeys").await;
        }
    }
}

#[tokio::test]
async fn the_interfaces_instructions_need_their_whole_discriminator() {
    let world = World::new().await;
    let base = world.person().await;
    let (payer, key) = (world.payer.pubkey(), base.pubkey());
    let create = vault::create_vault(&payer, &key, &key, &share_name(), Default::default());
    must(world.send(&[create], &[&base]).await);
    let vault = address::vault(&key);
    let write = vault::initialize_extra_account_metas(&payer, &vault);
    for at in 1..8 {
        let mut attack = write.clone();
        attack.data[at] ^= 1;
        assert_refused_unchanged(&world, attack, &[], "InvalidInstructionData").await;
    }
    assert_eq!(write.program_id, VAULT_PROGRAM);
    assert_eq!(write.data.len(), 8);
}
