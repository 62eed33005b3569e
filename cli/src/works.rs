//! From what people name a work or a vault by to its accounts.

use provenue_client::{
    Ledger, VAULT_PROGRAM, address,
    flows::nft,
    solana::{Account, Address},
    state::{self, Asset, ProgramState, Vault},
    token::TOKEN_2022,
};
use provenue_media::ContentId;

use crate::{
    args::{ClaimChoice, VaultArgs, WorkArgs, WorkName},
    commands::fingerprint_of,
    context::Context,
    failure::{Failure, Result},
    ledger::AnyLedger,
    output::Printer,
};

/// A claim on a work.
pub struct Work {
    /// Where its asset is.
    pub address: Address,
    /// What the asset says.
    pub asset: Asset,
}

/// A vault, and the work it belongs to, if it belongs to one.
pub struct WorkVault {
    /// Where it is.
    pub address: Address,
    /// What it says.
    pub vault: Vault,
    /// The work.
    pub work: Option<Work>,
}

/// A name that was understood: files are hashed, the ledger is not asked yet.
pub enum Identified {
    /// Of an asset, a vault or an NFT.
    Address(Address),
    /// Of a claim on a content.
    Claim(ContentId, u16),
}

impl WorkArgs {
    /// Opens the ledger and finds the work on it. Its file is read before, as the embedded ledger is
    /// locked while it is open.
    pub async fn open(&self, context: &Context) -> Result<(AnyLedger, Work)> {
        let identified = identify(&context.printer, &self.work, &self.choice)?;
        let ledger = context.ledger()?;
        let work = identified.work(&ledger).await?;
        Ok((ledger, work))
    }
}

impl VaultArgs {
    /// Opens the ledger and finds the vault on it.
    pub async fn open(&self, context: &Context) -> Result<(AnyLedger, WorkVault)> {
        let identified = identify(&context.printer, &self.vault, &self.choice)?;
        let ledger = context.ledger()?;
        let vault = identified.vault(&ledger).await?;
        Ok((ledger, vault))
    }
}

/// Understands the name of a work or a vault, and hashes the file that it may be.
pub fn identify(printer: &Printer, name: &WorkName, choice: &ClaimChoice) -> Result<Identified> {
    let content_id = match name {
        WorkName::Address(address) => {
            return match choice.claim {
                None => Ok(Identified::Address(*address)),
                Some(_) => Err(Failure::new("an address says already which claim is meant")
                    .hint("leave --claim out")),
            };
        }
        WorkName::Content(id) => *id,
        WorkName::File(path) => {
            let fingerprint = fingerprint_of(printer, path, choice.chunks.chunk_size);
            let fingerprint = fingerprint.map_err(|failure| {
                failure.or_hint(
                    "a work is named by its file, its content id or the address of its asset",
                )
            })?;
            fingerprint.content_id
        }
    };
    let claim = choice.claim.unwrap_or_default();
    Ok(Identified::Claim(content_id, claim))
}

impl Identified {
    /// The work on a ledger; of a vault, the work it belongs to; of an NFT, the work it is of.
    pub async fn work(&self, ledger: &AnyLedger) -> Result<Work> {
        match *self {
            Self::Claim(content_id, claim) => claimed(ledger, content_id, claim).await,
            Self::Address(address) => {
                let account = account(ledger, address).await?;
                if account.owner == VAULT_PROGRAM {
                    let vault = decode::<Vault>(address, &account)?;
                    let work = work_of(ledger, &vault).await?;
                    return work.ok_or_else(|| {
                        Failure::new(format!("the vault {address} belongs to no work"))
                    });
                }
                if account.owner == TOKEN_2022 {
                    let named = nft::asset_of(ledger, &address).await?;
                    let named = named.map(|(address, asset)| Work { address, asset });
                    return named.ok_or_else(|| {
                        Failure::new(format!("the token {address} is the NFT of no work"))
                    });
                }
                let asset = decode(address, &account)?;
                Ok(Work { address, asset })
            }
        }
    }

    /// The vault on a ledger; of a work, its vault.
    pub async fn vault(&self, ledger: &AnyLedger) -> Result<WorkVault> {
        if let Self::Address(address) = *self {
            let account = account(ledger, address).await?;
            if account.owner == VAULT_PROGRAM {
                let vault = decode(address, &account)?;
                let work = work_of(ledger, &vault).await?;
                return Ok(WorkVault {
                    address,
                    vault,
                    work,
                });
            }
        }
        let work = self.work(ledger).await?;
        if !work.asset.has_vault() {
            return Err(Failure::new(format!(
                "asset {} has no vault, so it has no shares and takes no money",
                work.address
            ))
            .hint("its owner opens one by minting the same file again, without --no-vault"));
        }
        let address = work.asset.vault;
        Ok(WorkVault {
            address,
            vault: state::fetch(ledger, &address).await?,
            work: Some(work),
        })
    }
}

async fn claimed(ledger: &AnyLedger, content_id: ContentId, claim: u16) -> Result<Work> {
    let address = address::asset(&content_id.0, claim);
    if let Some(asset) = state::find(ledger, &address).await? {
        return Ok(Work { address, asset });
    }
    let claims = state::claims(ledger, &content_id.0).await?.len();
    Err(match claims {
        0 => Failure::new(format!("nobody has registered the content {content_id}")).hint(
            "`provenue mint FILE` registers a work; a file registered with another --chunk-size \
             or on another ledger is not found",
        ),
        1 => Failure::new(format!("there is only one claim on {content_id}: 0")),
        _ => Failure::new(format!(
            "there are only {claims} claims on {content_id}: 0 to {}",
            claims - 1
        )),
    })
}

async fn work_of(ledger: &AnyLedger, vault: &Vault) -> Result<Option<Work>> {
    let account = ledger.account(&vault.base).await?;
    // A vault may belong to a wallet, or to another program.
    let registered = account.filter(|account| account.owner == Asset::PROGRAM);
    let asset = registered.map(|account| decode(vault.base, &account));
    Ok(asset.transpose()?.map(|asset| Work {
        address: vault.base,
        asset,
    }))
}

async fn account(ledger: &AnyLedger, address: Address) -> Result<Account> {
    let account = ledger.account(&address).await?;
    account.ok_or_else(|| {
        Failure::new(format!(
            "there is neither an asset nor a vault at {address}"
        ))
        .hint("on which ledger was it registered? --url and --ledger tell")
    })
}

fn decode<S: ProgramState>(address: Address, account: &Account) -> Result<S> {
    let state = S::decode(address, account);
    state.map_err(|error| Failure::new(error).hint("an asset or a vault is asked for"))
}
