//! The binary as a user meets it: what it prints where, what it leaves behind, its exit status.
//!
//! * `hash`, `proofs`: commands about files; bad files among them
//! * `sol`, `tokens`: commands on the embedded ledger
//! * `keypairs`: which keypair signs, and where it comes from
//! * `networks`: RPC servers, and the Solana CLI's configuration
//! * `output`: formats, streams, exit codes, help

mod hash;
mod keypairs;
mod networks;
mod output;
mod proofs;
mod sandbox;
mod sol;
mod tokens;
