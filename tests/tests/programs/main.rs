//! The programs on an embedded ledger, through the client: one module an instruction.

mod accountant;
mod registry;
mod vault;
