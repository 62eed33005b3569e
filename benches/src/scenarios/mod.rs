//! What is measured, one file a part of the programs' life.

mod crowd;
mod founding;
mod money;
mod shares;
mod works;

use anyhow::Result;

use crate::bench::{Bench, Rows};

/// Measures every instruction.
pub async fn measure() -> Result<Rows> {
    let mut bench = Bench::new().await?;
    founding::measure(&mut bench).await?;
    money::measure(&mut bench).await?;
    shares::measure(&mut bench).await?;
    works::measure(&mut bench).await?;
    crowd::measure(&mut bench).await?;
    Ok(bench.rows)
}
