//! The accounts that the vault keeps.

mod books;
mod currency;
mod gate;
mod position;
mod record;
mod upstream;
mod vault;

pub use currency::{risk, CurrencySlot};
pub use gate::Gate;
pub use position::{Position, PositionSlot};
pub use record::{change, read, Record};
pub use upstream::Upstream;
pub use vault::{State, Vault, VaultOptions};
