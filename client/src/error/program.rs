//! A program's refusal of an instruction.

use solana_address::Address;
use solana_instruction_error::InstructionError;

use super::{explain, names};

/// A program refused an instruction.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{program_name} refused: {message} ({name})")]
pub struct ProgramFailure {
    /// The program that failed: the innermost one, when programs call each other.
    pub program: Address,
    /// Its name, or its address when it is not one this client knows.
    pub program_name: String,
    /// The instruction of the transaction in which it happened, counted from 0 (compute-budget
    /// instructions that a ledger put before them are not counted).
    pub instruction_index: u8,
    /// The program's own error code, if it gave one.
    pub code: Option<u32>,
    /// The error's name, as in the program's source.
    pub name: String,
    /// What is wrong and what to do.
    pub message: String,
    /// What the runtime reported of the outer instruction.
    pub error: InstructionError,
    /// The programs' logs.
    pub logs: Vec<String>,
}

impl ProgramFailure {
    /// Decodes the failure of an instruction of `outer`, with the logs to find an inner culprit.
    #[must_use]
    pub fn decode(
        outer: Address,
        instruction_index: u8,
        error: InstructionError,
        logs: Vec<String>,
    ) -> Self {
        let inner = logs.iter().find_map(|line| failed_program(line));
        let program = inner.as_ref().map_or(outer, |(program, _)| *program);
        let code = match (&inner, &error) {
            (Some((_, Some(code))), _) | (_, InstructionError::Custom(code)) => Some(*code),
            _ => None,
        };
        let (name, message) = match code {
            Some(code) => names::of_code(&program, code)
                .unwrap_or_else(|| (format!("Custom({code})"), format!("error code {code}"))),
            None => explain::instruction_error(&error, &logs),
        };
        Self {
            program,
            program_name: names::of_program(&program),
            instruction_index,
            code,
            name,
            message,
            error,
            logs,
        }
    }
}

/// `Program <id> failed: custom program error: 0x1770`: the runtime's first such line names the
/// innermost program that failed.
fn failed_program(line: &str) -> Option<(Address, Option<u32>)> {
    let rest = line.strip_prefix("Program ")?;
    let (program, reason) = rest.split_once(" failed: ")?;
    let program = program.parse().ok()?;
    let code = reason
        .strip_prefix("custom program error: 0x")
        .and_then(|hex| u32::from_str_radix(hex, 16).ok());
    Some((program, code))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_innermost_program_is_named() {
        let token = spl_token_interface::ID;
        let logs = vec![
            format!("Program {token} invoke [2]"),
            format!("Program {token} failed: custom program error: 0x1"),
            "Program 11111111111111111111111111111111 failed: custom program error: 0x1".to_owned(),
        ];
        let failure =
            ProgramFailure::decode(Address::default(), 3, InstructionError::Custom(1), logs);
        assert_eq!(failure.program, token);
        assert_eq!(failure.code, Some(1));
        assert_eq!(failure.name, "InsufficientFunds");
        assert_eq!(failure.instruction_index, 3);
    }

    #[test]
    fn without_logs_the_outer_program_is_named() {
        let failure = ProgramFailure::decode(
            solana_sdk_ids::system_program::ID,
            0,
            InstructionError::Custom(1),
            vec![],
        );
        assert_eq!(failure.program_name, "the system program");
        assert!(failure.message.contains("SOL"), "{}", failure.message);
    }

    #[test]
    fn a_builtin_error_has_no_code() {
        let failure = ProgramFailure::decode(
            Address::default(),
            0,
            InstructionError::MissingRequiredSignature,
            vec![],
        );
        assert_eq!(failure.code, None);
        assert_eq!(failure.name, "MissingRequiredSignature");
    }
}
