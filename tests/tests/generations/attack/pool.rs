//! What attackers put in the place of what is right.

use provenue_client::{
    VAULT_PROGRAM, address,
    solana::{Address, Signer},
    token::{TOKEN, TOKEN_2022},
};
use solana_sdk_ids::system_program;

use crate::family::Family;

/// Accounts that can be taken for each other.
type Kind = Vec<Address>;

impl Family {
    /// Everybody: also the bases of the vaults, and who pays for all transactions.
    pub fn persons(&self) -> Vec<Address> {
        let bases = self.vaults.iter().map(|vault| &vault.base);
        let rest = [&self.fan, &self.world.payer];
        let all = self.holders.iter().chain(bases).chain(rest);
        all.map(|key| key.pubkey()).collect()
    }

    /// All of the kind that `address` is of.
    pub fn alike(&self, address: &Address) -> Vec<Address> {
        let kinds = self.kinds().into_iter();
        kinds
            .filter(|kind| kind.contains(address))
            .flatten()
            .collect()
    }

    /// All of all kinds.
    pub fn anything(&self) -> Vec<Address> {
        self.kinds().into_iter().flatten().collect()
    }

    fn kinds(&self) -> Vec<Kind> {
        let vaults: Kind = self.vaults.iter().map(|vault| vault.address).collect();
        let of_vaults = |find: fn(&Address) -> Address| vaults.iter().map(find).collect::<Kind>();
        let share_mints = of_vaults(address::share_mint);
        let lists = share_mints.iter().map(address::extra_account_metas);
        let seats = || self.vaults.iter().flat_map(|vault| &vault.seats);

        let persons = self.persons();
        let mut kinds = vec![
            seats().map(|seat| seat.account).collect(),
            seats().map(|seat| seat.position).collect(),
            self.places.edges.clone(),
            of_vaults(address::rent_reserve),
            of_vaults(address::gate),
            lists.collect(),
            self.coins.iter().map(|coin| coin.address).collect(),
            vec![TOKEN, TOKEN_2022, VAULT_PROGRAM, system_program::ID],
            share_mints,
        ];
        // Treasuries and purses of one currency.
        for coin in &self.coins {
            let owners = vaults.iter().chain(&persons);
            kinds.push(owners.map(|owner| coin.ata(owner)).collect());
        }
        kinds.push(vaults);
        kinds.push(persons);
        kinds
    }
}
