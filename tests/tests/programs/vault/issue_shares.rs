//! Minting shares before the seal.

use provenue_client::{
    address,
    events::{Event, events},
    flows::mint::SHARE_UNITS,
    instructions::vault,
    state::{Position, Vault},
    token::{MintInfo, NewMint, TOKEN, TOKEN_2022},
};
use provenue_tests::{Attack, World, assert_refused_unchanged, forge, look_alike, must};
use solana_address::Address;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_signer::Signer;

use super::{scene::Scene, tokens::auxiliary_account};

/// A vault that is not sealed, and its base's share token account with a position.
struct Founding {
    world: World,
    base: Keypair,
    vault: Address,
    account: Address,
}

impl Founding {
    async fn new() -> Self {
        let world = World::new().await;
        let base = world.person().await;
        let vault = world.open_vault(&base, &[]).await;
        let account = world.open_position(&vault, &base.pubkey()).await;
        Self {
            world,
            base,
            vault,
            account,
        }
    }

    fn issue(&self, units: u64) -> Instruction {
        vault::issue_shares(&self.base.pubkey(), &self.vault, &self.account, units)
    }

    async fn refuse(&self, attack: Instruction, name: &str) {
        assert_refused_unchanged(&self.world, attack, &[&self.base], name).await;
    }
}

#[tokio::test]
async fn shares_are_minted_and_counted() {
    let founding = Founding::new().await;
    let Founding {
        world,
        base,
        vault,
        account,
    } = &founding;
    let friend = Keypair::new().pubkey();
    let friends = world.open_position(vault, &friend).await;
    let mut issued = 0;
    for (to, units, holds) in [
        (account, 60_000_000, 60_000_000),
        (&friends, 1, 1),
        (account, 9_999_999, 69_999_999),
        (&friends, 30_000_000, 30_000_001),
    ] {
        let issue = vault::issue_shares(&base.pubkey(), vault, to, units);
        let receipt = must(world.send(&[issue], &[base]).await);
        issued += units;
        let state = world.vault_state(vault).await;
        assert_eq!(
            (state.issued_units.get(), state.live_units.get()),
            (issued, issued)
        );
        assert_eq!(world.token_amount(to).await, holds);
        assert_eq!(world.position_of(to).await.units.get(), holds);
        let [Event::SharesIssued(event)] = events(&receipt.logs)[..] else {
            panic!("one event was expected");
        };
        assert_eq!(event.vault, *vault);
        assert_eq!(event.position, address::position(to));
        assert_eq!(
            (event.units, event.issued_units, event.live_units),
            (units, issued, issued)
        );
    }
    assert_eq!(issued, SHARE_UNITS);
    let share_mint = address::share_mint(vault);
    let mint = must(MintInfo::fetch(&world.ledger, &share_mint).await);
    assert_eq!(mint.supply, SHARE_UNITS);
}

#[tokio::test]
async fn more_than_a_hundred_shares_are_refused() {
    let founding = Founding::new().await;
    for units in [SHARE_UNITS + 1, u64::MAX] {
        founding
            .refuse(founding.issue(units), "TooManyShares")
            .await;
    }
    let all_but_one = founding.issue(SHARE_UNITS - 1);
    must(founding.world.send(&[all_but_one], &[&founding.base]).await);
    // The last wraps a 64-bit sum round to less than a hundred shares.
    for units in [2, u64::MAX, u64::MAX - SHARE_UNITS + 2] {
        founding
            .refuse(founding.issue(units), "TooManyShares")
            .await;
    }
}

#[tokio::test]
async fn issuing_nothing_is_refused() {
    let founding = Founding::new().await;
    founding.refuse(founding.issue(0), "ZeroAmount").await;
}

#[tokio::test]
async fn issuing_after_the_seal_is_refused() {
    let scene = Scene::new().await;
    let account = scene.shares_of(&scene.artist);
    let attack = vault::issue_shares(&scene.artist.pubkey(), &scene.vault, &account, 1);
    assert_refused_unchanged(&scene.world, attack, &[&scene.artist], "AlreadySealed").await;
}

#[tokio::test]
async fn issuing_without_being_the_authority_is_refused() {
    let founding = Founding::new().await;
    let stranger = founding.world.person().await;
    let attack = founding
        .issue(1)
        .swapping(&founding.base.pubkey(), &stranger.pubkey());
    assert_refused_unchanged(&founding.world, attack, &[&stranger], "NotTheAuthority").await;
}

#[tokio::test]
async fn issuing_without_the_authoritys_signature_is_refused() {
    let founding = Founding::new().await;
    let attack = founding.issue(1).unsigned(&founding.base.pubkey());
    founding.refuse(attack, "MissingRequiredSignature").await;
}

#[tokio::test]
async fn issuing_another_vaults_shares_is_refused() {
    let founding = Founding::new().await;
    let world = &founding.world;
    let other_base = world.person().await;
    let other = world.open_vault(&other_base, &[]).await;
    let share_mint = address::share_mint(&founding.vault);
    let others_mint = address::share_mint(&other);
    founding
        .refuse(
            founding.issue(1).swapping(&share_mint, &others_mint),
            "WrongShareMint",
        )
        .await;
    let attack = founding.issue(1).swapping(&founding.vault, &other);
    founding.refuse(attack, "NotTheAuthority").await;
}

#[tokio::test]
async fn minting_a_currency_instead_of_shares_is_refused() {
    let founding = Founding::new().await;
    let currency = founding.world.currency(NewMint::token_2022(6)).await;
    let share_mint = address::share_mint(&founding.vault);
    let attack = founding.issue(1).swapping(&share_mint, &currency.address);
    founding.refuse(attack, "WrongShareMint").await;
}

#[tokio::test]
async fn shares_for_a_token_account_without_a_position_are_refused() {
    let founding = Founding::new().await;
    let (world, stranger) = (&founding.world, Keypair::new().pubkey());
    let share_mint = address::share_mint(&founding.vault);
    let account = auxiliary_account(world, &share_mint, &TOKEN_2022, &stranger)
        .await
        .pubkey();
    let issue = vault::issue_shares(&founding.base.pubkey(), &founding.vault, &account, 1);
    let position = address::position(&account);
    founding.refuse(issue.clone(), "AccountDataTooSmall").await;
    let attack = issue.swapping(&position, &address::position(&founding.account));
    founding.refuse(attack, "WrongPosition").await;
}

#[tokio::test]
async fn shares_counted_in_another_position_are_refused() {
    let founding = Founding::new().await;
    let world = &founding.world;
    let friends = world
        .open_position(&founding.vault, &Keypair::new().pubkey())
        .await;
    let [own, other] = [founding.account, friends].map(|account| address::position(&account));
    founding
        .refuse(founding.issue(1).swapping(&own, &other), "WrongPosition")
        .await;
    let attack = founding.issue(1).swapping(&founding.account, &friends);
    founding.refuse(attack, "WrongPosition").await;
}

#[tokio::test]
async fn shares_for_a_holder_of_another_vault_are_refused() {
    let founding = Founding::new().await;
    let world = &founding.world;
    let other_base = world.person().await;
    let other = world.open_vault(&other_base, &[]).await;
    let account = world.open_position(&other, &other_base.pubkey()).await;
    let attack = vault::issue_shares(&founding.base.pubkey(), &founding.vault, &account, 1);
    founding.refuse(attack, "WrongPosition").await;
}

#[tokio::test]
async fn issuing_with_look_alikes_is_refused() {
    let founding = Founding::new().await;
    let Founding {
        world,
        vault,
        account,
        ..
    } = &founding;
    let fake = look_alike::<Vault>(world, vault, |_| {}).await;
    founding
        .refuse(founding.issue(1).swapping(vault, &fake), "IllegalOwner")
        .await;
    let position = address::position(account);
    let fake = look_alike::<Position>(world, &position, |_| {}).await;
    founding
        .refuse(founding.issue(1).swapping(&position, &fake), "IllegalOwner")
        .await;
}

#[tokio::test]
async fn another_program_in_the_place_of_token_2022_is_refused() {
    let founding = Founding::new().await;
    let attack = founding.issue(1).swapping(&TOKEN_2022, &TOKEN);
    founding.refuse(attack, "IncorrectProgramId").await;
}

#[tokio::test]
async fn accounts_that_change_but_are_only_read_are_refused() {
    let founding = Founding::new().await;
    for read in [
        founding.vault,
        address::share_mint(&founding.vault),
        founding.account,
        address::position(&founding.account),
    ] {
        founding
            .refuse(founding.issue(1).read_only(&read), "ConstraintMut")
            .await;
    }
}

#[tokio::test]
async fn a_vault_of_a_later_layout_is_refused() {
    let founding = Founding::new().await;
    forge::<Vault>(&founding.world, &founding.vault, |vault| vault.version = 2).await;
    founding.refuse(founding.issue(1), "UnknownVersion").await;
}

#[tokio::test]
async fn a_position_of_a_later_layout_is_refused() {
    let founding = Founding::new().await;
    let position = address::position(&founding.account);
    forge::<Position>(&founding.world, &position, |position| position.version = 2).await;
    founding.refuse(founding.issue(1), "UnknownVersion").await;
}
