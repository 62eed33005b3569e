//! Names and messages of programs' error codes.

use provenue_registry::RegistryError;
use provenue_vault::VaultError;
use provenue_wrapper::WrapperError;
use solana_address::Address;
use solana_sdk_ids::system_program;
use solana_system_interface::error::SystemError;
use spl_token_2022_interface::error::TokenError;

use crate::token::{TOKEN, TOKEN_2022};

/// What people call a program; its address when it is unknown.
pub(super) fn of_program(program: &Address) -> String {
    let known = match *program {
        crate::VAULT_PROGRAM => "the vault program",
        crate::REGISTRY_PROGRAM => "the registry program",
        crate::WRAPPER_PROGRAM => "the wrapper program",
        TOKEN => "SPL Token",
        TOKEN_2022 => "Token-2022",
        system_program::ID => "the system program",
        solana_sdk_ids::ed25519_program::ID | solana_sdk_ids::secp256r1_program::ID => {
            "the check of a signature"
        }
        solana_sdk_ids::compute_budget::ID => "the compute budget",
        solana_sdk_ids::address_lookup_table::ID => "the lookup table program",
        spl_associated_token_account_interface::program::ID => "the associated token program",
        _ => return format!("program {program}"),
    };
    known.to_owned()
}

/// Name and message of an error code.
pub(super) fn of_code(program: &Address, code: u32) -> Option<(String, String)> {
    let own = |(name, message): (&str, &str)| (name.to_owned(), message.to_owned());
    match *program {
        crate::VAULT_PROGRAM => listed(VaultError::ALL, code)
            .or_else(|| framework(code))
            .map(own),
        crate::REGISTRY_PROGRAM => listed(RegistryError::ALL, code)
            .or_else(|| framework(code))
            .map(own),
        crate::WRAPPER_PROGRAM => listed(WrapperError::ALL, code)
            .or_else(|| framework(code))
            .map(own),
        TOKEN | TOKEN_2022 => {
            let error = TokenError::try_from(code).ok()?;
            let message = match error {
                TokenError::InsufficientFunds => {
                    "the token account holds less than that".to_owned()
                }
                TokenError::OwnerMismatch => {
                    "the token account belongs to another owner than the signer".to_owned()
                }
                TokenError::AccountFrozen => "the token account is frozen".to_owned(),
                ref other => other.to_string(),
            };
            Some((format!("{error:?}"), message))
        }
        system_program::ID => {
            let error = SystemError::try_from(code).ok()?;
            let message = match error {
                SystemError::ResultWithNegativeLamports => {
                    "an account has not enough SOL for this transfer or for the rent of a new \
                     account: fund it"
                        .to_owned()
                }
                SystemError::AccountAlreadyInUse => "an account exists already".to_owned(),
                ref other => other.to_string(),
            };
            Some((format!("{error:?}"), message))
        }
        spl_associated_token_account_interface::program::ID if code == 0 => Some(own((
            "InvalidOwner",
            "the associated token account belongs to another owner",
        ))),
        _ => None,
    }
}

/// A program's own codes count from 6000 in the order of its list.
fn listed<E>(
    all: &[(E, &'static str, &'static str)],
    code: u32,
) -> Option<(&'static str, &'static str)> {
    let index = usize::try_from(code.checked_sub(6000)?).ok()?;
    all.get(index).map(|(_, name, message)| (*name, *message))
}

/// Codes of the framework, the same in every Anchor program.
fn framework(code: u32) -> Option<(&'static str, &'static str)> {
    Some(match code {
        2000 => ("ConstraintMut", "an account must be writable"),
        2001 => (
            "ConstraintHasOne",
            "an account does not belong to the one given with it",
        ),
        2003 => ("ConstraintRaw", "an account does not meet a condition"),
        2005 => ("ConstraintRentExempt", "an account holds too little SOL"),
        2007 => ("ConstraintExecutable", "an account must be a program"),
        2011 => ("ConstraintClose", "an account cannot be closed into itself"),
        2012 => (
            "ConstraintAddress",
            "an account is not the one that is required",
        ),
        2013 => ("ConstraintZero", "an account is in use already"),
        2019 => ("ConstraintSpace", "an account has the wrong size"),
        2020 => ("ConstraintAccountIsNone", "a required account is missing"),
        2040 => (
            "ConstraintDuplicateMutableAccount",
            "the same account was given twice where two are needed",
        ),
        2500..=2506 => ("RequireViolated", "a condition is not met"),
        4103 => (
            "InvalidBool",
            "an account holds a byte that is neither true nor false",
        ),
        _ => return None,
    })
}
