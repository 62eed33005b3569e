//! Making vaults: of works, and of anything else that earns.

use solana_address::Address;
use solana_instruction::Instruction;

use super::{
    graph::{Link, link_actions},
    mint::{NewShares, SHARE_DECIMALS, SHARE_UNITS},
    plan::{Action, Step, execute},
    shares::opening,
};
use crate::{
    address,
    error::{ClientError, Result},
    instructions::{control::create_gate, upstream::LinkSigners, vault},
    ledger::{Ledger, SignerRef},
    state::{self, Position, ProgramState, Vault, present},
    token::{MintInfo, create_ata},
};

/// What transfers of a gated vault's shares keep to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GateRules {
    /// No share moves before, in seconds since 1970; 0 for no lock-up.
    pub lock_until: i64,
    /// Most share units that an account may hold after it received some.
    pub max_units: u64,
}

/// A vault to be made.
pub struct NewVault<'a> {
    /// Its shares, its currencies, and what it is for its whole life.
    pub shares: NewShares,
    /// Its gate, where its options say that it has one; anything goes without.
    pub gate: Option<GateRules>,
    /// What it owes, and who agrees to each: the parent's base or authority.
    pub links: Vec<(SignerRef<'a>, Link)>,
}

/// Makes the vault of `base`, who becomes its authority too: to split any income. All its shares are
/// issued and it is sealed. `payer` pays. A job that was interrupted goes on where it stopped.
///
/// # Errors
/// [`ClientError::Precondition`] when the vault is sealed already, the allocation is not of all
/// shares, a gate is given to a vault without one, or an interrupted job issued other shares; else
/// what a transaction meets.
pub async fn new_vault<L: Ledger>(
    ledger: &L,
    payer: SignerRef<'_>,
    base: SignerRef<'_>,
    new: &NewVault<'_>,
) -> Result<(Address, Vec<Step>)> {
    let shares = &new.shares;
    check_allocation(&shares.allocation)?;
    if new.gate.is_some() && !shares.options.gated {
        return Err(ClientError::Precondition(
            "a gate is given for a vault that is not gated: say so in its options".to_owned(),
        ));
    }
    let (payer_key, key) = (payer.pubkey(), base.pubkey());
    let address = address::vault(&key);
    let making = Making {
        payer: payer_key,
        authority: key,
        address,
        vault: state::find(ledger, &address).await?,
    };
    let mut between = Vec::new();
    let gated = making.vault.map(|vault| vault.has_gate.get());
    if shares.options.gated && gated != Some(true) {
        let rules = new.gate.unwrap_or(GateRules {
            lock_until: 0,
            max_units: SHARE_UNITS,
        });
        let gate = create_gate(
            &payer_key,
            &key,
            &address,
            rules.lock_until,
            rules.max_units,
        );
        let action = Action::new("made its gate", gate);
        between.push(action.creating("gate", address::gate(&address)));
    }
    let mut signers = vec![base];
    for (licensor, link) in &new.links {
        let link_signers = LinkSigners {
            payer: payer_key,
            authority: key,
            licensor: licensor.pubkey(),
        };
        between.extend(link_actions(ledger, &link_signers, &address, link).await?);
        signers.push(*licensor);
    }
    let create = vault::create_vault(&payer_key, &key, &key, &shares.name, shares.options);
    let actions = making.actions(ledger, create, between, shares).await?;
    if actions.is_empty() {
        return Err(ClientError::Precondition(format!(
            "vault {address} of this base exists already, and is sealed"
        )));
    }
    let steps = execute(ledger, payer, &signers, &[], &actions).await?;
    Ok((address, steps))
}

/// A vault that is being made.
pub(super) struct Making {
    pub(super) payer: Address,
    pub(super) authority: Address,
    pub(super) address: Address,
    /// What there is of it.
    pub(super) vault: Option<Vault>,
}

impl Making {
    /// What is missing until it is sealed: `open`, the list for wallets, currencies, what is to happen
    /// `between`, and the shares.
    pub(super) async fn actions<L: Ledger>(
        &self,
        ledger: &L,
        open: Instruction,
        between: Vec<Action>,
        shares: &NewShares,
    ) -> Result<Vec<Action>> {
        let Self {
            payer,
            authority,
            address,
            vault,
        } = self;
        if vault.as_ref().is_some_and(Vault::is_sealed) {
            return Ok(Vec::new());
        }
        let mut actions = Vec::new();
        if vault.is_none() {
            let action = Action::new("opened its vault, and the mint of its 100 shares", open)
                .creating("vault", *address)
                .creating("share mint", address::share_mint(address));
            actions.push(action);
        }
        let metas = address::extra_account_metas(&address::share_mint(address));
        if present(ledger.account(&metas).await?).is_none() {
            let list = vault::initialize_extra_account_metas(payer, address);
            let says = "told wallets how to transfer the shares";
            actions.push(Action::new(says, list).creating("transfer account list", metas));
        }
        for currency in &shares.currencies {
            let known = vault
                .as_ref()
                .map(|vault| vault.currency_index(&currency.address));
            if !matches!(known, Some(Ok(_))) {
                actions.push(currency_action(payer, authority, address, currency));
            }
        }
        actions.extend(between);
        let known = positions(ledger, address, &shares.allocation).await?;
        if let Some(vault) = vault {
            check_issued(address, vault, &shares.allocation, &known)?;
        }
        actions.extend(issue_actions(
            payer,
            authority,
            address,
            &shares.allocation,
            &known,
        ));
        let says = "sealed the vault: there will never be more shares";
        actions.push(Action::new(says, vault::seal(authority, address)));
        Ok(actions)
    }
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

pub(super) fn check_allocation(allocation: &[(Address, u64)]) -> Result<()> {
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
