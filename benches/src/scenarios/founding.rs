//! From nothing to a sealed vault.

use anyhow::Result;
use provenue_client::{
    address,
    flows::mint::SHARE_UNITS,
    instructions::vault,
    solana::{Address, Keypair, Signer},
    token::{NewMint, create_ata},
};
use provenue_tests::share_name;

use crate::{bench::Bench, first_try, keys};

/// Measures each instruction that a vault's creation takes, in their order.
pub async fn measure(bench: &mut Bench) -> Result<()> {
    let base = keys::key("founder", first_try::vault);
    let base = bench.enrich(base).await?;
    let key = base.pubkey();
    let vault = address::vault(&key);

    let create = vault::create_vault(&key, &key, &key, &share_name(), Default::default());
    bench
        .measure("vault/create_vault", &base, &[], create)
        .await?;
    let list = vault::initialize_extra_account_metas(&key, &vault);
    bench
        .measure("vault/initialize_extra_account_metas", &base, &[], list)
        .await?;

    for (name, label, new) in [
        ("vault/add_currency", "spl", NewMint::spl(6)),
        (
            "vault/add_currency@token_2022_fee",
            "token_2022_fee",
            NewMint::with_fee(6, 100),
        ),
    ] {
        let label = format!("founder {label}");
        let currency = bench.currency(&label, &vault, new).await?;
        let treasury = create_ata(&bench.world.payer.pubkey(), &vault, &currency);
        bench.prepare(&[treasury], &[]).await?;
        let add = vault::add_currency(&key, &vault, &currency);
        bench.measure(name, &base, &[], add).await?;
    }

    let found = |owner: &Address| first_try::position(&vault, owner);
    let found_later = |owner: &Address| first_try::position_at_second(&vault, owner);
    let (holder, other) = (
        keys::key("first holder", found),
        keys::key("other holder", found_later),
    );
    open(bench, "vault/open_position", &base, &vault, &holder).await?;
    let second_try = "vault/open_position@second_try";
    open(bench, second_try, &base, &vault, &other).await?;

    let account = address::share_account(&vault, &holder.pubkey());
    let issue = vault::issue_shares(&key, &vault, &account, SHARE_UNITS);
    bench
        .measure("vault/issue_shares", &base, &[], issue)
        .await?;
    let seal = vault::seal(&key, &vault);
    bench.measure("vault/seal", &base, &[], seal).await?;
    let hand_over = vault::set_authority(&key, &holder.pubkey());
    bench
        .measure("vault/set_authority", &base, &[], hand_over)
        .await
}

async fn open(
    bench: &mut Bench,
    name: &str,
    payer: &Keypair,
    vault: &Address,
    owner: &Keypair,
) -> Result<()> {
    let (payer_key, owner) = (payer.pubkey(), owner.pubkey());
    let create = vault::create_share_account(&payer_key, vault, &owner);
    bench.prepare(&[create], &[payer]).await?;
    let account = address::share_account(vault, &owner);
    let open = vault::open_position(&payer_key, vault, &account);
    bench.measure(name, payer, &[], open).await
}
