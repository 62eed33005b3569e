//! Another program asks.

use provenue_client::{REGISTRY_PROGRAM, VAULT_PROGRAM};
use provenue_tests::{Attack, World, assert_refused, look_alike, must};
use solana_account::Account;
use solana_address::Address;
use solana_instruction::{AccountMeta, Instruction};
use solana_sdk_ids::bpf_loader;

use super::scene::{CHUNK, Work};

/// The program of `tests/caller`.
const ELF: &[u8] = include_bytes!("../../../../caller/caller.so");

/// Puts the program on the ledger.
fn deploy(world: &World) -> Address {
    let address = Address::new_unique();
    let program = Account {
        lamports: 10_000_000_000,
        data: ELF.to_vec(),
        owner: bpf_loader::ID,
        executable: true,
        rent_epoch: u64::MAX,
    };
    must(world.ledger.set_account(address, program));
    address
}

/// Shows the program a chunk, which it shows the registry.
fn showing(caller: &Address, work: &Work, chunk: u64) -> Instruction {
    let direct = work.showing(chunk);
    let accounts = [work.asset, REGISTRY_PROGRAM].map(|key| AccountMeta::new_readonly(key, false));
    Instruction::new_with_bytes(*caller, &direct.data[1..], accounts.to_vec())
}

#[tokio::test]
async fn a_program_is_shown_a_chunk_and_learns_its_place() {
    let work = Work::of(11 * CHUNK - 1_000, 5).await;
    let caller = deploy(&work.world);
    for (chunk, length) in [(0, CHUNK), (5, CHUNK), (10, CHUNK - 1_000)] {
        let show = showing(&caller, &work, chunk);
        let receipt = must(work.world.send(&[show], &[]).await);
        let place = [(chunk * CHUNK).to_le_bytes(), length.to_le_bytes()].concat();
        assert_eq!(receipt.return_data, place);
    }
}

#[tokio::test]
async fn a_program_cannot_be_shown_what_is_not_of_the_work() {
    let work = Work::of(11 * CHUNK - 1_000, 5).await;
    let caller = deploy(&work.world);
    let honest = showing(&caller, &work, 5);
    let mut forged = honest.clone();
    forged.data[8] ^= 1;
    let result = work.world.send(&[forged], &[]).await;
    assert_refused(result, "NotOfThisWork");

    let copy = look_alike::<provenue_client::state::Asset>(&work.world, &work.asset, |_| ()).await;
    let forged = honest.clone().swapping(&work.asset, &copy);
    assert_refused(work.world.send(&[forged], &[]).await, "IllegalOwner");

    let forged = honest.swapping(&REGISTRY_PROGRAM, &VAULT_PROGRAM);
    assert_refused(work.world.send(&[forged], &[]).await, "InvalidArgument");
}
