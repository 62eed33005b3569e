//! Shares that go into the escrow and out of it.

use provenue_client::instructions::{vault, wrapper};
use provenue_tests::must;
use solana_signer::Signer;

use super::{
    super::pool_scene::SHARES,
    amounts::part_of,
    expected::{ESCROW, Expected},
    operation::Part,
};

impl Expected {
    /// Somebody wraps.
    pub async fn wrap(&mut self, who: usize, part: Part) {
        let units = part_of(self.shares[who], part);
        if units == 0 {
            return;
        }
        let owner = self.person(who);
        let wrap = self.pool.wrapper.wrap(owner, units);
        must(self.pool.wrapper.scene.world.send(&[wrap], &[owner]).await);
        self.shares[who] -= units;
        self.purses[who][SHARES] += units;
        must(self.model.transfer(&who, &ESCROW, units));
    }

    /// Somebody unwraps some, and `to` gets the shares.
    pub async fn unwrap_part(&mut self, who: usize, to: usize, part: Part) {
        self.unwrap(who, to, part_of(self.purses[who][SHARES], part))
            .await;
    }

    /// Somebody unwraps, and `to` gets the shares.
    pub async fn unwrap(&mut self, who: usize, to: usize, units: u64) {
        if units == 0 {
            return;
        }
        let owner = self.person(who);
        let scene = &self.pool.wrapper.scene;
        let unwrap = wrapper::unwrap(
            &owner.pubkey(),
            &scene.vault,
            &self.pool.wrapper.beneficiary,
            &self.pool.wrapper.wrapped_of(owner),
            &scene.shares_of(self.person(to)),
            units,
        );
        must(scene.world.send(&[unwrap], &[owner]).await);
        self.purses[who][SHARES] -= units;
        self.shares[to] += units;
        must(self.model.transfer(&ESCROW, &to, units));
    }

    /// Somebody sends shares to the escrow, and gets nothing for them.
    pub async fn lose(&mut self, who: usize, part: Part) {
        let units = part_of(self.shares[who], part);
        if units == 0 {
            return;
        }
        let owner = self.person(who);
        let scene = &self.pool.wrapper.scene;
        let (key, escrow) = (owner.pubkey(), &self.pool.wrapper.escrow);
        let source = scene.shares_of(owner);
        let send = vault::transfer_shares(&key, &scene.vault, &source, escrow, units);
        must(scene.world.send(&[send], &[owner]).await);
        self.shares[who] -= units;
        self.lost += units;
        must(self.model.transfer(&who, &ESCROW, units));
    }
}
