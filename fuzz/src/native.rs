//! The programs, compiled for this machine and entered as on the chain.
//!
//! Their entrypoints get the bytes that the chain's loader would give them. Calls of other programs
//! succeed and do nothing, and the chain's clock cannot be asked: what comes after either is other than on
//! the chain, what comes before is the same.

use std::collections::BTreeMap;

use anchor_lang::testing::{AccountRecord, SbfInputBuffer};
use solana_address::Address;

use crate::{
    call::{Call, Program},
    cast::{CAST, Member},
};

/// Bytes of an account before its data.
const HEADER: usize = 88;
const LAMPORTS: usize = 72;
const LENGTH: usize = 80;

/// What became of an account.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// In the cast, with the call's patches: as it was.
    pub before: Member,
    /// Whether any slot of the call let it be written.
    pub writable: bool,
    /// Its balance now.
    pub lamports: u64,
    /// Its data now.
    pub data: Vec<u8>,
}

/// What a call did: the program's answer, and the accounts by their number in the cast.
pub struct Answer {
    /// 0, or the code of the error.
    pub code: u64,
    /// Each account once.
    pub accounts: BTreeMap<usize, Outcome>,
}

/// Runs a call.
#[must_use]
pub fn run(call: &Call<'_>) -> Answer {
    let mut first: BTreeMap<usize, usize> = BTreeMap::new();
    let mut outcomes: BTreeMap<usize, Outcome> = BTreeMap::new();
    let mut records = Vec::with_capacity(call.slots.len());
    for (place, slot) in call.slots.iter().enumerate() {
        // As the chain does, where an account stands several times in a call.
        let alike = call
            .slots
            .iter()
            .filter(|other| other.number == slot.number);
        let (signer, writable) = alike.fold((false, false), |(signer, writable), other| {
            (signer || other.signer, writable || other.writable)
        });
        if let Some(earlier) = first.get(&slot.number) {
            let index = u8::try_from(*earlier).expect("few accounts");
            records.push(AccountRecord::Dup { index });
            continue;
        }
        first.insert(slot.number, place);
        let before = patched(call, slot.number);
        records.push(AccountRecord::NonDup {
            address: before.address.to_bytes(),
            owner: before.owner.to_bytes(),
            lamports: before.lamports,
            is_signer: signer,
            is_writable: writable,
            executable: before.executable,
            data_len: before.data.len(),
        });
        let outcome = Outcome {
            writable,
            lamports: before.lamports,
            data: before.data.clone(),
            before,
        };
        outcomes.insert(slot.number, outcome);
    }

    let mut input = SbfInputBuffer::build(&records);
    let offsets = input.record_offsets.clone();
    for (number, place) in &first {
        let data = &outcomes[number].before.data;
        let start = offsets[*place] + HEADER;
        input.bytes_mut()[start..start + data.len()].copy_from_slice(data);
    }
    let code = enter(call, &mut input);

    for (number, place) in &first {
        let account = &input.bytes_mut()[offsets[*place]..];
        let word = |at: usize| {
            let bytes = account[at..at + 8].try_into().expect("eight bytes");
            u64::from_le_bytes(bytes)
        };
        let length = usize::try_from(word(LENGTH)).expect("a length");
        let outcome = outcomes.get_mut(number).expect("an account of the call");
        outcome.lamports = word(LAMPORTS);
        outcome.data = account[HEADER..HEADER + length].to_vec();
    }
    Answer {
        code,
        accounts: outcomes,
    }
}

fn patched(call: &Call<'_>, number: usize) -> Member {
    let mut member = CAST[number].clone();
    for patch in call.patches.iter().filter(|patch| patch.number == number) {
        let end = patch.offset + 8;
        if let Some(bytes) = member.data.get_mut(patch.offset..end) {
            bytes.copy_from_slice(&patch.value.to_le_bytes());
        }
    }
    member
}

/// Enters the program, with its data as the loader lays it out: the length before it, the program's
/// address after it.
fn enter(call: &Call<'_>, input: &mut SbfInputBuffer) -> u64 {
    let program = match call.program {
        Program::Vault => provenue_client::VAULT_PROGRAM,
        Program::Registry => provenue_client::REGISTRY_PROGRAM,
    };
    let length = call.data.len();
    let mut words = vec![0u64; 1 + (length + size_of::<Address>()).div_ceil(8)];
    words[0] = length as u64;
    let bytes: &mut [u8] = bytemuck::cast_slice_mut(&mut words);
    bytes[8..8 + length].copy_from_slice(call.data);
    bytes[8 + length..8 + length + 32].copy_from_slice(program.as_ref());
    let data = bytes[8..].as_ptr();
    let entrypoint = match call.program {
        Program::Vault => provenue_vault::__anchor_dispatch,
        Program::Registry => provenue_registry::__anchor_dispatch,
    };
    // SAFETY: `input` is laid out as the loader does, and aligned; so are the data, whose length stands
    // before them and the program's address behind them, in the same allocation.
    unsafe { entrypoint(input.as_mut_ptr(), data) }
}
