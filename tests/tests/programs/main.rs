//! The programs on an embedded ledger, through the client: one module an instruction.

mod accountant;
mod client;
mod registry;
mod vault;
mod wrapper;
