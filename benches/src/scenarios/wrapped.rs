//! Wrapped shares.

use anyhow::Result;
use provenue_client::{
    address,
    flows::mint::SHARE_UNITS,
    instructions::wrapper::{create_wrapper, unwrap, wrap},
    solana::{Address, Signer},
    token::{MintInfo, NewMint},
};

use crate::{bench::Bench, first_try, keys, scene::Scene};

/// Measures a wrapper's making, and shares that go into it and out again, of which both sides have
/// earned since they were last settled.
pub async fn measure(bench: &mut Bench) -> Result<()> {
    let scene = Scene::new(bench, "wrapped", &[NewMint::spl(6)]).await?;
    let (vault, holder) = (scene.vault, scene.holder.pubkey());
    let found = |beneficiary: &Address| first_try::wrapper(&vault, beneficiary);
    let beneficiary = keys::key("beneficiary", found).pubkey();
    let create = create_wrapper(&holder, &vault, &beneficiary);
    bench
        .measure("wrapper/create_wrapper", &scene.holder, &[], create)
        .await?;

    let mint = address::wrapped_mint(&address::wrapper(&vault, &beneficiary));
    let mint = MintInfo::fetch(&bench.world.ledger, &mint).await?;
    bench.world.open_account(&holder, &mint).await;
    let (shares, wrapped) = (scene.shares_of(&scene.holder), mint.ata(&holder));
    let units = SHARE_UNITS / 5;
    let into = wrap(&holder, &vault, &beneficiary, &shares, &wrapped, units);
    let first = std::slice::from_ref(&into);
    bench.prepare(first, &[&scene.holder]).await?;
    scene.earn(bench).await?;
    bench
        .measure("wrapper/wrap", &scene.holder, &[], into)
        .await?;
    scene.earn(bench).await?;
    let out = unwrap(&holder, &vault, &beneficiary, &wrapped, &shares, units);
    bench
        .measure("wrapper/unwrap", &scene.holder, &[], out)
        .await
}
