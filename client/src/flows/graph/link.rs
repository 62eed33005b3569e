//! Making vaults owe each other.

use provenue_accounting::UpstreamRate;
use solana_address::Address;

use crate::{
    address,
    error::{ClientError, Result},
    flows::plan::{Action, Step, execute},
    instructions::upstream::{LinkSigners, inherit_upstream, link_upstream},
    ledger::{Ledger, SignerRef},
    state::{self, Upstream, Vault},
};

/// What a vault is to owe another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// Whom.
    pub parent: Address,
    /// How much.
    pub rate: UpstreamRate,
}

/// Makes the unsealed vault `child` owe the sealed `link.parent`, and all that the parent owes by
/// absolute parts. The child's `authority` and `licensor`, the parent's base or authority, sign;
/// `payer` pays the rent. A job that was interrupted goes on where it stopped.
///
/// # Errors
/// [`ClientError::Precondition`] when the two are linked at another rate; else what a transaction
/// meets.
pub async fn link<L: Ledger>(
    ledger: &L,
    payer: SignerRef<'_>,
    authority: SignerRef<'_>,
    licensor: SignerRef<'_>,
    child: &Address,
    link: &Link,
) -> Result<Vec<Step>> {
    let signers = LinkSigners {
        payer: payer.pubkey(),
        authority: authority.pubkey(),
        licensor: licensor.pubkey(),
    };
    let actions = link_actions(ledger, &signers, child, link).await?;
    execute(ledger, payer, &[authority, licensor], &[], &actions).await
}

/// What is missing until `child` owes what `link` says; the child may be yet to be made.
///
/// # Errors
/// As [`link`].
pub async fn link_actions<L: Ledger>(
    ledger: &L,
    signers: &LinkSigners,
    child: &Address,
    link: &Link,
) -> Result<Vec<Action>> {
    let parent = &link.parent;
    let edge_address = address::upstream(child, parent);
    let edge: Option<Upstream> = state::find(ledger, &edge_address).await?;
    let linked = edge.filter(|edge| edge.linked.get());
    let mut actions = Vec::new();
    if let Some(edge) = &linked {
        check_rate(&edge.rate(), link)?;
    } else {
        let says = format!("linked {child} to {parent}");
        let instruction = link_upstream(signers, child, parent, link.rate);
        actions.push(Action::new(says, instruction).creating("upstream edge", edge_address));
    }
    actions.extend(inherit_actions(ledger, &signers.payer, child, parent).await?);
    Ok(actions)
}

/// What is missing until `child`, which is linked to `parent` by then, has inherited all that the parent
/// owes by absolute parts.
pub(in crate::flows) async fn inherit_actions<L: Ledger>(
    ledger: &L,
    payer: &Address,
    child: &Address,
    parent: &Address,
) -> Result<Vec<Action>> {
    let edge: Option<Upstream> = state::find(ledger, &address::upstream(child, parent)).await?;
    let linked = edge.filter(|edge| edge.linked.get());
    let done = linked.map_or(0, |edge| edge.inherited.get());
    let vault: Vault = state::fetch(ledger, parent).await?;
    let mut actions = Vec::new();
    if vault.absolute_edges.get() > done {
        let mut above = state::upstream_of(ledger, parent).await?;
        above.retain(|(_, edge)| edge.absolute_bps.get() > 0 && edge.absolute_index.get() >= done);
        above.sort_by_key(|(_, edge)| edge.absolute_index.get());
        for (_, edge) in above {
            let ancestor = edge.parent;
            let inherit = inherit_upstream(payer, child, parent, &ancestor);
            let says = format!("inherited what {parent} owes {ancestor}");
            let edge = address::upstream(child, &ancestor);
            actions.push(Action::new(says, inherit).creating("upstream edge", edge));
        }
    }
    Ok(actions)
}

/// Whether an edge is what `link` asks for. Its absolute part may have grown by inheritance since.
fn check_rate(found: &UpstreamRate, link: &Link) -> Result<()> {
    let asked = link.rate;
    if found.relative_bps == asked.relative_bps && found.absolute_bps >= asked.absolute_bps {
        return Ok(());
    }
    Err(ClientError::Precondition(format!(
        "the two vaults are linked already, at {} bps relative and {} bps absolute: a link cannot be \
         changed",
        found.relative_bps, found.absolute_bps
    )))
}
