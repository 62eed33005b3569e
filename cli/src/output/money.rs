//! Amounts with what they are of.

use std::fmt;

use provenue_client::{
    Amount,
    solana::Address,
    token::{MintInfo, WRAPPED_SOL},
};
use serde::Serialize;

use super::as_text;

/// So much of a currency.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Money {
    #[serde(serialize_with = "as_text")]
    mint: Address,
    #[serde(serialize_with = "as_text")]
    units: u64,
    decimals: u8,
}

impl Money {
    /// `units` base units of a currency.
    pub fn new(currency: &MintInfo, units: u64) -> Self {
        Self {
            mint: currency.address,
            units,
            decimals: currency.decimals,
        }
    }

    /// Whether it is nothing.
    pub fn is_zero(&self) -> bool {
        self.units == 0
    }

    /// The number alone.
    pub fn amount(&self) -> Amount {
        Amount::new(self.units, self.decimals)
    }
}

/// `0.5 SOL`, or `12.5 of 4Zc4…`: the mint's address, which nobody can imitate, and no name.
impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let amount = self.amount();
        if self.mint == WRAPPED_SOL {
            f.pad(&format!("{amount} SOL"))
        } else {
            f.pad(&format!("{amount} of {}", self.mint))
        }
    }
}

/// What people call a mint: SOL, or its address.
pub fn mint_name(mint: &Address) -> String {
    if *mint == WRAPPED_SOL {
        "SOL".to_owned()
    } else {
        mint.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sol_has_a_name_and_others_an_address() {
        let money = |mint, decimals| Money {
            mint,
            units: 1_500,
            decimals,
        };
        assert_eq!(money(WRAPPED_SOL, 3).to_string(), "1.5 SOL");
        let mint = Address::new_unique();
        assert_eq!(money(mint, 0).to_string(), format!("1500 of {mint}"));
        assert_eq!(mint_name(&WRAPPED_SOL), "SOL");
    }
}
