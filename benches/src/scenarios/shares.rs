//! Shares that change hands.

use anyhow::Result;
use provenue_client::{
    flows::mint::SHARE_UNITS, instructions::vault, solana::Signer, token::NewMint,
};

use crate::{bench::Bench, scene::Scene};

/// Measures the hook inside real transfers, and the closing of the position that is left empty.
pub async fn measure(bench: &mut Bench) -> Result<()> {
    let one = [NewMint::spl(6)];
    let scene = Scene::new(bench, "sale", &one).await?;
    sell(bench, "vault/hook", &scene).await?;
    close(bench, &scene).await?;

    let four = [NewMint::spl(6); 4];
    let scene = Scene::new(bench, "sale of 4", &four).await?;
    sell(bench, "vault/hook@4_currencies", &scene).await
}

/// A transfer between two who both earned since they were last settled.
async fn sell(bench: &mut Bench, name: &str, scene: &Scene) -> Result<()> {
    let first = scene.sale(SHARE_UNITS / 5);
    bench.prepare(&[first], &[&scene.holder]).await?;
    scene.earn(bench).await?;
    let second = scene.sale(SHARE_UNITS / 5);
    bench.measure(name, &scene.holder, &[], second).await
}

/// The holder sells everything, is paid, and closes the position, of whose earnings a fraction below
/// one base unit is left to all holders.
async fn close(bench: &mut Bench, scene: &Scene) -> Result<()> {
    let rest = scene.sale(SHARE_UNITS / 5 * 3);
    let claim = scene.claim(&scene.currencies[0]);
    bench.prepare(&[rest, claim], &[&scene.holder]).await?;
    let (owner, rent_payer) = (scene.holder.pubkey(), bench.world.payer.pubkey());
    let account = scene.shares_of(&scene.holder);
    let close = vault::close_position(&owner, &scene.vault, &account, &rent_payer);
    bench
        .measure("vault/close_position", &scene.holder, &[], close)
        .await
}
