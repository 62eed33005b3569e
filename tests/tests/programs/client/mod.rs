//! The client's flows where others got there first: they sent lamports to an address, closed a
//! position, burned shares, or paid by plain transfer.

mod changed_shares;
mod graph;
mod holders;
mod interrupted_mint;
mod lamports;
mod payout;
mod transfer;

use provenue_client::{
    flows::mint::{NewShares, NewWork},
    token::MintInfo,
};
use provenue_tests::{details, share_name};
use solana_address::Address;

/// Of the work that the tests register.
const CONTENT: [u8; 32] = [9; 32];

/// A work with shares, the same one always.
fn work(currencies: &[MintInfo], allocation: &[(Address, u64)]) -> NewWork {
    NewWork {
        details: details(CONTENT),
        shares: Some(NewShares {
            name: share_name(),
            options: Default::default(),
            currencies: currencies.to_vec(),
            allocation: allocation.to_vec(),
        }),
    }
}
