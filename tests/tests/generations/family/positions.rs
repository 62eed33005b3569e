//! Positions are opened and closed, and the reserve that pays for them is filled.

use provenue_client::{instructions::vault, solana::Signer};
use provenue_oracle::BigInt;
use provenue_tests::{assert_refused, must};
use solana_system_interface::instruction::transfer;

use super::{Family, Opened, refused};
use crate::operation::COINS;

impl Family {
    pub async fn open_position(&mut self, number: usize, holder: usize) {
        let payer = self.world.payer.pubkey();
        let facts = &self.vaults[number];
        let seat = facts.seats[holder];
        let open = vault::open_position(&payer, &facts.address, &seat.account);
        let verdict = match (seat.opened, seat.tokens) {
            (Some(_), _) if seat.tokens.is_some() => refused("AccountAlreadyInUse"),
            (_, Some(_)) => Ok(()),
            (_, None) => Err(None),
        };
        if self.send_expecting(verdict, &[open]).await.is_some() {
            let lamports = self.rents.position;
            self.seat(number, holder).opened = Some(Opened {
                payee: holder,
                by_reserve: false,
                lamports,
            });
        }
    }

    pub async fn close_position(&mut self, number: usize, holder: usize) {
        let facts = &self.vaults[number];
        let seat = facts.seats[holder];
        let by_reserve = seat.opened.is_some_and(|opened| opened.by_reserve);
        let rent_payer = if by_reserve {
            facts.reserve_address
        } else {
            self.world.payer.pubkey()
        };
        let owner = self.key(holder);
        let close = vault::close_position(&owner, &facts.address, &seat.account, &rent_payer);
        let Some(opened) = seat.opened else {
            let verdict = refused("AccountDataTooSmall");
            self.send_expecting(verdict, &[close]).await;
            return;
        };

        // What the vault finds when it looks. What is refused released nothing.
        let before = self.vault_model(number).clone();
        self.vault_model_mut(number).release();
        self.notice(number, holder);
        let model = self.vault_model(number);
        let units = model.units(&holder);
        let currencies = model.currencies();
        let payable: Vec<_> = currencies
            .map(|currency| model.payable(&holder, currency))
            .collect();
        let surely = units > BigInt::ZERO
            || payable
                .iter()
                .any(|payable| *payable.start() > BigInt::ZERO);
        let maybe = surely || payable.iter().any(|payable| *payable.end() > BigInt::ZERO);
        // A hair that is left and nobody can take: there the model cannot follow.
        let nobody = !surely && model.live_units() == BigInt::ZERO;
        if nobody {
            *self.vault_model_mut(number) = before;
            return;
        }
        match self.send(&[close]).await {
            Ok(_) => {
                assert!(!surely, "closed with {units} units and {payable:?} due");
                must(self.vault_model_mut(number).close(&holder));
                self.seat(number, holder).opened = None;
                if opened.by_reserve {
                    self.vaults[number].reserve += opened.lamports;
                }
            }
            kept => {
                assert!(maybe, "the empty position could not be closed");
                assert_refused(kept, "PositionInUse");
                *self.vault_model_mut(number) = before;
            }
        }
    }

    /// The first of `seats` leaves the second all it has.
    pub async fn leave(&mut self, number: usize, seats: [usize; 2], thorough: bool) {
        let [holder, _] = seats;
        self.transfer(number, seats, 100, None).await;
        if thorough {
            self.close_shares(number, holder).await;
        }
        for coin in 0..COINS {
            self.claim(number, holder, coin).await;
        }
        self.close_position(number, holder).await;
    }

    pub async fn fill_reserve(&mut self, number: usize, lamports: u64) {
        let reserve = self.vaults[number].reserve_address;
        let gift = transfer(&self.world.payer.pubkey(), &reserve, lamports);
        self.send_expecting(Ok(()), &[gift]).await;
        self.vaults[number].reserve += lamports;
    }
}
