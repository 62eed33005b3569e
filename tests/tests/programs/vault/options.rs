//! Vaults that were created with options, at a time that stands still.

use provenue_client::{
    instructions::{
        control,
        vault::{self, ShareMint},
    },
    state::VaultOptions,
    token::NewMint,
};
use provenue_tests::{World, must};
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
    let vault = world
        .open_vault_with(&artist, std::slice::from_ref(&currency), options)
        .await;
    if let Some((lock_until, max_units)) = gate {
        let (payer, key) = (world.payer.pubkey(), artist.pubkey());
        let create = control::create_gate(&payer, &key, &vault, lock_until, max_units);
        must(world.send(&[create], &[&artist]).await);
    }
    let holders = [
        (artist.pubkey(), ARTIST_UNITS),
        (label.pubkey(), LABEL_UNITS),
    ];
    world.issue_and_seal(&artist, &vault, &holders).await;
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

/// `owner` of shares of a gated vault gives `units` to `to`.
pub fn gated_transfer(scene: &Scene, owner: &Keypair, to: &Keypair, units: u64) -> Instruction {
    let shares = ShareMint {
        vault: scene.vault,
        gated: true,
    };
    let (source, destination) = (scene.shares_of(owner), scene.shares_of(to));
    vault::transfer_shares(&owner.pubkey(), shares, &source, &destination, units)
}
