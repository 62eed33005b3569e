//! Claiming a work.

mod order;
mod record;
mod refusals;

use provenue_client::instructions::registry;
use provenue_tests::{World, details};
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_signer::Signer;

/// The content id of the work that is claimed.
const CONTENT: [u8; 32] = [7; 32];

/// The claim of `owner` with that index on [`CONTENT`]; the world's payer pays.
fn claim(world: &World, owner: &Keypair, index: u16) -> Instruction {
    registry::register_asset(
        &world.payer.pubkey(),
        &owner.pubkey(),
        index,
        &details(CONTENT),
    )
}
