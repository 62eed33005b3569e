//! Accounts of the programs, read and checked.

use anchor_lang::{Discriminator, bytemuck::Pod};
pub use provenue_registry::state::{
    Asset, Attestation, Ingredient, License, Log, LogAnchor, Member, Terms,
};
pub use provenue_vault::state::{
    CurrencySlot, Gate, Position, PositionSlot, Upstream, Vault, VaultOptions, risk,
};
pub use provenue_wrapper::state::Wrapper;
use solana_account::Account;
use solana_address::Address;
use solana_sdk_ids::system_program;

use crate::{
    REGISTRY_PROGRAM, VAULT_PROGRAM, WRAPPER_PROGRAM,
    error::{AccountError, Result},
    ledger::{Filter, Ledger},
};

/// A kind of account that a program keeps.
pub trait ProgramState: Pod + Discriminator + Send {
    /// What people call it.
    const KIND: &'static str;
    /// Whose accounts these are.
    const PROGRAM: Address;

    /// The layout's version, which is the account's first byte after the discriminator.
    fn version(&self) -> u8;

    /// Reads an account.
    ///
    /// # Errors
    /// [`AccountError`] when it belongs to another program, is of another kind, or has a layout that
    /// this client does not know.
    fn decode(address: Address, account: &Account) -> Result<Self, AccountError> {
        let kind = Self::KIND;
        if account.owner != Self::PROGRAM {
            return Err(AccountError::WrongOwner {
                kind,
                address,
                owner: account.owner,
            });
        }
        let Some(body) = account.data.strip_prefix(Self::DISCRIMINATOR) else {
            return Err(AccountError::WrongKind { kind, address });
        };
        let state: Self = anchor_lang::bytemuck::try_pod_read_unaligned(body).map_err(|_| {
            AccountError::WrongLength {
                kind,
                address,
                expected: size_of::<Self>(),
                found: body.len(),
            }
        })?;
        match state.version() {
            1 => Ok(state),
            found => Err(AccountError::WrongVersion {
                kind,
                address,
                expected: 1,
                found,
            }),
        }
    }
}

macro_rules! program_states {
    ($($state:ty, $kind:literal, $program:expr;)*) => {
        $(impl ProgramState for $state {
            const KIND: &'static str = $kind;
            const PROGRAM: Address = $program;

            fn version(&self) -> u8 {
                self.version
            }
        })*
    };
}

program_states! {
    Vault, "vault", VAULT_PROGRAM;
    Position, "position", VAULT_PROGRAM;
    Upstream, "upstream edge", VAULT_PROGRAM;
    Gate, "gate", VAULT_PROGRAM;
    Asset, "asset", REGISTRY_PROGRAM;
    Terms, "offer of terms", REGISTRY_PROGRAM;
    License, "licence", REGISTRY_PROGRAM;
    Wrapper, "wrapper", WRAPPER_PROGRAM;
    Attestation, "attestation", REGISTRY_PROGRAM;
    Log, "log", REGISTRY_PROGRAM;
    LogAnchor, "anchor of a log", REGISTRY_PROGRAM;
    Member, "member of a log", REGISTRY_PROGRAM;
    Ingredient, "ingredient", REGISTRY_PROGRAM;
}

/// An account that somebody made. Lamports alone make none: anyone can send them to any address.
#[must_use]
pub fn present(account: Option<Account>) -> Option<Account> {
    account.filter(|account| account.owner != system_program::ID || !account.data.is_empty())
}

/// Reads the account at `address`; `None` when there is none.
///
/// # Errors
/// When the ledger cannot be reached, or the account is something else.
pub async fn find<S: ProgramState>(ledger: &impl Ledger, address: &Address) -> Result<Option<S>> {
    let account = present(ledger.account(address).await?);
    let state = account.map(|account| S::decode(*address, &account));
    Ok(state.transpose()?)
}

/// Reads the account at `address`.
///
/// # Errors
/// [`AccountError::Missing`] when there is none; else as [`find`].
pub async fn fetch<S: ProgramState>(ledger: &impl Ledger, address: &Address) -> Result<S> {
    let missing = AccountError::Missing {
        kind: S::KIND,
        address: *address,
    };
    Ok(find(ledger, address).await?.ok_or(missing)?)
}

/// Reads the accounts at `addresses`, which must all be there, in their order.
///
/// # Errors
/// [`AccountError::Missing`] when there is none at one of them; else as [`find`].
pub async fn fetch_all<S: ProgramState>(
    ledger: &impl Ledger,
    addresses: &[Address],
) -> Result<Vec<(Address, S)>> {
    let accounts = ledger.accounts(addresses).await?;
    let pairs = addresses.iter().zip(accounts);
    pairs
        .map(|(address, account)| {
            let account = present(account).ok_or(AccountError::Missing {
                kind: S::KIND,
                address: *address,
            })?;
            Ok((*address, S::decode(*address, &account)?))
        })
        .collect()
}

/// All accounts of a kind whose bytes at `offset` (of the fields, the discriminator not counted) are
/// `bytes`, ordered by address.
async fn all_with<S: ProgramState>(
    ledger: &impl Ledger,
    offset: usize,
    bytes: &Address,
) -> Result<Vec<(Address, S)>> {
    let bytes = Filter::memcmp(S::DISCRIMINATOR.len() + offset, bytes.to_bytes());
    all(ledger, &[Filter::memcmp(0, S::DISCRIMINATOR), bytes]).await
}

/// All accounts of a kind that pass the filters, ordered by address.
async fn all<S: ProgramState>(
    ledger: &impl Ledger,
    filters: &[Filter],
) -> Result<Vec<(Address, S)>> {
    let found = ledger.program_accounts(&S::PROGRAM, filters).await?;
    found
        .iter()
        .map(|(address, account)| Ok((*address, S::decode(*address, account)?)))
        .collect()
}

/// All assets there are, ordered by address: the set in which a picture's near-identical rivals are
/// searched.
///
/// # Errors
/// When the ledger cannot be reached or does not serve this query.
pub async fn assets(ledger: &impl Ledger) -> Result<Vec<(Address, Asset)>> {
    all(ledger, &[Filter::memcmp(0, Asset::DISCRIMINATOR)]).await
}

/// All positions of a vault.
///
/// # Errors
/// When the ledger cannot be reached or does not serve this query.
pub async fn positions(ledger: &impl Ledger, vault: &Address) -> Result<Vec<(Address, Position)>> {
    all_with(ledger, std::mem::offset_of!(Position, vault), vault).await
}

/// All edges from a vault to what it owes, ordered by address.
///
/// # Errors
/// When the ledger cannot be reached or does not serve this query.
pub async fn upstream_of(
    ledger: &impl Ledger,
    child: &Address,
) -> Result<Vec<(Address, Upstream)>> {
    all_with(ledger, std::mem::offset_of!(Upstream, child), child).await
}

/// All edges to a vault from those that owe it, ordered by address.
///
/// # Errors
/// When the ledger cannot be reached or does not serve this query.
pub async fn downstream_of(
    ledger: &impl Ledger,
    parent: &Address,
) -> Result<Vec<(Address, Upstream)>> {
    all_with(ledger, std::mem::offset_of!(Upstream, parent), parent).await
}

/// All licences of a licensee.
///
/// # Errors
/// When the ledger cannot be reached or does not serve this query.
pub async fn licenses_of(
    ledger: &impl Ledger,
    licensee: &Address,
) -> Result<Vec<(Address, License)>> {
    all_with(ledger, std::mem::offset_of!(License, licensee), licensee).await
}

/// All licences to an asset.
///
/// # Errors
/// When the ledger cannot be reached or does not serve this query.
pub async fn licenses_to(ledger: &impl Ledger, asset: &Address) -> Result<Vec<(Address, License)>> {
    all_with(ledger, std::mem::offset_of!(License, asset), asset).await
}

/// All attestations about an asset, revoked ones and those that ended included. Who made them is the
/// reader's to judge.
///
/// # Errors
/// When the ledger cannot be reached or does not serve this query.
pub async fn attestations_about(
    ledger: &impl Ledger,
    asset: &Address,
) -> Result<Vec<(Address, Attestation)>> {
    all_with(ledger, std::mem::offset_of!(Attestation, asset), asset).await
}

/// All links from an asset to what it was made from.
///
/// # Errors
/// When the ledger cannot be reached or does not serve this query.
pub async fn ingredients_of(
    ledger: &impl Ledger,
    child: &Address,
) -> Result<Vec<(Address, Ingredient)>> {
    all_with(ledger, std::mem::offset_of!(Ingredient, child), child).await
}

/// All links to an asset from what was made from it.
///
/// # Errors
/// When the ledger cannot be reached or does not serve this query.
pub async fn derivatives_of(
    ledger: &impl Ledger,
    parent: &Address,
) -> Result<Vec<(Address, Ingredient)>> {
    all_with(ledger, std::mem::offset_of!(Ingredient, parent), parent).await
}

/// All attestations of an attestor.
///
/// # Errors
/// When the ledger cannot be reached or does not serve this query.
pub async fn attestations_of(
    ledger: &impl Ledger,
    attestor: &Address,
) -> Result<Vec<(Address, Attestation)>> {
    all_with(
        ledger,
        std::mem::offset_of!(Attestation, attestor),
        attestor,
    )
    .await
}

/// All assets of an owner.
///
/// # Errors
/// When the ledger cannot be reached or does not serve this query.
pub async fn assets_of(ledger: &impl Ledger, owner: &Address) -> Result<Vec<(Address, Asset)>> {
    all_with(ledger, std::mem::offset_of!(Asset, owner), owner).await
}

/// All assets that record a C2PA manifest store, by its SHA-256: the claims on the file that it is in, or that it
/// is next to.
///
/// # Errors
/// When the ledger cannot be reached or does not serve this query.
pub async fn assets_with_manifest(
    ledger: &impl Ledger,
    manifest_hash: &[u8; 32],
) -> Result<Vec<(Address, Asset)>> {
    let hash = Address::from(*manifest_hash);
    all_with(ledger, std::mem::offset_of!(Asset, manifest_hash), &hash).await
}

/// Every claim on a work, the first one first, and the addresses. From the content id alone: claims
/// are numbered without gaps.
///
/// # Errors
/// When the ledger cannot be reached.
pub async fn claims(ledger: &impl Ledger, content_id: &[u8; 32]) -> Result<Vec<(Address, Asset)>> {
    /// Claims asked for at once: nearly every work has one.
    const PAGE: u16 = 4;
    let mut claims = Vec::new();
    loop {
        let first = u16::try_from(claims.len()).unwrap_or(u16::MAX);
        let indexes = first..first.saturating_add(PAGE);
        let addresses: Vec<_> = indexes
            .map(|index| crate::address::asset(content_id, index))
            .collect();
        let found = ledger.accounts(&addresses).await?;
        let found: Vec<_> = found.into_iter().map(present).collect();
        let complete = !addresses.is_empty() && found.iter().all(Option::is_some);
        for (address, account) in addresses.into_iter().zip(found) {
            let Some(account) = account else { break };
            claims.push((address, Asset::decode(address, &account)?));
        }
        if !complete {
            return Ok(claims);
        }
    }
}

/// All terms ever offered for an asset, retired ones included, and their addresses.
///
/// # Errors
/// When the ledger cannot be reached.
pub async fn terms_of(
    ledger: &impl Ledger,
    asset_address: &Address,
    asset: &Asset,
) -> Result<Vec<(Address, Terms)>> {
    let addresses: Vec<_> = (0..asset.terms_count.get())
        .map(|index| crate::address::terms(asset_address, index))
        .collect();
    let found = ledger.accounts(&addresses).await?;
    let pairs = addresses.into_iter().zip(found);
    pairs
        .filter_map(|(address, account)| Some((address, present(account)?)))
        .map(|(address, account)| Ok((address, Terms::decode(address, &account)?)))
        .collect()
}
