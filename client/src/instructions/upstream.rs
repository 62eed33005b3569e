//! The vault program's instructions about what vaults owe each other.

use provenue_accounting::UpstreamRate;
use provenue_vault::{accounts, instruction};
use solana_address::Address;
use solana_instruction::{AccountMeta, Instruction};
use solana_sdk_ids::system_program;

use super::built;
use crate::{VAULT_PROGRAM, address, token::MintInfo};

/// Who signs a link, besides each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LinkSigners {
    /// Pays the rent.
    pub payer: Address,
    /// The child vault's authority.
    pub authority: Address,
    /// The parent vault's base or authority.
    pub licensor: Address,
}

/// Makes an unsealed vault owe a sealed one part of its revenue; all of `signers` sign.
#[must_use]
pub fn link_upstream(
    signers: &LinkSigners,
    child: &Address,
    parent: &Address,
    rate: UpstreamRate,
) -> Instruction {
    built(
        VAULT_PROGRAM,
        &accounts::LinkUpstream {
            payer: signers.payer,
            authority: signers.authority,
            licensor: signers.licensor,
            child: *child,
            parent: *parent,
            edge: address::upstream(child, parent),
            system_program: system_program::ID,
        },
        &instruction::LinkUpstream {
            relative_bps: rate.relative_bps,
            absolute_bps: rate.absolute_bps,
        },
    )
}

/// Makes a vault owe `ancestor` what its linked `parent` owes it by an absolute part; `payer` signs
/// and pays the rent. In the order of the parent's absolute edges, each once.
#[must_use]
pub fn inherit_upstream(
    payer: &Address,
    child: &Address,
    parent: &Address,
    ancestor: &Address,
) -> Instruction {
    built(
        VAULT_PROGRAM,
        &accounts::InheritUpstream {
            payer: *payer,
            child: *child,
            link: address::upstream(child, parent),
            inherited: address::upstream(parent, ancestor),
            edge: address::upstream(child, ancestor),
            system_program: system_program::ID,
        },
        &instruction::InheritUpstream {},
    )
}

/// One payment of dues.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Hop {
    /// The vault that pays.
    pub child: Address,
    /// The vault that is paid.
    pub parent: Address,
}

impl Hop {
    /// The accounts that a hop adds to an instruction.
    fn accounts(&self, currency: &MintInfo) -> [AccountMeta; 3] {
        [
            AccountMeta::new(address::upstream(&self.child, &self.parent), false),
            AccountMeta::new(self.parent, false),
            AccountMeta::new(currency.ata(&self.parent), false),
        ]
    }
}

/// Moves dues of `currency` over `hops`, each of which starts at `vault` or at the parent of an earlier
/// one. Nobody need sign.
#[must_use]
pub fn pull(vault: &Address, currency: &MintInfo, hops: &[Hop]) -> Instruction {
    let instruction = built(
        VAULT_PROGRAM,
        &accounts::Pull {
            vault: *vault,
            mint: currency.address,
            treasury: currency.ata(vault),
            token_program: currency.program,
        },
        &instruction::Pull {},
    );
    with_hops(instruction, currency, hops)
}

/// Adds hops to a deposit, or to a pull: dues climb on in the same instruction.
#[must_use]
pub fn with_hops(mut instruction: Instruction, currency: &MintInfo, hops: &[Hop]) -> Instruction {
    let accounts = hops.iter().flat_map(|hop| hop.accounts(currency));
    instruction.accounts.extend(accounts);
    instruction
}
