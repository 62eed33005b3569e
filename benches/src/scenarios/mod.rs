//! What is measured, one file a part of the programs' life.

mod attestations;
mod control;
mod crowd;
mod founding;
mod lifecycle;
mod logs;
mod money;
mod nfts;
mod shares;
mod upstream;
mod works;
mod wrapped;

use anyhow::Result;
use provenue_client::EmbeddedLedger;

use crate::bench::{Bench, Rows};

/// Measures every instruction, on an empty ledger.
pub async fn measure(ledger: EmbeddedLedger) -> Result<Rows> {
    let mut bench = Bench::new(ledger).await?;
    founding::measure(&mut bench).await?;
    money::measure(&mut bench).await?;
    shares::measure(&mut bench).await?;
    upstream::measure(&mut bench).await?;
    works::measure(&mut bench).await?;
    crowd::measure(&mut bench).await?;
    control::measure(&mut bench).await?;
    wrapped::measure(&mut bench).await?;
    attestations::measure(&mut bench).await?;
    logs::measure(&mut bench).await?;
    lifecycle::measure(&mut bench).await?;
    nfts::measure(&mut bench).await?;
    Ok(bench.rows)
}
