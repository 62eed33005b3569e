//! Shares that change hands.

use anyhow::Result;
use provenue_client::{
    address,
    flows::mint::SHARE_UNITS,
    instructions::vault,
    solana::{Address, Signer},
    token::NewMint,
};

use crate::{bench::Bench, first_try, keys, scene::Scene};

/// Measures the hook inside real transfers, and the closing of the position that is left empty.
pub async fn measure(bench: &mut Bench) -> Result<()> {
    let one = [NewMint::spl(6)];
    let scene = Scene::new(bench, "sale", &one).await?;
    sell(bench, "vault/hook", &scene).await?;
    sell_to_second_try(bench, &scene).await?;
    close(bench, &scene).await?;

    let four = [NewMint::spl(6); 4];
    let scene = Scene::new(bench, "sale of 4", &four).await?;
    sell(bench, "vault/hook@4_currencies", &scene).await?;
    sell_to_newcomer(bench, &scene).await
}

/// A transfer to one who has never heard of us: the hook makes the position from the rent reserve.
async fn sell_to_newcomer(bench: &mut Bench, scene: &Scene) -> Result<()> {
    let found = |owner: &Address| first_try::position(&scene.vault, owner);
    let buyer = keys::key("newcomer", found).pubkey();
    let (seller, from) = (scene.holder.pubkey(), scene.shares_of(&scene.holder));
    let create = vault::create_share_account(&seller, &scene.vault, &buyer);
    let reserve = address::rent_reserve(&scene.vault);
    let fill = solana_system_interface::instruction::transfer(&seller, &reserve, 10_000_000);
    bench.prepare(&[create, fill], &[&scene.holder]).await?;
    let to = address::share_account(&scene.vault, &buyer);
    let sale = vault::transfer_shares(&seller, &scene.vault, &from, &to, SHARE_UNITS / 5);
    let name = "vault/hook@new_receiver";
    bench.measure(name, &scene.holder, &[], sale).await
}

/// A transfer between two who both earned since they were last settled.
async fn sell(bench: &mut Bench, name: &str, scene: &Scene) -> Result<()> {
    let first = scene.sale(SHARE_UNITS / 5);
    bench.prepare(&[first], &[&scene.holder]).await?;
    scene.earn(bench).await?;
    let second = scene.sale(SHARE_UNITS / 5);
    bench.measure(name, &scene.holder, &[], second).await
}

/// A transfer to one whose position Token-2022 finds at the second try only.
async fn sell_to_second_try(bench: &mut Bench, scene: &Scene) -> Result<()> {
    let found = |owner: &Address| first_try::position_at_second(&scene.vault, owner);
    let buyer = keys::key("second try", found).pubkey();
    let account = bench.world.open_position(&scene.vault, &buyer).await;
    scene.earn(bench).await?;
    let (seller, from) = (scene.holder.pubkey(), scene.shares_of(&scene.holder));
    let units = SHARE_UNITS / 5;
    let sale = vault::transfer_shares(&seller, &scene.vault, &from, &account, units);
    let name = "vault/hook@second_try";
    bench.measure(name, &scene.holder, &[], sale).await
}

/// The holder sells everything, is paid, and closes the position, of whose earnings a fraction below
/// one base unit is left to all holders.
async fn close(bench: &mut Bench, scene: &Scene) -> Result<()> {
    let rest = scene.sale(SHARE_UNITS / 5 * 2);
    let claim = scene.claim(&scene.currencies[0]);
    bench.prepare(&[rest, claim], &[&scene.holder]).await?;
    let (owner, rent_payer) = (scene.holder.pubkey(), bench.world.payer.pubkey());
    let account = scene.shares_of(&scene.holder);
    let close = vault::close_position(&owner, &scene.vault, &account, &rent_payer);
    bench
        .measure("vault/close_position", &scene.holder, &[], close)
        .await
}
