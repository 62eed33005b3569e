//! The hash of a recent slot, found without loading the list of all.

use anchor_lang::prelude::*;
use pinocchio::sysvars::slot_hashes::{fetch_into, ENTRY_SIZE, MAX_ENTRIES, NUM_ENTRIES_SIZE};

use crate::RegistryError;

/// A slot and its hash.
type Entry = (u64, [u8; 32]);

/// The hash of `slot`, as this chain remembers it.
///
/// # Errors
/// [`RegistryError::AnchorSlotUnknown`] when it is not among the last 512.
pub(super) fn hash_of(slot: u64) -> Result<[u8; 32]> {
    let mut head = [0; NUM_ENTRIES_SIZE + ENTRY_SIZE];
    let count = fetch_into(&mut head, 0)?.min(MAX_ENTRIES);
    let newest = entry(&head[NUM_ENTRIES_SIZE..]);
    let read = |index: usize| -> Result<Entry> {
        let mut bytes = [0; ENTRY_SIZE];
        fetch_into(&mut bytes, NUM_ENTRIES_SIZE + index * ENTRY_SIZE)?;
        Ok(entry(&bytes))
    };
    let found = find(slot, newest, count, read)?;
    Ok(found.ok_or(RegistryError::AnchorSlotUnknown)?)
}

fn entry(bytes: &[u8]) -> Entry {
    let (mut slot, mut hash) = ([0; 8], [0; 32]);
    slot.copy_from_slice(&bytes[..8]);
    hash.copy_from_slice(&bytes[8..ENTRY_SIZE]);
    (u64::from_le_bytes(slot), hash)
}

/// Finds `target` among `count` entries, newest first, of which `newest` is the first.
///
/// Slots strictly fall from entry to entry, so of two entries the older one stands at most as many
/// places behind as it is older. Without skipped slots the first look hits; with some, each look
/// narrows what is left to what was skipped nearby, and at least to its half.
fn find<E>(
    target: u64,
    newest: Entry,
    count: usize,
    mut read: impl FnMut(usize) -> core::result::Result<Entry, E>,
) -> core::result::Result<Option<[u8; 32]>, E> {
    if target == newest.0 && count > 0 {
        return Ok(Some(newest.1));
    }
    let (Some(older), Some(last)) = (newest.0.checked_sub(target), count.checked_sub(1)) else {
        return Ok(None);
    };
    let mut low = 1;
    let mut high = index(older).min(last);
    let mut at = high;
    while low <= high {
        let (slot, hash) = read(at)?;
        if slot == target {
            return Ok(Some(hash));
        }
        if slot < target {
            low = low.max(at.saturating_sub(index(target - slot)));
            high = at - 1;
        } else {
            low = at + 1;
            high = high.min(at.saturating_add(index(slot - target)));
        }
        at = low + high.saturating_sub(low) / 2;
    }
    Ok(None)
}

fn index(distance: u64) -> usize {
    usize::try_from(distance).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    extern crate std;
    use core::convert::Infallible;
    use std::vec::Vec;

    use super::*;

    fn hash(slot: u64) -> [u8; 32] {
        let mut hash = [7; 32];
        hash[..8].copy_from_slice(&slot.to_le_bytes());
        hash
    }

    /// What is found, and after how many looks.
    fn look(slots: &[u64], target: u64) -> (Option<[u8; 32]>, usize) {
        let mut looks = 0;
        let newest = slots
            .first()
            .map_or((0, [0; 32]), |slot| (*slot, hash(*slot)));
        let found = find(target, newest, slots.len(), |index| {
            looks += 1;
            Ok::<_, Infallible>((slots[index], hash(slots[index])))
        });
        (found.unwrap(), looks)
    }

    /// Slots downwards from 10,000, of which `skips` says which are skipped.
    fn slots(skips: impl Fn(u64) -> bool) -> Vec<u64> {
        let slots = (0..10_000).rev().filter(|slot| !skips(*slot));
        slots.take(MAX_ENTRIES).collect()
    }

    fn check(slots: &[u64], most_looks: usize) {
        for target in 0..=10_001 {
            let expected = slots.contains(&target).then(|| hash(target));
            let (found, looks) = look(slots, target);
            assert_eq!(found, expected, "{target}");
            assert!(looks <= most_looks, "{target} took {looks} looks");
        }
    }

    #[test]
    fn without_skipped_slots_one_look_is_enough() {
        check(&slots(|_| false), 1);
    }

    #[test]
    fn skipped_slots_take_a_few_looks_more() {
        check(&slots(|slot| slot % 20 == 3), 6);
        check(&slots(|slot| slot % 2 == 0), 10);
        check(&slots(|slot| slot * slot % 97 < 40), 10);
        check(&slots(|slot| (9_000..9_990).contains(&slot)), 10);
        check(&slots(|slot| !slot.is_power_of_two() && slot < 9_900), 10);
    }

    #[test]
    fn a_young_chain_has_few_slots() {
        check(&[], 0);
        check(&[5], 0);
        check(&[9, 3], 1);
    }
}
