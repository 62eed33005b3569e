//! Where a request is granted that hardly ever is.

use provenue_oracle::BigInt;

use super::Family;
use crate::operation::{COINS, HOLDERS, VAULTS};

impl Family {
    /// A position that could be closed: these ones, the next of the kind, or these ones after all.
    pub fn empty_position(&self, vault: usize, holder: usize) -> (usize, usize) {
        let holders = |vault| count_round(holder, HOLDERS).map(move |holder| (vault, holder));
        let mut seats = count_round(vault, VAULTS).flat_map(holders);
        let empty = seats.find(|(vault, holder)| self.is_empty(*vault, *holder));
        empty.unwrap_or((vault, holder))
    }

    fn is_empty(&self, vault: usize, holder: usize) -> bool {
        let seat = self.vaults[vault].seats[holder];
        let model = self.vault_model(vault);
        let mut currencies = model.currencies();
        seat.opened.is_some()
            && seat.tokens.unwrap_or_default() == 0
            && currencies.all(|currency| model.whole_owed(&holder, currency) == BigInt::ZERO)
    }

    /// A currency that a vault does not take: this one, the next of the kind, or this one after all.
    pub fn unknown_currency(&self, vault: usize, coin: usize) -> usize {
        let mut coins = count_round(coin, COINS);
        let unknown = coins.find(|coin| self.currency(vault, *coin).is_none());
        unknown.unwrap_or(coin)
    }
}

/// All numbers below `all`, from `first` on.
pub fn count_round(first: usize, all: usize) -> impl Iterator<Item = usize> {
    (0..all).map(move |step| (first + step) % all)
}
