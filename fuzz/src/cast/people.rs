//! Who signs, and the programs.

use provenue_client::{REGISTRY_PROGRAM, VAULT_PROGRAM, token};
use solana_address::Address;
use solana_sdk_ids::{bpf_loader, system_program};

use super::Member;

/// Pays for everything.
pub const PAYER: Address = person(1);
/// Base and authority of the sealed vault, and a holder.
pub const ARTIST: Address = person(2);
/// Base and authority of the vault that is owed, and a holder.
pub const LABEL: Address = person(3);
/// Base and authority of the vault that is being made.
pub const FAN: Address = person(4);
/// Buys licences.
pub const BUYER: Address = person(5);
/// Owns the work.
pub const STUDIO: Address = person(6);

const fn person(number: u8) -> Address {
    Address::new_from_array([number; 32])
}

/// People, and programs.
pub fn members() -> Vec<Member> {
    let person = |address| Member::new(address, system_program::ID, Vec::new());
    let program = |address| Member {
        executable: true,
        ..Member::new(address, bpf_loader::ID, vec![0x7f, b'E', b'L', b'F'])
    };
    [PAYER, ARTIST, LABEL, FAN, BUYER, STUDIO]
        .into_iter()
        .map(person)
        .chain(
            [
                system_program::ID,
                token::TOKEN,
                token::TOKEN_2022,
                VAULT_PROGRAM,
                REGISTRY_PROGRAM,
            ]
            .into_iter()
            .map(program),
        )
        .collect()
}
