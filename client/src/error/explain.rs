//! The runtime's errors in plain words.

use solana_address::Address;
use solana_instruction_error::InstructionError;
use solana_transaction_error::TransactionError;

use super::{ClientError, ProgramFailure};

/// Turns the runtime's verdict into a typed error. `programs` are the programs of the transaction's
/// instructions in order, the first `prefix` of which the ledger itself put in front.
pub(crate) fn transaction_error(
    error: TransactionError,
    programs: &[Address],
    prefix: usize,
    payer: &Address,
    logs: Vec<String>,
) -> ClientError {
    if let TransactionError::InstructionError(index, inner) = error {
        let program = programs
            .get(usize::from(index))
            .copied()
            .unwrap_or_default();
        let index = u8::try_from(usize::from(index).saturating_sub(prefix)).unwrap_or(u8::MAX);
        return ProgramFailure::decode(program, index, inner, logs).into();
    }
    let reason = match &error {
        TransactionError::AccountNotFound => {
            format!("the fee payer {payer} has no SOL: fund it, or ask for an airdrop")
        }
        TransactionError::InsufficientFundsForFee => {
            format!("the fee payer {payer} has not enough SOL for the fee: fund it")
        }
        TransactionError::InsufficientFundsForRent { account_index: 0 } => {
            format!(
                "the fee payer {payer} would be left with less SOL than an account must keep: fund it"
            )
        }
        TransactionError::InsufficientFundsForRent { .. } => {
            "an account would be left with less SOL than it must keep".to_owned()
        }
        TransactionError::BlockhashNotFound => {
            "the transaction expired before it was processed: send it again".to_owned()
        }
        TransactionError::AlreadyProcessed => {
            "this very transaction was processed already".to_owned()
        }
        TransactionError::ProgramAccountNotFound | TransactionError::InvalidProgramForExecution => {
            "a program of the transaction is not deployed on this ledger".to_owned()
        }
        TransactionError::TooManyAccountLocks => {
            "the transaction touches too many accounts".to_owned()
        }
        TransactionError::AddressLookupTableNotFound
        | TransactionError::InvalidAddressLookupTableOwner
        | TransactionError::InvalidAddressLookupTableData
        | TransactionError::InvalidAddressLookupTableIndex => {
            "an address lookup table is missing or not yet active: send it again".to_owned()
        }
        other => format!("the transaction was refused: {other}"),
    };
    ClientError::Transaction {
        error,
        reason,
        logs,
    }
}

/// Name and plain words of an instruction's error that has no code.
pub(super) fn instruction_error(error: &InstructionError, logs: &[String]) -> (String, String) {
    let message = match error {
        InstructionError::MissingRequiredSignature => "a required signature is missing".to_owned(),
        InstructionError::InsufficientFunds => {
            "an account has not enough lamports: fund the payer".to_owned()
        }
        InstructionError::AccountAlreadyInitialized => "an account exists already".to_owned(),
        InstructionError::UninitializedAccount => "an account does not exist yet".to_owned(),
        InstructionError::InvalidSeeds => {
            "an account is not the derived address it should be".to_owned()
        }
        InstructionError::IllegalOwner
        | InstructionError::InvalidAccountOwner
        | InstructionError::IncorrectProgramId => {
            "an account belongs to another program than it should".to_owned()
        }
        InstructionError::InvalidAccountData => {
            "an account does not hold what it should".to_owned()
        }
        InstructionError::MissingAccount => "too few accounts were given".to_owned(),
        InstructionError::InvalidInstructionData => {
            "the program does not know this instruction".to_owned()
        }
        InstructionError::ComputationalBudgetExceeded => {
            "the transaction used up its compute units".to_owned()
        }
        // A panic, or an access outside an account: the program's log says which.
        InstructionError::ProgramFailedToComplete => logs
            .iter()
            .rev()
            .find(|line| line.contains("panicked") || line.contains("Program failed to complete"))
            .map_or_else(|| "the program crashed".to_owned(), Clone::clone),
        other => other.to_string(),
    };
    // The variant's own name: what precedes its fields.
    let debug = format!("{error:?}");
    let name = debug.split(['(', ' ']).next().unwrap_or_default();
    (name.to_owned(), message)
}
