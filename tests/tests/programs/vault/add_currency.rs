//! Taking another currency.

use provenue_client::{
    address,
    events::{Event, events},
    instructions::vault,
    state::Vault,
    token::{MintInfo, NewMint, TOKEN, TOKEN_2022},
};
use provenue_tests::{Attack, World, assert_refused_unchanged, forge, look_alike, must};
use solana_address::Address;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_signer::Signer;

use super::tokens::{
    Recipe, auxiliary_account, clone_of_another_program, freeze, give_away, overwrite, thaw,
};

/// A vault without currencies, its base, and a currency of which it has a treasury.
struct Opening {
    world: World,
    base: Keypair,
    vault: Address,
    currency: MintInfo,
}

impl Opening {
    async fn new() -> Self {
        let world = World::new().await;
        let currency = world.currency(NewMint::spl(6)).await;
        Self::with(world, currency).await
    }

    async fn with(world: World, currency: MintInfo) -> Self {
        let base = world.person().await;
        let vault = world.open_vault(&base, &[]).await;
        world.open_account(&vault, &currency).await;
        Self {
            world,
            base,
            vault,
            currency,
        }
    }

    fn add(&self) -> Instruction {
        vault::add_currency(&self.base.pubkey(), &self.vault, &self.currency)
    }

    async fn refuse(&self, attack: Instruction, name: &str) {
        assert_refused_unchanged(&self.world, attack, &[&self.base], name).await;
    }
}

#[tokio::test]
async fn up_to_four_currencies_get_books_of_their_own() {
    let world = World::new().await;
    let base = world.person().await;
    let vault = world.open_vault(&base, &[]).await;
    let currencies = [
        world.currency(NewMint::spl(6)).await,
        world.currency(NewMint::token_2022(9)).await,
        world.currency(NewMint::with_fee(6, 100)).await,
        world.wrapped_sol().await,
    ];
    for (count, currency) in (1..).zip(&currencies) {
        world.open_account(&vault, currency).await;
        let add = vault::add_currency(&base.pubkey(), &vault, currency);
        let receipt = must(world.send(&[add], &[&base]).await);
        let [Event::CurrencyAdded(event)] = events(&receipt.logs)[..] else {
            panic!("one event was expected");
        };
        assert_eq!((event.vault, event.mint), (vault, currency.address));
        assert_eq!(
            (event.treasury, event.currency_count),
            (currency.ata(&vault), count)
        );
    }
    let state = world.vault_state(&vault).await;
    assert_eq!(state.currency_count, 4);
    for (slot, currency) in state.currencies.iter().zip(&currencies) {
        assert_eq!(
            (slot.mint, slot.treasury),
            (currency.address, currency.ata(&vault))
        );
        assert_eq!(slot.ledger(), provenue_accounting::Ledger::default());
    }

    let fifth = world.currency(NewMint::spl(6)).await;
    world.open_account(&vault, &fifth).await;
    let attack = vault::add_currency(&base.pubkey(), &vault, &fifth);
    assert_refused_unchanged(&world, attack, &[&base], "TooManyCurrencies").await;
}

#[tokio::test]
async fn a_sealed_vault_can_take_another_currency_and_old_positions_earn_it() {
    let scene = super::scene::Scene::new().await;
    let second = scene.world.currency(NewMint::spl(0)).await;
    scene.world.open_account(&scene.vault, &second).await;
    let add = vault::add_currency(&scene.artist.pubkey(), &scene.vault, &second);
    must(scene.world.send(&[add], &[&scene.artist]).await);
    scene.world.fund(&scene.fan, &second, 781_250).await;
    let pay = vault::deposit(&scene.fan.pubkey(), &scene.vault, &second, 781_250);
    must(
        scene
            .world
            .send(&[pay, scene.settle(&scene.label)], &[&scene.fan])
            .await,
    );
    let earned = scene.position(&scene.label).await.currencies[1].entitlement();
    assert_eq!(earned.whole(), 234_375);
}

#[tokio::test]
async fn the_same_currency_twice_is_refused() {
    let opening = Opening::new().await;
    must(opening.world.send(&[opening.add()], &[&opening.base]).await);
    opening.refuse(opening.add(), "CurrencyExists").await;
}

#[tokio::test]
async fn adding_without_being_the_authority_is_refused() {
    let opening = Opening::new().await;
    let stranger = opening.world.person().await;
    let attack = opening
        .add()
        .swapping(&opening.base.pubkey(), &stranger.pubkey());
    assert_refused_unchanged(&opening.world, attack, &[&stranger], "NotTheAuthority").await;
}

#[tokio::test]
async fn adding_without_the_authoritys_signature_is_refused() {
    let opening = Opening::new().await;
    let attack = opening.add().unsigned(&opening.base.pubkey());
    opening.refuse(attack, "MissingRequiredSignature").await;
}

#[tokio::test]
async fn adding_to_another_vault_is_refused() {
    let opening = Opening::new().await;
    let other = opening
        .world
        .open_vault(&opening.world.person().await, &[])
        .await;
    let attack = opening.add().swapping(&opening.vault, &other);
    opening.refuse(attack, "NotTheAuthority").await;
}

#[tokio::test]
async fn a_treasury_of_another_vault_is_refused() {
    let opening = Opening::new().await;
    let world = &opening.world;
    let other_base = world.person().await;
    let other = world.open_vault(&other_base, &[]).await;
    world.open_account(&other, &opening.currency).await;
    let (own, others) = (
        opening.currency.ata(&opening.vault),
        opening.currency.ata(&other),
    );
    opening
        .refuse(opening.add().swapping(&own, &others), "WrongTreasury")
        .await;
}

#[tokio::test]
async fn a_treasury_that_is_not_the_associated_account_is_refused() {
    let opening = Opening::new().await;
    let (own, mint) = (
        opening.currency.ata(&opening.vault),
        opening.currency.address,
    );
    let (world, vault) = (&opening.world, &opening.vault);
    let other = auxiliary_account(world, &mint, &TOKEN, vault)
        .await
        .pubkey();
    opening
        .refuse(opening.add().swapping(&own, &other), "WrongTreasury")
        .await;
    let bases = auxiliary_account(world, &mint, &TOKEN, &opening.base.pubkey())
        .await
        .pubkey();
    opening
        .refuse(opening.add().swapping(&own, &bases), "WrongTreasury")
        .await;
}

#[tokio::test]
async fn a_treasury_that_belongs_to_somebody_else_is_refused() {
    // An account at the treasury's address whose owner is not the vault, which no program makes.
    let opening = Opening::new().await;
    let treasury = opening.currency.ata(&opening.vault);
    overwrite(
        &opening.world,
        &treasury,
        32,
        opening.base.pubkey().as_ref(),
    )
    .await;
    opening.refuse(opening.add(), "WrongTreasury").await;
}

#[tokio::test]
async fn a_treasury_that_does_not_exist_is_refused() {
    let opening = Opening::new().await;
    let missing = opening.world.currency(NewMint::spl(6)).await;
    let attack = vault::add_currency(&opening.base.pubkey(), &opening.vault, &missing);
    opening.refuse(attack, "IllegalOwner").await;
}

#[tokio::test]
async fn a_treasury_of_another_mint_is_refused() {
    let opening = Opening::new().await;
    let fake = opening.world.currency(NewMint::spl(6)).await;
    let attack = opening
        .add()
        .swapping(&opening.currency.address, &fake.address);
    opening.refuse(attack, "WrongTreasury").await;
}

#[tokio::test]
async fn a_frozen_treasury_is_refused_until_it_is_thawed() {
    let world = World::new().await;
    let currency = Recipe::freezable(TOKEN).make(&world, |_| vec![]).await;
    let opening = Opening::with(world, currency).await;
    let treasury = opening.currency.ata(&opening.vault);
    let freeze = freeze(&opening.world, &opening.currency, &treasury);
    must(opening.world.send(&[freeze], &[]).await);
    opening.refuse(opening.add(), "TreasuryFrozen").await;
    let thaw = thaw(&opening.world, &opening.currency, &treasury);
    must(
        opening
            .world
            .send(&[thaw, opening.add()], &[&opening.base])
            .await,
    );
}

#[tokio::test]
async fn shares_are_no_currency() {
    // Were they one, a payment would call this program from itself.
    let opening = Opening::new().await;
    let world = &opening.world;
    let other = world.open_vault(&world.person().await, &[]).await;
    for vault in [opening.vault, other] {
        let shares = must(MintInfo::fetch(&world.ledger, &address::share_mint(&vault)).await);
        world.open_account(&opening.vault, &shares).await;
        let attack = vault::add_currency(&opening.base.pubkey(), &opening.vault, &shares);
        opening.refuse(attack, "RefusedExtension").await;
    }
}

#[tokio::test]
async fn what_is_no_mint_is_refused() {
    let opening = Opening::new().await;
    let mint = opening.currency.address;
    let fake = clone_of_another_program(&opening.world, &mint).await;
    opening
        .refuse(opening.add().swapping(&mint, &fake), "IllegalOwner")
        .await;
    let treasury = opening.currency.ata(&opening.vault);
    opening
        .refuse(
            opening.add().swapping(&mint, &treasury),
            "InvalidAccountData",
        )
        .await;
    let fake = clone_of_another_program(&opening.world, &treasury).await;
    opening
        .refuse(opening.add().swapping(&treasury, &fake), "IllegalOwner")
        .await;
}

#[tokio::test]
async fn adding_to_a_look_alike_is_refused() {
    let opening = Opening::new().await;
    let attacker = opening.base.pubkey();
    let fake = look_alike::<Vault>(&opening.world, &opening.vault, |vault| {
        vault.authority = attacker;
    })
    .await;
    opening
        .refuse(
            opening.add().swapping(&opening.vault, &fake),
            "IllegalOwner",
        )
        .await;
}

#[tokio::test]
async fn adding_to_a_vault_that_is_only_read_is_refused() {
    let opening = Opening::new().await;
    opening
        .refuse(opening.add().read_only(&opening.vault), "ConstraintMut")
        .await;
}

#[tokio::test]
async fn a_vault_of_a_later_layout_is_refused() {
    let opening = Opening::new().await;
    forge::<Vault>(&opening.world, &opening.vault, |vault| vault.version = 2).await;
    opening.refuse(opening.add(), "UnknownVersion").await;
}

#[tokio::test]
async fn nobody_can_give_the_treasury_away() {
    let opening = Opening::new().await;
    let treasury = opening.currency.ata(&opening.vault);
    for program in [TOKEN, TOKEN_2022] {
        let give = give_away(
            &program,
            &treasury,
            &opening.base.pubkey(),
            &opening.base.pubkey(),
        );
        let name = if program == TOKEN {
            "OwnerMismatch"
        } else {
            "IncorrectProgramId"
        };
        opening.refuse(give, name).await;
    }
}
