//! Shares as a plain SPL token, and back.

use solana_address::Address;

use super::{Refusal, preflight::refusal, receiving_action};
use crate::{
    Amount, address,
    error::{ClientError, Result},
    flows::{
        plan::{Action, Step, execute},
        revenue::after_booking,
    },
    instructions::{vault::ShareMint, wrapper},
    ledger::{Ledger, SignerRef},
    state::{self, Vault, present},
};

/// Which wrapped shares, and who gets what comes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wrapping {
    /// Of which vault.
    pub vault: Address,
    /// Whose associated token accounts get what they earn, whoever holds them: for a pool the authority
    /// of its reserves.
    pub beneficiary: Address,
    /// Whose associated token account gets the wrapped shares, or the shares.
    pub to: Address,
}

impl Wrapping {
    /// The wrapper.
    #[must_use]
    pub fn wrapper(&self) -> Address {
        address::wrapper(&self.vault, &self.beneficiary)
    }

    /// The mint of the wrapped shares.
    #[must_use]
    pub fn mint(&self) -> Address {
        address::wrapped_mint(&self.wrapper())
    }

    /// The token account of `owner` for the wrapped shares.
    #[must_use]
    pub fn wrapped_account(&self, owner: &Address) -> Address {
        address::wrapped_account(&self.wrapper(), owner)
    }
}

/// Turns `units` share units of `owner`'s associated account into wrapped ones; makes the wrapper, and
/// the account that gets them, where they are missing. `payer` pays for all.
///
/// What came by plain transfer is booked first, in the same transaction: it is the present holders'. What
/// the shares earn from then on is the beneficiary's.
///
/// # Errors
/// [`ClientError::Precondition`] when the vault would refuse, by its gate for example, or is the
/// beneficiary itself; else what a transaction meets.
pub async fn wrap<L: Ledger>(
    ledger: &L,
    payer: SignerRef<'_>,
    owner: SignerRef<'_>,
    wrapping: &Wrapping,
    units: u64,
) -> Result<Vec<Step>> {
    let (payer_key, owner_key) = (payer.pubkey(), owner.pubkey());
    let Wrapping {
        vault: vault_address,
        beneficiary,
        to,
    } = wrapping;
    let vault: Vault = state::fetch(ledger, vault_address).await?;
    let escrow_owner = wrapping.wrapper();
    match refusal(
        ledger,
        vault_address,
        &vault,
        &owner_key,
        &escrow_owner,
        units,
    )
    .await?
    {
        // Making the wrapper opens its position.
        None | Some(Refusal::ReserveEmpty { .. }) => {}
        Some(refusal) => return Err(ClientError::Precondition(refusal.to_string())),
    }
    let made = wrapper_action(ledger, &payer_key, vault_address, beneficiary).await?;
    let mut actions: Vec<_> = made.into_iter().collect();
    let wrapped = wrapping.wrapped_account(to);
    if present(ledger.account(&wrapped).await?).is_none() {
        let create = wrapper::create_wrapped_account(&payer_key, vault_address, beneficiary, to);
        let says = format!("opened an account for wrapped shares of {to}");
        actions.push(Action::new(says, create).creating("wrapped share account", wrapped));
    }
    let wrap = wrapper::wrap(
        &owner_key,
        share_mint(vault_address, &vault),
        beneficiary,
        &address::share_account(vault_address, &owner_key),
        &wrapped,
        units,
    );
    let says = format!("wrapped {} shares for {to}", shares(units));
    actions.push(after_booking(ledger, vault_address, &vault, says, wrap).await?);
    execute(ledger, payer, &[owner], &[], &actions).await
}

/// Turns `units` wrapped share units of `owner`'s associated account into shares again, making account
/// and position of the receiver where they are missing. The vault's rent reserve pays for the position,
/// and where it cannot, `payer` does, who pays for all else.
///
/// What came by plain transfer is booked first, in the same transaction, and is the beneficiary's. What
/// the shares earn from then on is the receiver's.
///
/// # Errors
/// [`ClientError::Precondition`] when the vault would refuse, by its gate for example; else what a
/// transaction meets.
pub async fn unwrap<L: Ledger>(
    ledger: &L,
    payer: SignerRef<'_>,
    owner: SignerRef<'_>,
    wrapping: &Wrapping,
    units: u64,
) -> Result<Vec<Step>> {
    let (payer_key, owner_key) = (payer.pubkey(), owner.pubkey());
    let Wrapping {
        vault: vault_address,
        beneficiary,
        to,
    } = wrapping;
    let vault: Vault = state::fetch(ledger, vault_address).await?;
    let from = wrapping.wrapper();
    let receiving = receiving_action(ledger, &payer_key, vault_address, &vault, &from, to, units);
    let mut actions: Vec<_> = receiving.await?.into_iter().collect();
    let unwrap = wrapper::unwrap(
        &owner_key,
        share_mint(vault_address, &vault),
        beneficiary,
        &wrapping.wrapped_account(&owner_key),
        &address::share_account(vault_address, to),
        units,
    );
    let says = format!("unwrapped {} shares for {to}", shares(units));
    actions.push(after_booking(ledger, vault_address, &vault, says, unwrap).await?);
    execute(ledger, payer, &[owner], &[], &actions).await
}

/// Makes the wrapper of a vault for `beneficiary`; `None` when there is one.
///
/// # Errors
/// [`ClientError::Precondition`] when the beneficiary is the vault, which would be paid its own revenue;
/// else when the ledger cannot be reached.
pub async fn wrapper_action<L: Ledger>(
    ledger: &L,
    payer: &Address,
    vault: &Address,
    beneficiary: &Address,
) -> Result<Option<Action>> {
    if beneficiary == vault {
        return Err(ClientError::Precondition(format!(
            "vault {vault} cannot be the beneficiary: it would be paid its own revenue, again and again"
        )));
    }
    let wrapper = address::wrapper(vault, beneficiary);
    if present(ledger.account(&wrapper).await?).is_some() {
        return Ok(None);
    }
    let create = wrapper::create_wrapper(payer, vault, beneficiary);
    let says = format!("made the wrapper whose revenue is {beneficiary}'s");
    let action = Action::new(says, create)
        .creating("wrapper", wrapper)
        .creating("wrapped shares", address::wrapped_mint(&wrapper))
        .creating("escrow", address::share_account(vault, &wrapper));
    Ok(Some(action))
}

fn share_mint(vault_address: &Address, vault: &Vault) -> ShareMint {
    ShareMint {
        vault: *vault_address,
        gated: vault.is_gated(),
    }
}

fn shares(units: u64) -> Amount {
    Amount::new(units, provenue_accounting::SHARE_DECIMALS)
}
