//! Linking a work to what it was made from.

use provenue_registry::{DerivativeRate, Relation};
use solana_address::Address;

use crate::{
    address,
    error::{ClientError, Result},
    flows::{
        graph::inherit_actions,
        plan::{Action, Step, execute},
    },
    instructions::{
        Owner,
        derivation::{IngredientLink, LinkRight, link_ingredient},
        nft,
        registry::{Purchase, buy_license},
    },
    ledger::{Ledger, SignerRef},
    state::{self, Asset, Ingredient, License, Terms},
    token::{MintInfo, WRAPPED_SOL},
};

/// A work that another is to be linked to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewIngredient {
    /// Its asset.
    pub parent: Address,
    /// How it is part of the other.
    pub relation: Relation,
    /// What gives the right.
    pub right: Right,
}

/// What gives the right to a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Right {
    /// A licence under these terms, which the child's owner holds, or gets at once where it is free.
    License(Address),
    /// The parent's owner, who signs and agrees to this.
    Agreed(DerivativeRate),
}

/// Links the work `child` of `owner` to one that it was made from. Where something is owed for it, the
/// child's vault must not be sealed; what the parent owes by absolute parts is inherited. `licensor` is
/// the parent's owner, where it is they who agree; `payer` pays. A job that was interrupted goes on
/// where it stopped.
///
/// # Errors
/// [`ClientError::Precondition`] when the two are linked already, or there is no licence that is good
/// now and allows it; else what a transaction meets.
pub async fn link<L: Ledger>(
    ledger: &L,
    payer: SignerRef<'_>,
    owner: SignerRef<'_>,
    licensor: Option<SignerRef<'_>>,
    child: &Address,
    ingredient: &NewIngredient,
) -> Result<Vec<Step>> {
    let keys = LinkKeys {
        payer: payer.pubkey(),
        owner: owner.pubkey(),
        licensor: licensor.map(|licensor| licensor.pubkey()),
    };
    let actions = link_actions(ledger, &keys, child, ingredient).await?;
    if actions.is_empty() {
        let parent = ingredient.parent;
        return Err(ClientError::Precondition(format!(
            "asset {child} is linked to {parent} already"
        )));
    }
    let signers: Vec<_> = [owner].into_iter().chain(licensor).collect();
    execute(ledger, payer, &signers, &[], &actions).await
}

/// Who signs a link.
pub(in crate::flows) struct LinkKeys {
    pub(in crate::flows) payer: Address,
    pub(in crate::flows) owner: Address,
    pub(in crate::flows) licensor: Option<Address>,
}

/// What is missing until `child`, which may be yet to be registered, is linked.
pub(in crate::flows) async fn link_actions<L: Ledger>(
    ledger: &L,
    keys: &LinkKeys,
    child: &Address,
    ingredient: &NewIngredient,
) -> Result<Vec<Action>> {
    let parent = ingredient.parent;
    let linked = address::ingredient(child, &parent);
    let existing: Option<Ingredient> = state::find(ledger, &linked).await?;
    let mut actions = Vec::new();
    let rate = match existing {
        Some(existing) => existing.rate(),
        None => {
            let (taking, right) = right(ledger, keys, ingredient).await?;
            let asset: Option<Asset> = state::find(ledger, child).await?;
            let owner = asset.map_or(Owner::from(&keys.owner), |asset| {
                Owner::of(&asset, &keys.owner)
            });
            // The vault asks its authority, who may not have been recorded since the NFT was sold.
            if let (Some(asset), Some(holding)) = (asset, owner.holding)
                && asset.owner != owner.key
            {
                let sync = nft::sync_holder(&holding, child, asset.has_vault());
                actions.push(Action::new("recorded the NFT's holder as the owner", sync));
            }
            actions.extend(taking);
            let instruction = link_ingredient(&IngredientLink {
                payer: keys.payer,
                owner,
                child: *child,
                parent,
                relation: ingredient.relation,
                right,
            });
            let mut action = Action::new(format!("linked the work to {parent}"), instruction)
                .creating("ingredient", linked);
            let [from, to] = [child, &parent].map(address::vault);
            let edge = address::upstream(&from, &to);
            if !right.rate().is_zero() {
                action = action.creating("upstream edge", edge);
            }
            actions.push(action);
            right.rate()
        }
    };
    if rate != DerivativeRate::default() {
        let [child, parent] = [child, &parent].map(address::vault);
        actions.extend(inherit_actions(ledger, &keys.payer, &child, &parent).await?);
    }
    Ok(actions)
}

/// What gives the right on chain, and what must be done before.
async fn right<L: Ledger>(
    ledger: &L,
    keys: &LinkKeys,
    ingredient: &NewIngredient,
) -> Result<(Option<Action>, LinkRight)> {
    let terms_address = match ingredient.right {
        Right::Agreed(rate) => {
            let licensor = keys.licensor.unwrap_or(keys.owner);
            let parent: Asset = state::fetch(ledger, &ingredient.parent).await?;
            // Who holds the NFT of a work is for the program to see.
            if parent.owner != licensor && !parent.is_wrapped() {
                return Err(ClientError::Precondition(format!(
                    "asset {} belongs to {}, who must sign, or sell a licence that allows derivatives",
                    ingredient.parent, parent.owner
                )));
            }
            let licensor = Owner::of(&parent, &licensor);
            return Ok((None, LinkRight::Agreed { licensor, rate }));
        }
        Right::License(terms) => terms,
    };
    let terms: Terms = state::fetch(ledger, &terms_address).await?;
    let Some(rate) = terms.derivatives() else {
        return Err(ClientError::Precondition(format!(
            "terms {terms_address} allow no derivatives"
        )));
    };
    let right = LinkRight::License {
        terms: terms_address,
        rate,
    };
    let address = address::license(&terms_address, &keys.owner);
    let license: Option<License> = state::find(ledger, &address).await?;
    let now = ledger.unix_time().await?;
    if license.is_some_and(|license| license.is_valid_at(now)) {
        return Ok((None, right));
    }
    if terms.price.get() > 0 || !terms.is_active() {
        let owner = keys.owner;
        return Err(ClientError::Precondition(format!(
            "{owner} holds no licence under terms {terms_address} that is good now: buy one first"
        )));
    }
    let purchase = Purchase {
        payer: keys.payer,
        buyer: keys.owner,
        licensee: keys.owner,
        max_price: 0,
    };
    // The currency of free terms is not looked at, and need not exist.
    let currency = MintInfo::fetch(ledger, &WRAPPED_SOL).await?;
    let take = buy_license(&purchase, &terms.asset, &terms_address, &currency);
    let mut action = Action::new("took a free licence", take);
    if license.is_none() {
        action = action.creating("licence", address);
    }
    Ok((Some(action), right))
}
