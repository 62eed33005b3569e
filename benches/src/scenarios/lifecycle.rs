//! What becomes of works after they are registered.

use anyhow::Result;
use provenue_client::{
    RevocationReason, address,
    instructions::{lifecycle, registry},
    solana::Signer,
};
use provenue_tests::details;

use crate::{bench::Bench, first_try, keys};

/// A work's metadata changes and freezes, a second work replaces it and is taken back.
pub async fn measure(bench: &mut Bench) -> Result<()> {
    let owner = bench.person("author").await?;
    let key = owner.pubkey();
    let mut works = Vec::new();
    for label in ["version 1", "version 2"] {
        let content = keys::key(label, first_try::work).pubkey().to_bytes();
        let register = registry::register_asset(&key, &key, 0, &details(content));
        bench.prepare_paid(&owner, vec![register]).await?;
        works.push(address::asset(&content, 0));
    }
    let (old, new) = (&works[0], &works[1]);
    for (name, instruction) in [
        (
            "registry/update_metadata",
            lifecycle::update_metadata(&key, old, &[9; 32]),
        ),
        (
            "registry/freeze_metadata",
            lifecycle::freeze_metadata(&key, old),
        ),
        ("registry/supersede", lifecycle::supersede(&key, old, new)),
        (
            "registry/revoke_asset",
            lifecycle::revoke_asset(&key, new, RevocationReason::Harmful),
        ),
    ] {
        bench.measure(name, &owner, &[], instruction).await?;
    }
    Ok(())
}
