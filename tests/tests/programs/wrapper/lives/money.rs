//! Revenue that comes, and is paid out.

use provenue_client::{instructions::vault, token};
use provenue_tests::must;

use super::{
    super::pool_scene::CURRENCY,
    expected::{ESCROW, Expected},
    operation::PERSONS,
};

/// Who pays in.
const FAN: usize = 2;

impl Expected {
    /// The fan deposits.
    pub async fn deposit(&mut self, amount: u64) {
        if amount > self.purses[FAN][CURRENCY] {
            return;
        }
        let scene = &self.pool.wrapper.scene;
        let deposit = scene.deposit(amount);
        must(scene.world.send(&[deposit], &[&scene.fan]).await);
        self.purses[FAN][CURRENCY] -= amount;
        must(self.model.book(self.currency, amount));
    }

    /// New money is sent to the treasury by a plain transfer, and booked.
    pub async fn send_to_treasury(&mut self, amount: u64) {
        let scene = &self.pool.wrapper.scene;
        let (world, vault, currency) = (&scene.world, &scene.vault, &scene.currency);
        must(token::mint_to(&world.ledger, &world.payer, currency, vault, amount).await);
        must(world.send(&[vault::book(vault, currency)], &[]).await);
        must(self.model.book(self.currency, amount));
    }

    /// Pays some of the holders; each must get what the model says.
    pub async fn pay(&mut self, who: &[usize]) {
        let scene = &self.pool.wrapper.scene;
        let holders: Vec<_> = who.iter().map(|who| self.holder(*who)).collect();
        let pay = vault::distribute(&scene.vault, &scene.currency, &holders);
        must(scene.world.send(&[pay], &[]).await);
        self.model.release();
        let mut found = [0; PERSONS + 1];
        found[ESCROW] = self.pool.reserves().await[CURRENCY];
        for (person, found) in found.iter_mut().enumerate().take(PERSONS) {
            *found = self.pool.purses(self.person(person)).await[CURRENCY];
        }
        for who in who {
            let purse = match *who {
                ESCROW => &mut self.reserves[CURRENCY],
                person => &mut self.purses[person][CURRENCY],
            };
            let paid = found[*who] - *purse;
            let payable = self.model.payable(who, self.currency);
            assert!(
                payable.contains(&paid.into()),
                "{who} was paid {paid}, not {payable:?}"
            );
            must(self.model.pay(who, self.currency, paid));
            *purse += paid;
        }
    }
}
