//! Which mints can be currencies.

use provenue_client::{
    Ledger,
    instructions::vault::{self, Holder},
    state::risk,
    token::{MintInfo, NewMint, TOKEN_2022},
};
use provenue_tests::{World, assert_refused, assert_refused_unchanged, must};
use solana_address::Address;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_signer::Signer;
use spl_token_2022_interface::{
    extension::{
        ExtensionType, confidential_transfer, default_account_state, group_member_pointer,
        group_pointer, interest_bearing_mint, metadata_pointer, pausable, scaled_ui_amount,
        transfer_fee, transfer_hook,
    },
    instruction,
    state::AccountState,
};

use super::scene::EVEN;
use super::tokens::{Recipe, append_extension, freeze, thaw};

/// What initializes an extension of a mint, whose authority is the second address.
fn initialize(extension: ExtensionType, mint: &Address, authority: &Address) -> Instruction {
    let (program, someone) = (&TOKEN_2022, Some(*authority));
    must(match extension {
        ExtensionType::TransferFeeConfig => {
            transfer_fee::instruction::initialize_transfer_fee_config(
                program,
                mint,
                Some(authority),
                Some(authority),
                50,
                u64::MAX,
            )
        }
        ExtensionType::DefaultAccountState => {
            let state = AccountState::Initialized;
            default_account_state::instruction::initialize_default_account_state(
                program, mint, &state,
            )
        }
        ExtensionType::InterestBearingConfig => {
            interest_bearing_mint::instruction::initialize(program, mint, someone, 500)
        }
        ExtensionType::ScaledUiAmount => {
            scaled_ui_amount::instruction::initialize(program, mint, someone, 2.5)
        }
        ExtensionType::MetadataPointer => {
            metadata_pointer::instruction::initialize(program, mint, someone, Some(*mint))
        }
        ExtensionType::GroupPointer => {
            group_pointer::instruction::initialize(program, mint, someone, Some(*mint))
        }
        ExtensionType::GroupMemberPointer => {
            group_member_pointer::instruction::initialize(program, mint, someone, Some(*mint))
        }
        ExtensionType::MintCloseAuthority => {
            instruction::initialize_mint_close_authority(program, mint, Some(authority))
        }
        ExtensionType::PermanentDelegate => {
            instruction::initialize_permanent_delegate(program, mint, authority)
        }
        ExtensionType::NonTransferable => {
            instruction::initialize_non_transferable_mint(program, mint)
        }
        ExtensionType::Pausable => pausable::instruction::initialize(program, mint, authority),
        ExtensionType::TransferHook => {
            let hook = Some(Address::new_unique());
            transfer_hook::instruction::initialize(program, mint, someone, hook)
        }
        ExtensionType::ConfidentialTransferMint => {
            confidential_transfer::instruction::initialize_mint(program, mint, someone, true, None)
        }
        other => panic!("no instruction initializes {other:?} alone"),
    })
}

/// A mint with extensions, all in the power of the world's payer, as is the freezing of accounts.
pub async fn mint_with(world: &World, extensions: &[ExtensionType]) -> MintInfo {
    let authority = world.payer.pubkey();
    let recipe = Recipe {
        extensions,
        ..Recipe::freezable(TOKEN_2022)
    };
    let with_each = |mint: &Address| {
        let each = extensions.iter();
        each.map(|extension| initialize(*extension, mint, &authority))
            .collect()
    };
    recipe.make(world, with_each).await
}

/// A vault with a treasury for `currency`, and its base.
async fn vault_for(world: &World, currency: &MintInfo) -> (Keypair, Address) {
    let base = world.person().await;
    let vault = world.open_vault(&base, &[]).await;
    world.open_account(&vault, currency).await;
    (base, vault)
}

#[tokio::test]
async fn mints_that_leave_the_money_alone_are_taken_and_paid_out() {
    let world = World::new().await;
    let each = [
        ExtensionType::TransferFeeConfig,
        ExtensionType::DefaultAccountState,
        ExtensionType::InterestBearingConfig,
        ExtensionType::ScaledUiAmount,
        ExtensionType::MetadataPointer,
        ExtensionType::GroupPointer,
        ExtensionType::GroupMemberPointer,
    ];
    // One by one, and those that go together. Interest and scale cannot both be shown.
    let mut mints: Vec<_> = each.iter().map(|extension| vec![*extension]).collect();
    let together = each.iter().copied();
    mints.push(
        together
            .filter(|one| *one != ExtensionType::ScaledUiAmount)
            .collect(),
    );
    for extensions in mints {
        let currency = mint_with(&world, &extensions).await;
        let base = world.person().await;
        let vault = world
            .vault(&base, std::slice::from_ref(&currency), &[])
            .await;
        let payer = world.person().await;
        // With a fee of 50 bps each way, rounded up, what comes divides evenly.
        let fee = extensions.contains(&ExtensionType::TransferFeeConfig);
        let (sent, arrives) = if fee {
            (785_176, EVEN - 3_907)
        } else {
            (EVEN, EVEN)
        };
        world.fund(&payer, &currency, sent).await;
        let pay = vault::deposit(&payer.pubkey(), &vault, &currency, sent);
        must(world.send(&[pay], &[&payer]).await);
        world.open_account(&base.pubkey(), &currency).await;
        let holder = Holder::of(&vault, &base.pubkey());
        let claim = vault::claim(&vault, &currency, &holder);
        must(world.send(&[claim], &[]).await);
        let slot = world.vault_state(&vault).await.currencies[0];
        assert_eq!(slot.gross.get(), EVEN, "{extensions:?}");
        let arrived = world.token_amount(&currency.ata(&base.pubkey())).await;
        assert_eq!(arrived, arrives, "{extensions:?}");
    }
}

#[tokio::test]
async fn mints_that_no_vault_could_pay_are_refused() {
    let world = World::new().await;
    for extension in [ExtensionType::NonTransferable, ExtensionType::TransferHook] {
        let currency = mint_with(&world, &[extension]).await;
        let (base, vault) = vault_for(&world, &currency).await;
        let attack = vault::add_currency(&base.pubkey(), &vault, &currency);
        assert_refused_unchanged(&world, attack, &[&base], "RefusedExtension").await;
    }
}

#[tokio::test]
async fn one_bad_extension_among_good_ones_is_refused() {
    let world = World::new().await;
    let extensions = [
        ExtensionType::TransferFeeConfig,
        ExtensionType::MetadataPointer,
        ExtensionType::NonTransferable,
    ];
    let currency = mint_with(&world, &extensions).await;
    let (base, vault) = vault_for(&world, &currency).await;
    let attack = vault::add_currency(&base.pubkey(), &vault, &currency);
    assert_refused_unchanged(&world, attack, &[&base], "RefusedExtension").await;
}

/// Of each extension that a mint can have: its number, the length of its value, and what it is
/// written down as; `None` where it is refused. A value is all zeros: a hook names no program.
const MINT_EXTENSIONS: [(u16, usize, Option<u32>); 20] = [
    (1, 108, Some(risk::TRANSFER_FEE)),
    (3, 32, Some(risk::CLOSE)),
    (4, 65, Some(risk::CONFIDENTIAL)),
    (6, 1, Some(0)),   // default account state
    (9, 0, None),      // non-transferable
    (10, 52, Some(0)), // interest-bearing
    (12, 32, Some(risk::SEIZE)),
    (14, 64, Some(risk::HOOK)),
    (16, 129, Some(risk::CONFIDENTIAL)), // confidential transfer fee
    (18, 64, Some(0)),                   // metadata pointer
    (19, 80, Some(0)),                   // metadata
    (20, 64, Some(0)),                   // group pointer
    (21, 80, Some(0)),                   // group
    (22, 64, Some(0)),                   // group member pointer
    (23, 72, Some(0)),                   // group member
    (24, 196, None),                     // confidential mint and burn
    (25, 56, Some(0)),                   // scaled display
    (26, 33, Some(risk::PAUSE)),
    (28, 32, None), // permissioned burn, newer than this program
    (29, 32, None), // whatever comes next
];

#[tokio::test]
async fn every_extension_is_judged_also_those_that_no_instruction_makes_alone() {
    let world = World::new().await;
    for (number, length, risks) in MINT_EXTENSIONS {
        let currency = world.currency(NewMint::token_2022(6)).await;
        let freeze = currency.freeze_authority.map_or(0, |_| risk::FREEZE);
        let (base, vault) = vault_for(&world, &currency).await;
        append_extension(&world, &currency.address, number, &vec![0; length]).await;
        let add = vault::add_currency(&base.pubkey(), &vault, &currency);
        if let Some(risks) = risks {
            let result = world.send(&[add], &[&base]).await;
            assert!(result.is_ok(), "extension {number}");
            let slot = world.vault_state(&vault).await.currencies[0];
            assert_eq!(slot.risks.get(), risks | freeze, "extension {number}");
        } else if number >= 28 {
            assert_refused_unchanged(&world, add, &[&base], "InvalidAccountData").await;
        } else {
            assert_refused_unchanged(&world, add, &[&base], "RefusedExtension").await;
        }
    }
}

#[tokio::test]
async fn the_power_to_freeze_is_written_down() {
    let world = World::new().await;
    let freezable = mint_with(&world, &[]).await;
    let free = Recipe {
        freezable: false,
        ..Recipe::freezable(TOKEN_2022)
    };
    let free = free.make(&world, |_| Vec::new()).await;
    for (currency, risks) in [(&freezable, risk::FREEZE), (&free, 0)] {
        let (base, vault) = vault_for(&world, currency).await;
        let add = vault::add_currency(&base.pubkey(), &vault, currency);
        must(world.send(&[add], &[&base]).await);
        let slot = world.vault_state(&vault).await.currencies[0];
        assert_eq!(slot.risks.get(), risks);
    }
}

#[tokio::test]
async fn a_mint_whose_accounts_start_frozen_is_taken_once_the_issuer_thaws_the_treasury() {
    let world = World::new().await;
    let recipe = Recipe {
        extensions: &[ExtensionType::DefaultAccountState],
        ..Recipe::freezable(TOKEN_2022)
    };
    let frozen = |mint: &Address| {
        let state = AccountState::Frozen;
        vec![must(
            default_account_state::instruction::initialize_default_account_state(
                &TOKEN_2022,
                mint,
                &state,
            ),
        )]
    };
    let currency = recipe.make(&world, frozen).await;
    let (base, vault) = vault_for(&world, &currency).await;
    let add = vault::add_currency(&base.pubkey(), &vault, &currency);
    assert_refused_unchanged(&world, add.clone(), &[&base], "TreasuryFrozen").await;
    let treasury = currency.ata(&vault);
    let thaw_it = thaw(&world, &currency, &treasury);
    must(world.send(&[thaw_it, add], &[&base]).await);
    assert_eq!(world.vault_state(&vault).await.currency_count, 1);

    // Later the issuer can freeze it again: that stops the money, and moves none of it.
    let freeze_it = freeze(&world, &currency, &treasury);
    must(world.send(&[freeze_it], &[]).await);
    let again = freeze(&world, &currency, &treasury);
    assert_refused(world.send(&[again], &[]).await, "InvalidState");
    assert!(must(world.ledger.account(&treasury).await).is_some());
}
