//! How a family begins.

use provenue_accounting::{SHARE_UNITS, UpstreamRate};
use provenue_client::{
    Ledger, address,
    flows::graph::{Link, link},
    instructions::{control, vault},
    solana::{Address, Keypair, Signer},
    state::{Position, VaultOptions},
    token::NewMint,
};
use provenue_oracle::{Graph, Terms};
use provenue_tests::{World, assert_refused, must};
use solana_system_interface::instruction::transfer;

use super::{Family, Opened, Places, Rents, Seat, VaultFacts};
use crate::{
    operation::{Beginning, COINS, HOLDERS},
    picture::Picture,
    tally::Tally,
};

/// When a life begins, in seconds since 1970: later than any clock says, for time never goes back.
const BEGINNING: i64 = 4_000_000_000;
/// What the fan has of each currency, in base units.
const PURSE: u64 = 1 << 60;

impl Family {
    pub async fn begin(beginnings: &[Beginning]) -> Self {
        let world = World::new().await;
        world.ledger.set_clock(BEGINNING);
        let fan = world.person().await;
        let coins = vec![
            world.currency(NewMint::spl(6)).await,
            world.currency(NewMint::with_fee(6, 100)).await,
            world.currency(NewMint::token_2022(9)).await,
        ];
        let mut holders = Vec::new();
        for _ in 0..HOLDERS {
            holders.push(world.person().await);
        }
        for coin in &coins {
            world.fund(&fan, coin, PURSE).await;
            for holder in &holders {
                world.open_account(&holder.pubkey(), coin).await;
            }
        }
        let mut model = Graph::new();
        model.set_time(BEGINNING as u64);
        let rents = Rents {
            position: must(
                world
                    .ledger
                    .minimum_balance(8 + size_of::<Position>())
                    .await,
            ),
            empty: must(world.ledger.minimum_balance(0).await),
        };
        let mut family = Self {
            world,
            fan,
            holders,
            coins,
            vaults: Vec::new(),
            edges: Vec::new(),
            model,
            now: BEGINNING,
            purses: [[Some(0); COINS]; HOLDERS],
            fans_purse: [PURSE; COINS],
            rents,
            places: Places::default(),
            picture: Picture::default(),
            tally: Tally::default(),
            went_through: None,
        };
        for (number, beginning) in beginnings.iter().enumerate() {
            family.add_vault(number, beginning).await;
        }
        family.find_places();
        family.picture = Picture::take(&family.world, &family.places.all).await;
        family
    }

    async fn add_vault(&mut self, number: usize, beginning: &Beginning) {
        let base = self.world.person().await;
        let options = VaultOptions {
            floor_bps: 500,
            stream_seconds: beginning.stream_seconds,
            holdable: beginning.holdable,
            gated: beginning.gate.is_some(),
        };
        let coins = beginning.coins.iter().map(|coin| self.coins[*coin].clone());
        let coins: Vec<_> = coins.collect();
        let vault = self.world.open_vault_with(&base, &coins, options).await;
        // Whatever currency it takes: anyone can make these, and send money there.
        for coin in &self.coins {
            self.world.open_account(&vault, coin).await;
        }
        let terms = Terms {
            floor_bps: options.floor_bps,
            stream_seconds: options.stream_seconds,
        };
        must(self.model.add_vault(&number, terms));
        for coin in &beginning.coins {
            must(self.model.add_currency(&number, *coin));
        }
        let gate = beginning
            .gate
            .map(|rule| (self.now + rule.lock_seconds, rule.max_units));
        self.vaults.push(VaultFacts {
            address: vault,
            base,
            holdable: options.holdable,
            held_until: 0,
            gate,
            unbooked: [0; COINS],
            reserve_address: address::rent_reserve(&vault),
            reserve: beginning.reserve,
            seats: std::array::from_fn(|holder| self.empty_seat(&vault, holder)),
        });
        for (parent, rate) in beginning.rates.iter().enumerate() {
            if let Some(rate) = rate {
                self.link(number, parent, *rate).await;
            }
        }
        self.issue_and_seal(number).await;
    }

    fn empty_seat(&self, vault: &Address, holder: usize) -> Seat {
        let account = address::share_account(vault, &self.key(holder));
        Seat {
            account,
            position: address::position(&account),
            tokens: Some(0),
            opened: None,
        }
    }

    /// Links, and inherits all that comes with it; or both refuse.
    async fn link(&mut self, child: usize, parent: usize, rate: UpstreamRate) {
        let World { ledger, payer } = &self.world;
        let [below, above] = [child, parent].map(|number| &self.vaults[number]);
        let wanted = Link {
            parent: above.address,
            rate,
        };
        let linked = link(
            ledger,
            payer,
            &below.base,
            &above.base,
            &below.address,
            &wanted,
        )
        .await;
        let exact = provenue_oracle::Upstream {
            relative_bps: rate.relative_bps,
            absolute_bps: rate.absolute_bps,
        };
        if self.model.link(&child, &parent, exact).is_err() {
            assert_refused(linked, "TooMuchUpstream");
            return;
        }
        must(linked);
        for (parent, ancestor) in must(self.model.uninherited(&child)) {
            must(self.model.inherit(&child, &parent, &ancestor));
        }
    }

    async fn issue_and_seal(&mut self, number: usize) {
        let facts = &self.vaults[number];
        let (vault, base) = (facts.address, &facts.base);
        let (key, payer) = (base.pubkey(), self.world.payer.pubkey());
        let parts = [
            SHARE_UNITS / 2,
            SHARE_UNITS / 3,
            SHARE_UNITS - SHARE_UNITS / 2 - SHARE_UNITS / 3,
        ];
        let owners = self.holders.iter().map(Keypair::pubkey);
        let holders: Vec<_> = owners.zip(parts).collect();
        self.world.issue(base, &vault, &holders).await;
        // The last holder has a token account only: the hook makes the position.
        let newcomer = self.key(HOLDERS - 1);
        let mut last = vec![vault::create_share_account(&payer, &vault, &newcomer)];
        if facts.reserve > 0 {
            last.push(transfer(&payer, &facts.reserve_address, facts.reserve));
        }
        if let Some((lock_until, max_units)) = facts.gate {
            last.push(control::create_gate(
                &payer, &key, &vault, lock_until, max_units,
            ));
        }
        last.push(vault::seal(&key, &vault));
        must(self.world.send(&last, &[base]).await);
        for (holder, units) in parts.into_iter().enumerate() {
            self.vault_model_mut(number).issue(&holder, units);
            let lamports = self.rents.position;
            let seat = self.seat(number, holder);
            seat.tokens = Some(units);
            seat.opened = Some(Opened {
                payee: holder,
                by_reserve: false,
                lamports,
            });
        }
        must(self.model.seal(&number));
        for edge in must(self.model.edges(&number)).map(|(parent, _)| (number, *parent)) {
            self.edges.push(edge);
        }
    }

    fn find_places(&mut self) {
        let edges = self.edges.iter().map(|edge| self.hop(*edge));
        let edges: Vec<_> = edges
            .map(|hop| address::upstream(&hop.child, &hop.parent))
            .collect();
        let people = self.holders.iter().chain([&self.fan]).map(Keypair::pubkey);
        let purses: Vec<[_; COINS]> = people
            .map(|key| std::array::from_fn(|coin| self.coins[coin].ata(&key)))
            .collect();
        let mut all = edges.clone();
        for vault in &self.vaults {
            let share_mint = address::share_mint(&vault.address);
            all.extend([
                vault.address,
                vault.reserve_address,
                share_mint,
                address::extra_account_metas(&share_mint),
                address::gate(&vault.address),
            ]);
            all.extend(
                vault
                    .seats
                    .iter()
                    .flat_map(|seat| [seat.account, seat.position]),
            );
            all.extend(self.coins.iter().map(|coin| coin.ata(&vault.address)));
        }
        all.extend(self.coins.iter().map(|coin| coin.address));
        all.extend(purses.iter().flatten());
        self.places = Places { edges, purses, all };
    }
}
