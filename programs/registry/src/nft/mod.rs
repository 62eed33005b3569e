//! A work as an NFT: a Token-2022 mint of one token, whose holder is the work's owner.
//!
//! Nothing about the mint can be changed by anybody: no mint, freeze or update authority, no permanent
//! delegate, no hook. Only its close authority is there, which is the asset: once the holder has had the one
//! token burned, the account is closed, and nobody can be left with a token of it.

mod facts;
mod holding;
mod new_mint;
mod token_call;

pub use facts::facts;
pub use holding::holder;
pub(crate) use new_mint::{NewMint, Texts};
pub(crate) use token_call::{burn_one, call, close, group, member, mint_one, Pointer};
