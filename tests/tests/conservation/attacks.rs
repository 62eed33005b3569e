//! What must be refused, and change nothing.

use provenue_client::{
    instructions::vault::{self, Holder},
    state::{Position, Vault},
};
use provenue_tests::{Attack as _, look_alike};
use solana_instruction::Instruction;
use solana_signer::Signer;

use crate::{
    operation::{Attack, AttackKind, PERSONS, SEATS},
    world::{World, hook_call, other},
};

/// An attack as it is sent.
struct Attempt {
    instruction: Instruction,
    /// Persons.
    signers: Vec<usize>,
    /// The error it meets, when all that it names exists; otherwise any will do.
    error: Option<&'static str>,
}

impl Attempt {
    fn unsigned(instruction: Instruction, error: Option<&'static str>) -> Self {
        Self {
            instruction,
            signers: Vec::new(),
            error,
        }
    }

    fn by(signer: usize, instruction: Instruction, error: Option<&'static str>) -> Self {
        Self {
            instruction,
            signers: vec![signer],
            error,
        }
    }
}

impl World<'_> {
    pub async fn attack(&self, attack: &Attack) {
        let Some(attempt) = self.attempt(attack).await else {
            return;
        };
        let instructions = [attempt.instruction];
        if let Some(name) = attempt.error {
            let refused = Err(name);
            self.send_expecting(refused, &instructions, &attempt.signers)
                .await;
        } else {
            let result = self.send(&instructions, &attempt.signers).await;
            assert!(result.is_err(), "the attack went through");
        }
    }

    /// How the attack is sent; `None` when there is nothing to attack.
    async fn attempt(&self, attack: &Attack) -> Option<Attempt> {
        match attack.kind {
            AttackKind::ClaimToThief
            | AttackKind::ClaimFromOtherTreasury
            | AttackKind::ClaimInOtherVault
            | AttackKind::DistributeWithLookAlike
            | AttackKind::ClaimWithLookAlike
            | AttackKind::ClaimFromLookAlike => self.attempt_payout(attack).await,
            AttackKind::SettleWithOtherUnits
            | AttackKind::SettleInOtherVault
            | AttackKind::HookWithoutTransfer
            | AttackKind::HookInOtherVault
            | AttackKind::TransferSettlingOther
            | AttackKind::TransferByThief => Some(self.attempt_shares(attack)),
            AttackKind::DepositIntoOtherTreasury
            | AttackKind::BookOtherTreasury
            | AttackKind::BookThiefsMoney => Some(self.attempt_booking(attack)),
            AttackKind::CloseByThief
            | AttackKind::CloseWithRentToThief
            | AttackKind::IssueAfterSeal
            | AttackKind::TakeOver
            | AttackKind::AddCurrencyByThief => Some(self.attempt_powers(attack)),
        }
    }

    /// On what is due.
    async fn attempt_payout(&self, attack: &Attack) -> Option<Attempt> {
        let Attack {
            vault,
            seat,
            coin,
            thief,
            ..
        } = *attack;
        let stage = self.stage;
        let (places, others) = (&stage.vaults[vault], &stage.vaults[other(vault)]);
        let mint = stage.mint(coin);
        let holder = self.holder(vault, seat);
        let claim = vault::claim(&places.address, mint, &holder);
        let position = self.expected.vaults[vault].positions[seat]?;
        let known = self.currency(vault, coin).is_some();
        let attempt = match attack.kind {
            AttackKind::ClaimToThief => {
                let thief = somebody_but(position.owner, thief);
                let owner = stage.key(thief);
                let theft = vault::claim(
                    &places.address,
                    mint,
                    &Holder {
                        payee: owner,
                        ..holder
                    },
                );
                Attempt::unsigned(theft, known.then_some("WrongPayee"))
            }
            AttackKind::ClaimFromOtherTreasury => {
                let [own, other] = [places, others].map(|places| places.treasuries[coin as usize]);
                let theft = claim.swapping(&own, &other);
                Attempt::unsigned(theft, known.then_some("WrongTreasury"))
            }
            AttackKind::ClaimInOtherVault => {
                let theft = vault::claim(&others.address, mint, &holder);
                Attempt::unsigned(theft, Some("WrongPosition"))
            }
            AttackKind::ClaimWithLookAlike | AttackKind::DistributeWithLookAlike => {
                let own = places.positions[seat];
                let fake = look_alike(&stage.world, &own, |fake: &mut Position| {
                    for slot in &mut fake.currencies {
                        slot.accrued = (1 << 64).into();
                    }
                })
                .await;
                let (pay, refusal) = match attack.kind {
                    AttackKind::ClaimWithLookAlike => (claim, Some("IllegalOwner")),
                    _ => {
                        let pay = vault::distribute(&places.address, mint, &[holder]);
                        (pay, known.then_some("IllegalOwner"))
                    }
                };
                Attempt::unsigned(pay.swapping(&own, &fake), refusal)
            }
            _ => {
                let fake = look_alike(&stage.world, &places.address, |fake: &mut Vault| {
                    fake.currencies[0].index = u128::MAX.into();
                })
                .await;
                let theft = claim.swapping(&places.address, &fake);
                Attempt::unsigned(theft, Some("IllegalOwner"))
            }
        };
        Some(attempt)
    }

    /// On what earns.
    fn attempt_shares(&self, attack: &Attack) -> Attempt {
        let Attack {
            vault, seat, thief, ..
        } = *attack;
        let (places, others) = (&self.stage.vaults[vault], &self.stage.vaults[other(vault)]);
        let facts = &self.expected.vaults[vault];
        let neighbour = (seat + 1) % SEATS;
        let third = (seat + 2) % SEATS;
        let open = facts.positions[seat].is_some();
        let both_open = open && facts.positions[neighbour].is_some();
        let both_shares = facts.shares[seat].is_some() && facts.shares[neighbour].is_some();
        let owner = facts.shares[seat].map_or(0, |shares| shares.owner);
        let units = facts.units(seat).min(1);
        match attack.kind {
            AttackKind::SettleWithOtherUnits => {
                let settle = vault::settle(&places.address, &places.seats[seat]);
                let lie = settle.swapping(&places.seats[seat], &places.seats[neighbour]);
                Attempt::unsigned(lie, open.then_some("WrongPosition"))
            }
            AttackKind::SettleInOtherVault => {
                let lie = vault::settle(&others.address, &places.seats[seat]);
                Attempt::unsigned(lie, open.then_some("WrongPosition"))
            }
            AttackKind::HookWithoutTransfer => {
                let call = hook_call(self.stage, vault, seat, neighbour);
                let all = both_open && both_shares;
                Attempt::unsigned(call, all.then_some("NotTransferring"))
            }
            AttackKind::HookInOtherVault => {
                let call = hook_call(self.stage, vault, seat, neighbour);
                let lie = call.swapping(&places.address, &others.address);
                let all = both_open && both_shares;
                Attempt::unsigned(lie, all.then_some("WrongTokenAccount"))
            }
            AttackKind::TransferSettlingOther => {
                let [own, other] = [neighbour, third].map(|seat| places.positions[seat]);
                let transfer = self.share_transfer(vault, owner, seat, neighbour, units);
                // Token-2022 refuses it, with an error of its hook interface.
                Attempt::by(owner, transfer.swapping(&own, &other), None)
            }
            _ => {
                let thief = somebody_but(owner, thief);
                let theft = self.share_transfer(vault, thief, seat, neighbour, units);
                Attempt::by(thief, theft, both_shares.then_some("OwnerMismatch"))
            }
        }
    }

    /// On what is booked.
    fn attempt_booking(&self, attack: &Attack) -> Attempt {
        let Attack {
            vault, coin, thief, ..
        } = *attack;
        let (places, others) = (&self.stage.vaults[vault], &self.stage.vaults[other(vault)]);
        let [own, other] = [places, others].map(|places| places.treasuries[coin as usize]);
        let mint = self.stage.mint(coin);
        let known = self.currency(vault, coin).is_some();
        let book = vault::book(&places.address, mint);
        match attack.kind {
            AttackKind::DepositIntoOtherTreasury => {
                let deposit = vault::deposit(&self.stage.key(thief), &places.address, mint, 1);
                let lie = deposit.swapping(&own, &other);
                Attempt::by(thief, lie, known.then_some("WrongTreasury"))
            }
            AttackKind::BookOtherTreasury => {
                Attempt::unsigned(book.swapping(&own, &other), Some("WrongTreasury"))
            }
            _ => {
                let exists = self.expected.persons[thief].purses[coin as usize].is_some();
                let lie = book.swapping(&own, &self.stage.purse(thief, coin));
                Attempt::unsigned(lie, exists.then_some("WrongTreasury"))
            }
        }
    }

    /// On what only the owner, the base or the authority may do, or nobody any more.
    fn attempt_powers(&self, attack: &Attack) -> Attempt {
        let Attack {
            vault,
            seat,
            coin,
            thief,
            ..
        } = *attack;
        let stage = self.stage;
        let places = &stage.vaults[vault];
        let facts = &self.expected.vaults[vault];
        let opened = facts.positions[seat];
        let whole = self.has_whole_units(vault, seat);
        let owner = self.owner_when_settled(vault, seat, whole);
        let rent_payer = opened.and_then(|opened| opened.rent_payer);
        let close = |owner: usize, rent_to: &_| {
            let (owner, account) = (stage.key(owner), &places.seats[seat]);
            vault::close_position(&owner, &places.address, account, rent_to)
        };
        match attack.kind {
            AttackKind::CloseByThief => {
                let thief = somebody_but(owner, thief);
                let payer = stage.world.payer.pubkey();
                let rent_to = rent_payer.map_or(payer, |person| stage.key(person));
                let error = opened.map(|_| "NotTheOwner");
                Attempt::by(thief, close(thief, &rent_to), error)
            }
            AttackKind::CloseWithRentToThief => {
                let thief = somebody_but(rent_payer.unwrap_or(PERSONS), thief);
                let error = opened.map(|_| "WrongRentPayer");
                Attempt::by(owner, close(owner, &stage.key(thief)), error)
            }
            AttackKind::IssueAfterSeal => {
                let authority = facts.authority;
                let key = stage.key(authority);
                let issue = vault::issue_shares(&key, &places.address, &places.seats[seat], 1);
                let error = opened.and(facts.shares[seat]).map(|_| "AlreadySealed");
                Attempt::by(authority, issue, error)
            }
            AttackKind::TakeOver => {
                let thief = somebody_but(vault, thief);
                let (base, key) = (stage.key(vault), stage.key(thief));
                let set = vault::set_authority(&base, &key).swapping(&base, &key);
                Attempt::by(thief, set, Some("NotTheBase"))
            }
            _ => {
                let thief = somebody_but(facts.authority, thief);
                let key = stage.key(thief);
                let add = vault::add_currency(&key, &places.address, stage.mint(coin));
                Attempt::by(thief, add, Some("NotTheAuthority"))
            }
        }
    }
}

/// The thief, or the next person where that would be no theft.
fn somebody_but(person: usize, thief: usize) -> usize {
    if thief == person {
        (thief + 1) % PERSONS
    } else {
        thief
    }
}
