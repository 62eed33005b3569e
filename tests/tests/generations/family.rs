//! A family of vaults, and what the exact model says of it.

use provenue_accounting::UpstreamRate;
use provenue_client::{
    Result, address,
    flows::graph::{Link, link},
    instructions::{upstream::Hop, vault},
    solana::{Address, Instruction, Keypair, Signer},
    state::{self, Position, Upstream, Vault, VaultOptions},
    token::{MintInfo, NewMint},
};
use provenue_oracle::{BigInt, Currency, Graph, Terms, from_q64};
use provenue_tests::{SOL, World, assert_refused, must};

use crate::operation::{Beginning, COINS, HOLDERS, Operation, VAULTS};

/// When a life begins, in seconds since 1970: later than any clock says, for time never goes back.
const BEGINNING: i64 = 4_000_000_000;
/// What everybody has of each currency, in base units.
const PURSE: u64 = 1 << 60;
/// All share units.
const SHARES: u64 = provenue_accounting::SHARE_UNITS;

/// A family on a ledger, and in the model.
pub struct Family {
    pub world: World,
    pub base: Keypair,
    pub holders: Vec<Keypair>,
    pub coins: Vec<MintInfo>,
    pub vaults: Vec<Address>,
    bases: Vec<Keypair>,
    /// Child and parent, as places among the vaults.
    pub edges: Vec<(usize, usize)>,
    pub model: Graph<usize, usize, usize>,
    pub now: i64,
    /// Until when the payouts of each vault are held.
    pub held_until: Vec<i64>,
    /// What came to each treasury and is not booked.
    pub unbooked: Vec<[u64; COINS]>,
}

impl Family {
    pub async fn begin(beginnings: &[Beginning]) -> Self {
        let world = World::new().await;
        world.ledger.set_clock(BEGINNING);
        let base = world.person().await;
        let coins = vec![
            world.currency(NewMint::spl(6)).await,
            world.currency(NewMint::with_fee(6, 100)).await,
        ];
        let mut holders = Vec::new();
        for _ in 0..HOLDERS {
            holders.push(world.person().await);
        }
        for coin in &coins {
            world.fund(&base, coin, PURSE).await;
            for holder in &holders {
                world.open_account(&holder.pubkey(), coin).await;
            }
        }
        let mut model = Graph::new();
        model.set_time(BEGINNING as u64);
        let mut family = Self {
            world,
            base,
            holders,
            coins,
            vaults: Vec::new(),
            bases: Vec::new(),
            edges: Vec::new(),
            model,
            now: BEGINNING,
            held_until: vec![0; VAULTS],
            unbooked: vec![[0; COINS]; VAULTS],
        };
        for (number, beginning) in beginnings.iter().enumerate() {
            family.add_vault(number, beginning).await;
        }
        family
    }

    async fn add_vault(&mut self, number: usize, beginning: &Beginning) {
        let base = self.world.person().await;
        let options = VaultOptions {
            floor_bps: 500,
            stream_seconds: beginning.stream_seconds,
            holdable: true,
            gated: false,
        };
        let taken = if beginning.takes_both { COINS } else { 1 };
        let coins = &self.coins[..taken];
        let vault = self.world.open_vault_with(&base, coins, options).await;
        let terms = Terms {
            floor_bps: options.floor_bps,
            stream_seconds: options.stream_seconds,
        };
        must(self.model.add_vault(&number, terms));
        for name in 0..taken {
            must(self.model.add_currency(&number, name));
        }
        self.vaults.push(vault);
        self.bases.push(base);
        for (parent, rate) in beginning.rates.iter().enumerate() {
            if let Some(rate) = rate {
                self.link(number, parent, *rate).await;
            }
        }
        self.issue_and_seal(number).await;
    }

    /// Links, and inherits all that comes with it; or both refuse.
    async fn link(&mut self, child: usize, parent: usize, rate: UpstreamRate) {
        let World { ledger, payer } = &self.world;
        let (authority, licensor) = (&self.bases[child], &self.bases[parent]);
        let wanted = Link {
            parent: self.vaults[parent],
            rate,
        };
        let vault = &self.vaults[child];
        let linked = link(ledger, payer, authority, licensor, vault, &wanted).await;
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
        let (vault, base) = (self.vaults[number], &self.bases[number]);
        let (key, payer) = (base.pubkey(), self.world.payer.pubkey());
        let parts = [SHARES / 2, SHARES / 3, SHARES - SHARES / 2 - SHARES / 3];
        let owners = self.holders.iter().map(Keypair::pubkey);
        let holders: Vec<_> = owners.zip(parts).collect();
        self.world.issue(base, &vault, &holders).await;
        for (holder, units) in parts.into_iter().enumerate() {
            must(self.model.vault_mut(&number)).issue(&holder, units);
        }
        // The last holder has a token account only: the hook makes the position.
        let newcomer = self.holders[HOLDERS - 1].pubkey();
        let create = vault::create_share_account(&payer, &vault, &newcomer);
        let reserve = address::rent_reserve(&vault);
        let fill = solana_system_interface::instruction::transfer(&payer, &reserve, SOL);
        let seal = vault::seal(&key, &vault);
        must(self.world.send(&[create, fill, seal], &[base]).await);
        must(self.model.seal(&number));
        for (child, edge) in must(self.model.edges(&number)).map(|(parent, _)| (number, *parent)) {
            self.edges.push((child, edge));
        }
    }

    pub async fn step(&mut self, operation: &Operation) {
        match *operation {
            Operation::Deposit {
                vault,
                coin,
                amount,
                hops,
            } => self.deposit(vault, coin, amount, hops).await,
            Operation::PlainTransfer {
                vault,
                coin,
                amount,
            } => self.send_plainly(vault, coin, amount).await,
            Operation::Book { vault, coin } => self.book(vault, coin).await,
            Operation::Pull {
                vault,
                coin,
                ref hops,
            } => self.pull(vault, coin, hops).await,
            Operation::Transfer {
                vault,
                from,
                to,
                percent,
            } => self.transfer(vault, from, to, percent).await,
            Operation::Burn {
                vault,
                holder,
                percent,
            } => self.burn(vault, holder, percent).await,
            Operation::Claim {
                vault,
                holder,
                coin,
            } => self.claim(vault, holder, coin).await,
            Operation::Hold { vault, seconds } => self.hold(vault, seconds).await,
            Operation::Release { vault } => self.release(vault).await,
            Operation::Wait(seconds) => {
                self.now += seconds;
                self.world.ledger.set_clock(self.now);
                self.model.set_time(self.now as u64);
            }
        }
    }

    /// The key that signs for a vault.
    pub fn base_of(&self, vault: usize) -> &Keypair {
        &self.bases[vault]
    }

    /// What a vault calls a currency, if it takes it.
    pub fn currency(&self, vault: usize, coin: usize) -> Option<Currency> {
        self.model.currency(&vault, &coin).ok()
    }

    pub fn is_held(&self, vault: usize) -> bool {
        self.now < self.held_until[vault]
    }

    /// What arrives of `sent` base units.
    pub fn arriving(&self, coin: usize, sent: u64) -> u64 {
        let fee = self.coins[coin].transfer_fee;
        sent - fee.map_or(0, |_| sent.div_ceil(100))
    }

    /// An edge, as a payment of what is due over it.
    pub fn hop(&self, edge: (usize, usize)) -> Hop {
        Hop {
            child: self.vaults[edge.0],
            parent: self.vaults[edge.1],
        }
    }

    /// Sends what nobody but `signer` must sign.
    pub async fn send(
        &self,
        instructions: &[Instruction],
        signer: &Keypair,
    ) -> Result<provenue_client::Receipt> {
        self.world.send(instructions, &[signer]).await
    }

    /// Every number on the ledger is the model's; positions are within the proven bound.
    pub async fn audit(&self) {
        for (number, address) in self.vaults.iter().enumerate() {
            let vault = self.world.vault_state(address).await;
            let model = must(self.model.vault(&number));
            assert_eq!(BigInt::from(vault.live_units.get()), model.live_units());
            for coin in 0..COINS {
                let Some(currency) = self.currency(number, coin) else {
                    continue;
                };
                let index = must(
                    vault
                        .currency_index(&self.coins[coin].address)
                        .map_err(|_| "unknown"),
                );
                let books = vault.currencies[index].ledger();
                for (found, expected) in [
                    (books.gross, model.gross(currency)),
                    (books.royalties, model.royalties(currency)),
                    (books.reserved, model.reserved(currency)),
                    (books.paid_upstream, model.paid_upstream(currency)),
                    (books.paid_holders, model.paid_holders(currency)),
                    (books.stream.pending, model.pending(currency)),
                ] {
                    assert_eq!(BigInt::from(found), expected);
                }
                assert!(books.is_consistent());
                let held = self
                    .world
                    .token_amount(&vault.currencies[index].treasury)
                    .await;
                assert_eq!(held, books.booked + self.unbooked[number][coin]);
                self.audit_positions(number, &vault, currency, index).await;
            }
        }
        self.audit_edges().await;
    }

    /// I3 and I4.
    async fn audit_positions(
        &self,
        number: usize,
        vault: &Vault,
        currency: Currency,
        index: usize,
    ) {
        let (model, books) = (
            must(self.model.vault(&number)),
            vault.currencies[index].ledger(),
        );
        let mut sum =
            u128::from(books.accumulator.carry) + (u128::from(books.stream.pending) << 64);
        for holder in 0..HOLDERS {
            let Some(position) = self.position(number, holder).await else {
                continue;
            };
            assert_eq!(BigInt::from(position.units.get()), model.units(&holder));
            let mut earned = position.currencies[index].entitlement();
            must(earned.accrue(position.units.get(), books.accumulator.index));
            assert!(model.admits(&holder, currency, &from_q64(earned.accrued)));
            assert_eq!(BigInt::from(earned.claimed), model.paid(&holder, currency));
            sum += earned.accrued;
        }
        let net = books.gross - books.reserved - books.paid_holders;
        assert_eq!(sum, u128::from(net) << 64);
    }

    async fn audit_edges(&self) {
        for edge in &self.edges {
            let hop = self.hop(*edge);
            let found: Upstream = self
                .world
                .state(&address::upstream(&hop.child, &hop.parent))
                .await;
            let mut edges = must(self.model.edges(&edge.0));
            let expected = edges.find(|(parent, _)| **parent == edge.1);
            let (_, expected) = expected.expect("the model has all edges");
            for coin in 0..COINS {
                if let Some(currency) = self.currency(edge.0, coin) {
                    // Currencies were added in one order everywhere.
                    assert_eq!(
                        BigInt::from(found.paid[coin].get()),
                        expected.paid(currency)
                    );
                }
            }
        }
    }

    pub async fn position(&self, vault: usize, holder: usize) -> Option<Position> {
        let owner = self.holders[holder].pubkey();
        let account = address::share_account(&self.vaults[vault], &owner);
        must(state::find(&self.world.ledger, &address::position(&account)).await)
    }
}
