//! What must hold of any model, whatever happened.

use proptest::{collection::vec, prelude::*};
use provenue_oracle::{BigInt, BigRational, Currency, Model};

/// Everyone's exact part together.
fn owed_in_all(model: &Model<u8>, money: Currency) -> BigRational {
    model
        .holders()
        .map(|holder| model.owed(holder, money))
        .sum()
}

proptest! {
    #[test]
    fn every_base_unit_is_owed_to_someone(
        steps in vec((0..4u8, 0..4u8, 0..=100u64, 0..1_000_000u64), 1..40),
        bps in 0..=10_000u16,
    ) {
        let mut model = Model::new(bps)?;
        let money = model.add_currency()?;
        model.issue(&9, 1); // whoever burns all, someone is left
        for (from, to, percent, amount) in steps {
            model.issue(&from, percent);
            let part = model.units(&from) * percent / 200u8;
            model.transfer(&from, &to, u64::try_from(part)?)?;
            model.book(money, amount)?;
            model.burn(&to, u64::try_from(model.units(&to) / 3)?)?;
            let payable = model.whole_owed(&to, money);
            model.pay(&to, money, u64::try_from(payable)?)?;
            if model.units(&from) == BigInt::ZERO && model.close(&from).is_ok() {
                prop_assert_eq!(model.owed(&from, money), BigRational::from(BigInt::ZERO));
            }
            let owed = BigRational::from(model.owed_to_holders(money));
            prop_assert_eq!(owed_in_all(&model, money), owed);
        }
    }

    #[test]
    fn it_does_not_matter_in_how_many_payments_money_comes(
        amounts in vec(0..1_000_000u64, 1..20),
        units in vec(1..1_000u64, 1..6),
        bps in 0..=10_000u16,
    ) {
        let mut many = Model::new(bps)?;
        for (holder, units) in units.iter().enumerate() {
            many.issue(&holder, *units);
        }
        let money = many.add_currency()?;
        let mut one = many.clone();
        for amount in &amounts {
            many.book(money, *amount)?;
        }
        one.book(money, amounts.iter().sum())?;
        let net = one.gross(money) - one.reserved(money);
        for (holder, units) in units.iter().enumerate() {
            let part = BigRational::new(&net * units, one.live_units());
            prop_assert_eq!(one.owed(&holder, money), part.clone());
            prop_assert_eq!(many.owed(&holder, money), part);
        }
    }

    #[test]
    fn two_holders_get_what_one_with_their_units_would(
        amounts in vec((0..1_000_000u64, 0..50u64), 1..20),
    ) {
        let mut split = Model::new(0)?;
        let money = split.add_currency()?;
        split.issue(&"rest", 100_000);
        let mut whole = split.clone();
        split.issue(&"left", 700);
        split.issue(&"right", 300);
        whole.issue(&"both", 1_000);
        for (amount, sold) in amounts {
            split.book(money, amount)?;
            whole.book(money, amount)?;
            let sold = sold.min(u64::try_from(split.units(&"left"))?);
            split.transfer(&"left", &"rest", sold)?;
            whole.transfer(&"both", &"rest", sold)?;
            let both = split.owed(&"left", money) + split.owed(&"right", money);
            prop_assert_eq!(both, whole.owed(&"both", money));
        }
    }
}
