//! Creating a vault.

use provenue_client::{
    Ledger, VAULT_PROGRAM, address,
    events::{Event, events},
    instructions::vault::{self, ShareName},
    state::{CurrencySlot, Vault, VaultOptions},
    token::{MintInfo, TOKEN, TOKEN_2022},
};
use provenue_tests::{Attack, SOL, World, assert_refused_unchanged, must, share_name};
use solana_address::Address;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_sdk_ids::system_program;
use solana_signer::Signer;
use spl_token_2022_interface::{
    extension::{
        BaseStateWithExtensions, ExtensionType, StateWithExtensions,
        metadata_pointer::MetadataPointer, transfer_hook::TransferHook,
    },
    state::Mint,
};

/// A vault of `base` and its authority, paid by `payer`.
fn create(payer: &Keypair, base: &Keypair) -> Instruction {
    let key = base.pubkey();
    vault::create_vault(
        &payer.pubkey(),
        &key,
        &key,
        &share_name(),
        Default::default(),
    )
}

/// As [`create`], with other texts.
fn create_named(
    payer: &Keypair,
    base: &Keypair,
    name: &str,
    symbol: &str,
    uri: &str,
) -> Instruction {
    let key = base.pubkey();
    let texts = ShareName {
        name: name.to_owned(),
        symbol: symbol.to_owned(),
        uri: uri.to_owned(),
    };
    vault::create_vault(&payer.pubkey(), &key, &key, &texts, Default::default())
}

/// A text of the token metadata extension, and what follows it.
fn text(bytes: &[u8]) -> (&[u8], &[u8]) {
    let (length, rest) = bytes.split_at(4);
    let length = u32::from_le_bytes(length.try_into().unwrap_or_default());
    rest.split_at(length as usize)
}

#[tokio::test]
async fn a_vault_and_its_share_mint_come_to_be() {
    let world = World::new().await;
    let (payer, base) = (world.person().await, world.person().await);
    let authority = Address::new_unique();
    let texts = ShareName {
        uri: "https://example.com/aurora.json".to_owned(),
        ..share_name()
    };
    let create = vault::create_vault(
        &payer.pubkey(),
        &base.pubkey(),
        &authority,
        &texts,
        Default::default(),
    );
    let receipt = must(world.send(&[create], &[&payer, &base]).await);

    let address = address::vault(&base.pubkey());
    let share_mint = address::share_mint(&address);
    let vault: Vault = world.vault_state(&address).await;
    let signer = [Vault::SEED, base.pubkey().as_ref(), &[vault.bump]].map(<[u8]>::to_vec);
    let signer: Vec<_> = signer.iter().map(Vec::as_slice).collect();
    let derived = Address::create_program_address(&signer, &VAULT_PROGRAM);
    assert_eq!(derived, Ok(address));
    assert_eq!((vault.version, vault.state), (1, 0));
    assert!(!vault.is_sealed());
    assert_eq!((vault.currency_count, vault.relative_bps.get()), (0, 0));
    assert_eq!(vault.padding, 0);
    assert_eq!(vault.base, base.pubkey());
    assert_eq!(vault.authority, authority);
    assert_eq!(vault.share_mint, share_mint);
    assert_eq!(vault.gate, Address::default());
    assert_eq!((vault.issued_units.get(), vault.live_units.get()), (0, 0));
    let nothing: CurrencySlot = bytemuck::Zeroable::zeroed();
    for slot in &vault.currencies {
        assert_eq!(bytemuck::bytes_of(slot), bytemuck::bytes_of(&nothing));
    }

    let [Event::VaultCreated(event)] = events(&receipt.logs)[..] else {
        panic!("one event was expected");
    };
    assert_eq!(event.vault, address);
    assert_eq!(event.base, base.pubkey());
    assert_eq!(event.authority, authority);
    assert_eq!(event.share_mint, share_mint);

    // Nobody can freeze shares, and nobody can ever change hook, pointer or metadata: the only
    // authority named is the vault, which signs for nothing of the kind.
    let info = must(MintInfo::fetch(&world.ledger, &share_mint).await);
    assert_eq!((info.decimals, info.supply), (6, 0));
    assert_eq!(info.mint_authority, Some(address));
    assert_eq!(info.freeze_authority, None);
    let extensions = [
        ExtensionType::TransferHook,
        ExtensionType::MetadataPointer,
        ExtensionType::TokenMetadata,
    ];
    assert_eq!(info.extensions, extensions);
    let account = must(world.ledger.account(&share_mint).await).unwrap_or_default();
    let mint = must(StateWithExtensions::<Mint>::unpack(&account.data));
    let hook = must(mint.get_extension::<TransferHook>());
    assert_eq!(
        Option::<Address>::from(hook.program_id),
        Some(VAULT_PROGRAM)
    );
    assert_eq!(Option::<Address>::from(hook.authority), None);
    let pointer = must(mint.get_extension::<MetadataPointer>());
    let points_to = Option::<Address>::from(pointer.metadata_address);
    assert_eq!(points_to, Some(share_mint));
    assert_eq!(Option::<Address>::from(pointer.authority), None);

    // The metadata: update authority, mint, three texts and no further fields.
    let header = account.data.len() - metadata_length(&texts);
    let metadata = &account.data[header..];
    assert_eq!(&metadata[..32], address.as_ref());
    assert_eq!(&metadata[32..64], share_mint.as_ref());
    let (name, rest) = text(&metadata[64..]);
    let (symbol, rest) = text(rest);
    let (uri, rest) = text(rest);
    assert_eq!(name, texts.name.as_bytes());
    assert_eq!(symbol, texts.symbol.as_bytes());
    assert_eq!(uri, texts.uri.as_bytes());
    assert_eq!(rest, [0; 4]);

    // It is paid for exactly.
    let rent = must(world.ledger.minimum_balance(account.data.len()).await);
    assert_eq!(account.lamports, rent);
}

/// Update authority and mint, three texts with their lengths, and the length of an empty list.
fn metadata_length(texts: &ShareName) -> usize {
    64 + 12 + texts.name.len() + texts.symbol.len() + texts.uri.len() + 4
}

#[tokio::test]
async fn a_base_may_pay_for_itself() {
    let world = World::new().await;
    let base = world.person().await;
    must(world.send(&[create(&base, &base)], &[&base]).await);
    let vault = world.vault_state(&address::vault(&base.pubkey())).await;
    assert_eq!(vault.base, base.pubkey());
}

#[tokio::test]
async fn the_longest_and_the_shortest_texts_fit() {
    let world = World::new().await;
    let payer = world.person().await;
    let (name, symbol, uri) = ("n".repeat(32), "s".repeat(10), "u".repeat(200));
    for (name, symbol, uri) in [
        (name.as_str(), symbol.as_str(), uri.as_str()),
        ("n", "s", ""),
    ] {
        let base = Keypair::new();
        let create = create_named(&payer, &base, name, symbol, uri);
        must(world.send(&[create], &[&payer, &base]).await);
        let share_mint = address::share_mint(&address::vault(&base.pubkey()));
        let account = must(world.ledger.account(&share_mint).await).unwrap_or_default();
        let rent = must(world.ledger.minimum_balance(account.data.len()).await);
        assert_eq!(account.lamports, rent);
    }
}

#[tokio::test]
async fn lamports_sent_ahead_do_not_stop_a_vault() {
    let world = World::new().await;
    let (payer, base) = (world.person().await, Keypair::new());
    let vault = address::vault(&base.pubkey());
    for address in [vault, address::share_mint(&vault)] {
        must(world.ledger.airdrop(&address, SOL).await);
    }
    must(world.send(&[create(&payer, &base)], &[&payer, &base]).await);
    assert_eq!(world.vault_state(&vault).await.base, base.pubkey());
}

#[tokio::test]
async fn a_vault_without_its_bases_signature_is_refused() {
    let world = World::new().await;
    let (payer, base) = (world.person().await, Keypair::new());
    let attack = create(&payer, &base).unsigned(&base.pubkey());
    assert_refused_unchanged(&world, attack, &[&payer], "MissingRequiredSignature").await;
}

#[tokio::test]
async fn a_vault_without_its_payers_signature_is_refused() {
    let world = World::new().await;
    let (payer, base) = (world.person().await, Keypair::new());
    let attack = create(&payer, &base).unsigned(&payer.pubkey());
    assert_refused_unchanged(&world, attack, &[&base], "MissingRequiredSignature").await;
}

#[tokio::test]
async fn a_payer_that_is_only_read_is_refused() {
    let world = World::new().await;
    let (payer, base) = (world.person().await, Keypair::new());
    let attack = create(&payer, &base).read_only(&payer.pubkey());
    let signers: [provenue_client::SignerRef<'_>; 2] = [&payer, &base];
    assert_refused_unchanged(&world, attack, &signers, "MissingRequiredSignature").await;
}

#[tokio::test]
async fn the_vault_of_a_base_who_does_not_sign_is_refused() {
    let world = World::new().await;
    let (payer, victim, attacker) = (world.person().await, Keypair::new(), Keypair::new());
    let attack = create(&payer, &victim).swapping(&victim.pubkey(), &attacker.pubkey());
    assert_refused_unchanged(&world, attack, &[&payer, &attacker], "InvalidSeeds").await;
}

#[tokio::test]
async fn a_vault_at_another_address_is_refused() {
    let world = World::new().await;
    let (payer, base) = (world.person().await, Keypair::new());
    let vault = address::vault(&base.pubkey());
    let attack = create(&payer, &base).swapping(&vault, &Address::new_unique());
    assert_refused_unchanged(&world, attack, &[&payer, &base], "InvalidSeeds").await;
}

#[tokio::test]
async fn a_share_mint_at_another_address_is_refused() {
    let world = World::new().await;
    let (payer, base, other) = (world.person().await, Keypair::new(), Keypair::new());
    let share_mint = address::share_mint(&address::vault(&base.pubkey()));
    let others_mint = address::share_mint(&address::vault(&other.pubkey()));
    for wrong in [others_mint, Address::new_unique()] {
        let attack = create(&payer, &base).swapping(&share_mint, &wrong);
        assert_refused_unchanged(&world, attack, &[&payer, &base], "InvalidSeeds").await;
    }
}

#[tokio::test]
async fn vault_and_share_mint_cannot_be_one_account() {
    let world = World::new().await;
    let (payer, base) = (world.person().await, Keypair::new());
    let vault = address::vault(&base.pubkey());
    let attack = create(&payer, &base).swapping(&address::share_mint(&vault), &vault);
    let name = "ConstraintDuplicateMutableAccount";
    assert_refused_unchanged(&world, attack, &[&payer, &base], name).await;
}

#[tokio::test]
async fn a_vault_cannot_be_created_again() {
    let world = World::new().await;
    let (payer, base) = (world.person().await, world.person().await);
    world.open_vault(&base, &[]).await;
    let again = create(&payer, &base);
    assert_refused_unchanged(&world, again, &[&payer, &base], "AccountAlreadyInUse").await;
}

#[tokio::test]
async fn an_account_that_must_be_made_but_is_only_read_is_refused() {
    let world = World::new().await;
    let (payer, base) = (world.person().await, Keypair::new());
    let vault = address::vault(&base.pubkey());
    for made in [vault, address::share_mint(&vault)] {
        let attack = create(&payer, &base).read_only(&made);
        assert_refused_unchanged(&world, attack, &[&payer, &base], "PrivilegeEscalation").await;
    }
}

#[tokio::test]
async fn texts_that_are_too_long_or_empty_are_refused() {
    let world = World::new().await;
    let (payer, base) = (world.person().await, Keypair::new());
    let (name, symbol, uri) = ("n".repeat(33), "s".repeat(11), "u".repeat(201));
    for attack in [
        create_named(&payer, &base, &name, "s", ""),
        create_named(&payer, &base, "", "s", ""),
        create_named(&payer, &base, "n", &symbol, ""),
        create_named(&payer, &base, "n", "", ""),
        create_named(&payer, &base, "n", "s", &uri),
    ] {
        assert_refused_unchanged(&world, attack, &[&payer, &base], "TextTooLong").await;
    }
}

#[tokio::test]
async fn a_name_that_is_no_text_is_refused() {
    let world = World::new().await;
    let (payer, base) = (world.person().await, Keypair::new());
    let mut attack = create(&payer, &base);
    // Behind the discriminator, the authority and the name's length.
    attack.data[1 + 32 + 4] = 0xff;
    assert_refused_unchanged(&world, attack, &[&payer, &base], "InvalidInstructionData").await;
}

#[tokio::test]
async fn a_vault_without_an_authority_is_refused() {
    let world = World::new().await;
    let (payer, base) = (world.person().await, Keypair::new());
    let nobody = Address::default();
    let attack = vault::create_vault(
        &payer.pubkey(),
        &base.pubkey(),
        &nobody,
        &share_name(),
        Default::default(),
    );
    assert_refused_unchanged(&world, attack, &[&payer, &base], "NoAuthority").await;
}

#[tokio::test]
async fn a_floor_above_the_whole_is_refused() {
    let world = World::new().await;
    let (payer, base) = (world.person().await, world.person().await);
    let (key, pays) = (base.pubkey(), payer.pubkey());
    let with_floor = |floor_bps| {
        let options = VaultOptions {
            floor_bps,
            ..VaultOptions::default()
        };
        vault::create_vault(&pays, &key, &key, &share_name(), options)
    };
    assert_refused_unchanged(&world, with_floor(10_001), &[&payer, &base], "FloorTooHigh").await;
    must(world.send(&[with_floor(10_000)], &[&payer, &base]).await);
}

#[tokio::test]
async fn another_program_in_the_place_of_one_that_is_called_is_refused() {
    let world = World::new().await;
    let (payer, base) = (world.person().await, Keypair::new());
    for (right, wrong) in [
        (TOKEN_2022, TOKEN),
        (TOKEN_2022, VAULT_PROGRAM),
        (system_program::ID, TOKEN),
    ] {
        let attack = create(&payer, &base).swapping(&right, &wrong);
        assert_refused_unchanged(&world, attack, &[&payer, &base], "IncorrectProgramId").await;
    }
}
