//! What vaults have that were created with it: holds, gates, streams. And other payees.

use anyhow::Result;
use provenue_client::{
    address,
    flows::mint::SHARE_UNITS,
    instructions::{
        control::{create_gate, delegate_revenue, hold, release_hold},
        vault::{self, ShareMint},
    },
    solana::{Address, Keypair, Signer},
    state::VaultOptions,
    token::{MintInfo, NewMint, create_ata},
};
use provenue_tests::share_name;

use crate::{
    bench::{Bench, NOW},
    first_try, keys,
    scene::REVENUE,
};

/// Measures holds, a gate, transfers through it, deposits and claims of a vault that streams.
pub async fn measure(bench: &mut Bench) -> Result<()> {
    let base = bench
        .enrich(keys::key("controlled", first_try::vault))
        .await?;
    let key = base.pubkey();
    let vault = address::vault(&key);
    let options = VaultOptions {
        floor_bps: 1_000,
        stream_seconds: 86_400,
        holdable: true,
        gated: true,
    };
    let currency = bench
        .currency("controlled mint", &vault, NewMint::spl(6))
        .await?;
    let create = vault::create_vault(&key, &key, &key, &share_name(), options);
    bench
        .measure("vault/create_vault@every_option", &base, &[], create)
        .await?;
    let gate = create_gate(&key, &key, &vault, 0, SHARE_UNITS);
    bench.measure("vault/create_gate", &base, &[], gate).await?;
    finish(bench, &base, &vault, &currency).await?;

    let held = hold(&key, &vault, 1, NOW + 3_600);
    bench.measure("vault/hold", &base, &[], held).await?;
    let released = release_hold(&key, &vault);
    bench
        .measure("vault/release_hold", &base, &[], released)
        .await?;
    stream(bench, &base, &vault, &currency).await?;

    let account = address::share_account(&vault, &key);
    let delegate = delegate_revenue(&key, &vault, &account, &bench.world.payer.pubkey());
    bench
        .measure("vault/delegate_revenue", &base, &[], delegate)
        .await
}

/// Currency, shares and seal.
async fn finish(bench: &Bench, base: &Keypair, vault: &Address, currency: &MintInfo) -> Result<()> {
    let key = base.pubkey();
    let account = address::share_account(vault, &key);
    let instructions = [
        vault::initialize_extra_account_metas(&key, vault),
        create_ata(&key, vault, currency),
        vault::add_currency(&key, vault, currency),
        vault::create_share_account(&key, vault, &key),
        vault::open_position(&key, vault, &account),
        vault::issue_shares(&key, vault, &account, SHARE_UNITS),
        vault::seal(&key, vault),
    ];
    for instruction in instructions {
        bench.prepare(&[instruction], &[base]).await?;
    }
    bench.world.fund(base, currency, 10 * REVENUE).await;
    Ok(())
}

/// A second deposit while the first one streams, and a gated transfer to somebody new.
async fn stream(
    bench: &mut Bench,
    base: &Keypair,
    vault: &Address,
    currency: &MintInfo,
) -> Result<()> {
    let key = base.pubkey();
    let deposit = vault::deposit(&key, vault, currency, REVENUE);
    bench
        .prepare(std::slice::from_ref(&deposit), &[base])
        .await?;
    bench.world.ledger.set_clock(NOW + 600);
    bench
        .measure("vault/deposit@streaming", base, &[], deposit)
        .await?;
    bench.world.ledger.set_clock(NOW + 1_200);

    let found = |owner: &Address| first_try::position(vault, owner);
    let buyer = keys::key("gated buyer", found).pubkey();
    let create = vault::create_share_account(&key, vault, &buyer);
    let reserve = address::rent_reserve(vault);
    let fill = solana_system_interface::instruction::transfer(&key, &reserve, 10_000_000);
    bench.prepare(&[create, fill], &[base]).await?;
    let shares = ShareMint {
        vault: *vault,
        gated: true,
    };
    let [from, to] = [key, buyer].map(|owner| address::share_account(vault, &owner));
    let sale = vault::transfer_shares(&key, shares, &from, &to, SHARE_UNITS / 5);
    bench
        .measure("vault/hook@gated_streaming_new_receiver", base, &[], sale)
        .await
}
