//! Signatures that a precompile checked, read from its instruction in the same transaction.
//!
//! A precompile (Ed25519, P-256) fails the whole transaction when a signature is wrong. What remains
//! to be seen is what was signed by whom: its instruction says so by offsets, and offsets can point
//! into any instruction. So all of them must point into that very instruction, which must hold one
//! signature and no more.

use anchor_lang::prelude::*;
use pinocchio::sysvars::instructions::{Instructions, IntrospectedInstruction, INSTRUCTIONS_ID};

use crate::RegistryError;

/// The Ed25519 precompile.
pub(crate) const ED25519_PROGRAM: Address =
    Address::from_str_const("Ed25519SigVerify111111111111111111111111111");
/// The P-256 precompile.
pub(crate) const P256_PROGRAM: Address =
    Address::from_str_const("Secp256r1SigVerify1111111111111111111111111");

/// How many signatures, a byte of padding, and seven offsets of one signature.
const HEADER_LENGTH: usize = 2 + 7 * 2;
/// Says that an offset is into the precompile's own instruction.
const OWN_INSTRUCTION: u16 = u16::MAX;

/// Who signed what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Signature<'a, const KEY: usize> {
    pub(crate) key: &'a [u8; KEY],
    pub(crate) message: &'a [u8],
}

/// Finds the instruction `back` places before this one, and hands the signature that `program`
/// checked there to `use_it`.
///
/// # Errors
/// [`RegistryError::InstructionsMissing`], [`RegistryError::NotThePrecompile`], those of [`read`] and
/// of `use_it`.
pub(crate) fn with_signature<const KEY: usize, T>(
    instructions: &Option<UncheckedAccount>,
    program: &Address,
    back: u8,
    use_it: impl FnOnce(Signature<'_, KEY>) -> Result<T>,
) -> Result<T> {
    let account = instructions
        .as_ref()
        .filter(|account| *account.address() == INSTRUCTIONS_ID)
        .ok_or(RegistryError::InstructionsMissing)?;
    let instructions = Instructions::try_from(account.account())?;
    let found: IntrospectedInstruction = instructions
        .get_instruction_relative(-i64::from(back))
        .map_err(|_| RegistryError::NotThePrecompile)?;
    require!(
        found.get_program_id() == program,
        RegistryError::NotThePrecompile
    );
    use_it(read(found.get_instruction_data())?)
}

/// Reads the data of a precompile's instruction.
///
/// # Errors
/// [`RegistryError::NotOneSignature`], [`RegistryError::SignatureElsewhere`].
fn read<const KEY: usize>(data: &[u8]) -> core::result::Result<Signature<'_, KEY>, RegistryError> {
    let header = data
        .first_chunk::<HEADER_LENGTH>()
        .filter(|header| header[0] == 1)
        .ok_or(RegistryError::NotOneSignature)?;
    let field = |index: usize| u16::from_le_bytes([header[2 + 2 * index], header[3 + 2 * index]]);
    let [_, signature_in, key_at, key_in, message_at, message_length, message_in] =
        core::array::from_fn(field);
    if [signature_in, key_in, message_in] != [OWN_INSTRUCTION; 3] {
        return Err(RegistryError::SignatureElsewhere);
    }
    let from = |start: u16| data.get(usize::from(start)..);
    let key = from(key_at).and_then(|rest| rest.first_chunk());
    let message = from(message_at).and_then(|rest| rest.get(..usize::from(message_length)));
    match (key, message) {
        (Some(key), Some(message)) => Ok(Signature { key, message }),
        _ => Err(RegistryError::SignatureElsewhere),
    }
}

#[cfg(test)]
mod tests {
    extern crate std;
    use std::vec::Vec;

    use super::*;

    /// One signature: the key of `KEY` bytes, then 64 bytes, then the message.
    fn instruction(count: u8, sources: [u16; 3]) -> Vec<u8> {
        let (key_at, message_at) = (16, 16 + 32 + 64);
        let mut data = std::vec![count, 0];
        for field in [
            48, sources[0], key_at, sources[1], message_at, 3, sources[2],
        ] {
            data.extend(u16::to_le_bytes(field));
        }
        data.extend([1; 32]);
        data.extend([2; 64]);
        data.extend(b"yes");
        data
    }

    #[test]
    fn key_and_message_are_read() {
        let data = instruction(1, [u16::MAX; 3]);
        let expected = Signature {
            key: &[1; 32],
            message: b"yes",
        };
        assert_eq!(read::<32>(&data), Ok(expected));
    }

    #[test]
    fn one_signature_and_no_other_number_is_read() {
        for count in [0, 2, 255] {
            let data = instruction(count, [u16::MAX; 3]);
            assert_eq!(read::<32>(&data), Err(RegistryError::NotOneSignature));
        }
    }

    #[test]
    fn what_lies_in_another_instruction_is_not_read() {
        for place in 0..3 {
            for other in [0, 1, u16::MAX - 1] {
                let mut sources = [u16::MAX; 3];
                sources[place] = other;
                let data = instruction(1, sources);
                assert_eq!(read::<32>(&data), Err(RegistryError::SignatureElsewhere));
            }
        }
    }

    #[test]
    fn data_that_is_cut_off_is_refused_anywhere() {
        let data = instruction(1, [u16::MAX; 3]);
        for length in 0..data.len() {
            assert!(read::<32>(&data[..length]).is_err(), "{length}");
        }
    }
}
