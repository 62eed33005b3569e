//! Whose token account it is that holds the one token of a mint.

use anchor_lang::prelude::*;

/// Bytes of a token account without extensions.
const BASE_LENGTH: usize = 165;

/// Bytes of a multisig of the token program, which can be nothing else.
const MULTISIG_LENGTH: usize = 355;

/// What stands behind the base of a token account with extensions.
const TOKEN_ACCOUNT_TYPE: u8 = 2;

/// State of a token account that is neither uninitialized nor frozen. Nobody can freeze one of ours.
const INITIALIZED: u8 = 1;

/// Who owns the account with these bytes, if it is a token account that holds the one token of `mint`.
/// It must be an account of Token-2022. Whom its owner approved as a delegate is not asked.
///
/// The layout is Token-2022's: mint at 0, owner at 32, amount at 64, state at 108, and, where there are
/// extensions, the account's type at 165.
#[must_use]
pub fn holder(data: &[u8], mint: &Address) -> Option<Address> {
    if data.len() < BASE_LENGTH || data.len() == MULTISIG_LENGTH {
        return None;
    }
    let account_type = data.get(BASE_LENGTH);
    let holds = data[..32] == *mint.as_ref()
        && data[64..72] == 1u64.to_le_bytes()
        && data[108] == INITIALIZED
        && account_type.is_none_or(|account_type| *account_type == TOKEN_ACCOUNT_TYPE);
    let owner = <[u8; 32]>::try_from(&data[32..64]).ok()?;
    holds.then(|| owner.into())
}

#[cfg(test)]
mod tests {
    use anchor_spl::token_2022::spl_token_2022::{
        extension::{ExtensionType, PodStateWithExtensions},
        pod::{PodAccount, PodMultisig},
        state::AccountState,
    };

    use super::*;

    const MINT: Address = Address::new_from_array([7; 32]);
    const HOLDER: Address = Address::new_from_array([9; 32]);

    /// A token account that holds the token, with room for the extensions of associated accounts or
    /// without any.
    fn holding(extended: bool) -> Vec<u8> {
        let mut data = vec![0; BASE_LENGTH];
        data[..32].copy_from_slice(MINT.as_ref());
        data[32..64].copy_from_slice(HOLDER.as_ref());
        data[64] = 1;
        data[108] = AccountState::Initialized as u8;
        if extended {
            data.push(TOKEN_ACCOUNT_TYPE);
            data.extend((ExtensionType::ImmutableOwner as u16).to_le_bytes());
            data.extend([0; 2]);
        }
        data
    }

    fn read(data: &[u8]) -> Option<Address> {
        holder(data, &MINT)
    }

    #[test]
    fn the_owner_of_the_account_with_the_token_is_the_holder() {
        assert_eq!(read(&holding(false)), Some(HOLDER));
        assert_eq!(read(&holding(true)), Some(HOLDER));
    }

    #[test]
    fn another_mint_says_nothing() {
        let other = Address::new_from_array([8; 32]);
        assert_eq!(holder(&holding(true), &other), None);
        let empty = Address::default();
        assert_eq!(holder(&holding(true), &empty), None);
    }

    #[test]
    fn no_token_or_several_are_not_one() {
        for amount in [0, 2, 256, 257, u64::MAX] {
            let mut data = holding(true);
            data[64..72].copy_from_slice(&amount.to_le_bytes());
            assert_eq!(read(&data), None, "{amount}");
        }
    }

    #[test]
    fn uninitialized_frozen_and_unknown_states_are_refused() {
        for state in (0..=u8::MAX).filter(|state| *state != INITIALIZED) {
            let mut data = holding(true);
            data[108] = state;
            assert_eq!(read(&data), None, "{state}");
        }
    }

    #[test]
    fn mints_and_what_is_no_account_at_all_are_refused() {
        for account_type in (0..=u8::MAX).filter(|kind| *kind != TOKEN_ACCOUNT_TYPE) {
            let mut data = holding(true);
            data[BASE_LENGTH] = account_type;
            assert_eq!(read(&data), None, "{account_type}");
        }
    }

    #[test]
    fn a_multisig_that_looks_like_a_token_account_is_refused() {
        assert_eq!(MULTISIG_LENGTH, size_of::<PodMultisig>());
        let mut data = holding(true);
        data.resize(MULTISIG_LENGTH, 0);
        assert_eq!(read(&data), None);
        for longer in [MULTISIG_LENGTH - 1, MULTISIG_LENGTH + 1] {
            data.resize(longer, 0);
            assert_eq!(read(&data), Some(HOLDER));
        }
    }

    #[test]
    fn bytes_cut_off_anywhere_are_refused() {
        for length in 0..BASE_LENGTH {
            assert_eq!(read(&holding(false)[..length]), None, "{length}");
        }
    }

    /// Whatever one byte is changed to, what is taken for a holding is one to Token-2022 as well.
    #[test]
    fn token_2022_reads_the_same() {
        for at in 0..holding(true).len() {
            for byte in 0..=u8::MAX {
                let mut data = holding(true);
                data[at] = byte;
                let Some(owner) = read(&data) else { continue };
                // What extensions there are is Token-2022's business, and says nothing of the holder.
                let base = &data[..BASE_LENGTH];
                let Ok(state) = PodStateWithExtensions::<PodAccount>::unpack(base) else {
                    panic!("{at} {byte}: Token-2022 does not read it");
                };
                let account = state.base;
                assert_eq!((account.mint, account.owner), (MINT, owner), "{at} {byte}");
                assert_eq!(u64::from(account.amount), 1, "{at} {byte}");
                assert_eq!(
                    account.state,
                    AccountState::Initialized as u8,
                    "{at} {byte}"
                );
            }
        }
    }
}
