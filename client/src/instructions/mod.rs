//! Every instruction of the programs, built from what it is about: addresses are derived.
//!
//! Each function names what the instruction does and who must sign; errors are documented where the
//! programs define them ([`provenue_vault`], [`provenue_registry`],
//! [`provenue_wrapper`]).

pub mod attestation;
pub mod control;
pub mod derivation;
pub mod lifecycle;
pub mod log;
pub mod nft;
mod owner;
pub mod registry;
pub mod upstream;
pub mod vault;
pub mod wrapper;

use anchor_lang::{InstructionData, ToAccountMetas};
use solana_address::Address;
use solana_instruction::Instruction;

pub use owner::Owner;

fn built(
    program: Address,
    accounts: &impl ToAccountMetas,
    data: &impl InstructionData,
) -> Instruction {
    Instruction {
        program_id: program,
        accounts: accounts.to_account_metas(None),
        data: data.data(),
    }
}
