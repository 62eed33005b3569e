//! A program that is shown a part of a work, and asks the registry whether it is one. Tests call it; it
//! is deployed nowhere.
//!
//! Accounts: the asset, the registry. Data: what `verify_range` takes, without its discriminator. It
//! returns where the chunk begins and how long it is, two numbers of eight bytes, little endian.
#![cfg_attr(target_os = "solana", no_std)]

use pinocchio::{
    cpi::{get_return_data, invoke, set_return_data},
    error::ProgramError,
    instruction::{InstructionAccount, InstructionView},
    AccountView, Address, ProgramResult,
};

/// The registry, by its address: whoever took it from the accounts would believe any program.
const REGISTRY: Address = Address::from_str_const("CBdac2fYPUQaL7gxRuPfjbFTAvHEdZcDTHxoLmPonDtr");

/// Of the registry's instruction.
const VERIFY_RANGE: u8 = 25;

/// Longest data: chunk, leaf, and 30 hashes with their number.
const MAX_DATA: usize = 8 + 32 + 4 + 30 * 32;

pinocchio::no_allocator!();
pinocchio::nostd_panic_handler!();
pinocchio::program_entrypoint!(show, 4);

fn show(_program: &Address, accounts: &mut [AccountView], data: &[u8]) -> ProgramResult {
    let [asset, registry, ..] = accounts else {
        return Err(ProgramError::NotEnoughAccountKeys);
    };
    if *registry.address() != REGISTRY || data.len() > MAX_DATA {
        return Err(ProgramError::InvalidArgument);
    }
    ask(asset, data)?;
    answer(asset)
}

/// Has the registry check the chunk. A frame of its own, for a frame has room for one buffer.
#[inline(never)]
fn ask(asset: &AccountView, data: &[u8]) -> ProgramResult {
    let mut buffer = [VERIFY_RANGE; 1 + MAX_DATA];
    buffer[1..=data.len()].copy_from_slice(data);
    let call = InstructionView {
        program_id: &REGISTRY,
        accounts: &[InstructionAccount::readonly(asset.address())],
        data: &buffer[..=data.len()],
    };
    invoke(&call, &[asset])
}

/// Reads what the registry returned.
#[inline(never)]
fn answer(asset: &AccountView) -> ProgramResult {
    let proven = get_return_data().ok_or(ProgramError::InvalidAccountData)?;
    let bytes = proven.as_slice();
    let place = bytes.get(32..48).ok_or(ProgramError::InvalidAccountData)?;
    if *proven.program_id() != REGISTRY || bytes[..32] != *asset.address().as_ref() {
        return Err(ProgramError::InvalidAccountData);
    }
    set_return_data(place);
    Ok(())
}
