//! From a work to an asset with a vault and shares.

use provenue_registry::AssetDetails;
use solana_address::Address;

use super::{
    derivation::{LinkKeys, NewIngredient, link_actions},
    plan::{Action, Step, execute},
    vault::{Making, check_allocation},
};
use crate::{
    address,
    error::{ClientError, Result},
    instructions::{Owner, registry, vault::ShareName},
    ledger::{Ledger, SignerRef},
    state::{self, Asset, Vault, VaultOptions},
    token::MintInfo,
};

pub use super::vault::currency_action;

/// Share units of every vault, and decimals of a whole share.
pub use provenue_accounting::{SHARE_DECIMALS, SHARE_UNITS};

/// A work to be registered.
#[derive(Clone, Debug)]
pub struct NewWork {
    /// What it is and how it was made.
    pub details: AssetDetails,
    /// Its shares, if it is to have a vault.
    pub shares: Option<NewShares>,
}

/// The shares of a work to be registered.
#[derive(Clone, Debug)]
pub struct NewShares {
    /// What they are called.
    pub name: ShareName,
    /// What its vault is for its whole life.
    pub options: VaultOptions,
    /// Currencies that revenue can come in, up to four.
    pub currencies: Vec<MintInfo>,
    /// Who gets how many units; [`SHARE_UNITS`] together.
    pub allocation: Vec<(Address, u64)>,
}

/// A work that is registered.
#[derive(Clone, Debug)]
pub struct Minted {
    /// Its asset.
    pub asset: Address,
    /// The number of this claim on the content.
    pub claim_index: u16,
    /// Its vault, if it has one.
    pub vault: Option<Address>,
    /// The transactions it took.
    pub steps: Vec<Step>,
}

/// Registers a work for `owner`, opens its vault, issues all its shares and seals it. `payer` pays.
/// A job that was interrupted goes on where it stopped; a claim that `owner` revoked is not gone on with,
/// the work is claimed anew.
///
/// # Errors
/// [`ClientError::Precondition`] when `owner` has registered the work already, the allocation is not
/// of all shares, or an interrupted job issued other shares; else what a transaction meets.
pub async fn mint<L: Ledger>(
    ledger: &L,
    payer: SignerRef<'_>,
    owner: SignerRef<'_>,
    work: &NewWork,
) -> Result<Minted> {
    mint_from(ledger, payer, owner, work, &[]).await
}

/// [`mint`], of a work that was made from others: it is linked to them before its vault is sealed. Those
/// by which the parent's owner agrees must be the owner's own.
///
/// # Errors
/// As [`mint`] and [`super::derivation::link`].
pub async fn mint_from<L: Ledger>(
    ledger: &L,
    payer: SignerRef<'_>,
    owner: SignerRef<'_>,
    work: &NewWork,
    ingredients: &[NewIngredient],
) -> Result<Minted> {
    if let Some(shares) = &work.shares {
        check_allocation(&shares.allocation)?;
    }
    let (payer_key, owner_key) = (payer.pubkey(), owner.pubkey());
    let claims = state::claims(ledger, &work.details.content_id).await?;
    let mut actions = Vec::new();
    let mut claims_of_owner = claims.iter().filter(|(_, claim)| claim.owner == owner_key);
    let own = claims_of_owner.find(|(_, claim)| !claim.is_revoked());
    let (asset, claim_index) = match own {
        Some((asset, claim)) => (*asset, claim.claim_index.get()),
        None => {
            let index = u16::try_from(claims.len()).map_err(|_| {
                ClientError::Precondition("this work has 65,536 claims: no more fit".to_owned())
            })?;
            let asset = address::asset(&work.details.content_id, index);
            let register = registry::register_asset(&payer_key, &owner_key, index, &work.details);
            let says = format!("registered the work as claim {index}");
            actions.push(Action::new(says, register).creating("asset", asset));
            (asset, index)
        }
    };
    let keys = LinkKeys {
        payer: payer_key,
        owner: owner_key,
        licensor: None,
    };
    let mut links = Vec::new();
    for ingredient in ingredients {
        links.extend(link_actions(ledger, &keys, &asset, ingredient).await?);
    }
    match &work.shares {
        Some(shares) => {
            let claim = own.map(|(_, claim)| claim);
            let shares = share_actions(ledger, &keys, &asset, claim, links, shares).await?;
            actions.extend(shares);
        }
        None => actions.extend(links),
    }
    if actions.is_empty() {
        return Err(ClientError::Precondition(format!(
            "you have registered this work already: it is asset {asset}"
        )));
    }
    let steps = execute(ledger, payer, &[owner], &[], &actions).await?;
    let vault = work.shares.as_ref().map(|_| address::vault(&asset));
    Ok(Minted {
        asset,
        claim_index,
        vault,
        steps,
    })
}

/// What is missing until the vault is sealed, `links` to ingredients among it.
async fn share_actions<L: Ledger>(
    ledger: &L,
    keys: &LinkKeys,
    asset: &Address,
    claim: Option<&Asset>,
    links: Vec<Action>,
    shares: &NewShares,
) -> Result<Vec<Action>> {
    let address = address::vault(asset);
    let vault: Option<Vault> = match claim {
        Some(claim) if claim.has_vault() => Some(state::fetch(ledger, &address).await?),
        _ => None,
    };
    let LinkKeys { payer, owner, .. } = keys;
    let acting = claim.map_or(Owner::from(owner), |claim| Owner::of(claim, owner));
    let open = registry::open_vault(payer, acting, asset, &shares.name, shares.options);
    let making = Making {
        payer: *payer,
        authority: *owner,
        address,
        vault,
    };
    making.actions(ledger, open, links, shares).await
}
