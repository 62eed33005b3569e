//! The bytes that mean a call: which program, which accounts and what was changed in them, and the
//! instruction's data, which is the rest.
//!
//! ```text
//! program · count · (account · flags) × count · patches · (account · offset · value) × patches · data
//!    u8      u8        u8       u8                u8          u8       u16     u64
//! ```

use solana_address::Address;
use solana_instruction::Instruction;

use crate::cast::{CAST, number};

/// Most accounts of a call.
pub const MAX_ACCOUNTS: usize = 24;
const MAX_PATCHES: usize = 8;
const SIGNER: u8 = 1;
const WRITABLE: u8 = 2;

/// One of the programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Program {
    /// The vault program.
    Vault,
    /// The registry.
    Registry,
}

/// An account of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    /// In the cast.
    pub number: usize,
    /// Whether it signs.
    pub signer: bool,
    /// Whether it may be written.
    pub writable: bool,
}

/// Eight bytes of an account that are other than in the cast.
#[derive(Clone, Copy, Debug)]
pub struct Patch {
    /// In the cast.
    pub number: usize,
    /// Where in its data.
    pub offset: usize,
    /// What is there.
    pub value: u64,
}

/// A call.
#[derive(Clone, Debug)]
pub struct Call<'a> {
    /// Who is called.
    pub program: Program,
    /// With which accounts.
    pub slots: Vec<Slot>,
    /// What was changed in them before.
    pub patches: Vec<Patch>,
    /// The instruction's data.
    pub data: &'a [u8],
}

impl<'a> Call<'a> {
    /// Reads a call; `None` when it is cut off.
    #[must_use]
    pub fn read(bytes: &'a [u8]) -> Option<Self> {
        let (&program, bytes) = bytes.split_first()?;
        let program = if program & 1 == 0 {
            Program::Vault
        } else {
            Program::Registry
        };
        let member = |number: u8| usize::from(number) % CAST.len();
        let (&count, bytes) = bytes.split_first()?;
        let count = usize::from(count) % (MAX_ACCOUNTS + 1);
        let (accounts, bytes) = bytes.split_at_checked(2 * count)?;
        let slots = accounts.chunks_exact(2).map(|slot| Slot {
            number: member(slot[0]),
            signer: slot[1] & SIGNER != 0,
            writable: slot[1] & WRITABLE != 0,
        });
        let (&count, bytes) = bytes.split_first()?;
        let count = usize::from(count) % (MAX_PATCHES + 1);
        let (patches, data) = bytes.split_at_checked(11 * count)?;
        let patches = patches.chunks_exact(11).map(|patch| {
            let [number, low, high, value @ ..] = patch else {
                unreachable!("eleven bytes");
            };
            Patch {
                number: member(*number),
                offset: u16::from_le_bytes([*low, *high]).into(),
                value: u64::from_le_bytes(value.try_into().expect("eight bytes")),
            }
        });
        Some(Self {
            program,
            slots: slots.collect(),
            patches: patches.collect(),
            data,
        })
    }
}

/// The bytes of a call by `instruction`, with eight bytes of some accounts changed: an address, where in its
/// data, what is there. `None` when an account is not in the cast.
#[must_use]
pub fn written(instruction: &Instruction, patches: &[(Address, usize, u64)]) -> Option<Vec<u8>> {
    let program = u8::from(instruction.program_id == provenue_client::REGISTRY_PROGRAM);
    let mut bytes = vec![program, u8::try_from(instruction.accounts.len()).ok()?];
    for account in &instruction.accounts {
        let signer = if account.is_signer { SIGNER } else { 0 };
        let writable = if account.is_writable { WRITABLE } else { 0 };
        bytes.extend([number(&account.pubkey)?, signer | writable]);
    }
    bytes.push(u8::try_from(patches.len()).ok()?);
    for (address, offset, value) in patches {
        bytes.push(number(address)?);
        bytes.extend(u16::try_from(*offset).ok()?.to_le_bytes());
        bytes.extend(value.to_le_bytes());
    }
    bytes.extend(&instruction.data);
    Some(bytes)
}
