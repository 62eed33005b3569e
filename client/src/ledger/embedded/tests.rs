//! The embedded ledger from the outside.

use std::fs;

use solana_keypair::Keypair;
use solana_signer::Signer;
use solana_system_interface::instruction::transfer;
use tempfile::TempDir;

use super::*;
use crate::{ClientError, slot_hashes, tables, token};

const SOL: u64 = 1_000_000_000;

fn in_memory() -> EmbeddedLedger {
    must(EmbeddedLedger::in_memory())
}

fn must<T, E: std::fmt::Display>(result: Result<T, E>) -> T {
    result.unwrap_or_else(|error| panic!("{error}"))
}

fn folder() -> TempDir {
    must(tempfile::tempdir())
}

async fn funded(ledger: &EmbeddedLedger) -> Keypair {
    let key = Keypair::new();
    must(ledger.airdrop(&key.pubkey(), 10 * SOL).await);
    key
}

#[tokio::test]
async fn the_next_command_sees_accounts_time_and_slot() {
    let dir = folder();
    let ledger = must(EmbeddedLedger::open(dir.path()));
    ledger.set_clock(4_000_000_000);
    let alice = funded(&ledger).await;
    let mint = must(
        token::create_mint(
            &ledger,
            &alice,
            &Keypair::new(),
            token::NewMint::with_fee(6, 100),
        )
        .await,
    );
    let slot = must(ledger.slot().await);
    drop(ledger);

    let ledger = must(EmbeddedLedger::open(dir.path()));
    assert_eq!(must(ledger.slot().await), slot);
    assert_eq!(must(ledger.unix_time().await), 4_000_000_000);
    let again = must(token::MintInfo::fetch(&ledger, &mint.address).await);
    assert_eq!(again, mint);
    must(token::mint_to(&ledger, &alice, &mint, &alice.pubkey(), 5).await);
    assert!(must(ledger.slot().await) > slot);
}

#[tokio::test]
async fn slots_are_remembered_by_the_next_command_and_forgotten_after_512() {
    let dir = folder();
    let ledger = must(EmbeddedLedger::open(dir.path()));
    funded(&ledger).await;
    let before = must(slot_hashes::recent(&ledger).await);
    drop(ledger);
    let ledger = must(EmbeddedLedger::open(dir.path()));
    assert_eq!(must(slot_hashes::recent(&ledger).await), before);
    drop(ledger);

    let ledger = in_memory();
    let first = must(slot_hashes::newest(&ledger).await);
    for _ in 1..slot_hashes::REMEMBERED_SLOTS {
        must(ledger.airdrop(&Address::new_unique(), SOL).await);
    }
    let recent = must(slot_hashes::recent(&ledger).await);
    assert_eq!(recent.get(&first.slot), Some(&first.hash));
    must(ledger.airdrop(&Address::new_unique(), SOL).await);
    let recent = must(slot_hashes::recent(&ledger).await);
    assert_eq!(recent.get(&first.slot), None);
    assert_eq!(recent.len() as u64, slot_hashes::REMEMBERED_SLOTS);
}

#[tokio::test]
async fn every_ledger_has_a_first_block_of_its_own() {
    let [dir, other] = [folder(), folder()];
    let genesis = |dir: &TempDir| {
        let ledger = must(EmbeddedLedger::open(dir.path()));
        async move { must(ledger.genesis_hash().await) }
    };
    let first = genesis(&dir).await;
    let ledger = must(EmbeddedLedger::open(dir.path()));
    funded(&ledger).await;
    drop(ledger);
    assert_eq!(genesis(&dir).await, first);
    assert_ne!(genesis(&other).await, first);
}

#[tokio::test]
async fn a_failed_transaction_changes_nothing_and_costs_nothing() {
    let dir = folder();
    let ledger = must(EmbeddedLedger::open(dir.path()));
    let alice = funded(&ledger).await;
    let file = dir.path().join("ledger.bin");
    let before = must(fs::read(&file));
    let too_much = transfer(&alice.pubkey(), &Address::new_unique(), 11 * SOL);
    let refused = ledger.send(&Draft::new(&alice, vec![too_much])).await;
    let refused = refused.err().unwrap_or_else(|| panic!("it went through"));
    assert_eq!(refused.code(), Some(1));
    let index = refused
        .program_failure()
        .map(|failure| failure.instruction_index);
    assert_eq!(index, Some(0));
    assert_eq!(must(ledger.balance(&alice.pubkey()).await), 10 * SOL);
    assert_eq!(must(fs::read(&file)), before);
}

#[tokio::test]
async fn an_unfunded_payer_is_told_so() {
    let ledger = in_memory();
    let poor = Keypair::new();
    let instruction = transfer(&poor.pubkey(), &Address::new_unique(), 1);
    let refused = ledger.send(&Draft::new(&poor, vec![instruction])).await;
    let message = refused.map(|_| ()).map_err(|error| error.to_string());
    assert!(matches!(message, Err(text) if text.contains("has no SOL")));
}

#[tokio::test]
async fn a_forged_signature_is_refused() {
    struct Forger(Keypair, Keypair);
    impl Signer for Forger {
        fn try_pubkey(&self) -> Result<Address, solana_signer::SignerError> {
            self.0.try_pubkey()
        }
        fn try_sign_message(
            &self,
            message: &[u8],
        ) -> Result<Signature, solana_signer::SignerError> {
            self.1.try_sign_message(message)
        }
        fn is_interactive(&self) -> bool {
            false
        }
    }
    let ledger = in_memory();
    let victim = funded(&ledger).await;
    let forger = Forger(victim, Keypair::new());
    let steal = transfer(&forger.pubkey(), &Address::new_unique(), SOL);
    let refused = ledger.send(&Draft::new(&forger, vec![steal])).await;
    assert!(matches!(refused, Err(ClientError::Transaction { .. })));
}

#[tokio::test]
async fn the_same_transfer_can_be_made_twice() {
    let ledger = in_memory();
    let (alice, bob) = (funded(&ledger).await, Address::new_unique());
    let draft = Draft::new(&alice, vec![transfer(&alice.pubkey(), &bob, SOL)]);
    let first = must(ledger.send(&draft).await);
    let second = must(ledger.send(&draft).await);
    assert_ne!(first.signature, second.signature);
    assert_eq!(first.fee_lamports, 5_000);
    assert_eq!(must(ledger.balance(&bob).await), 2 * SOL);
}

#[tokio::test]
async fn a_lookup_table_serves_the_next_transaction() {
    let ledger = in_memory();
    let alice = funded(&ledger).await;
    let receivers = (0..50).map(|_| Address::new_unique()).collect::<Vec<_>>();
    let table = must(tables::create(&ledger, &alice, &receivers).await);
    assert_eq!(must(tables::fetch(&ledger, &table.key).await), table);
    let pay = receivers
        .iter()
        .map(|to| transfer(&alice.pubkey(), to, SOL / 100));
    let draft = Draft::new(&alice, pay.collect());
    assert!(matches!(
        ledger.send(&draft).await,
        Err(ClientError::TooLarge { .. })
    ));
    must(ledger.send(&draft.with_tables(&[table])).await);
    assert_eq!(must(ledger.balance(&receivers[49]).await), SOL / 100);
}

#[tokio::test]
async fn the_clock_can_be_moved_and_never_goes_back() {
    let ledger = in_memory();
    let before = must(ledger.unix_time().await);
    assert!(before > 1_600_000_000);
    ledger.warp(1_000);
    assert!(must(ledger.unix_time().await) >= before + 1_000);
    funded(&ledger).await;
    ledger.set_clock(0);
    assert!(must(ledger.unix_time().await) >= before + 1_000);
}

#[tokio::test]
async fn wrapped_sol_counts_what_was_wrapped() {
    let ledger = in_memory();
    let alice = funded(&ledger).await;
    let me = alice.pubkey();
    must(
        ledger
            .send(&Draft::new(&alice, token::wrap_sol(&me, SOL)))
            .await,
    );
    let account = token::ata(&me, &token::WRAPPED_SOL, &token::TOKEN);
    let held = must(token::TokenAccount::fetch(&ledger, &account).await);
    assert_eq!(held.map(|held| held.amount), Some(SOL));
    must(
        ledger
            .send(&Draft::new(&alice, vec![token::unwrap_sol(&me)]))
            .await,
    );
    assert!(must(ledger.account(&account).await).is_none());
}
