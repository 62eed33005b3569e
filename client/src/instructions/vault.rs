//! The vault program's instructions.

pub use provenue_vault::{MAX_NAME_BYTES, MAX_SYMBOL_BYTES, MAX_URI_BYTES};
use provenue_vault::{accounts, instruction, state::VaultOptions};
use solana_address::Address;
use solana_instruction::{AccountMeta, Instruction};
use solana_sdk_ids::system_program;
use spl_token_2022_interface::instruction::{burn_checked, transfer_checked};

use super::built;
use crate::{
    VAULT_PROGRAM, address,
    state::Position,
    token::{MintInfo, TOKEN_2022},
};

/// What the share mint of a new vault is called, for wallets and markets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShareName {
    /// 1 to 32 bytes ([`MAX_NAME_BYTES`]).
    pub name: String,
    /// 1 to 10 bytes ([`MAX_SYMBOL_BYTES`]).
    pub symbol: String,
    /// At most 200 bytes ([`MAX_URI_BYTES`]); where more is written about it, or empty.
    pub uri: String,
}

/// Creates the vault of `base`, which signs; `payer` signs and pays its rent.
#[must_use]
pub fn create_vault(
    payer: &Address,
    base: &Address,
    authority: &Address,
    shares: &ShareName,
    options: VaultOptions,
) -> Instruction {
    let vault = address::vault(base);
    built(
        VAULT_PROGRAM,
        &accounts::CreateVault {
            payer: *payer,
            base: *base,
            vault,
            share_mint: address::share_mint(&vault),
            token_program: TOKEN_2022,
            system_program: system_program::ID,
        },
        &instruction::CreateVault {
            authority: *authority,
            name: shares.name.clone(),
            symbol: shares.symbol.clone(),
            uri: shares.uri.clone(),
            options,
        },
    )
}

/// Writes the list of accounts that transfers of a vault's shares need; `payer` signs and pays.
#[must_use]
pub fn initialize_extra_account_metas(payer: &Address, vault: &Address) -> Instruction {
    let share_mint = address::share_mint(vault);
    let [_, discriminator @ ..] = provenue_vault::INITIALIZE_EXTRA_ACCOUNT_METAS;
    built(
        VAULT_PROGRAM,
        &accounts::InitializeExtraAccountMetas {
            extra_account_metas: address::extra_account_metas(&share_mint),
            share_mint,
            payer: *payer,
            system_program: system_program::ID,
            vault: *vault,
        },
        &instruction::InitializeExtraAccountMetas { discriminator },
    )
}

/// Lets a vault take `currency`; its treasury must exist, `authority` signs.
#[must_use]
pub fn add_currency(authority: &Address, vault: &Address, currency: &MintInfo) -> Instruction {
    built(
        VAULT_PROGRAM,
        &accounts::AddCurrency {
            authority: *authority,
            vault: *vault,
            mint: currency.address,
            treasury: currency.ata(vault),
        },
        &instruction::AddCurrency {},
    )
}

/// Opens the position of a share token account; `payer` signs and pays its rent.
#[must_use]
pub fn open_position(payer: &Address, vault: &Address, token_account: &Address) -> Instruction {
    built(
        VAULT_PROGRAM,
        &accounts::OpenPosition {
            payer: *payer,
            vault: *vault,
            token_account: *token_account,
            position: address::position(token_account),
            system_program: system_program::ID,
        },
        &instruction::OpenPosition {},
    )
}

/// Mints `units` share units to a token account that has a position; `authority` signs.
#[must_use]
pub fn issue_shares(
    authority: &Address,
    vault: &Address,
    token_account: &Address,
    units: u64,
) -> Instruction {
    built(
        VAULT_PROGRAM,
        &accounts::IssueShares {
            authority: *authority,
            vault: *vault,
            share_mint: address::share_mint(vault),
            token_account: *token_account,
            position: address::position(token_account),
            token_program: TOKEN_2022,
        },
        &instruction::IssueShares { units },
    )
}

/// Seals a vault of which all shares are issued; `authority` signs.
#[must_use]
pub fn seal(authority: &Address, vault: &Address) -> Instruction {
    built(
        VAULT_PROGRAM,
        &accounts::Seal {
            authority: *authority,
            vault: *vault,
            share_mint: address::share_mint(vault),
            token_program: TOKEN_2022,
        },
        &instruction::Seal {},
    )
}

/// Names another authority of the vault of `base`, which signs.
#[must_use]
pub fn set_authority(base: &Address, authority: &Address) -> Instruction {
    built(
        VAULT_PROGRAM,
        &accounts::SetAuthority {
            base: *base,
            vault: address::vault(base),
        },
        &instruction::SetAuthority {
            authority: *authority,
        },
    )
}

/// Pays `amount` base units of `currency` from the associated token account of `depositor`, who
/// signs, into a vault.
#[must_use]
pub fn deposit(
    depositor: &Address,
    vault: &Address,
    currency: &MintInfo,
    amount: u64,
) -> Instruction {
    built(
        VAULT_PROGRAM,
        &accounts::Deposit {
            depositor: *depositor,
            vault: *vault,
            mint: currency.address,
            source: currency.ata(depositor),
            treasury: currency.ata(vault),
            token_program: currency.program,
        },
        &instruction::Deposit { amount },
    )
}

/// Books what reached a vault's treasury for `currency` by a plain transfer. Nobody need sign.
#[must_use]
pub fn book(vault: &Address, currency: &MintInfo) -> Instruction {
    built(
        VAULT_PROGRAM,
        &accounts::Book {
            vault: *vault,
            treasury: currency.ata(vault),
        },
        &instruction::Book {},
    )
}

/// Brings the position of a share token account up to date. Nobody need sign.
#[must_use]
pub fn settle(vault: &Address, token_account: &Address) -> Instruction {
    built(
        VAULT_PROGRAM,
        &accounts::Settle {
            vault: *vault,
            position: address::position(token_account),
            token_account: *token_account,
        },
        &instruction::Settle {},
    )
}

/// A position, and who is paid for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Holder {
    /// The share token account that the position follows.
    pub token_account: Address,
    /// Who is paid: the position's owner as the vault knows it, or whom the owner named.
    pub payee: Address,
}

impl Holder {
    /// The holder of the associated share token account of `owner`.
    #[must_use]
    pub fn of(vault: &Address, owner: &Address) -> Self {
        Self {
            token_account: address::share_account(vault, owner),
            payee: *owner,
        }
    }

    /// The holder whose position this is.
    #[must_use]
    pub fn from_position(position: &Position) -> Self {
        Self {
            token_account: position.token_account,
            payee: *position.payee(),
        }
    }
}

/// Pays what a position earned in `currency` to the associated token account of its owner, which
/// must exist. Nobody need sign.
#[must_use]
pub fn claim(vault: &Address, currency: &MintInfo, holder: &Holder) -> Instruction {
    let payee_bump = address::ata_bump(&holder.payee, &currency.address, &currency.program);
    built(
        VAULT_PROGRAM,
        &accounts::Claim {
            vault: *vault,
            position: address::position(&holder.token_account),
            token_account: holder.token_account,
            mint: currency.address,
            treasury: currency.ata(vault),
            payee: currency.ata(&holder.payee),
            token_program: currency.program,
        },
        &instruction::Claim { payee_bump },
    )
}

/// Pays what many positions earned in `currency` as they were last settled, and skips those that cannot
/// be paid. Nobody need sign. [`crate::packing::Packing`] says how many fit a transaction.
#[must_use]
pub fn distribute(vault: &Address, currency: &MintInfo, holders: &[Holder]) -> Instruction {
    let bump = |owner| address::ata_bump(owner, &currency.address, &currency.program);
    let mut instruction = built(
        VAULT_PROGRAM,
        &accounts::Distribute {
            vault: *vault,
            mint: currency.address,
            treasury: currency.ata(vault),
            token_program: currency.program,
        },
        &instruction::Distribute {
            payee_bumps: holders.iter().map(|holder| bump(&holder.payee)).collect(),
        },
    );
    for holder in holders {
        instruction.accounts.extend([
            AccountMeta::new(address::position(&holder.token_account), false),
            AccountMeta::new(currency.ata(&holder.payee), false),
        ]);
    }
    instruction
}

/// Closes the empty position of a share token account; its owner signs, `rent_payer` (as the
/// position says) gets the rent.
#[must_use]
pub fn close_position(
    owner: &Address,
    vault: &Address,
    token_account: &Address,
    rent_payer: &Address,
) -> Instruction {
    built(
        VAULT_PROGRAM,
        &accounts::ClosePosition {
            owner: *owner,
            vault: *vault,
            position: address::position(token_account),
            token_account: *token_account,
            rent_payer: *rent_payer,
        },
        &instruction::ClosePosition {},
    )
}

/// A vault of whose shares some are moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShareMint {
    /// The vault.
    pub vault: Address,
    /// Whether transfers keep to a gate.
    pub gated: bool,
}

impl From<&Address> for ShareMint {
    /// The vault at this address, without a gate.
    fn from(vault: &Address) -> Self {
        Self {
            vault: *vault,
            gated: false,
        }
    }
}

/// Moves `units` share units between two share token accounts; `authority`, the source's owner or
/// delegate, signs. It is Token-2022's own transfer, with the accounts that the vault's hook asks
/// for. A receiver's position is made by the hook, from the vault's rent reserve, where it is missing.
#[must_use]
pub fn transfer_shares(
    authority: &Address,
    shares: impl Into<ShareMint>,
    source: &Address,
    destination: &Address,
    units: u64,
) -> Instruction {
    let shares = shares.into();
    let vault = &shares.vault;
    let share_mint = address::share_mint(vault);
    let mut instruction = crate::token::built(transfer_checked(
        &TOKEN_2022,
        source,
        &share_mint,
        destination,
        authority,
        &[],
        units,
        provenue_accounting::SHARE_DECIMALS,
    ));
    instruction.accounts.extend([
        AccountMeta::new(*vault, false),
        AccountMeta::new(address::position(source), false),
        AccountMeta::new(address::position(destination), false),
        AccountMeta::new(address::rent_reserve(vault), false),
        AccountMeta::new_readonly(system_program::ID, false),
    ]);
    if shares.gated {
        let gate = AccountMeta::new_readonly(address::gate(vault), false);
        instruction.accounts.push(gate);
    }
    instruction.accounts.extend([
        AccountMeta::new_readonly(VAULT_PROGRAM, false),
        AccountMeta::new_readonly(address::extra_account_metas(&share_mint), false),
    ]);
    instruction
}

/// Burns `units` share units of a share token account; `authority`, its owner or delegate, signs. It
/// is Token-2022's own burn, and the vault settles the position after it.
#[must_use]
pub fn burn_shares(
    authority: &Address,
    vault: &Address,
    token_account: &Address,
    units: u64,
) -> [Instruction; 2] {
    let burn = burn_checked(
        &TOKEN_2022,
        token_account,
        &address::share_mint(vault),
        authority,
        &[],
        units,
        provenue_accounting::SHARE_DECIMALS,
    );
    [crate::token::built(burn), settle(vault, token_account)]
}

/// Creates the associated share token account of `owner` where it is missing; `payer` signs and pays.
#[must_use]
pub fn create_share_account(payer: &Address, vault: &Address, owner: &Address) -> Instruction {
    let share_mint = address::share_mint(vault);
    spl_associated_token_account_interface::instruction::create_associated_token_account_idempotent(
        payer,
        owner,
        &share_mint,
        &TOKEN_2022,
    )
}
