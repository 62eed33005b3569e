//! Logs of works: anchoring what they grew to, and making assets of their members.

use provenue_registry::AssetDetails;
use solana_address::Address;

use super::plan::{Action, Step, execute};
use crate::{
    address,
    error::{ClientError, Result},
    instructions::log::{
        Growth, Materialisation, ProvenLeaf, anchor_log, create_log, materialise as make_asset,
        prove_member,
    },
    ledger::{Ledger, SignerRef},
    state::{self, Log, LogAnchor, Member},
};

/// Anchors log `id` of `owner` at what it grew to since it was anchored last, and makes it where there is
/// none. `owner` signs and pays.
///
/// # Errors
/// What a transaction meets: among others when the log did not grow, or does not begin with what was
/// anchored.
pub async fn anchor<L: Ledger>(
    ledger: &L,
    owner: SignerRef<'_>,
    id: u64,
    growth: &Growth,
) -> Result<Vec<Step>> {
    let key = owner.pubkey();
    let address = address::log(&key, id);
    let log: Option<Log> = state::find(ledger, &address).await?;
    let mut actions = Vec::new();
    if log.is_none() {
        let create = create_log(&key, &key, id);
        actions.push(Action::new("made the log", create).creating("log", address));
    }
    let sequence = log.map_or(0, |log| log.anchors.get());
    let anchor = anchor_log(&key, &key, &address, sequence, growth);
    let says = format!("anchored the log with {} works", growth.size);
    let action = Action::new(says, anchor);
    actions.push(action.creating("anchor", address::log_anchor(&address, sequence)));
    execute(ledger, owner, &[], &[], &actions).await
}

/// The number of the first anchor that has leaf `index`, and the anchor; `None` when the log was not yet
/// anchored with it, or never made. It reads about log2 of the anchors.
///
/// # Errors
/// When the ledger cannot be reached.
pub async fn first_anchor<L: Ledger>(
    ledger: &L,
    log_address: &Address,
    index: u64,
) -> Result<Option<(u64, LogAnchor)>> {
    let log: Option<Log> = state::find(ledger, log_address).await?;
    let Some(log) = log.filter(|log| index < log.size.get()) else {
        return Ok(None);
    };
    // Sizes grow, so the first that is greater than the index is found by halving.
    let (mut low, mut high) = (0, log.anchors.get());
    while low < high {
        let middle = low + (high - low) / 2;
        let anchor: LogAnchor =
            state::fetch(ledger, &address::log_anchor(log_address, middle)).await?;
        if anchor.is_first_of(index) {
            return Ok(Some((middle, anchor)));
        }
        if anchor.size.get() <= index {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    Ok(None)
}

/// A member of a log that becomes an asset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewMember {
    /// The log.
    pub log: Address,
    /// The first anchor that has it, by [`first_anchor`].
    pub sequence: u64,
    /// The leaf, and its inclusion proof at that anchor's size.
    pub leaf: ProvenLeaf,
    /// Who owns the work.
    pub owner: Address,
    /// The work, as it was logged.
    pub details: AssetDetails,
}

/// A member that is an asset.
#[derive(Clone, Debug)]
pub struct Materialised {
    /// The asset.
    pub asset: Address,
    /// The transactions it took; none when it was one already.
    pub steps: Vec<Step>,
}

/// Makes an asset of a member of a log, registered when the log was anchored with it. `payer` pays;
/// `owner` signs where the work belongs to somebody else than the log. A job that was interrupted
/// goes on where it stopped.
///
/// # Errors
/// [`ClientError::Precondition`] when the owner should sign and does not; else what a transaction meets.
pub async fn materialise<L: Ledger>(
    ledger: &L,
    payer: SignerRef<'_>,
    owner: Option<SignerRef<'_>>,
    new: &NewMember,
) -> Result<Materialised> {
    let member_address = address::member(&new.log, new.leaf.index);
    let member: Option<Member> = state::find(ledger, &member_address).await?;
    if let Some(asset) = member.filter(Member::is_asset).map(|member| member.asset) {
        let steps = Vec::new();
        return Ok(Materialised { asset, steps });
    }
    let log: Log = state::fetch(ledger, &new.log).await?;
    let owner = owner.filter(|owner| owner.pubkey() == new.owner);
    let owner_signs = owner.is_some() || payer.pubkey() == new.owner;
    if !owner_signs && log.owner != new.owner {
        return Err(ClientError::Precondition(format!(
            "the work belongs to {}, who must sign: the log is another's",
            new.owner
        )));
    }
    let mut actions = Vec::new();
    if member.is_none() {
        let prove = prove_member(&payer.pubkey(), &new.log, new.sequence, &new.leaf);
        let action = Action::new("proved that the work is in the log", prove);
        actions.push(action.creating("member", member_address));
    }
    let claims = state::claims(ledger, &new.details.content_id).await?;
    let claim_index = u16::try_from(claims.len())
        .map_err(|_| ClientError::Precondition("65,536 claims on a content are all".to_owned()))?;
    let who = Materialisation {
        payer: payer.pubkey(),
        owner: new.owner,
        owner_signs,
    };
    let make = make_asset(&who, &new.log, new.leaf.index, claim_index, &new.details);
    let asset = address::asset(&new.details.content_id, claim_index);
    let says = format!("registered the work as claim {claim_index}, with its time in the log");
    actions.push(Action::new(says, make).creating("asset", asset));
    let signers: Vec<_> = owner.into_iter().collect();
    let steps = execute(ledger, payer, &signers, &[], &actions).await?;
    Ok(Materialised { asset, steps })
}
