//! Trading with the pool, joining and leaving it.

use provenue_tests::must;

use super::{
    super::{
        amm::quote,
        pool_scene::{CURRENCY, SHARES},
    },
    amounts::{part_of, proportion, proportion_up},
    expected::{Expected, TRADE_FEE},
    operation::Part,
};

impl Expected {
    /// Somebody sells money to the pool.
    pub async fn buy(&mut self, who: usize, part: Part) {
        self.swap(who, CURRENCY, part).await;
    }

    /// Somebody sells wrapped shares to the pool.
    pub async fn sell(&mut self, who: usize, part: Part) {
        self.swap(who, SHARES, part).await;
    }

    async fn swap(&mut self, who: usize, sold: usize, part: Part) {
        let amount = part_of(self.purses[who][sold], part);
        if amount == 0 {
            return;
        }
        let bought = 1 - sold;
        let (reserve, other) = (self.reserves[sold], self.reserves[bought]);
        let (taken, given) = quote(amount, reserve, other, TRADE_FEE);
        // The pool refuses what brings nothing.
        if given == 0 {
            return;
        }
        let owner = self.person(who);
        let swap = self.pool.swap(owner, sold, amount);
        must(self.pool.wrapper.scene.world.send(&[swap], &[owner]).await);
        self.purses[who][sold] -= taken;
        self.purses[who][bought] += given;
        self.reserves[sold] += taken;
        self.reserves[bought] -= given;
        // What the fee leaves is never less than the product before.
        let product = |[shares, money]: [u64; 2]| u128::from(shares) * u128::from(money);
        let mut before = self.reserves;
        before[sold] -= taken;
        before[bought] += given;
        assert!(product(self.reserves) >= product(before));
    }

    /// Somebody adds liquidity, where the purse is deep enough.
    pub async fn join(&mut self, who: usize, liquidity: u64) {
        let supply = self.liquidity.iter().sum();
        let price = self
            .reserves
            .map(|reserve| proportion_up(reserve, liquidity, supply));
        let pays = |index: usize| price[index] > 0 && price[index] <= self.purses[who][index];
        if !pays(SHARES) || !pays(CURRENCY) {
            return;
        }
        let owner = self.person(who);
        let join = self.pool.deposit(owner, liquidity);
        must(self.pool.wrapper.scene.world.send(&[join], &[owner]).await);
        for (index, price) in price.into_iter().enumerate() {
            self.purses[who][index] -= price;
            self.reserves[index] += price;
        }
        self.liquidity[who] += liquidity;
    }

    /// Somebody takes some liquidity out.
    pub async fn leave_in_part(&mut self, who: usize, part: Part) {
        self.leave(who, part_of(self.liquidity[who], part)).await;
    }

    /// Somebody takes liquidity out.
    pub async fn leave(&mut self, who: usize, liquidity: u64) {
        if liquidity == 0 {
            return;
        }
        let supply = self.liquidity.iter().sum();
        let gains = self
            .reserves
            .map(|reserve| proportion(reserve, liquidity, supply));
        // The pool refuses what brings nothing.
        if gains.contains(&0) {
            return;
        }
        let owner = self.person(who);
        let leave = self.pool.withdraw(owner, liquidity);
        must(self.pool.wrapper.scene.world.send(&[leave], &[owner]).await);
        for (index, gain) in gains.into_iter().enumerate() {
            self.purses[who][index] += gain;
            self.reserves[index] -= gain;
        }
        self.liquidity[who] -= liquidity;
    }
}
