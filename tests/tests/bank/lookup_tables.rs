//! Address lookup tables: many holders in one transaction.

use provenue_client::{
    ClientError, Draft, Ledger,
    events::{Event, events},
    flows::{mint::SHARE_UNITS, revenue::deposit},
    instructions::vault::{self, Holder},
    tables,
    token::NewMint,
};
use provenue_tests::{World, must};
use solana_address::Address;
use solana_signer::Signer;

use crate::ledger::{Bank, FEE_PER_SIGNATURE};

/// Holders of one vault; without a table ten or so fit a transaction.
const HOLDERS: u64 = 28;

/// What is paid in. Divides evenly among nobody.
const REVENUE: u64 = 1_000_003;

#[tokio::test]
async fn a_table_makes_room_for_holders_that_do_not_fit_without() {
    let world = World::on(Bank::start().await).await;
    let (artist, patron) = (world.person().await, world.person().await);
    let currency = world.currency(NewMint::spl(6)).await;
    let units = SHARE_UNITS / (HOLDERS + 2);
    let owners: Vec<_> = (0..HOLDERS).map(|_| Address::new_unique()).collect();
    let shares: Vec<_> = owners.iter().map(|owner| (*owner, units)).collect();
    let taken = std::slice::from_ref(&currency);
    let vault = world.vault(&artist, taken, &shares).await;
    for owner in &owners {
        world.open_account(owner, &currency).await;
    }
    world.fund(&patron, &currency, REVENUE).await;
    must(deposit(&world.ledger, &patron, &vault, &currency, REVENUE).await);

    // All at once, they do not fit.
    let holders: Vec<_> = owners
        .iter()
        .map(|owner| Holder::of(&vault, owner))
        .collect();
    let pay_all = vault::distribute(&vault, &currency, &holders);
    let draft = Draft::new(&world.payer, vec![pay_all.clone()]);
    let refused = world.ledger.send(&draft).await;
    assert!(matches!(refused, Err(ClientError::TooLarge { .. })));

    // With a table made on the bank, they do.
    let addresses: Vec<_> = pay_all.accounts.iter().map(|meta| meta.pubkey).collect();
    let made = must(tables::create(&world.ledger, &world.payer, &addresses).await);
    let table = must(tables::fetch(&world.ledger, &made.key).await);
    assert_eq!(table, made);
    let draft = draft.with_tables(&[table]);
    let receipt = must(world.ledger.send(&draft).await);
    assert_eq!(receipt.fee_lamports, FEE_PER_SIGNATURE);

    let due = REVENUE / (HOLDERS + 2);
    let claimed: Vec<_> = events(&receipt.logs)
        .into_iter()
        .filter_map(|event| match event {
            Event::Claimed(event) => Some((event.owner, event.amount)),
            _ => None,
        })
        .collect();
    let expected: Vec<_> = owners.iter().map(|owner| (*owner, due)).collect();
    assert_eq!(claimed, expected);
    for owner in &owners {
        assert_eq!(world.token_amount(&currency.ata(owner)).await, due);
    }
    let treasury = world.token_amount(&currency.ata(&vault)).await;
    assert_eq!(treasury, REVENUE - HOLDERS * due);
}

#[tokio::test]
async fn a_table_that_is_no_longer_used_gives_its_rent_back() {
    let world = World::on(Bank::start().await).await;
    let (ledger, payer) = (&world.ledger, &world.payer);
    let addresses = [Address::new_unique(), Address::new_unique()];
    let table = must(tables::create(ledger, payer, &addresses).await);
    let rent = must(ledger.balance(&table.key).await);
    let account = must(ledger.account(&table.key).await).unwrap_or_default();
    assert_eq!(rent, must(ledger.minimum_balance(account.data.len()).await));

    must(tables::deactivate(ledger, payer, &table.key).await);
    assert!(tables::close(ledger, payer, &table.key).await.is_err());

    // Once the block in which that happened is no longer among the 512 that transactions may name.
    let now = must(ledger.slot().await);
    for slot in now + 1..=now + 512 {
        ledger.to_slot(slot);
    }
    let before = must(ledger.balance(&payer.pubkey()).await);
    must(tables::close(ledger, payer, &table.key).await);
    let after = must(ledger.balance(&payer.pubkey()).await);
    assert_eq!(after, before + rent - FEE_PER_SIGNATURE);
    assert_eq!(must(ledger.account(&table.key).await), None);
}
