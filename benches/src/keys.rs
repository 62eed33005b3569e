//! Keys that are the same in every run.

use provenue_client::solana::{Address, Keypair, Signer};

/// The first key of the series called `label` whose address `fits`.
///
/// Rows must not change with the luck of a run, and a scenario that is added must not change the
/// others' keys: so each key comes from its name alone.
pub fn key(label: &str, fits: impl Fn(&Address) -> bool) -> Keypair {
    let mut number = 0;
    loop {
        let key = Keypair::new_from_array(seed(label, number));
        if fits(&key.pubkey()) {
            return key;
        }
        number += 1;
    }
}

/// Any key of that name.
pub fn any(label: &str) -> Keypair {
    key(label, |_| true)
}

/// The label, zeros, and the number.
fn seed(label: &str, number: u32) -> [u8; 32] {
    const NUMBER: usize = size_of::<u32>();
    let mut seed = [0; 32];
    let (name, end) = seed.split_at_mut(32 - NUMBER);
    assert!(label.len() <= name.len(), "shorten the label {label}");
    name[..label.len()].copy_from_slice(label.as_bytes());
    end.copy_from_slice(&number.to_le_bytes());
    seed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_always_means_the_same_key() {
        assert_eq!(any("depositor").pubkey(), any("depositor").pubkey());
        assert_ne!(any("depositor").pubkey(), any("depositor 1").pubkey());
    }

    #[test]
    fn a_key_fits() {
        let even = |address: &Address| address.as_ref()[0] % 2 == 0;
        assert!(even(&key("holder", even).pubkey()));
        let odd = key("holder", |address| !even(address)).pubkey();
        assert!(!even(&odd));
    }
}
