//! The accounts that this program owns.

mod currency;
mod position;
mod vault;

pub use currency::CurrencySlot;
pub use position::{Position, PositionSlot};
pub use vault::{State, Vault};
