//! What holds after any call.

use provenue_client::{
    REGISTRY_PROGRAM, VAULT_PROGRAM,
    state::{Position, ProgramState, Upstream, Vault},
};
use provenue_fuzz::{
    call::{Call, Program},
    native::{Answer, Outcome},
};
use solana_account::Account;

/// A refused call is the chain's to undo. One that succeeded has kept the chain's rules, which are not
/// enforced here, and left no books that disagree.
pub fn check(call: &Call<'_>, answer: &Answer) {
    if answer.code != 0 {
        return;
    }
    let program = match call.program {
        Program::Vault => VAULT_PROGRAM,
        Program::Registry => REGISTRY_PROGRAM,
    };
    for outcome in answer.accounts.values() {
        let before = &outcome.before;
        let its_own = before.owner == program;
        if !outcome.writable || !its_own {
            assert_eq!(outcome.data, before.data, "foreign or read-only data");
        }
        if !outcome.writable {
            assert_eq!(outcome.lamports, before.lamports, "a read-only balance");
        }
        if !its_own {
            assert!(outcome.lamports >= before.lamports, "a foreign balance");
        }
        keeps_its_kind::<Vault>(outcome, books_agree);
        keeps_its_kind::<Position>(outcome, |_| true);
        keeps_its_kind::<Upstream>(outcome, |_| true);
    }
    let total = |lamports: fn(&Outcome) -> u64| -> u128 {
        let accounts = answer.accounts.values();
        accounts.map(|outcome| u128::from(lamports(outcome))).sum()
    };
    assert_eq!(
        total(|outcome| outcome.lamports),
        total(|outcome| outcome.before.lamports)
    );
}

/// An account of this kind stays one or is closed, and if it was `sound`, it stays that.
fn keeps_its_kind<S: ProgramState>(outcome: &Outcome, sound: fn(&S) -> bool) {
    let read = |data: &[u8]| {
        let account = Account {
            owner: outcome.before.owner,
            data: data.to_vec(),
            ..Account::default()
        };
        S::decode(outcome.before.address, &account)
    };
    let Ok(before) = read(&outcome.before.data) else {
        return;
    };
    if outcome.lamports == 0 && outcome.before.lamports > 0 {
        return;
    }
    let after = read(&outcome.data).expect("an account keeps its kind");
    assert!(!sound(&before) || sound(&after), "books that agreed");
}

fn books_agree(vault: &Vault) -> bool {
    let mut slots = vault.currencies().iter();
    slots.all(|slot| slot.ledger().is_consistent())
}
