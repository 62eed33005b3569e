//! NFTs of works: making them, recording who holds them, and taking them away.

use solana_address::Address;

use super::plan::{Action, Step, execute};
use crate::{
    address,
    error::{ClientError, Result},
    instructions::{
        nft::{self, Collection, NewNft},
        vault::ShareName,
    },
    ledger::{Filter, Ledger, SignerRef},
    state::{self, Asset, ProgramState, present},
    token::{self, MintInfo, TOKEN_2022, TokenAccount, ata},
};

/// An NFT that was made of a work.
#[derive(Clone, Debug)]
pub struct Wrapped {
    /// Its mint.
    pub mint: Address,
    /// The owner's token account, which holds it.
    pub holding: Address,
    /// The transactions it took.
    pub steps: Vec<Step>,
}

/// Makes an NFT of the asset at `asset_address`, of which `owner` is the owner and then the holder;
/// `payer` pays. The curator of a collection signs too, who may be the owner.
///
/// # Errors
/// [`ClientError::Precondition`] when there is an NFT already; else what a transaction meets.
pub async fn wrap<L: Ledger>(
    ledger: &L,
    payer: SignerRef<'_>,
    owner: SignerRef<'_>,
    curator: Option<SignerRef<'_>>,
    asset_address: &Address,
    new: &NewNft,
) -> Result<Wrapped> {
    let asset: Asset = state::fetch(ledger, asset_address).await?;
    if asset.is_wrapped() {
        return Err(ClientError::Precondition(format!(
            "there is an NFT of asset {asset_address} already: its mint is {}",
            asset.mint
        )));
    }
    let (key, mint) = (owner.pubkey(), address::nft(asset_address));
    let holding = ata(&key, &mint, &TOKEN_2022);
    let wrap = nft::wrap_asset(&payer.pubkey(), &key, asset_address, new);
    let mut action = Action::new("made an NFT of the work", wrap).creating("NFT", mint);
    if present(ledger.account(&holding).await?).is_none() {
        action = action.creating("token account", holding);
    }
    let signers: Vec<_> = [owner].into_iter().chain(curator).collect();
    let steps = execute(ledger, payer, &signers, &[], &[action]).await?;
    Ok(Wrapped {
        mint,
        holding,
        steps,
    })
}

/// Burns the NFT of a work, which `holder` has, who pays; the rent of mint and token account comes back
/// to them. The work is theirs then as any work is its owner's.
///
/// # Errors
/// [`ClientError::Precondition`] when there is no NFT, or somebody else holds it; else what a transaction
/// meets.
pub async fn unwrap<L: Ledger>(
    ledger: &L,
    holder: SignerRef<'_>,
    asset_address: &Address,
) -> Result<Vec<Step>> {
    let asset: Asset = state::fetch(ledger, asset_address).await?;
    let key = holder.pubkey();
    let held = held_by(ledger, asset_address, &asset, &key).await?;
    let unwrap = nft::unwrap_asset(&key, &held.address, asset_address, asset.has_vault());
    let action = Action::new("burned the NFT; the work is its holder's", unwrap)
        .then(token::close(&key, &held.address, &TOKEN_2022));
    execute(ledger, holder, &[], &[], &[action]).await
}

/// Records who holds the NFT of a work as its owner, and as the authority of its vault; `payer` pays.
/// Does nothing when that is so already.
///
/// # Errors
/// [`ClientError::Precondition`] when there is no NFT, or nobody holds it; else what a transaction meets.
pub async fn sync<L: Ledger>(
    ledger: &L,
    payer: SignerRef<'_>,
    asset_address: &Address,
) -> Result<Vec<Step>> {
    let asset: Asset = state::fetch(ledger, asset_address).await?;
    let held = held(ledger, asset_address, &asset).await?;
    let actions = sync_action(asset_address, &asset, &held);
    execute(ledger, payer, &[], &[], actions.as_slice()).await
}

/// Sends the NFT of a work to `to`, and records them as its owner, and as the authority of its vault, in
/// the same transaction; `holder` signs and pays.
///
/// # Errors
/// [`ClientError::Precondition`] when there is no NFT, or somebody else holds it; else what a transaction
/// meets.
pub async fn send<L: Ledger>(
    ledger: &L,
    holder: SignerRef<'_>,
    asset_address: &Address,
    to: &Address,
) -> Result<Vec<Step>> {
    let asset: Asset = state::fetch(ledger, asset_address).await?;
    let key = holder.pubkey();
    let held = held_by(ledger, asset_address, &asset, &key).await?;
    let mint = MintInfo::fetch(ledger, &asset.mint).await?;
    let account = mint.ata(to);
    let says = format!("sent the NFT to {to}, who owns the work now");
    let mut action = Action::new(says, token::create_ata(&key, to, &mint));
    if present(ledger.account(&account).await?).is_none() {
        action = action.creating("token account", account);
    }
    if held.address != account {
        action = action.then(token::transfer_from(&held, &mint, &account, 1));
    }
    let sync = nft::sync_holder(&account, asset_address, asset.has_vault());
    execute(ledger, holder, &[], &[], &[action.then(sync)]).await
}

/// What records that `held` holds the NFT of a work, unless that is recorded already.
pub(super) fn sync_action(
    asset_address: &Address,
    asset: &Asset,
    held: &TokenAccount,
) -> Option<Action> {
    if held.owner == asset.owner {
        return None;
    }
    let sync = nft::sync_holder(&held.address, asset_address, asset.has_vault());
    let says = format!("recorded {}, who holds the NFT, as the owner", held.owner);
    Some(Action::new(says, sync))
}

/// The token account that holds the NFT of `asset`; `None` when there is no NFT, or its token was burned.
///
/// # Errors
/// When the ledger cannot be reached, or does not serve the query that finds an NFT which was moved.
pub async fn holding<L: Ledger>(ledger: &L, asset: &Asset) -> Result<Option<TokenAccount>> {
    if !asset.is_wrapped() {
        return Ok(None);
    }
    // Queries cost servers more than reading an account, so the likeliest one is read first.
    let usual = ata(&asset.owner, &asset.mint, &TOKEN_2022);
    let found = TokenAccount::fetch(ledger, &usual).await?;
    if let Some(account) = found.filter(|account| account.amount == 1) {
        return Ok(Some(account));
    }
    let filters = [Filter::memcmp(0, asset.mint.to_bytes())];
    let accounts = ledger.program_accounts(&TOKEN_2022, &filters).await?;
    let decoded = accounts
        .iter()
        .filter_map(|(address, account)| TokenAccount::decode(*address, account).ok());
    Ok(decoded.into_iter().find(|account| account.amount == 1))
}

/// The token account that holds the NFT, of which `key` must be the owner.
async fn held_by<L: Ledger>(
    ledger: &L,
    address: &Address,
    asset: &Asset,
    key: &Address,
) -> Result<TokenAccount> {
    let held = held(ledger, address, asset).await?;
    if held.owner != *key {
        return Err(ClientError::Precondition(format!(
            "{} holds the NFT of asset {address}, and not {key}",
            held.owner
        )));
    }
    Ok(held)
}

async fn held<L: Ledger>(ledger: &L, address: &Address, asset: &Asset) -> Result<TokenAccount> {
    if !asset.is_wrapped() {
        return Err(ClientError::Precondition(format!(
            "there is no NFT of asset {address}"
        )));
    }
    let held = holding(ledger, asset).await?;
    held.ok_or_else(|| {
        ClientError::Precondition(format!(
            "the NFT of asset {address} was burned: nobody owns the work any more"
        ))
    })
}

/// The asset of which the mint at `address` is the NFT; `None` when it is the NFT of none.
///
/// # Errors
/// When the ledger cannot be reached.
pub async fn asset_of<L: Ledger>(
    ledger: &L,
    address: &Address,
) -> Result<Option<(Address, Asset)>> {
    let account = present(ledger.account(address).await?);
    let mint = account.and_then(|account| MintInfo::decode(*address, &account).ok());
    // Anybody can make a mint that the asset may close: it is the asset that names its NFT.
    let Some(named) = mint.and_then(|mint| mint.close_authority) else {
        return Ok(None);
    };
    let account = present(ledger.account(&named).await?);
    let asset = account.and_then(|account| Asset::decode(named, &account).ok());
    let named = asset.map(|asset| (named, asset));
    Ok(named.filter(|(_, asset)| asset.mint == *address))
}

/// The first number that no collection of `curator` has.
///
/// # Errors
/// [`ClientError::Precondition`] when they have 65,536; when the ledger cannot be reached.
pub async fn next_collection<L: Ledger>(ledger: &L, curator: &Address) -> Result<u16> {
    for index in 0..=u16::MAX {
        let account = ledger.account(&address::collection(curator, index)).await?;
        if present(account).is_none() {
            return Ok(index);
        }
    }
    Err(ClientError::Precondition(format!(
        "{curator} has 65,536 collections: no more fit"
    )))
}

/// Makes a collection of `curator`, who signs; `payer` pays. Returns its address.
///
/// # Errors
/// What a transaction meets.
pub async fn create_collection<L: Ledger>(
    ledger: &L,
    payer: SignerRef<'_>,
    curator: SignerRef<'_>,
    index: u16,
    max_size: u64,
    name: &ShareName,
) -> Result<(Address, Vec<Step>)> {
    let collection = Collection {
        curator: curator.pubkey(),
        index,
    };
    let address = collection.address();
    let create = nft::create_collection(&payer.pubkey(), &collection, max_size, name);
    let action = Action::new("made the collection", create).creating("collection", address);
    let steps = execute(ledger, payer, &[curator], &[], &[action]).await?;
    Ok((address, steps))
}
