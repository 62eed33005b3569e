//! `demo`: the whole story, on a ledger that begins and ends with it.

mod audit;
mod cast;
pub mod family;
mod picture;
mod story;
mod telling;

use provenue_client::EmbeddedLedger;

use self::{cast::Cast, story::Story, telling::Demo};
use crate::{args::DemoArgs, context::Context, failure::Result};

pub async fn run(context: &Context, args: &DemoArgs) -> Result<Demo> {
    let picture = picture::read(&context.printer, args.file.as_deref())?;
    let ledger = EmbeddedLedger::in_memory()?;
    let cast = Cast::gather(&ledger).await?;
    let mut story = Story::begin(&ledger, &cast, &picture)?;
    story.register().await?;
    story.verify().await?;
    story.offer().await?;
    story.license().await?;
    story.sell_shares().await?;
    story.earn_more().await?;
    story.pay_everybody().await?;
    let audit = audit::audit(&ledger, &story).await?;
    Ok(story.tell(audit))
}
