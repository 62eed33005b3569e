//! What does not make anybody the owner of a wrapped work.

use provenue_client::{
    Ledger, address,
    flows::nft,
    instructions::{Owner, nft::wrap_asset, registry},
    token::{self, MintInfo, NewMint, TOKEN, TOKEN_2022},
};
use provenue_tests::{assert_refused_unchanged, existing, must};
use solana_account::Account;
use solana_address::Address;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_signer::Signer;
use spl_token_2022_interface::instruction::{approve, burn};

use super::scene::{Scene, plain};

/// `key` offers licences to the work, with `holding` as the token account that holds its NFT.
fn offering(scene: &Scene, key: &Address, holding: Option<Address>) -> Instruction {
    let owner = Owner { key: *key, holding };
    let offer = scene.shop.sale();
    registry::offer_terms(
        &scene.world().payer.pubkey(),
        owner,
        &scene.shop.asset,
        0,
        &offer,
    )
}

/// Asserts that `thief` is not taken for the holder by any of the accounts.
async fn assert_all_refused(scene: &Scene, thief: &Keypair, accounts: &[Address], error: &str) {
    for account in accounts {
        let attack = offering(scene, &thief.pubkey(), Some(*account));
        assert_refused_unchanged(scene.world(), attack, &[thief], error).await;
    }
}

/// Puts bytes at a new address, as an account of `program`.
async fn account_of(scene: &Scene, program: Address, data: Vec<u8>) -> Address {
    let address = Address::new_unique();
    let account = Account {
        lamports: 10_000_000,
        data,
        owner: program,
        ..Account::default()
    };
    must(scene.world().ledger.set_account(address, account));
    address
}

/// The bytes of the artist's token account, with the thief as its owner.
async fn stolen_bytes(scene: &Scene, thief: &Keypair) -> Vec<u8> {
    let holding = scene.holding(&scene.shop.artist.pubkey());
    let mut data = existing(scene.world(), &holding).await.data;
    data[32..64].copy_from_slice(thief.pubkey().as_ref());
    data
}

#[tokio::test]
async fn the_holder_acts_by_any_token_account_that_holds_it() {
    let scene = Scene::wrapped().await;
    let (world, artist) = (scene.world(), &scene.shop.artist);
    let key = artist.pubkey();
    let offer = offering(&scene, &key, Some(scene.holding(&key)));
    must(world.send(&[offer], &[artist]).await);
    assert_eq!(scene.asset().await.terms_count.get(), 1);

    // One that is not associated with anybody, nor has any extension.
    let plain_account = Keypair::new();
    let rent = must(world.ledger.minimum_balance(165).await);
    let create = solana_system_interface::instruction::create_account(
        &world.payer.pubkey(),
        &plain_account.pubkey(),
        rent,
        165,
        &TOKEN_2022,
    );
    let at = plain_account.pubkey();
    let initialize = must(spl_token_2022_interface::instruction::initialize_account3(
        &TOKEN_2022,
        &at,
        &scene.mint,
        &key,
    ));
    let from = scene.holding(&key);
    let transfer = must(spl_token_2022_interface::instruction::transfer_checked(
        &TOKEN_2022,
        &from,
        &scene.mint,
        &at,
        &key,
        &[],
        1,
        0,
    ));
    let moves = [create, initialize, transfer];
    must(world.send(&moves, &[&plain_account, artist]).await);
    let owner = Owner {
        key,
        holding: Some(at),
    };
    let offer = registry::offer_terms(
        &world.payer.pubkey(),
        owner,
        &scene.shop.asset,
        1,
        &scene.shop.sale(),
    );
    must(world.send(&[offer], &[artist]).await);
    let emptied = Owner {
        key,
        holding: Some(from),
    };
    let terms = address::terms(&scene.shop.asset, 0);
    let attack = registry::retire_terms(emptied, &scene.shop.asset, &terms);
    assert_refused_unchanged(world, attack, &[artist], "NotTheHolding").await;
}

#[tokio::test]
async fn the_holder_without_the_token_account_is_refused() {
    let scene = Scene::wrapped().await;
    let artist = &scene.shop.artist;
    let attack = offering(&scene, &artist.pubkey(), None);
    assert_refused_unchanged(scene.world(), attack, &[artist], "HoldingMissing").await;
}

#[tokio::test]
async fn somebody_elses_token_account_is_refused() {
    let scene = Scene::wrapped().await;
    let (artist, thief) = (&scene.shop.artist, &scene.shop.buyer);
    let holding = scene.holding(&artist.pubkey());
    let attack = offering(&scene, &thief.pubkey(), Some(holding));
    assert_refused_unchanged(scene.world(), attack, &[thief], "NotTheHolder").await;
}

#[tokio::test]
async fn a_delegate_is_not_the_holder() {
    let scene = Scene::wrapped().await;
    let (artist, delegate) = (&scene.shop.artist, &scene.shop.buyer);
    let (key, holding) = (delegate.pubkey(), scene.holding(&artist.pubkey()));
    let approve = must(approve(
        &TOKEN_2022,
        &holding,
        &key,
        &artist.pubkey(),
        &[],
        1,
    ));
    must(scene.world().send(&[approve], &[artist]).await);
    let attack = offering(&scene, &key, Some(holding));
    assert_refused_unchanged(scene.world(), attack, &[delegate], "NotTheHolder").await;
    // Nor does it take anything from the holder.
    let offer = offering(&scene, &artist.pubkey(), Some(holding));
    must(scene.world().send(&[offer], &[artist]).await);
}

#[tokio::test]
async fn an_empty_token_account_is_refused() {
    let scene = Scene::wrapped().await;
    let thief = &scene.shop.buyer;
    let mint = scene.mint_info().await;
    scene.world().open_account(&thief.pubkey(), &mint).await;
    let empty = scene.holding(&thief.pubkey());
    assert_all_refused(&scene, thief, &[empty], "NotTheHolding").await;
}

#[tokio::test]
async fn tokens_of_other_mints_are_refused() {
    let scene = Scene::wrapped().await;
    let (world, thief) = (scene.world(), &scene.shop.buyer);
    let key = thief.pubkey();
    // A work of the thief's own, wrapped under the same name.
    let own = world.work(thief, &[]).await.asset;
    let wrap = wrap_asset(&world.payer.pubkey(), &key, &own, &plain());
    must(world.send(&[wrap], &[thief]).await);
    let look_alike = token::ata(&key, &address::nft(&own), &TOKEN_2022);
    // One token of a mint of either program.
    let mut accounts = vec![look_alike];
    for new in [NewMint::token_2022(0), NewMint::spl(0)] {
        let mint: MintInfo = world.currency(new).await;
        world.fund(thief, &mint, 1).await;
        accounts.push(mint.ata(&key));
    }
    assert_all_refused(&scene, thief, &accounts, "NotTheHolding").await;
}

#[tokio::test]
async fn the_bytes_of_a_holding_in_an_account_of_another_program_are_refused() {
    let scene = Scene::wrapped().await;
    let thief = &scene.shop.buyer;
    let bytes = stolen_bytes(&scene, thief).await;
    let mut accounts = Vec::new();
    for program in [
        TOKEN,
        solana_sdk_ids::system_program::ID,
        Address::new_unique(),
    ] {
        accounts.push(account_of(&scene, program, bytes.clone()).await);
        accounts.push(account_of(&scene, program, bytes[..165].to_vec()).await);
    }
    assert_all_refused(&scene, thief, &accounts, "NotTheHolding").await;
}

#[tokio::test]
async fn accounts_of_token_2022_that_hold_nothing_are_refused() {
    let scene = Scene::wrapped().await;
    let thief = &scene.shop.buyer;
    let bytes = stolen_bytes(&scene, thief).await;
    let changed = |at: usize, byte: u8| {
        let mut bytes = bytes.clone();
        bytes[at] = byte;
        bytes
    };
    let mut multisig = bytes.clone();
    multisig.resize(355, 0);
    let mut accounts = Vec::new();
    for data in [
        changed(108, 0), // uninitialized
        changed(108, 2), // frozen, though nobody can
        changed(108, 3),
        changed(64, 0), // no token
        changed(64, 2), // two
        changed(71, 1), // one and 2^56 more
        changed(165, 0),
        changed(165, 1), // a mint
        multisig,
        bytes[..164].to_vec(),
        bytes[..72].to_vec(),
        Vec::new(),
    ] {
        accounts.push(account_of(&scene, TOKEN_2022, data).await);
    }
    assert_all_refused(&scene, thief, &accounts, "NotTheHolding").await;

    // Unchanged it would do: what no transaction makes is all that keeps the thief out.
    let forged = account_of(&scene, TOKEN_2022, bytes).await;
    let offer = offering(&scene, &thief.pubkey(), Some(forged));
    must(scene.world().send(&[offer], &[thief]).await);
}

#[tokio::test]
async fn accounts_of_other_kinds_are_refused() {
    let scene = Scene::wrapped().await;
    let thief = &scene.shop.buyer;
    let accounts = [
        scene.mint,
        scene.shop.vault,
        thief.pubkey(),
        Address::new_unique(),
        TOKEN_2022,
    ];
    assert_all_refused(&scene, thief, &accounts, "NotTheHolding").await;
    let attack = offering(&scene, &thief.pubkey(), Some(scene.shop.asset));
    let refused = "ConstraintDuplicateMutableAccount";
    assert_refused_unchanged(scene.world(), attack, &[thief], refused).await;
}

#[tokio::test]
async fn a_work_without_an_nft_asks_for_no_token_account() {
    let scene = Scene::new().await;
    let (world, artist, thief) = (scene.world(), &scene.shop.artist, &scene.shop.buyer);
    // A token of some mint says nothing of a work that has none.
    let mint = world.currency(NewMint::token_2022(0)).await;
    world.fund(thief, &mint, 1).await;
    let any = mint.ata(&thief.pubkey());
    let attack = offering(&scene, &thief.pubkey(), Some(any));
    assert_refused_unchanged(world, attack, &[thief], "NotTheOwner").await;

    let bytes = [[0; 32], thief.pubkey().to_bytes()].concat();
    let mut zeros = existing(world, &any).await.data;
    zeros[..64].copy_from_slice(&bytes);
    let of_no_mint = account_of(&scene, TOKEN_2022, zeros).await;
    let attack = offering(&scene, &thief.pubkey(), Some(of_no_mint));
    assert_refused_unchanged(world, attack, &[thief], "NotTheOwner").await;

    let offer = offering(&scene, &artist.pubkey(), None);
    must(world.send(&[offer], &[artist]).await);
}

#[tokio::test]
async fn a_burned_nft_leaves_nobody_the_owner() {
    let scene = Scene::wrapped().await;
    let (world, artist) = (scene.world(), &scene.shop.artist);
    let (key, holding) = (artist.pubkey(), scene.holding(&artist.pubkey()));
    let burn = must(burn(&TOKEN_2022, &holding, &scene.mint, &key, &[], 1));
    must(world.send(&[burn], &[artist]).await);
    assert_all_refused(&scene, artist, &[holding], "NotTheHolding").await;

    let offer = offering(&scene, &key, None);
    assert_refused_unchanged(world, offer, &[artist], "HoldingMissing").await;
    let unwrap = scene.unwrapping(artist);
    assert_refused_unchanged(world, unwrap, &[artist], "NotTheHolding").await;
    let held = must(nft::holding(&world.ledger, &scene.asset().await).await);
    assert_eq!(held, None);
    assert!(
        nft::sync(&world.ledger, artist, &scene.shop.asset)
            .await
            .is_err()
    );
    let wrap = scene.wrapping(&plain());
    assert_refused_unchanged(world, wrap, &[artist], "AccountAlreadyInUse").await;
}
