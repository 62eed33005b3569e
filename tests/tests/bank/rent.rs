//! Rent: every account is exempt from it, and whoever was said to pay for it did.

use provenue_client::{
    Ledger, SignerRef, TermsOffer, address,
    flows::mint::{SHARE_UNITS, currency_action},
    instructions::{
        registry::{self, Purchase},
        vault,
    },
    token::{NewMint, create_ata},
};
use provenue_tests::{World, details, must, share_name};
use solana_instruction::Instruction;
use solana_signer::Signer;

use crate::{
    PRICE,
    ledger::{Bank, FEE_PER_SIGNATURE},
};

/// Sends instructions for which the world's payer pays. Asserts that all accounts that are new
/// afterwards hold exactly what exempts them from rent, and that the payer lost just that and the
/// fee. Returns how many are new.
async fn audited(
    world: &World<Bank>,
    instructions: &[Instruction],
    signers: &[SignerRef<'_>],
) -> usize {
    let mut named: Vec<_> = instructions
        .iter()
        .flat_map(|instruction| &instruction.accounts)
        .map(|meta| meta.pubkey)
        .collect();
    named.sort_unstable();
    named.dedup();
    let (ledger, payer) = (&world.ledger, world.payer.pubkey());
    let before = must(ledger.accounts(&named).await);
    let payer_before = must(ledger.balance(&payer).await);
    must(world.send(instructions, signers).await);
    let after = must(ledger.accounts(&named).await);

    let mut paid = FEE_PER_SIGNATURE * (1 + signers.len() as u64);
    let mut created = 0;
    for ((address, before), after) in named.iter().zip(before).zip(after) {
        let (None, Some(account)) = (before, after) else {
            continue;
        };
        let exempt = must(ledger.minimum_balance(account.data.len()).await);
        assert_eq!(account.lamports, exempt, "{address}");
        paid += exempt;
        created += 1;
    }
    let payer_after = must(ledger.balance(&payer).await);
    assert_eq!(payer_before - payer_after, paid);
    created
}

#[tokio::test]
async fn every_account_of_a_work_is_exempt_and_costs_its_payer_just_that() {
    let world = World::on(Bank::start().await).await;
    let (artist, buyer) = (world.person().await, world.person().await);
    let currency = world.currency(NewMint::spl(6)).await;
    world.fund(&buyer, &currency, PRICE).await;
    let (payer, owner) = (world.payer.pubkey(), artist.pubkey());
    let content = details([7; 32]);
    let asset = address::asset(&content.content_id, 0);
    let vault = address::vault(&asset);
    let shares = address::share_account(&vault, &owner);

    let register = registry::register_asset(&payer, &owner, 0, &content);
    assert_eq!(audited(&world, &[register], &[&artist]).await, 1);

    // The vault and the share mint, which grows by its metadata.
    let open = registry::open_vault(&payer, &owner, &asset, &share_name(), Default::default());
    assert_eq!(audited(&world, &[open], &[&artist]).await, 2);

    let list = vault::initialize_extra_account_metas(&payer, &vault);
    assert_eq!(audited(&world, &[list], &[]).await, 1);

    let take = currency_action(&payer, &owner, &vault, &currency);
    assert_eq!(audited(&world, &take.instructions, &[&artist]).await, 1);

    let hold = [
        vault::create_share_account(&payer, &vault, &owner),
        vault::open_position(&payer, &vault, &shares),
    ];
    assert_eq!(audited(&world, &hold, &[]).await, 2);

    let issue = [
        vault::issue_shares(&owner, &vault, &shares, SHARE_UNITS),
        vault::seal(&owner, &vault),
    ];
    assert_eq!(audited(&world, &issue, &[&artist]).await, 0);

    let offer = TermsOffer {
        currency: currency.address,
        price: PRICE,
        ..TermsOffer::default()
    };
    let offer = registry::offer_terms(&payer, &owner, &asset, 0, &offer);
    assert_eq!(audited(&world, &[offer], &[&artist]).await, 1);

    let purchase = Purchase {
        payer,
        buyer: buyer.pubkey(),
        licensee: buyer.pubkey(),
        max_price: PRICE,
    };
    let terms = address::terms(&asset, 0);
    let buy = registry::buy_license(&purchase, &asset, &terms, &currency);
    assert_eq!(audited(&world, &[buy], &[&buyer]).await, 1);

    let holder = vault::Holder::of(&vault, &owner);
    let pay = [
        create_ata(&payer, &owner, &currency),
        vault::distribute(&vault, &currency, &[holder]),
    ];
    assert_eq!(audited(&world, &pay, &[]).await, 1);
}

#[tokio::test]
async fn a_closed_position_gives_its_rent_back_to_who_paid_it() {
    let world = World::on(Bank::start().await).await;
    let (artist, fan) = (world.person().await, world.person().await);
    let vault = world.vault(&artist, &[], &[]).await;
    let account = world.open_position(&vault, &fan.pubkey()).await;
    let position = address::position(&account);
    let ledger = &world.ledger;
    let rent = must(ledger.balance(&position).await);
    assert!(rent > 0);

    let payer = world.payer.pubkey();
    let before = must(ledger.balance(&payer).await);
    let close = vault::close_position(&fan.pubkey(), &vault, &account, &payer);
    must(world.send(&[close], &[&fan]).await);
    let after = must(ledger.balance(&payer).await);
    assert_eq!(after, before + rent - 2 * FEE_PER_SIGNATURE);
    assert_eq!(must(ledger.account(&position).await), None);
}
