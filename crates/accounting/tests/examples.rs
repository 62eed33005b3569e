//! Small lives of a vault, worked out by hand.

use provenue_accounting::{
    AccountingError, Accumulator, Entitlement, Ledger, Revenue, SHARE_UNITS, UpstreamRate,
};

type Result = core::result::Result<(), AccountingError>;

/// One base unit, or one whole number, in Q64.64.
const ONE: u128 = 1 << 64;

/// Books revenue from outside at once, of which `bps` are owed upstream.
fn book(ledger: &mut Ledger, received: u64, bps: u16, live_units: u64) -> Result {
    let rate = UpstreamRate {
        relative_bps: bps,
        absolute_bps: 0,
    };
    ledger.book(Revenue::outside(received), rate, live_units, None)?;
    Ok(())
}

/// Settles `holder` of `units` and pays it.
fn claim(
    ledger: &mut Ledger,
    holder: &mut Entitlement,
    units: u64,
) -> core::result::Result<u64, AccountingError> {
    holder.settle(units, &mut ledger.accumulator)?;
    let paid = holder.take_whole()?;
    ledger.pay_holder(paid)?;
    Ok(paid)
}

#[test]
fn three_payments_of_one_among_three_pay_one_to_each() -> Result {
    let mut ledger = Ledger::default();
    let mut holder = Entitlement::default();
    let third = u64::MAX / 3; // 2^64 = 3 · third + 1

    book(&mut ledger, 1, 0, 3)?;
    assert_eq!(claim(&mut ledger, &mut holder, 1)?, 0);
    assert_eq!((holder.fraction(), ledger.accumulator.carry), (third, 1));

    book(&mut ledger, 1, 0, 3)?;
    assert_eq!(claim(&mut ledger, &mut holder, 1)?, 0);
    assert_eq!(
        (holder.fraction(), ledger.accumulator.carry),
        (2 * third, 2)
    );

    book(&mut ledger, 1, 0, 3)?;
    assert_eq!(claim(&mut ledger, &mut holder, 1)?, 1);
    assert_eq!((holder.accrued, ledger.accumulator.carry), (0, 0));
    Ok(())
}

#[test]
fn forty_shares_are_sold_between_two_payments() -> Result {
    let mut ledger = Ledger::default();
    let [mut artist, mut fan] = [Entitlement::default(); 2];
    let (seventy, thirty) = (70_000_000, 30_000_000);

    book(&mut ledger, 3_906_250, 1_000, SHARE_UNITS)?; // a tenth is owed upstream
    artist.settle(SHARE_UNITS, &mut ledger.accumulator)?;
    fan.settle(0, &mut ledger.accumulator)?;
    book(&mut ledger, 7_812_500, 1_000, SHARE_UNITS)?;

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
fn ten_dollars_split_sixty_to_forty_are_six_and_four() -> Result {
    let mut ledger = Ledger::default();
    let [mut sixty, mut forty] = [Entitlement::default(); 2];

    book(&mut ledger, 1_000, 0, SHARE_UNITS)?;
    let carry = ledger.accumulator.carry; // 1 000 · 2^64 is no multiple of 10^8
    assert!(carry > 0);
    assert_eq!(claim(&mut ledger, &mut sixty, 60_000_000)?, 600);
    assert_eq!(ledger.accumulator.carry, carry * 4 / 10);
    assert_eq!(claim(&mut ledger, &mut forty, 40_000_000)?, 400);
    assert_eq!((sixty.accrued, forty.accrued), (0, 0));
    assert_eq!((ledger.accumulator.carry, ledger.booked), (0, 0));
    Ok(())
}

#[test]
fn a_fraction_is_not_completed_by_more_than_the_carry() -> Result {
    let mut ledger = Ledger::default();
    let mut holder = Entitlement::default();
    book(&mut ledger, 1, 0, 3)?; // leaves 1 / 2^64
    holder.settle(2, &mut ledger.accumulator)?;
    // 2/3, less its part of the carry: far from a whole base unit.
    assert_eq!(holder.accrued, (2 * ONE - 2) / 3);
    assert_eq!(ledger.accumulator.carry, 1);
    Ok(())
}

#[test]
fn who_leaves_takes_along_what_the_carry_completes() -> Result {
    let mut ledger = Ledger::default();
    let [mut seller, mut buyer] = [Entitlement::default(); 2];

    book(&mut ledger, 1, 0, 3)?;
    seller.settle(3, &mut ledger.accumulator)?; // sells all three units
    buyer.settle(0, &mut ledger.accumulator)?;
    assert_eq!((seller.accrued, ledger.accumulator.carry), (ONE, 0));
    book(&mut ledger, 1, 0, 3)?;
    book(&mut ledger, 1, 0, 3)?;
    assert_eq!(ledger.accumulator.carry, 2);
    buyer.settle(3, &mut ledger.accumulator)?;
    assert_eq!((buyer.accrued, ledger.accumulator.carry), (2 * ONE, 0));
    Ok(())
}

#[test]
fn burned_shares_earn_nothing_and_the_rest_more() -> Result {
    let mut ledger = Ledger::default();
    let [mut burner, mut other] = [Entitlement::default(); 2];
    let half = SHARE_UNITS / 2;

    book(&mut ledger, 390_625, 0, SHARE_UNITS)?;
    burner.settle(half, &mut ledger.accumulator)?;
    book(&mut ledger, 390_625, 0, half)?;

    assert_eq!(claim(&mut ledger, &mut burner, 0)?, 195_312);
    assert_eq!(claim(&mut ledger, &mut other, half)?, 390_625 + 195_312);
    assert_eq!((burner.fraction(), other.fraction()), (1 << 63, 1 << 63));
    Ok(())
}

#[test]
fn a_leftover_is_spread_over_those_who_stay() -> Result {
    let mut ledger = Ledger::default();
    let [mut leaving, mut staying] = [Entitlement::default(); 2];

    book(&mut ledger, 1, 0, 2)?;
    leaving.settle(1, &mut ledger.accumulator)?;
    staying.settle(1, &mut ledger.accumulator)?;
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
