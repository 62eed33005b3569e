//! A family of vaults, and what the exact model says of it.

mod accounts;
mod begin;
mod control;
mod end;
mod money;
mod payout;
mod positions;
mod shares;

use provenue_client::{
    Receipt, Result, SignerRef,
    instructions::{upstream::Hop, vault::Holder},
    solana::{Address, Instruction, Keypair, Signer},
    token::MintInfo,
};
use provenue_oracle::{BigInt, Currency, Graph, Model};
use provenue_tests::{World, assert_refused, must};

use crate::{
    operation::{COINS, HOLDERS, Operation},
    picture::Picture,
    tally::Tally,
};

/// A family on a ledger, what the ledger should hold, and the model.
pub struct Family {
    pub world: World,
    /// Holds no shares, and pays in.
    pub fan: Keypair,
    /// Hold the shares, of all vaults the same persons.
    pub holders: Vec<Keypair>,
    pub coins: Vec<MintInfo>,
    pub vaults: Vec<VaultFacts>,
    /// Child and parent, as places among the vaults.
    pub edges: Vec<(usize, usize)>,
    pub model: Graph<usize, usize, usize>,
    pub now: i64,
    /// What each holder has of each currency, in base units, where there is an account for it.
    pub purses: [[Option<u64>; COINS]; HOLDERS],
    /// What the fan has.
    pub fans_purse: [u64; COINS],
    /// Least lamports of a position, and of an account of no bytes.
    pub rents: Rents,
    /// All that is looked at.
    pub places: Places,
    /// As it was after the last transaction.
    pub picture: Picture,
    pub tally: Tally,
    /// How the operation's last transaction ended, if it sent any.
    went_through: Option<bool>,
}

/// Where accounts are, which takes long to find out.
#[derive(Default)]
pub struct Places {
    /// Of the edges, in their order.
    pub edges: Vec<Address>,
    /// Currency accounts of each holder, and last of the fan.
    pub purses: Vec<[Address; COINS]>,
    /// All that a life may change, and what it must not.
    all: Vec<Address>,
}

/// Least lamports that accounts may have.
#[derive(Clone, Copy)]
pub struct Rents {
    pub position: u64,
    pub empty: u64,
}

/// What a vault is, and what the model does not know of it.
pub struct VaultFacts {
    pub address: Address,
    /// Its authority too.
    pub base: Keypair,
    pub holdable: bool,
    /// Until when payouts are held; 0 for not at all.
    pub held_until: i64,
    /// Until when no share moves, and the most units of a receiver.
    pub gate: Option<(i64, u64)>,
    /// What came to each treasury and is not booked.
    pub unbooked: [u64; COINS],
    /// The rent reserve, and its lamports.
    pub reserve_address: Address,
    pub reserve: u64,
    pub seats: [Seat; HOLDERS],
}

/// What a holder has in a vault.
#[derive(Clone, Copy)]
pub struct Seat {
    /// The share token account, and its position.
    pub account: Address,
    pub position: Address,
    /// Units in the share token account, if there is one.
    pub tokens: Option<u64>,
    pub opened: Option<Opened>,
}

/// A position. What it earns is the model's.
#[derive(Clone, Copy)]
pub struct Opened {
    /// Who is paid: a holder's number.
    pub payee: usize,
    /// Whether the vault's reserve paid its rent; else the world's payer did.
    pub by_reserve: bool,
    pub lamports: u64,
}

/// How a transaction must end; an error without a name may be any.
pub type Verdict = std::result::Result<(), Option<&'static str>>;

/// Refused with the error of this name.
pub const fn refused(name: &'static str) -> Verdict {
    Err(Some(name))
}

impl Family {
    pub async fn step(&mut self, operation: &Operation) {
        self.went_through = None;
        match *operation {
            Operation::Wait(seconds) => {
                self.wait(seconds);
                self.went_through = Some(true);
            }
            Operation::Deposit {
                vault,
                coin,
                amount,
                hops,
            } => {
                self.deposit(vault, coin, amount, hops).await;
            }
            Operation::PlainTransfer {
                vault,
                coin,
                amount,
            } => {
                self.send_plainly(vault, coin, amount).await;
            }
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
                delegate,
            } => {
                self.transfer(vault, [from, to], percent, delegate).await;
            }
            Operation::Burn {
                vault,
                holder,
                percent,
                settled,
            } => {
                self.burn(vault, holder, percent, settled).await;
            }
            Operation::Settle { vault, holder } => self.settle(vault, holder).await,
            Operation::Claim {
                vault,
                holder,
                coin,
            } => self.claim(vault, holder, coin).await,
            Operation::Distribute {
                vault,
                coin,
                ref holders,
            } => {
                self.distribute(vault, coin, holders).await;
            }
            Operation::Delegate { vault, holder, to } => {
                self.delegate_revenue(vault, holder, to).await;
            }
            Operation::OpenPosition { vault, holder } => self.open_position(vault, holder).await,
            Operation::ClosePosition { vault, holder } => self.close_position(vault, holder).await,
            Operation::Leave {
                vault,
                holder,
                heir,
                thorough,
            } => self.leave(vault, [holder, heir], thorough).await,
            Operation::OpenShares { vault, holder } => self.open_shares(vault, holder).await,
            Operation::CloseShares { vault, holder } => self.close_shares(vault, holder).await,
            Operation::OpenPurse { person, coin } => self.open_purse(person, coin).await,
            Operation::ClosePurse { person, coin } => self.close_purse(person, coin).await,
            Operation::FillReserve { vault, lamports } => self.fill_reserve(vault, lamports).await,
            Operation::AddCurrency { vault, coin } => self.add_currency(vault, coin).await,
            Operation::Hold { vault, seconds } => self.hold(vault, seconds).await,
            Operation::Release { vault, stranger } => self.release(vault, stranger).await,
            Operation::Attack(ref attack) => self.attack(attack).await,
        }
        self.tally.count(operation.name(), self.went_through);
    }

    /// Sends a transaction that whoever it names signs. What is refused has changed nothing.
    pub async fn send(&mut self, instructions: &[Instruction]) -> Result<Receipt> {
        let bases = self.vaults.iter().map(|vault| &vault.base);
        let keys = self.holders.iter().chain(bases).chain([&self.fan]);
        let keys: Vec<SignerRef<'_>> = keys.map(|key| key as SignerRef<'_>).collect();
        let result = self.world.send(instructions, &keys).await;
        let after = Picture::take(&self.world, &self.places.all).await;
        if let Err(refusal) = &result {
            self.picture
                .assert_same(&after, &format!("refused with {refusal}"));
        }
        self.went_through = Some(result.is_ok());
        self.picture = after;
        result
    }

    /// Sends a transaction that ends as `verdict` says. Gives what it did, if it was not refused.
    pub async fn send_expecting(
        &mut self,
        verdict: Verdict,
        instructions: &[Instruction],
    ) -> Option<Receipt> {
        match (self.send(instructions).await, verdict) {
            (Ok(receipt), Ok(())) => Some(receipt),
            (Err(refusal), Ok(())) => panic!("{refusal}\n{}", refusal.logs().join("\n")),
            (result, Err(Some(name))) => {
                assert_refused(result, name);
                None
            }
            (result, Err(None)) => {
                assert!(result.is_err(), "it went through");
                None
            }
        }
    }

    /// The last transaction has done nothing of what it asked for.
    pub fn attack_failed(&mut self) {
        self.went_through = Some(false);
    }

    fn wait(&mut self, seconds: i64) {
        self.now += seconds;
        self.world.ledger.set_clock(self.now);
        self.model.set_time(self.now as u64);
    }

    /// What a vault calls a currency, if it takes it.
    pub fn currency(&self, vault: usize, coin: usize) -> Option<Currency> {
        self.model.currency(&vault, &coin).ok()
    }

    pub fn vault_model(&self, vault: usize) -> &Model<usize> {
        must(self.model.vault(&vault))
    }

    pub fn vault_model_mut(&mut self, vault: usize) -> &mut Model<usize> {
        must(self.model.vault_mut(&vault))
    }

    pub fn is_held(&self, vault: usize) -> bool {
        self.now < self.vaults[vault].held_until
    }

    pub fn no_live_units(&self, vault: usize) -> bool {
        self.vault_model(vault).live_units() == BigInt::ZERO
    }

    pub fn seat(&mut self, vault: usize, holder: usize) -> &mut Seat {
        &mut self.vaults[vault].seats[holder]
    }

    pub fn key(&self, holder: usize) -> Address {
        self.holders[holder].pubkey()
    }

    /// Whom a payout for a holder goes to; for one without a position, the holder.
    pub fn payee(&self, vault: usize, holder: usize) -> usize {
        let opened = self.vaults[vault].seats[holder].opened;
        opened.map_or(holder, |opened| opened.payee)
    }

    /// A holder of a vault, as payouts name it.
    pub fn holder(&self, vault: usize, holder: usize) -> Holder {
        Holder {
            token_account: self.vaults[vault].seats[holder].account,
            payee: self.key(self.payee(vault, holder)),
        }
    }

    /// The vault has looked at a holder's token account: it knows what was burned.
    pub fn notice(&mut self, vault: usize, holder: usize) {
        let tokens = self.vaults[vault].seats[holder].tokens.unwrap_or_default();
        let model = self.vault_model_mut(vault);
        let burned = model.units(&holder) - tokens;
        let burned = u64::try_from(burned).expect("shares are only burned unnoticed");
        must(model.burn(&holder, burned));
    }

    /// The same, if the ledger says that the vault has looked: not all that touches a position does.
    pub fn notice_if_seen(&mut self, vault: usize, holder: usize) {
        let seat = self.vaults[vault].seats[holder];
        let position = self.picture.state(&seat.position);
        let seen = position.map(|position: provenue_client::state::Position| position.units.get());
        if seen == Some(seat.tokens.unwrap_or_default()) {
            self.notice(vault, holder);
        }
    }

    /// An edge, as a payment of what is due over it.
    pub fn hop(&self, edge: (usize, usize)) -> Hop {
        Hop {
            child: self.vaults[edge.0].address,
            parent: self.vaults[edge.1].address,
        }
    }
}
