//! Vaults that stream, against sums worked out by hand.

use provenue_oracle::{BigInt, BigRational, Currency, Model, ModelError};

type Result = core::result::Result<(), ModelError>;
type Made = core::result::Result<(Model<&'static str>, Currency), ModelError>;

fn fraction(numerator: i64, denominator: i64) -> BigRational {
    BigRational::new(numerator.into(), denominator.into())
}

/// A vault of one holder that streams over 100 seconds.
fn hundred() -> Made {
    let mut model = Model::new(0)?.streaming(100);
    let money = model.add_currency()?;
    model.issue(&"ada", 1);
    Ok((model, money))
}

/// What is released in all, when the vault looks at each of `times`.
fn released(model: &mut Model<&'static str>, money: Currency, times: &[u64]) -> Vec<i64> {
    times
        .iter()
        .map(|time| {
            model.set_time(*time);
            model.release();
            let released = model.owed_to_holders(money) - model.pending(money);
            released.try_into().unwrap()
        })
        .collect()
}

#[test]
fn one_booking_is_released_linearly() -> Result {
    let (mut model, money) = hundred()?;
    model.set_time(1_000);
    model.book(money, 1_000)?;
    assert_eq!(model.stream_end(money), Some(BigInt::from(1_100)));
    assert_eq!(model.pending(money), BigInt::from(1_000));
    assert_eq!(model.owed(&"ada", money), fraction(0, 1));
    let looks = [1_000, 1_001, 1_025, 1_025, 1_090];
    assert_eq!(released(&mut model, money, &looks), [0, 10, 250, 250, 900]);
    assert_eq!(model.owed(&"ada", money), fraction(900, 1));
    assert_eq!(released(&mut model, money, &[1_100, 9_999]), [1_000, 1_000]);
    assert_eq!(model.stream_end(money), None);
    Ok(())
}

#[test]
fn whoever_looks_often_sees_what_who_looks_seldom_sees() -> Result {
    let mut model = Model::new(0)?.streaming(4);
    let money = model.add_currency()?;
    model.issue(&"ada", 1);
    model.book(money, 10)?;
    let mut rarely = model.clone();
    // 10 · 1/4, 10 · 2/4, 10 · 3/4.
    assert_eq!(released(&mut model, money, &[1, 2, 3, 4]), [2, 5, 7, 10]);
    assert_eq!(released(&mut rarely, money, &[2, 4]), [5, 10]);
    Ok(())
}

#[test]
fn asking_every_minute_holds_nothing_back() -> Result {
    let month = 30 * 24 * 60 * 60;
    let mut model = Model::new(0)?.streaming(month);
    let money = model.add_currency()?;
    model.issue(&"ada", 1);
    model.book(money, 10_000)?;
    let times: Vec<u64> = (0..=u64::from(month)).step_by(60).collect();
    let seen = released(&mut model, money, &times);
    assert_eq!(seen[times.len() / 2], 5_000);
    assert_eq!(seen.last(), Some(&10_000));
    Ok(())
}

#[test]
fn a_second_booking_ends_at_the_weighted_mean() -> Result {
    let (mut model, money) = hundred()?;
    model.book(money, 1_000)?;
    model.set_time(50);
    model.book(money, 1_500)?;
    // 500 are released. The other 500 had 50 seconds left, 1 500 have 100:
    // (500 · 50 + 1 500 · 100) / 2 000 = 87.5, and half a second is rounded up.
    assert_eq!(model.pending(money), BigInt::from(2_000));
    assert_eq!(model.stream_end(money), Some(BigInt::from(138)));
    // 2 000 · 22 / 88, and all at the end.
    assert_eq!(released(&mut model, money, &[72, 138]), [1_000, 2_500]);
    Ok(())
}

#[test]
fn a_mean_below_a_half_is_rounded_down() -> Result {
    let (mut model, money) = hundred()?;
    model.book(money, 1_000)?;
    model.set_time(50);
    model.book(money, 1_000)?; // (500 · 50 + 1 000 · 100) / 1 500 = 83.3
    assert_eq!(model.stream_end(money), Some(BigInt::from(133)));
    Ok(())
}

#[test]
fn dust_has_no_effect() -> Result {
    let (mut model, money) = hundred()?;
    model.book(money, 1_000_000)?;
    for time in 1..100 {
        model.set_time(time);
        model.book(money, 1)?;
        // It moves the mean by (100 − left) / pending seconds: at most 99 of 10 000.
        assert_eq!(model.stream_end(money), Some(BigInt::from(100)));
    }
    assert_eq!(released(&mut model, money, &[100]), [1_000_099]);
    Ok(())
}

#[test]
fn at_the_end_everything_is_released_exactly() -> Result {
    let mut model = Model::new(1_000)?.streaming(u32::MAX);
    let money = model.add_currency()?;
    model.issue(&"ada", 2);
    model.issue(&"ben", 1);
    model.book(money, 1_001)?; // 100 are reserved, at once
    assert_eq!(model.reserved(money), BigInt::from(100));
    let end = u64::from(u32::MAX);
    assert_eq!(released(&mut model, money, &[end - 1]), [900]);
    assert_eq!(released(&mut model, money, &[end]), [901]);
    assert_eq!(model.owed(&"ada", money), fraction(1_802, 3));
    assert_eq!(model.owed(&"ben", money), fraction(901, 3));
    Ok(())
}

#[test]
fn who_buys_in_gets_what_is_released_later() -> Result {
    let (mut model, money) = hundred()?;
    model.book(money, 1_000)?;
    model.set_time(25);
    model.transfer(&"ada", &"ben", 1)?; // which releases 250 first
    model.set_time(100);
    model.release();
    assert_eq!(model.owed(&"ada", money), fraction(250, 1));
    assert_eq!(model.owed(&"ben", money), fraction(750, 1));
    assert_eq!(model.pay(&"ada", money, 251), Err(ModelError::Overpaid));
    Ok(())
}

#[test]
fn every_currency_is_released_at_each_look() -> Result {
    let (mut model, money) = hundred()?;
    let other = model.add_currency()?;
    model.book(money, 100)?;
    model.book(other, 200)?;
    model.set_time(30);
    model.book(other, 7)?;
    assert_eq!(model.pending(money), BigInt::from(70));
    assert_eq!(model.pending(other), BigInt::from(147));
    model.set_time(60);
    model.book(other, 0)?; // nothing is booked, so the vault does not look
    assert_eq!(model.pending(money), BigInt::from(70));
    model.issue(&"ben", 1); // now it does: 70 · 30 / 70
    assert_eq!(model.pending(money), BigInt::from(40));
    assert_eq!(model.owed(&"ada", money), fraction(60, 1));
    Ok(())
}

#[test]
fn a_vault_looks_when_a_position_is_closed() -> Result {
    let (mut model, money) = hundred()?;
    model.issue(&"ben", 0);
    model.book(money, 1_000)?;
    model.set_time(25);
    model.close(&"ben")?;
    assert_eq!(model.owed(&"ada", money), fraction(250, 1));
    Ok(())
}

#[test]
fn without_holders_it_waits() -> Result {
    let (mut model, money) = hundred()?;
    model.book(money, 1_000)?;
    model.set_time(50);
    model.burn(&"ada", 1)?; // which releases 500 first
    assert_eq!(released(&mut model, money, &[100, 200]), [500, 500]);
    assert_eq!(model.book(money, 1), Err(ModelError::NoLiveUnits));
    model.issue(&"ben", 1);
    assert_eq!(released(&mut model, money, &[200]), [1_000]);
    assert_eq!(model.owed(&"ben", money), fraction(500, 1));
    Ok(())
}

#[test]
fn a_clock_that_goes_back_releases_nothing() -> Result {
    let (mut model, money) = hundred()?;
    model.book(money, 1_000)?;
    assert_eq!(released(&mut model, money, &[50, 40, 50]), [500, 500, 500]);
    model.set_time(40);
    model.book(money, 500)?; // 500 have 60 seconds left, 500 have 100: 80 from 40 on
    assert_eq!(model.stream_end(money), Some(BigInt::from(120)));
    assert_eq!(released(&mut model, money, &[60, 120]), [750, 1_500]);
    Ok(())
}
