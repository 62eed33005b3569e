//! Vaults that were created with options, at a time that stands still.

use provenue_client::{
    address,
    instructions::{
        control,
        vault::{self, ShareMint},
    },
    state::VaultOptions,
    token::{MintInfo, NewMint},
};
use provenue_tests::{World, must, share_name};
use solana_address::Address;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_signer::Signer;

use super::scene::{ARTIST_UNITS, LABEL_UNITS, PURSE, Scene};

/// When these vaults are made, in seconds since 1970.
pub const NOW: i64 = 2_000_000_000;

/// A scene whose vault has options, and a gate where they say so: the time until which shares are
/// locked up, and the most that one account may hold.
pub async fn founded(options: VaultOptions, gate: Option<(i64, u64)>) -> Scene {
    let world = World::new().await;
    world.ledger.set_clock(NOW);
    let currency = world.currency(NewMint::spl(6)).await;
    let [artist, label, fan] = [
        world.person().await,
        world.person().await,
        world.person().await,
    ];
    let vault = unsealed(&world, &artist, options, std::slice::from_ref(&currency)).await;
    if let Some((lock_until, max_units)) = gate {
        let (payer, key) = (world.payer.pubkey(), artist.pubkey());
        let create = control::create_gate(&payer, &key, &vault, lock_until, max_units);
        must(world.send(&[create], &[&artist]).await);
    }
    seal(
        &world,
        &artist,
        &vault,
        &[
            (artist.pubkey(), ARTIST_UNITS),
            (label.pubkey(), LABEL_UNITS),
        ],
    )
    .await;
    world.fund(&fan, &currency, PURSE).await;
    Scene {
        world,
        artist,
        label,
        fan,
        currency,
        vault,
    }
}

/// A vault of `base` with options that takes `currencies`, without shares yet.
pub async fn unsealed(
    world: &World,
    base: &Keypair,
    options: VaultOptions,
    currencies: &[MintInfo],
) -> Address {
    let (payer, key) = (world.payer.pubkey(), base.pubkey());
    let vault = address::vault(&key);
    let create = vault::create_vault(&payer, &key, &key, &share_name(), options);
    let list = vault::initialize_extra_account_metas(&payer, &vault);
    must(world.send(&[create, list], &[base]).await);
    for currency in currencies {
        world.open_account(&vault, currency).await;
        let add = vault::add_currency(&key, &vault, currency);
        must(world.send(&[add], &[base]).await);
    }
    vault
}

/// Issues shares of the vault of `base`, and seals it.
pub async fn seal(world: &World, base: &Keypair, vault: &Address, holders: &[(Address, u64)]) {
    for (holder, units) in holders {
        let account = world.open_position(vault, holder).await;
        let issue = vault::issue_shares(&base.pubkey(), vault, &account, *units);
        must(world.send(&[issue], &[base]).await);
    }
    must(
        world
            .send(&[vault::seal(&base.pubkey(), vault)], &[base])
            .await,
    );
}

/// `owner` of shares of a gated vault gives `units` to `to`.
pub fn gated_transfer(scene: &Scene, owner: &Keypair, to: &Keypair, units: u64) -> Instruction {
    let shares = ShareMint {
        vault: scene.vault,
        gated: true,
    };
    let (source, destination) = (scene.shares_of(owner), scene.shares_of(to));
    vault::transfer_shares(&owner.pubkey(), shares, &source, &destination, units)
}
