//! A vault and a position of any contents, and what the program computes of them.

use arbitrary::{Arbitrary, Unstructured};
use bytemuck::Zeroable;
use provenue_accounting::{MAX_CURRENCIES, SHARE_UNITS, UpstreamRate};
use provenue_client::{
    preview::Preview,
    state::{Position, Vault},
};
use provenue_vault::share_account::Holding;

/// What is done.
#[derive(Arbitrary, Clone, Copy, Debug)]
enum Step {
    Book {
        index: u8,
        surplus: u64,
        royalties: u64,
        waits: u32,
    },
    Settle {
        units: u32,
        before: u64,
        owner: Option<[u8; 32]>,
        waits: u32,
    },
    Take {
        index: u8,
    },
    ReturnFractions,
    Owe {
        relative_bps: u16,
        absolute_bps: u16,
    },
    Issue {
        units: u64,
    },
    AddCurrency {
        mint: [u8; 32],
        risks: u32,
    },
    Preview {
        waits: u32,
    },
}

pub fn check(bytes: &[u8]) {
    let _ = run(&mut Unstructured::new(bytes));
}

fn run(input: &mut Unstructured<'_>) -> arbitrary::Result<()> {
    let mut vault = Vault::zeroed();
    let mut position = Position::zeroed();
    let steps: Vec<Step> = input.arbitrary()?;
    let mut now: u64 = input.arbitrary::<u32>()?.into();
    input.fill_buffer(bytemuck::bytes_of_mut(&mut vault))?;
    input.fill_buffer(bytemuck::bytes_of_mut(&mut position))?;
    for step in steps.into_iter().take(64) {
        let before = (vault, position);
        if perform(step, &mut vault, &mut position, &mut now).is_none() {
            // The chain undoes what a refused instruction did.
            (vault, position) = before;
        }
        keeps_books(&before.0, &vault);
        written_as_read(&vault, &position);
    }
    Ok(())
}

fn perform(step: Step, vault: &mut Vault, position: &mut Position, now: &mut u64) -> Option<()> {
    let slot = |index: u8| usize::from(index) % MAX_CURRENCIES;
    match step {
        Step::Book {
            index,
            surplus,
            royalties,
            waits,
        } => {
            *now += u64::from(waits);
            let index = slot(index);
            let treasury = vault.currencies[index].booked.get().checked_add(surplus)?;
            let booking = vault.book_at(index, treasury, royalties, *now).ok()?;
            let divided = booking.to_upstream.checked_add(booking.to_holders)?;
            assert_eq!(divided, surplus);
        }
        Step::Settle {
            units,
            before,
            owner,
            waits,
        } => {
            *now += u64::from(waits);
            let holding = Holding {
                units: u64::from(units) % (SHARE_UNITS + 1),
                units_before: before,
                owner: owner.map(Into::into),
            };
            vault.settle_at(position, &holding, *now).ok()?;
            assert_eq!(position.units.get(), holding.units);
        }
        Step::Take { index } => {
            vault.take(position, slot(index)).ok()?;
        }
        Step::ReturnFractions => vault.return_fractions(position).ok()?,
        Step::Owe {
            relative_bps,
            absolute_bps,
        } => {
            // Nothing is owed that was not before anything is booked.
            let fresh = vault.currencies.iter().all(|slot| slot.gross.get() == 0);
            fresh.then_some(())?;
            let rate = UpstreamRate {
                relative_bps,
                absolute_bps,
            };
            vault.owe(rate).ok()?;
            let floor = u32::from(vault.floor_bps.get());
            assert!(vault.rate().total_bps() <= 10_000u32.saturating_sub(floor));
        }
        Step::Issue { units } => {
            vault.issue(units).ok()?;
            assert!(vault.issued_units.get() <= SHARE_UNITS);
        }
        Step::AddCurrency { mint, risks } => {
            let count = vault.currencies().len();
            vault.add_currency(mint.into(), mint.into(), risks).ok()?;
            assert_eq!(vault.currencies().len(), count + 1);
        }
        Step::Preview { waits } => {
            let at = now.checked_add(waits.into())?;
            let preview = Preview::at(vault, at).ok()?;
            let claimable = preview.claimable(position).ok()?;
            assert_eq!(claimable.len(), vault.currencies().len());
        }
    }
    Some(())
}

/// Books that agreed before a step agree after it.
fn keeps_books(before: &Vault, after: &Vault) {
    for (before, after) in before.currencies.iter().zip(&after.currencies) {
        if before.ledger().is_consistent() {
            assert!(after.ledger().is_consistent());
        }
    }
}

/// What the arithmetic takes of an account is written back as the same bytes.
fn written_as_read(vault: &Vault, position: &Position) {
    let (mut vault_again, mut position_again) = (*vault, *position);
    for slot in &mut vault_again.currencies {
        slot.set_ledger(&slot.ledger());
    }
    for slot in &mut position_again.currencies {
        slot.set_entitlement(&slot.entitlement());
    }
    assert_eq!(bytemuck::bytes_of(&vault_again), bytemuck::bytes_of(vault));
    assert_eq!(
        bytemuck::bytes_of(&position_again),
        bytemuck::bytes_of(position)
    );
}
