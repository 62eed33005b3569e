//! The books, as an accountant would check them: two deposits with a sale of 40 shares in between,
//! in three kinds of money, and every base unit is where it should be.

use num_bigint::BigInt;
use num_rational::BigRational;
use provenue_client::{
    address,
    flows::{
        mint::SHARE_UNITS,
        payout::{PayoutOptions, distribute},
        revenue::{Books, books, deposit},
        shares::transfer,
    },
    token::{MintInfo, NewMint},
};
use provenue_tests::{World, must};
use solana_keypair::Keypair;
use solana_signer::Signer;

/// Of what is sent, what a mint with a fee of 1 % delivers: the fee is rounded up.
fn after_fee(currency: &MintInfo, sent: u64) -> u64 {
    sent - currency.transfer_fee.map_or(0, |_| sent.div_ceil(100))
}

/// `units` of all 100 000 000 share units' part of `revenue`, exactly.
fn part(revenue: u64, units: u64) -> BigRational {
    let revenue = BigRational::from(BigInt::from(revenue));
    revenue * BigRational::new(units.into(), SHARE_UNITS.into())
}

#[tokio::test]
async fn every_base_unit_of_two_deposits_and_a_sale_is_accounted_for() {
    let world = World::new().await;
    let [artist, label, fan, payer] = [
        world.person().await,
        world.person().await,
        world.person().await,
        world.person().await,
    ];

    // Three kinds of money: a plain token, one that keeps 1 % of each transfer, and SOL.
    let currencies = [
        world.currency(NewMint::spl(6)).await,
        world.currency(NewMint::with_fee(6, 100)).await,
        world.wrapped_sol().await,
    ];

    // The artist keeps 70 shares, the label has 30, the fan none yet.
    let vault = world
        .vault(&artist, &currencies, &[(label.pubkey(), 30_000_000)])
        .await;

    // The first deposit: odd on purpose, so that it does not divide.
    let (first, second) = (1_000_003, 777_777);
    pay_in(&world, &payer, &vault, &currencies, first).await;

    // The artist sells 40 shares to the fan.
    must(
        transfer(
            &world.ledger,
            &world.payer,
            &artist,
            &vault,
            &fan.pubkey(),
            40_000_000,
        )
        .await,
    );

    // The second deposit.
    pay_in(&world, &payer, &vault, &currencies, second).await;

    // Everybody is paid.
    let options = PayoutOptions {
        create_accounts: true,
        ..PayoutOptions::default()
    };
    for currency in &currencies {
        must(distribute(&world.ledger, &world.payer, &vault, currency, &options).await);
    }

    // Each earned their part of the first deposit at the old holdings and of the second at the new
    // ones, and was paid the whole base units of it; the fraction stays theirs. The vault counts in
    // 1/2^64 base unit and rounds down, so it may hold back less than 1/2^36 of one.
    let rounding = BigRational::new(1.into(), BigInt::from(1_u64 << 36));
    for (index, currency) in currencies.iter().enumerate() {
        let (first, second) = (after_fee(currency, first), after_fee(currency, second));
        for (holder, before, after) in [
            (&artist, 70_000_000, 30_000_000),
            (&label, 30_000_000, 30_000_000),
            (&fan, 0, 40_000_000),
        ] {
            let earned = part(first, before) + part(second, after);
            let account = address::share_account(&vault, &holder.pubkey());
            let entitlement = world.position_of(&account).await.currencies[index].entitlement();
            let claimed = entitlement.claimed;
            let fraction = BigRational::new(entitlement.accrued.into(), BigInt::from(1_u128 << 64));
            let credited = BigRational::from(BigInt::from(claimed)) + &fraction;
            assert!(credited <= earned && &earned - &credited < rounding);
            assert!(fraction < BigRational::from(BigInt::from(1)));
            let arrived = world.token_amount(&currency.ata(&holder.pubkey())).await;
            assert_eq!(arrived, after_fee(currency, claimed));
        }
    }

    // And the vault's books close, to the 2^64th part of a base unit.
    for (sheet, currency) in must(books(&world.ledger, &vault).await)
        .iter()
        .zip(&currencies)
    {
        check(sheet);
        assert_eq!(
            sheet.received,
            after_fee(currency, first) + after_fee(currency, second)
        );
    }
}

/// Claimed + claimable + fractions = received, and what is not claimed lies in the treasury.
fn check(sheet: &Books) {
    assert_eq!(sheet.claimed, sheet.paid_holders);
    assert_eq!(
        (
            sheet.paid_upstream,
            sheet.reserved_upstream,
            sheet.claimable
        ),
        (0, 0, 0)
    );
    assert_eq!(
        u128::from(sheet.received - sheet.claimed) << 64,
        sheet.fractional_q64,
        "in 1/2^64 base unit"
    );
    assert_eq!(sheet.treasury_amount, sheet.received - sheet.claimed);
    assert!(sheet.balance());
}

async fn pay_in(
    world: &World,
    payer: &Keypair,
    vault: &provenue_client::solana::Address,
    currencies: &[MintInfo],
    amount: u64,
) {
    for currency in currencies {
        world.fund(payer, currency, amount).await;
        must(deposit(&world.ledger, payer, vault, currency, amount).await);
    }
}
