//! Neither holders nor upstream works are paid what is the others', and the totals agree.

use super::{fits, upstream::owed};
use crate::{AccountingError as Error, Exact, Ledger, UpstreamRate, width::Amount};

pub fn upstream_works_get_what_is_reserved(before: Ledger, amount: Amount) {
    let mut after = before;
    let done = after.pay_upstream(amount);
    let paid = Exact::from(before.paid_upstream) + Exact::from(amount);
    let due = if !fits(paid) {
        Err(Error::Overflow)
    } else if paid > Exact::from(before.reserved) || amount > before.booked {
        Err(Error::Overdrawn)
    } else {
        Ok(())
    };
    assert_eq!(done, due);
    let wanted = match due {
        Err(_) => before,
        Ok(()) => Ledger {
            paid_upstream: before.paid_upstream + amount,
            booked: before.booked - amount,
            ..before
        },
    };
    assert_eq!(after, wanted);
}

/// For a ledger that is consistent.
pub fn holders_get_what_is_neither_reserved_nor_pending(before: Ledger, amount: Amount) {
    assert!(before.is_consistent());
    let mut after = before;
    let done = after.pay_holder(amount);
    let held =
        Exact::from(before.paid_holders) + Exact::from(before.stream.pending) + Exact::from(amount);
    let due = if held > Exact::from(before.gross) - Exact::from(before.reserved) {
        Err(Error::Overdrawn)
    } else {
        Ok(())
    };
    assert_eq!(done, due);
    let wanted = match due {
        Err(_) => before,
        Ok(()) => Ledger {
            paid_holders: before.paid_holders + amount,
            booked: before.booked - amount,
            ..before
        },
    };
    assert_eq!(after, wanted);
    assert!(after.is_consistent());
}

/// Whatever the ledger says, a refused payment changes nothing and a payment only what it must.
pub fn a_payment_to_a_holder_is_whole_or_refused(before: Ledger, amount: Amount) {
    let mut after = before;
    let wanted = match after.pay_holder(amount) {
        Err(_) => before,
        Ok(()) => Ledger {
            paid_holders: before.paid_holders + amount,
            booked: before.booked - amount,
            ..before
        },
    };
    assert_eq!(after, wanted);
}

pub fn totals_agree_or_are_found_not_to(ledger: Ledger) {
    let exact = Exact::from;
    let paid = exact(ledger.paid_upstream) + exact(ledger.paid_holders);
    let held = exact(ledger.paid_holders) + exact(ledger.stream.pending);
    let agree = exact(ledger.gross) == exact(ledger.booked) + paid
        && ledger.royalties <= ledger.gross
        && ledger.paid_upstream <= ledger.reserved
        && exact(ledger.reserved) + held <= exact(ledger.gross);
    assert_eq!(ledger.is_consistent(), agree);
}

pub fn dues_are_what_is_owed_and_not_paid(ledger: Ledger, rate: UpstreamRate, paid: Amount) {
    let found = ledger.dues(rate, paid);
    if ledger.royalties > ledger.gross {
        assert_eq!(found, Err(Error::Overflow));
        return;
    }
    let owed = owed(rate, ledger.gross, ledger.gross - ledger.royalties);
    if owed < Exact::from(paid) {
        assert_eq!(found, Err(Error::Overflow));
    } else {
        assert_eq!(found.map(Exact::from), Ok(owed - Exact::from(paid)));
    }
}
