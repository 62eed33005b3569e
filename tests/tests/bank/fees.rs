//! Fees: what a transaction costs when it succeeds, fails, comes twice or comes late.

use provenue_client::{
    Draft, Ledger, address,
    flows::license,
    instructions::{registry, vault},
    solana::{Hash, TransactionError},
};
use provenue_tests::{Attack, assert_refused, must};
use solana_signer::Signer;

use crate::{PRICE, Shop, ledger::FEE_PER_SIGNATURE};

#[tokio::test]
async fn each_signature_costs_5000_lamports_and_the_payer_alone_pays() {
    let shop = Shop::open().await;
    let terms = shop.offer(60).await;
    let (world, ledger) = (&shop.world, &shop.world.ledger);
    let (payer, buyer) = (world.payer.pubkey(), shop.buyer.pubkey());
    must(world.send(&[shop.purchase(&terms)], &[&shop.buyer]).await);

    // Nothing is created any more: all that is lost is the fee.
    let settle = vault::settle(
        &address::vault(&shop.asset),
        &address::share_account(&address::vault(&shop.asset), &shop.artist.pubkey()),
    );
    for (instructions, signers, signatures) in [
        (vec![settle.clone()], vec![], 1),
        (vec![shop.purchase(&terms)], vec![&shop.buyer as _], 2),
        (
            vec![
                shop.purchase(&terms),
                registry::propose_owner(&shop.artist.pubkey(), &shop.asset, &buyer),
                settle,
            ],
            vec![&shop.buyer as _, &shop.artist as _],
            3,
        ),
    ] {
        let before = [payer, buyer, shop.artist.pubkey()];
        let before = must(ledger.accounts(&before).await);
        let receipt = must(world.send(&instructions, &signers).await);
        assert_eq!(receipt.fee_lamports, signatures * FEE_PER_SIGNATURE);
        let after = [payer, buyer, shop.artist.pubkey()];
        let after = must(ledger.accounts(&after).await);
        let lamports = |account: &Option<solana_account::Account>| {
            account.as_ref().map_or(0, |account| account.lamports)
        };
        assert_eq!(
            lamports(&before[0]) - lamports(&after[0]),
            signatures * 5_000
        );
        assert_eq!(before[1..], after[1..]);
    }
}

#[tokio::test]
async fn a_transaction_that_fails_costs_its_fee_and_changes_nothing_else() {
    let shop = Shop::open().await;
    let terms = shop.offer(60).await;
    let (world, ledger) = (&shop.world, &shop.world.ledger);
    let retired = shop.offer(60).await;
    must(license::retire(ledger, &shop.artist, &retired).await);

    // The first instruction of two succeeds, and is undone by the failure of the second.
    let instructions = [shop.purchase(&terms), shop.purchase(&retired)];
    let payer = world.payer.pubkey();
    let named: Vec<_> = instructions
        .iter()
        .flat_map(|instruction| &instruction.accounts)
        .map(|meta| meta.pubkey)
        .filter(|address| *address != payer)
        .collect();
    let before = must(ledger.accounts(&named).await);
    let payer_before = must(ledger.balance(&payer).await);

    let result = world.send(&instructions, &[&shop.buyer]).await;
    assert_refused(result, "TermsRetired");
    let after = must(ledger.accounts(&named).await);
    assert!(before == after, "a failed transaction changed an account");
    let payer_after = must(ledger.balance(&payer).await);
    assert_eq!(payer_before - payer_after, 2 * FEE_PER_SIGNATURE);
}

#[tokio::test]
async fn an_instruction_whose_signature_was_dropped_fails_on_the_bank_too() {
    let shop = Shop::open().await;
    let terms = shop.offer(60).await;
    let theft = shop.purchase(&terms).unsigned(&shop.buyer.pubkey());
    let result = shop.world.send(&[theft], &[]).await;
    assert_refused(result, "MissingRequiredSignature");
}

#[tokio::test]
async fn a_transaction_sent_twice_happens_once() {
    let shop = Shop::open().await;
    let terms = shop.offer(60).await;
    let (world, ledger) = (&shop.world, &shop.world.ledger);
    let draft = Draft::new(&world.payer, vec![shop.purchase(&terms)]).signed_by(&shop.buyer);
    let transaction = must(ledger.sign(&draft).await);
    assert!(ledger.process(transaction.clone()).await.is_ok());
    let payer = world.payer.pubkey();
    let before = must(ledger.balance(&payer).await);

    let replayed = ledger.process(transaction).await;
    let error = replayed.err().map(|(error, _)| error);
    assert_eq!(error, Some(TransactionError::AlreadyProcessed));
    let treasury = shop.currency.ata(&address::vault(&shop.asset));
    assert_eq!(world.token_amount(&treasury).await, PRICE);
    assert_eq!(must(ledger.balance(&payer).await), before);
}

#[tokio::test]
async fn a_transaction_with_an_unknown_block_hash_costs_nothing() {
    let shop = Shop::open().await;
    let terms = shop.offer(60).await;
    let (world, ledger) = (&shop.world, &shop.world.ledger);
    let before = must(ledger.balance(&world.payer.pubkey()).await);
    let draft = Draft::new(&world.payer, vec![shop.purchase(&terms)]).signed_by(&shop.buyer);
    let stale = must(draft.transaction(Hash::new_from_array([1; 32])));
    let error = ledger.process(stale).await.err().map(|(error, _)| error);
    assert_eq!(error, Some(TransactionError::BlockhashNotFound));
    let after = must(ledger.balance(&world.payer.pubkey()).await);
    assert_eq!(after, before);
}
