//! From a work to an asset with a vault and shares.

use provenue_registry::AssetDetails;
use solana_address::Address;

use super::{
    plan::{Action, Step, execute},
    shares::opening,
};
use crate::{
    address,
    error::{ClientError, Result},
    instructions::{
        registry,
        vault::{self, ShareName},
    },
    ledger::{Ledger, SignerRef},
    state::{self, Asset, Position, ProgramState, Vault, VaultOptions, present},
    token::{MintInfo, create_ata},
};

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
/// A job that was interrupted goes on where it stopped.
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
    if let Some(shares) = &work.shares {
        check_allocation(&shares.allocation)?;
    }
    let (payer_key, owner_key) = (payer.pubkey(), owner.pubkey());
    let claims = state::claims(ledger, &work.details.content_id).await?;
    let mut actions = Vec::new();
    let own = claims.iter().find(|(_, claim)| claim.owner == owner_key);
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
    if let Some(shares) = &work.shares {
        let claim = own.map(|(_, claim)| claim);
        actions.extend(share_actions(ledger, &payer_key, &owner_key, &asset, claim, shares).await?);
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

/// What is missing until the vault is sealed.
async fn share_actions<L: Ledger>(
    ledger: &L,
    payer: &Address,
    owner: &Address,
    asset: &Address,
    claim: Option<&Asset>,
    shares: &NewShares,
) -> Result<Vec<Action>> {
    let address = address::vault(asset);
    let vault: Option<Vault> = match claim {
        Some(claim) if claim.has_vault() => Some(state::fetch(ledger, &address).await?),
        _ => None,
    };
    if vault.as_ref().is_some_and(Vault::is_sealed) {
        return Ok(Vec::new());
    }
    let mut actions = Vec::new();
    if vault.is_none() {
        let open = registry::open_vault(payer, owner, asset, &shares.name, shares.options);
        let action = Action::new("opened its vault, and the mint of its 100 shares", open)
            .creating("vault", address)
            .creating("share mint", address::share_mint(&address));
        actions.push(action);
    }
    let metas = address::extra_account_metas(&address::share_mint(&address));
    if present(ledger.account(&metas).await?).is_none() {
        let list = vault::initialize_extra_account_metas(payer, &address);
        let says = "told wallets how to transfer the shares";
        actions.push(Action::new(says, list).creating("transfer account list", metas));
    }
    for currency in &shares.currencies {
        let known = vault
            .as_ref()
            .map(|vault| vault.currency_index(&currency.address));
        if !matches!(known, Some(Ok(_))) {
            actions.push(currency_action(payer, owner, &address, currency));
        }
    }
    let known = positions(ledger, &address, &shares.allocation).await?;
    if let Some(vault) = &vault {
        check_issued(&address, vault, &shares.allocation, &known)?;
    }
    actions.extend(issue_actions(
        payer,
        owner,
        &address,
        &shares.allocation,
        &known,
    ));
    let says = "sealed the vault: there will never be more shares";
    actions.push(Action::new(says, vault::seal(owner, &address)));
    Ok(actions)
}

/// Opens a treasury and adds its currency; `payer` pays, the vault's `authority` signs.
#[must_use]
pub fn currency_action(
    payer: &Address,
    authority: &Address,
    vault: &Address,
    currency: &MintInfo,
) -> Action {
    let says = format!("opened a treasury for {}", currency.label());
    Action::new(says, create_ata(payer, vault, currency))
        .then(vault::add_currency(authority, vault, currency))
        .creating("treasury", currency.ata(vault))
}

/// What a holder of the allocation has.
struct Known {
    /// Whether there is a share token account.
    account: bool,
    position: Option<Position>,
}

impl Known {
    fn issued(&self) -> u64 {
        self.position
            .as_ref()
            .map_or(0, |position| position.units.get())
    }
}

/// What the holders of the allocation have, in its order.
async fn positions<L: Ledger>(
    ledger: &L,
    vault: &Address,
    allocation: &[(Address, u64)],
) -> Result<Vec<Known>> {
    let accounts = allocation
        .iter()
        .map(|(holder, _)| address::share_account(vault, holder));
    let accounts: Vec<_> = accounts
        .flat_map(|account| [account, address::position(&account)])
        .collect();
    let found = ledger.accounts(&accounts).await?;
    let mut found = accounts.into_iter().zip(found.into_iter().map(present));
    let mut all = Vec::with_capacity(allocation.len());
    while let (Some((_, account)), Some((address, position))) = (found.next(), found.next()) {
        let position = position.map(|position| Position::decode(address, &position));
        all.push(Known {
            account: account.is_some(),
            position: position.transpose()?,
        });
    }
    Ok(all)
}

/// Whether a vault that is not sealed yet has issued to the holders of the allocation what they hold,
/// and no more than it gives them: else nobody can tell what is missing.
fn check_issued(
    address: &Address,
    vault: &Vault,
    allocation: &[(Address, u64)],
    known: &[Known],
) -> Result<()> {
    for ((holder, units), known) in allocation.iter().zip(known) {
        if known.issued() > *units {
            return Err(ClientError::Precondition(format!(
                "{holder} was issued {} share units already, and is to get {units}: register the \
                 work with the allocation it was begun with",
                known.issued()
            )));
        }
    }
    let held: u64 = known.iter().map(Known::issued).sum();
    let issued = vault.issued_units.get();
    if held != issued {
        return Err(ClientError::Precondition(format!(
            "vault {address} has issued {issued} share units, and the holders of this allocation \
             have {held}: shares were burned, or issued otherwise, before the seal. Register the \
             work with the allocation it was begun with; if that was this one, issue the {} units \
             that were never issued with the vault's own `issue_shares`, and then `seal` it",
            SHARE_UNITS.saturating_sub(issued)
        )));
    }
    Ok(())
}

/// Brings every holder of the allocation from what is known of them to what it gives them.
fn issue_actions(
    payer: &Address,
    authority: &Address,
    vault: &Address,
    allocation: &[(Address, u64)],
    known: &[Known],
) -> Vec<Action> {
    let mut actions = Vec::new();
    for ((holder, units), known) in allocation.iter().zip(known) {
        let missing = units.saturating_sub(known.issued());
        if missing == 0 {
            continue;
        }
        let position = known.position.is_some();
        actions.extend(opening(payer, vault, holder, known.account, position));
        let account = address::share_account(vault, holder);
        let shares = crate::Amount::new(missing, SHARE_DECIMALS);
        let says = format!("issued {shares} shares to {holder}");
        let issue = vault::issue_shares(authority, vault, &account, missing);
        actions.push(Action::new(says, issue));
    }
    actions
}

fn check_allocation(allocation: &[(Address, u64)]) -> Result<()> {
    let total: u128 = allocation.iter().map(|(_, units)| u128::from(*units)).sum();
    if total != u128::from(SHARE_UNITS) {
        return Err(ClientError::Precondition(format!(
            "the shares given out are {total} units, and must be {SHARE_UNITS} (100 shares)"
        )));
    }
    let mut owners: Vec<_> = allocation.iter().map(|(owner, _)| owner).collect();
    owners.sort_unstable();
    if let Some(twice) = owners.windows(2).find(|pair| pair[0] == pair[1]) {
        return Err(ClientError::Precondition(format!(
            "{} is given shares twice: add them up",
            twice[0]
        )));
    }
    if let Some((owner, _)) = allocation.iter().find(|(_, units)| *units == 0) {
        return Err(ClientError::Precondition(format!(
            "{owner} is given no shares: leave it out"
        )));
    }
    Ok(())
}
