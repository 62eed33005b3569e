//! As much work in a transaction as fits.

use solana_address::Address;
use solana_compute_budget_interface::ComputeBudgetInstruction;
use solana_hash::Hash;
use solana_instruction::Instruction;
use solana_message::AddressLookupTableAccount;

use crate::{error::Result, ledger::draft::compile};

/// Bytes of a signed transaction: what fits one network packet.
pub const MAX_TRANSACTION_BYTES: usize = 1_232;

/// Accounts a transaction may touch, those from lookup tables included.
pub const MAX_ACCOUNT_LOCKS: usize = 64;

/// Instructions a transaction may run, those that programs call included.
pub const MAX_INSTRUCTION_TRACE: usize = 64;

/// Compute units a transaction may use.
pub const MAX_COMPUTE_UNITS: u32 = 1_400_000;

/// What fits depends on these.
#[derive(Clone, Debug, Default)]
pub struct Packing {
    /// Pays for the transactions.
    pub payer: Address,
    /// Lookup tables the transactions will use.
    pub tables: Vec<AddressLookupTableAccount>,
    /// Compute units all transactions need besides their items.
    pub base_units: u32,
    /// Compute units one item may need.
    pub units_per_item: u32,
}

/// Items that go into one transaction, and its instructions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parcel {
    /// How many items, in the order given.
    pub items: usize,
    /// What does them.
    pub instructions: Vec<Instruction>,
}

impl Packing {
    /// Packs for `payer` without lookup tables, items of at most `units_per_item` compute units.
    #[must_use]
    pub fn new(payer: Address, units_per_item: u32) -> Self {
        Self {
            payer,
            units_per_item,
            ..Self::default()
        }
    }

    /// Uses lookup tables.
    #[must_use]
    pub fn with_tables(mut self, tables: Vec<AddressLookupTableAccount>) -> Self {
        self.tables = tables;
        self
    }

    /// Splits `items`, in order, into as few transactions as fit; `build` makes the instructions
    /// that do some of them.
    ///
    /// `build` must not need fewer bytes for more items.
    ///
    /// # Errors
    /// [`crate::ClientError::TooLarge`] when a single item does not fit.
    pub fn pack<T>(
        &self,
        items: &[T],
        build: impl Fn(&[T]) -> Vec<Instruction>,
    ) -> Result<Vec<Parcel>> {
        self.pack_within(items, |_| true, build)
    }

    /// [`Packing::pack`] with a limit of one's own: at most so many items as `allowed` allows. One is
    /// always tried.
    ///
    /// # Errors
    /// [`crate::ClientError::TooLarge`] when a single item does not fit.
    pub fn pack_within<T>(
        &self,
        items: &[T],
        allowed: impl Fn(&[T]) -> bool,
        build: impl Fn(&[T]) -> Vec<Instruction>,
    ) -> Result<Vec<Parcel>> {
        let mut parcels = Vec::new();
        let mut rest = items;
        while !rest.is_empty() {
            // Neighbouring transactions hold about as much: try what the last one held first.
            let guess = parcels.last().map_or(1, |last: &Parcel| last.items);
            let count = self.largest(rest, guess, &allowed, &build)?;
            let (now, later) = rest.split_at(count);
            parcels.push(Parcel {
                items: count,
                instructions: build(now),
            });
            rest = later;
        }
        Ok(parcels)
    }

    /// How many of the first `items` fit one transaction; at least one.
    fn largest<T>(
        &self,
        items: &[T],
        guess: usize,
        allowed: impl Fn(&[T]) -> bool,
        build: impl Fn(&[T]) -> Vec<Instruction>,
    ) -> Result<usize> {
        let spare = MAX_COMPUTE_UNITS.saturating_sub(self.base_units);
        let by_units = spare.checked_div(self.units_per_item).unwrap_or(u32::MAX);
        let most = items.len().min((by_units as usize).max(1));
        let fits = |items| allowed(items) && self.check(&build(items)).is_ok();
        let mut count = guess.clamp(1, most);
        while count > 1 && !fits(&items[..count]) {
            count -= 1;
        }
        if count == 1 {
            self.check(&build(&items[..1]))?;
        }
        while count < most && fits(&items[..=count]) {
            count += 1;
        }
        Ok(count)
    }

    /// Whether `instructions` fit, with those a ledger puts in front of them.
    fn check(&self, instructions: &[Instruction]) -> Result<()> {
        let mut all = vec![
            ComputeBudgetInstruction::set_compute_unit_limit(MAX_COMPUTE_UNITS),
            ComputeBudgetInstruction::set_compute_unit_price(u64::MAX),
        ];
        all.extend_from_slice(instructions);
        compile(&self.payer, &all, &self.tables, Hash::default()).map(|_| ())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ClientError;
    use proptest::prelude::*;
    use solana_instruction::AccountMeta;

    fn item(program: Address, accounts: usize, data: usize) -> Instruction {
        let metas = (0..accounts).map(|_| AccountMeta::new(Address::new_unique(), false));
        Instruction::new_with_bytes(program, &vec![7; data], metas.collect())
    }

    fn together(items: &[Instruction]) -> Vec<Instruction> {
        items.to_vec()
    }

    #[test]
    fn a_transaction_holds_all_that_fits_and_no_more() {
        let packing = Packing::new(Address::new_unique(), 1_000);
        let program = Address::new_unique();
        let items = (0..50).map(|_| item(program, 2, 9)).collect::<Vec<_>>();
        let parcels = packing.pack(&items, together).unwrap_or_default();
        let packed = parcels.iter().map(|parcel| parcel.items).sum::<usize>();
        assert_eq!(packed, 50);
        let mut at = 0;
        for parcel in &parcels[..parcels.len() - 1] {
            assert!(packing.check(&parcel.instructions).is_ok());
            assert!(packing.check(&items[at..=at + parcel.items]).is_err());
            at += parcel.items;
        }
    }

    #[test]
    fn compute_units_limit_a_transaction_too() {
        let packing = Packing::new(Address::new_unique(), 600_000);
        let program = Address::new_unique();
        let items = (0..5).map(|_| item(program, 1, 1)).collect::<Vec<_>>();
        let parcels = packing.pack(&items, together).unwrap_or_default();
        let sizes = parcels.iter().map(|parcel| parcel.items);
        assert_eq!(sizes.collect::<Vec<_>>(), [2, 2, 1]);
    }

    #[test]
    fn lookup_tables_make_room() {
        let program = Address::new_unique();
        let items = (0..40).map(|_| item(program, 2, 4)).collect::<Vec<_>>();
        let addresses = items.iter().flat_map(|ix| &ix.accounts);
        let table = AddressLookupTableAccount {
            key: Address::new_unique(),
            addresses: addresses.map(|meta| meta.pubkey).collect(),
        };
        let plain = Packing::new(Address::new_unique(), 100);
        let without = plain.pack(&items, together).unwrap_or_default().len();
        let with = plain.with_tables(vec![table]);
        let with = with.pack(&items, together).unwrap_or_default();
        assert!(with.len() * 2 <= without, "{} of {without}", with.len());
        // 64 accounts: the payer, two programs and the items' own.
        assert!(with.iter().all(|parcel| parcel.items <= 30));
    }

    #[test]
    fn a_limit_of_ones_own_is_kept() {
        let packing = Packing::new(Address::new_unique(), 100);
        let program = Address::new_unique();
        let items = (0..8).map(|_| item(program, 1, 1)).collect::<Vec<_>>();
        let parcels = packing.pack_within(&items, |items| items.len() <= 3, together);
        let sizes = parcels.unwrap_or_default().into_iter().map(|one| one.items);
        assert_eq!(sizes.collect::<Vec<_>>(), [3, 3, 2]);
    }

    #[test]
    fn what_never_fits_is_an_error() {
        let packing = Packing::new(Address::new_unique(), 100);
        let large = [item(Address::new_unique(), 1, 1_300)];
        assert!(matches!(
            packing.pack(&large, together),
            Err(ClientError::TooLarge { .. })
        ));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]

        #[test]
        fn nothing_is_lost_or_reordered(sizes in prop::collection::vec((0usize..8, 0usize..200), 0..40)) {
            let program = Address::new_unique();
            let items = sizes
                .iter()
                .map(|(accounts, data)| item(program, *accounts, *data))
                .collect::<Vec<_>>();
            let packing = Packing::new(Address::new_unique(), 50_000);
            let parcels = packing.pack(&items, together).map_err(|error| {
                TestCaseError::fail(error.to_string())
            })?;
            let again = parcels.into_iter().flat_map(|parcel| parcel.instructions);
            prop_assert_eq!(again.collect::<Vec<_>>(), items);
        }
    }
}
