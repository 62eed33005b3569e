//! One file an instruction: its accounts, checks, effect and event.

mod add_currency;
mod book;
mod claim;
mod close_position;
mod create_vault;
mod deposit;
mod distribute;
mod execute;
mod extra_account_metas;
mod issue_shares;
mod open_position;
pub mod payout;
mod seal;
mod set_authority;
mod settle;

pub use add_currency::*;
pub use book::*;
pub use claim::*;
pub use close_position::*;
pub use create_vault::*;
pub use deposit::*;
pub use distribute::*;
pub use execute::*;
pub use extra_account_metas::*;
pub use issue_shares::*;
pub use open_position::*;
pub use seal::*;
pub use set_authority::*;
pub use settle::*;
