//! The vault program's instructions that hold, gate and redirect.

use provenue_vault::{accounts, instruction};
use solana_address::Address;
use solana_instruction::Instruction;
use solana_sdk_ids::system_program;

use super::built;
use crate::{VAULT_PROGRAM, address};

/// Makes payouts of a holdable vault wait until `until`, in seconds since 1970; `base` signs. `reason`
/// is its own code, not 0.
#[must_use]
pub fn hold(base: &Address, vault: &Address, reason: u16, until: i64) -> Instruction {
    built(
        VAULT_PROGRAM,
        &accounts::Hold {
            base: *base,
            vault: *vault,
        },
        &instruction::Hold { reason, until },
    )
}

/// Ends a hold; `releaser` signs: the base, or anyone once its time is over.
#[must_use]
pub fn release_hold(releaser: &Address, vault: &Address) -> Instruction {
    built(
        VAULT_PROGRAM,
        &accounts::ReleaseHold {
            releaser: *releaser,
            vault: *vault,
        },
        &instruction::ReleaseHold {},
    )
}

/// Makes the gate of a vault that was created gated, before its seal; `payer` and `authority` sign.
/// No share moves before `lock_until`, in seconds since 1970, and nobody receives more than
/// `max_units` share units into one account.
#[must_use]
pub fn create_gate(
    payer: &Address,
    authority: &Address,
    vault: &Address,
    lock_until: i64,
    max_units: u64,
) -> Instruction {
    built(
        VAULT_PROGRAM,
        &accounts::CreateGate {
            payer: *payer,
            authority: *authority,
            vault: *vault,
            gate: address::gate(vault),
            system_program: system_program::ID,
        },
        &instruction::CreateGate {
            lock_until,
            max_units,
        },
    )
}

/// Has `payout` paid for a position in the place of its `owner`, who signs. The owner's own address
/// undoes it.
#[must_use]
pub fn delegate_revenue(
    owner: &Address,
    vault: &Address,
    token_account: &Address,
    payout: &Address,
) -> Instruction {
    built(
        VAULT_PROGRAM,
        &accounts::DelegateRevenue {
            owner: *owner,
            vault: *vault,
            position: address::position(token_account),
            token_account: *token_account,
        },
        &instruction::DelegateRevenue { payout: *payout },
    )
}
