//! What the books say in words, and their shorthands.

use provenue_accounting::{AccountingError, BPS, Revenue, SHARE_UNITS};

/// `100000000` as people write it: `100 000 000`.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let groups: Vec<_> = digits.as_bytes().rchunks(3).rev().collect();
    String::from_utf8(groups.join(&b' ')).unwrap()
}

#[test]
fn every_refusal_says_something_of_its_own() {
    let refusals = [
        AccountingError::NoLiveUnits,
        AccountingError::TooManyUnits,
        AccountingError::TooManyBps,
        AccountingError::Overdrawn,
        AccountingError::Overflow,
    ]
    .map(|refusal| refusal.to_string());
    for (index, refusal) in refusals.iter().enumerate() {
        assert!(!refusal.is_empty());
        assert!(!refusals[..index].contains(refusal), "{refusal}");
    }
    assert!(refusals[1].contains(&grouped(SHARE_UNITS)));
    assert!(refusals[2].contains(&grouped(BPS.into())));
}

#[test]
fn revenue_from_outside_is_no_royalty() {
    let revenue = Revenue {
        received: 7,
        royalties: 0,
    };
    assert_eq!(Revenue::outside(7), revenue);
}
