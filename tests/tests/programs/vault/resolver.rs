//! Transfers of shares as wallets make them that know nothing of this program: Token-2022's own
//! instruction, and what the published resolver of the transfer hook interface adds to it.

use provenue_client::{
    Ledger, address,
    instructions::vault::{self, ShareMint},
    state::VaultOptions,
    token::{MintInfo, TOKEN_2022},
};
use provenue_tests::{SOL, World, assert_refused_unchanged, must};
use solana_address::Address;
use solana_instruction::{AccountMeta, Instruction};
use solana_keypair::Keypair;
use solana_signer::Signer;
use spl_discriminator::{ArrayDiscriminator, SplDiscriminate};
use spl_tlv_account_resolution::state::ExtraAccountMetaList;
use spl_token_2022_interface::instruction::transfer_checked;

use super::{
    options::{NOW, founded},
    scene::{ARTIST_UNITS, LABEL_UNITS, Scene},
    tokens::approve,
};

/// The transfer hook interface's `Execute`, under which its list is kept.
struct Execute;

impl SplDiscriminate for Execute {
    const SPL_DISCRIMINATOR: ArrayDiscriminator =
        ArrayDiscriminator::new([105, 37, 101, 197, 75, 251, 102, 26]);
}

/// Who sends how many share units from where to where.
struct Transfer<'a> {
    authority: &'a Keypair,
    source: Address,
    destination: Address,
    units: u64,
}

impl Transfer<'_> {
    /// As a wallet builds it: the mint's hook, and the hook's list as the interface describes it.
    async fn as_a_wallet_would(&self, world: &World, share_mint: &Address) -> Instruction {
        let mint = must(MintInfo::fetch(&world.ledger, share_mint).await);
        let mut plain = must(transfer_checked(
            &TOKEN_2022,
            &self.source,
            share_mint,
            &self.destination,
            &self.authority.pubkey(),
            &[],
            self.units,
            mint.decimals,
        ));
        let hook = mint
            .transfer_hook
            .unwrap_or_else(|| panic!("the share mint has no hook"));
        let seeds: [&[u8]; 2] = [b"extra-account-metas", share_mint.as_ref()];
        let (list, _) = Address::find_program_address(&seeds, &hook);
        let found = must(world.ledger.account(&list).await);
        let data = found.map(|account| account.data).unwrap_or_default();

        // The hook is called with the transfer's accounts, read only, and the list.
        let read = plain.accounts.iter().map(|meta| meta.pubkey).chain([list]);
        let discriminator = Execute::SPL_DISCRIMINATOR;
        let mut call = Instruction::new_with_bytes(
            hook,
            &[discriminator.as_slice(), &self.units.to_le_bytes()].concat(),
            read.map(|key| AccountMeta::new_readonly(key, false))
                .collect(),
        );
        let fetch = |key: Address| async move {
            let account = must(world.ledger.account(&key).await);
            Ok(account.map(|account| account.data))
        };
        let resolved =
            ExtraAccountMetaList::add_to_instruction::<Execute, _, _>(&mut call, fetch, &data);
        must(resolved.await);
        plain.accounts.extend_from_slice(&call.accounts[5..]);
        plain.accounts.push(AccountMeta::new_readonly(hook, false));
        plain.accounts.push(AccountMeta::new_readonly(list, false));
        plain
    }

    /// As this project's client builds it.
    fn as_we_do(&self, scene: &Scene, gated: bool) -> Instruction {
        let shares = ShareMint {
            vault: scene.vault,
            gated,
        };
        let key = self.authority.pubkey();
        vault::transfer_shares(&key, shares, &self.source, &self.destination, self.units)
    }

    /// Both are the same, and it goes through.
    async fn assert_goes_through(&self, scene: &Scene, gated: bool) {
        let share_mint = address::share_mint(&scene.vault);
        let theirs = self.as_a_wallet_would(&scene.world, &share_mint).await;
        assert_eq!(theirs, self.as_we_do(scene, gated));
        must(scene.world.send(&[theirs], &[self.authority]).await);
    }
}

/// `from`, who signs, sends to `to`, both associated accounts.
fn sale<'a>(scene: &Scene, from: &'a Keypair, to: &Keypair, units: u64) -> Transfer<'a> {
    Transfer {
        authority: from,
        source: scene.shares_of(from),
        destination: scene.shares_of(to),
        units,
    }
}

/// Somebody with an associated share account and no position, and a reserve that pays for one.
async fn newcomer(scene: &Scene) -> Keypair {
    let (world, person) = (&scene.world, scene.world.person().await);
    let payer = world.payer.pubkey();
    let create = vault::create_share_account(&payer, &scene.vault, &person.pubkey());
    let reserve = address::rent_reserve(&scene.vault);
    let fill = solana_system_interface::instruction::transfer(&payer, &reserve, SOL);
    must(world.send(&[create, fill], &[]).await);
    person
}

/// A vault with a gate that holds nothing up.
async fn gated() -> Scene {
    let options = VaultOptions {
        gated: true,
        ..VaultOptions::default()
    };
    founded(options, Some((NOW, 80_000_000))).await
}

/// Units that a position counts.
async fn units(scene: &Scene, owner: &Keypair) -> u64 {
    scene.position(owner).await.units.get()
}

#[tokio::test]
async fn a_receiver_with_a_position() {
    let scene = Scene::new().await;
    let (world, label) = (&scene.world, &scene.label);
    world.open_position(&scene.vault, &scene.fan.pubkey()).await;
    let transfer = sale(&scene, label, &scene.fan, 1_234_567);
    transfer.assert_goes_through(&scene, false).await;
    assert_eq!(units(&scene, &scene.fan).await, 1_234_567);

    // Also for token accounts that are not associated ones.
    let auxiliary = scene.auxiliary_position(&scene.fan).await.pubkey();
    let transfer = Transfer {
        destination: auxiliary,
        ..sale(&scene, label, label, 7)
    };
    transfer.assert_goes_through(&scene, false).await;
    assert_eq!(world.position_of(&auxiliary).await.units.get(), 7);
}

#[tokio::test]
async fn a_receiver_without_a_position() {
    for (scene, gated) in [(Scene::new().await, false), (gated().await, true)] {
        let buyer = newcomer(&scene).await;
        let transfer = sale(&scene, &scene.label, &buyer, 1_000_000);
        transfer.assert_goes_through(&scene, gated).await;
        assert_eq!(units(&scene, &buyer).await, 1_000_000);
        let reserve = address::rent_reserve(&scene.vault);
        assert_eq!(scene.position(&buyer).await.rent_payer, reserve);
        assert_eq!(units(&scene, &scene.label).await, LABEL_UNITS - 1_000_000);
    }
}

#[tokio::test]
async fn a_gated_vault() {
    let scene = gated().await;
    let transfer = sale(&scene, &scene.label, &scene.artist, 10_000_000);
    transfer.assert_goes_through(&scene, true).await;
    assert_eq!(
        units(&scene, &scene.artist).await,
        ARTIST_UNITS + 10_000_000
    );

    // The gate that the resolver finds is the one that refuses.
    let share_mint = address::share_mint(&scene.vault);
    let transfer = sale(&scene, &scene.label, &scene.artist, 1);
    let theirs = transfer.as_a_wallet_would(&scene.world, &share_mint).await;
    let label = &scene.label;
    assert_refused_unchanged(&scene.world, theirs, &[label], "HoldingTooLarge").await;
}

#[tokio::test]
async fn to_oneself() {
    for (scene, gated) in [(Scene::new().await, false), (gated().await, true)] {
        for amount in [1, LABEL_UNITS] {
            let transfer = sale(&scene, &scene.label, &scene.label, amount);
            transfer.assert_goes_through(&scene, gated).await;
            assert_eq!(units(&scene, &scene.label).await, LABEL_UNITS);
        }
        // To another account of one's own.
        let auxiliary = scene.auxiliary_position(&scene.label).await.pubkey();
        let transfer = Transfer {
            destination: auxiliary,
            ..sale(&scene, &scene.label, &scene.label, 5)
        };
        transfer.assert_goes_through(&scene, gated).await;
        assert_eq!(units(&scene, &scene.label).await, LABEL_UNITS - 5);
        assert_eq!(scene.world.position_of(&auxiliary).await.units.get(), 5);
    }
}

#[tokio::test]
async fn by_a_delegate() {
    for (scene, gated) in [(Scene::new().await, false), (gated().await, true)] {
        let (buyer, broker) = (newcomer(&scene).await, scene.world.person().await);
        let label = &scene.label;
        let account = scene.shares_of(label);
        let allow = approve(&TOKEN_2022, &account, &broker.pubkey(), &label.pubkey(), 30);
        must(scene.world.send(&[allow], &[label]).await);
        // To one who has no position yet, to one who has, and to the owner.
        for to in [&buyer, &buyer, label] {
            let transfer = Transfer {
                authority: &broker,
                ..sale(&scene, label, to, 10)
            };
            transfer.assert_goes_through(&scene, gated).await;
        }
        assert_eq!(units(&scene, &buyer).await, 20);
        assert_eq!(units(&scene, label).await, LABEL_UNITS - 20);
    }
}
