//! Small lives of a vault, worked out by hand.

use provenue_accounting::{AccountingError, Accumulator, Entitlement, Ledger, SHARE_UNITS};

type Result = core::result::Result<(), AccountingError>;

/// One base unit, or one whole number, in Q64.64.
const ONE: u128 = 1 << 64;

/// Settles `holder` of `units` and pays it.
fn claim(
    ledger: &mut Ledger,
    holder: &mut Entitlement,
    units: u64,
) -> core::result::Result<u64, AccountingError> {
    holder.accrue(units, ledger.accumulator.index)?;
    let paid = holder.take_whole()?;
    ledger.pay_holder(paid)?;
    Ok(paid)
}

#[test]
fn three_payments_of_one_among_three_pay_one_to_each() -> Result {
    let mut ledger = Ledger::default();
    let mut holder = Entitlement::default();
    let third = u64::MAX / 3; // 2^64 = 3 · third + 1

    ledger.book(1, 0, 3)?;
    assert_eq!(claim(&mut ledger, &mut holder, 1)?, 0);
    assert_eq!((holder.fraction(), ledger.accumulator.carry), (third, 1));

    ledger.book(1, 0, 3)?;
    assert_eq!(claim(&mut ledger, &mut holder, 1)?, 0);
    assert_eq!(
        (holder.fraction(), ledger.accumulator.carry),
        (2 * third, 2)
    );

    ledger.book(1, 0, 3)?;
    assert_eq!(claim(&mut ledger, &mut holder, 1)?, 1);
    assert_eq!((holder.accrued, ledger.accumulator.carry), (0, 0));
    Ok(())
}

#[test]
fn forty_shares_are_sold_between_two_payments() -> Result {
    let mut ledger = Ledger::default();
    let [mut artist, mut fan] = [Entitlement::default(); 2];
    let (seventy, thirty) = (70_000_000, 30_000_000);

    ledger.book(3_906_250, 1_000, SHARE_UNITS)?; // a tenth is owed upstream
    artist.accrue(SHARE_UNITS, ledger.accumulator.index)?;
    fan.accrue(0, ledger.accumulator.index)?;
    ledger.book(7_812_500, 1_000, SHARE_UNITS)?;

    let first = 3_906_250 - 390_625;
    let second = 7_812_500 - 781_250;
    assert_eq!(
        claim(&mut ledger, &mut artist, seventy)?,
        first + second * 7 / 10
    );
    assert_eq!(claim(&mut ledger, &mut fan, thirty)?, second * 3 / 10);
    assert_eq!((artist.fraction(), fan.fraction()), (0, 0));
    assert_eq!(ledger.gross, 11_718_750);
    assert_eq!(ledger.reserved, 1_171_875);
    assert_eq!(ledger.booked, ledger.reserved);
    assert!(ledger.is_consistent());
    Ok(())
}

#[test]
fn a_share_that_is_a_whole_number_may_wait_for_its_last_base_unit() -> Result {
    let mut ledger = Ledger::default();
    let [mut sixty, mut forty] = [Entitlement::default(); 2];

    ledger.book(1_000, 0, SHARE_UNITS)?;
    assert_eq!(claim(&mut ledger, &mut sixty, 60_000_000)?, 599);
    assert_eq!(claim(&mut ledger, &mut forty, 40_000_000)?, 399);
    let waiting = u128::from(sixty.fraction()) + u128::from(forty.fraction());
    assert_eq!(waiting + u128::from(ledger.accumulator.carry), 2 * ONE);
    assert_eq!(ledger.booked, 2); // one base unit a position, and no more

    // The sum of 390 625 of them divides without a carry, and what waited is paid.
    for _ in 0..390_624 {
        ledger.book(1_000, 0, SHARE_UNITS)?;
    }
    assert_eq!(ledger.accumulator.carry, 0);
    claim(&mut ledger, &mut sixty, 60_000_000)?;
    claim(&mut ledger, &mut forty, 40_000_000)?;
    assert_eq!(sixty.claimed, 600 * 390_625);
    assert_eq!(forty.claimed, 400 * 390_625);
    assert_eq!((sixty.accrued, forty.accrued, ledger.booked), (0, 0, 0));
    Ok(())
}

#[test]
fn who_joins_inherits_a_carry_and_who_leaves_misses_it() -> Result {
    let mut ledger = Ledger::default();
    let [mut seller, mut buyer] = [Entitlement::default(); 2];

    ledger.book(1, 0, 3)?;
    seller.accrue(3, ledger.accumulator.index)?; // sells all three units
    buyer.accrue(0, ledger.accumulator.index)?;
    ledger.book(1, 0, 3)?;
    ledger.book(1, 0, 3)?;
    buyer.accrue(3, ledger.accumulator.index)?;

    assert_eq!(seller.accrued, ONE - 1);
    assert_eq!(buyer.accrued, 2 * ONE + 1);
    Ok(())
}

#[test]
fn burned_shares_earn_nothing_and_the_rest_more() -> Result {
    let mut ledger = Ledger::default();
    let [mut burner, mut other] = [Entitlement::default(); 2];
    let half = SHARE_UNITS / 2;

    ledger.book(390_625, 0, SHARE_UNITS)?;
    burner.accrue(half, ledger.accumulator.index)?;
    ledger.book(390_625, 0, half)?;

    assert_eq!(claim(&mut ledger, &mut burner, 0)?, 195_312);
    assert_eq!(claim(&mut ledger, &mut other, half)?, 390_625 + 195_312);
    assert_eq!((burner.fraction(), other.fraction()), (1 << 63, 1 << 63));
    Ok(())
}

#[test]
fn a_leftover_is_spread_over_those_who_stay() -> Result {
    let mut ledger = Ledger::default();
    let [mut leaving, mut staying] = [Entitlement::default(); 2];

    ledger.book(1, 0, 2)?;
    leaving.accrue(1, ledger.accumulator.index)?;
    staying.accrue(1, ledger.accumulator.index)?;
    ledger.accumulator.spread(0, leaving.fraction(), 2)?; // the other holds both units now
    assert_eq!(claim(&mut ledger, &mut staying, 2)?, 1);
    assert_eq!((staying.accrued, ledger.booked), (0, 0));
    Ok(())
}

#[test]
fn the_index_wraps_and_differences_stay_right() -> Result {
    let start = u128::MAX - 5;
    let mut accumulator = Accumulator {
        index: start,
        carry: 0,
    };
    let mut holder = Entitlement {
        checkpoint: start,
        ..Entitlement::default()
    };
    accumulator.spread(u64::MAX, 0, 1)?;
    holder.accrue(1, accumulator.index)?;
    assert_eq!(holder.whole(), u64::MAX);
    assert_eq!(holder.fraction(), 0);
    Ok(())
}
