//! The model against sums worked out by hand.

use provenue_oracle::{
    BigInt, BigRational, Currency, Model, ModelError, Revenue, Upstream, from_q64,
};

type Result = core::result::Result<(), ModelError>;

fn fraction(numerator: i64, denominator: i64) -> BigRational {
    BigRational::new(numerator.into(), denominator.into())
}

fn thirds() -> core::result::Result<(Model<&'static str>, Currency), ModelError> {
    let mut model = Model::new(0)?;
    let money = model.add_currency()?;
    model.issue(&"ada", 2);
    model.issue(&"ben", 1);
    model.book(money, 100)?;
    Ok((model, money))
}

#[test]
fn revenue_is_divided_without_rounding() -> Result {
    let (model, money) = thirds()?;
    assert_eq!(model.owed(&"ada", money), fraction(200, 3));
    assert_eq!(model.owed(&"ben", money), fraction(100, 3));
    assert_eq!(model.whole_owed(&"ada", money), BigInt::from(66));
    assert_eq!(model.owed_to_holders(money), BigInt::from(100));
    Ok(())
}

#[test]
fn units_sold_and_burned_take_only_later_revenue_with_them() -> Result {
    let (mut model, money) = thirds()?;
    model.transfer(&"ada", &"cleo", 1)?;
    model.book(money, 30)?; // 10 each
    model.burn(&"ben", 1)?;
    model.book(money, 30)?; // 15 each for two
    assert_eq!(
        model.owed(&"ada", money),
        fraction(200, 3) + fraction(25, 1)
    );
    assert_eq!(
        model.owed(&"ben", money),
        fraction(100, 3) + fraction(10, 1)
    );
    assert_eq!(model.owed(&"cleo", money), fraction(25, 1));
    assert_eq!(model.live_units(), BigInt::from(2));
    Ok(())
}

#[test]
fn upstream_is_owed_a_floor_of_the_total() -> Result {
    let mut model = Model::new(3_333)?;
    let money = model.add_currency()?;
    model.issue(&0, 1);
    for (gross, reserved) in [(1, 0), (2, 0), (3, 0), (4, 1), (5, 1), (6, 1), (7, 2)] {
        model.book(money, 1)?;
        assert_eq!(model.gross(money), BigInt::from(gross));
        assert_eq!(model.reserved(money), BigInt::from(reserved));
        assert_eq!(model.owed(&0, money), fraction(gross - reserved, 1));
    }
    Ok(())
}

#[test]
fn currencies_do_not_mix() -> Result {
    let (mut model, money) = thirds()?;
    let other = model.add_currency()?;
    model.book(other, 3)?;
    model.pay(&"ada", other, 2)?;
    assert_eq!(model.owed(&"ada", money), fraction(200, 3));
    assert_eq!(model.owed(&"ada", other), fraction(0, 1));
    assert_eq!(model.paid(&"ada", money), BigInt::ZERO);
    assert_eq!(model.paid(&"ada", other), BigInt::from(2));
    Ok(())
}

#[test]
fn a_leftover_goes_to_those_who_stay() -> Result {
    let (mut model, money) = thirds()?;
    model.transfer(&"ben", &"cleo", 1)?;
    model.pay(&"ben", money, 33)?;
    assert_eq!(model.owed(&"ben", money), fraction(1, 3));
    model.close(&"ben")?;
    assert_eq!(model.owed(&"ben", money), fraction(0, 1));
    assert_eq!(model.paid(&"ben", money), BigInt::ZERO); // the position is gone
    assert_eq!(model.paid_holders(money), BigInt::from(33));
    assert_eq!(model.owed(&"ada", money), fraction(200, 3) + fraction(2, 9));
    assert_eq!(model.owed(&"cleo", money), fraction(1, 9));
    assert_eq!(
        model.holders().copied().collect::<Vec<_>>(),
        ["ada", "cleo"]
    );
    Ok(())
}

#[test]
fn names_can_be_owned_or_borrowed() -> Result {
    let mut model = Model::new(0)?;
    let money = model.add_currency()?;
    model.issue(&"ada".to_owned(), 1);
    model.book(money, 5)?;
    assert_eq!(model.units("ada"), BigInt::from(1));
    assert_eq!(model.entitlement("ada", money), fraction(5, 1));
    assert_eq!(model.entitlement("nobody", money), fraction(0, 1));
    Ok(())
}

#[test]
fn each_division_moves_at_most_its_carry() -> Result {
    let (mut model, money) = thirds()?;
    model.book(money, 200)?; // ada is owed exactly 200
    let hair = |tiny: i128| from_q64(((200 << 64) + tiny).try_into().unwrap());
    // Two divisions over 3 units, each of which leaves at most 2: ada's part of them is 2 · 4/3, and
    // ben's, which she may get to complete a base unit, 2 · 2/3.
    assert_eq!(model.payable(&"ada", money), 199.into()..=200.into());
    for (tiny, admitted) in [(-3, false), (-2, true), (0, true), (1, true), (2, false)] {
        assert_eq!(model.admits(&"ada", money, &hair(tiny)), admitted);
    }
    Ok(())
}

#[test]
fn who_joins_may_inherit_a_carry() -> Result {
    let (mut model, money) = thirds()?;
    model.transfer(&"ada", &"cleo", 2)?;
    model.book(money, 3)?; // of which cleo is owed two
    let smallest = from_q64(1);
    // All of the first carry of at most 2, and 1/3 of the second. Of the second she may lack 2/3.
    let cleo = model.drift(&"cleo", money);
    assert_eq!(cleo.above, &smallest * (fraction(2, 1) + fraction(2, 3)));
    assert_eq!(cleo.below, &smallest * fraction(4, 3));
    // 1/3 of the first, and all of the second: her fraction is still there to be completed.
    let ada = model.drift(&"ada", money);
    assert_eq!(ada.above, &smallest * (fraction(2, 3) + fraction(2, 1)));
    assert_eq!(ada.below, &smallest * fraction(4, 3));
    // Who has neither units nor a fraction gets nothing of anything.
    model.issue(&"dan", 0);
    model.book(money, 3)?;
    assert_eq!(model.drift(&"dan", money).above, fraction(0, 1));
    Ok(())
}

#[test]
fn those_who_stay_inherit_a_drift_in_proportion() -> Result {
    let (mut model, money) = thirds()?;
    model.transfer(&"ben", &"cleo", 1)?;
    model.pay(&"ben", money, 33)?;
    // ben, with 1/3 of a division that left at most 2, is 2/3 below or 4/3 above. cleo begins after it.
    model.close(&"ben")?;
    let smallest = from_q64(1);
    let ada = model.drift(&"ada", money);
    // 2/3 of each: of the division, of ben's drift, and of the division of what he left.
    let below = fraction(4, 3) + fraction(4, 9) + fraction(4, 3);
    let above = fraction(2, 3) + fraction(8, 9) + fraction(2, 3);
    assert_eq!(ada.below, &smallest * below);
    assert_eq!(ada.above, &smallest * above);
    let cleo = model.drift(&"cleo", money);
    let above = fraction(2, 1) + fraction(4, 9) + fraction(4, 3);
    assert_eq!(cleo.below, &smallest * (fraction(2, 9) + fraction(2, 3)));
    assert_eq!(cleo.above, &smallest * above);
    Ok(())
}

#[test]
fn a_leftover_that_the_vault_may_not_find_leaves_the_former_carry() -> Result {
    let mut model = Model::new(0)?;
    let money = model.add_currency()?;
    for (holder, units) in [("ada", 5), ("ben", 2)] {
        model.issue(&holder, units);
    }
    model.book(money, 7)?; // of 7 units: a carry of at most 6
    model.pay(&"ben", money, 2)?;
    model.burn(&"ben", 2)?;
    model.burn(&"ada", 3)?;
    model.close(&"ben")?; // of 2 units: at most 1, if he left a fraction at all
    model.transfer(&"ada", &"cleo", 1)?;
    model.book(money, 2)?;
    // All of the 6, and half of a carry of at most 1.
    let above = model.drift(&"cleo", money).above;
    assert_eq!(above, from_q64(1) * (fraction(6, 1) + fraction(1, 2)));
    Ok(())
}

#[test]
fn who_leaves_nothing_can_leave_last() -> Result {
    let mut model = Model::new(0)?;
    let money = model.add_currency()?;
    model.issue(&"ada", 1);
    model.issue(&"ben", 1);
    model.book(money, 2)?;
    for holder in ["ada", "ben"] {
        model.pay(&holder, money, 1)?;
        model.burn(&holder, 1)?;
    }
    model.close(&"ben")?;
    model.close(&"ada")?;
    assert_eq!(model.holders().count(), 0);
    assert_eq!(model.paid_holders(money), BigInt::from(2));
    Ok(())
}

#[test]
fn royalties_are_charged_relative_parts_only() -> Result {
    let mut model = Model::with_upstream(Upstream {
        relative_bps: 1_000,
        absolute_bps: 2_500,
    })?;
    let money = model.add_currency()?;
    model.issue(&"ada", 1);
    model.book(money, 100)?; // 10 and 25
    assert_eq!(model.reserved(money), BigInt::from(35));
    model.book_revenue(money, Revenue::royalties(100))?; // 10
    assert_eq!(model.reserved(money), BigInt::from(45));
    let both = Revenue {
        outside: 3,
        royalties: 4,
    };
    model.book_revenue(money, both)?; // floor(207 / 10 + 103 / 4) = floor(20.7 + 25.75)
    assert_eq!(model.reserved(money), BigInt::from(46));
    assert_eq!(model.gross(money), BigInt::from(207));
    assert_eq!(model.royalties(money), BigInt::from(104));
    assert_eq!(model.outside(money), BigInt::from(103));
    assert_eq!(model.owed(&"ada", money), fraction(161, 1));

    assert_eq!(model.pay_upstream(money, 47), Err(ModelError::Overpaid));
    model.pay_upstream(money, 45)?;
    assert_eq!(model.pay_upstream(money, 2), Err(ModelError::Overpaid));
    assert_eq!(model.paid_upstream(money), BigInt::from(45));
    model.pay(&"ada", money, 100)?;
    assert_eq!(model.booked(money), BigInt::from(62)); // 207 − 45 − 100
    assert_eq!(model.owed_to_holders(money), BigInt::from(61));
    Ok(())
}

#[test]
fn refusals_change_nothing() -> Result {
    let (mut model, money) = thirds()?;
    let check = |model: &Model<&'static str>| {
        assert_eq!(model.owed(&"ada", money), fraction(200, 3));
        assert_eq!(model.owed_to_holders(money), BigInt::from(100));
        assert_eq!(model.holders().count(), 2);
        assert_eq!(model.live_units(), BigInt::from(3));
    };
    assert_eq!(model.burn(&"ben", 2), Err(ModelError::NotEnoughUnits));
    let refused = model.transfer(&"nobody", &"ada", 1);
    assert_eq!(refused, Err(ModelError::NotEnoughUnits));
    assert_eq!(model.pay(&"ada", money, 67), Err(ModelError::Overpaid));
    assert_eq!(model.pay(&"nobody", money, 1), Err(ModelError::Overpaid));
    assert_eq!(model.close(&"ben"), Err(ModelError::StillHolds));
    check(&model);

    model.transfer(&"ben", &"ada", 1)?;
    assert_eq!(model.close(&"ben"), Err(ModelError::StillOwed));
    check(&model);

    model.pay(&"ben", money, 33)?;
    model.burn(&"ada", 3)?;
    assert_eq!(model.close(&"ben"), Err(ModelError::NoLiveUnits));
    assert_eq!(model.book(money, 1), Err(ModelError::NoLiveUnits));
    assert_eq!(model.owed(&"ben", money), fraction(1, 3));
    assert_eq!(model.gross(money), BigInt::from(100));

    assert_eq!(Model::<u8>::new(10_001).err(), Some(ModelError::TooManyBps));
    let both = Upstream {
        relative_bps: 5_001,
        absolute_bps: 5_000,
    };
    let refused = Model::<u8>::with_upstream(both).err();
    assert_eq!(refused, Some(ModelError::TooManyBps));
    for _ in 1..4 {
        model.add_currency()?;
    }
    assert_eq!(model.add_currency(), Err(ModelError::TooManyCurrencies));
    Ok(())
}
