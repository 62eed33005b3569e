//! Requests that are right but for one thing. They must change nothing.

mod honest;
mod pool;

use provenue_client::solana::{Address, Instruction};

use crate::{
    family::Family,
    operation::{Attack, COINS, HOLDERS, How, Target, VAULTS},
};

impl Family {
    pub async fn attack(&mut self, attack: &Attack) {
        let attack = &self.aimed(attack);
        let Some(instruction) = self.wrong(attack) else {
            return;
        };
        let before = self.picture.clone();
        let Ok(_) = self.send(&[instruction]).await else {
            return;
        };
        if attack.target == Target::Distribute {
            // Anyone may have what is due written down. That nobody is paid is seen in the audit.
            self.vault_model_mut(attack.vault).release();
            let seat = self.vaults[attack.vault].seats[attack.holder];
            if seat.opened.is_some() {
                self.notice_if_seen(attack.vault, attack.holder);
            }
        } else {
            before.assert_same(&self.picture, &format!("{attack:?}"));
        }
        self.attack_failed();
    }

    /// The same attack where the request would be granted if nothing were wrong with it, if there is
    /// such a place for what hardly ever is.
    fn aimed(&self, attack: &Attack) -> Attack {
        let mut aimed = attack.clone();
        let from = |first: usize, all: usize| (0..all).map(move |step| (first + step) % all);
        match attack.target {
            Target::ClosePosition => {
                let seats = &self.vaults[attack.vault].seats;
                let mut holders = from(attack.holder, HOLDERS);
                let empty = holders.find(|holder| {
                    let seat = &seats[*holder];
                    seat.opened.is_some() && seat.tokens.unwrap_or_default() == 0
                });
                aimed.holder = empty.unwrap_or(attack.holder);
            }
            Target::AddCurrency => {
                let mut coins = from(attack.coin, COINS);
                let unknown = coins.find(|coin| self.currency(attack.vault, *coin).is_none());
                aimed.coin = unknown.unwrap_or(attack.coin);
            }
            Target::Release => {
                let held = from(attack.vault, VAULTS).find(|vault| self.is_held(*vault));
                aimed.vault = held.unwrap_or(attack.vault);
            }
            _ => {}
        }
        aimed
    }

    /// The request; `None` when it would be right, or there is nothing to attack.
    fn wrong(&self, attack: &Attack) -> Option<Instruction> {
        let mut instruction = self.honest(attack)?;
        let metas = instruction.accounts.iter().enumerate();
        let signs = matches!(attack.how, How::WrongSigner | How::Unsigned);
        let places: Vec<_> = metas
            .filter(|(_, meta)| meta.is_signer == signs)
            .map(|(place, _)| place)
            .collect();
        let place = *places.get(attack.place % places.len().max(1))?;
        let meta = &mut instruction.accounts[place];
        if attack.how == How::Unsigned {
            meta.is_signer = false;
            return Some(instruction);
        }
        let others = match attack.how {
            How::WrongSigner => self.persons(),
            How::Swapped => self.alike(&meta.pubkey),
            _ => self.anything(),
        };
        let others: Vec<_> = others
            .into_iter()
            .filter(|other| *other != meta.pubkey)
            .collect();
        let other = *others.get(attack.instead % others.len().max(1))?;
        let right = match attack.target {
            // Anyone may pay, and anyone may release once the time is over.
            Target::OpenPosition => signs,
            Target::Release => !signs || !self.is_held(attack.vault),
            // Anyone may have the vault look at its other treasuries.
            Target::Book => self.is_treasury(attack.vault, &other),
            // Anyone may have somebody else paid to the same account.
            Target::Claim | Target::Distribute => self.is_paid_alike(attack, &other),
            _ => false,
        };
        meta.pubkey = other;
        (!right).then_some(instruction)
    }

    fn is_treasury(&self, vault: usize, address: &Address) -> bool {
        let owner = &self.vaults[vault].address;
        self.coins.iter().any(|coin| coin.ata(owner) == *address)
    }

    /// Whether `position` is that of somebody with the same payee as the attacked holder.
    fn is_paid_alike(&self, attack: &Attack, position: &Address) -> bool {
        let payee = self.payee(attack.vault, attack.holder);
        let seats = self.vaults[attack.vault].seats.iter();
        seats
            .filter(|seat| seat.position == *position)
            .any(|seat| seat.opened.is_some_and(|opened| opened.payee == payee))
    }
}
