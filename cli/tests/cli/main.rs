//! The binary as a user meets it: what it prints where, what it leaves behind, its exit status.
//!
//! * `hash`, `proofs`: commands about files; bad files among them
//! * `sol`, `tokens`: commands on the embedded ledger
//! * `mint`, `records`, `verify`, `assets`, `shares`: works, whose they are, and bad input on the way
//! * `terms`, `licenses`, `vaults`: what works earn, and bad input on the way; `studio` is where they begin
//! * `wrapped`: shares as a plain SPL token, and back
//! * `nfts`: works as NFTs, and collections of them
//! * `batches`: works that are registered together
//! * `credentials`: C2PA manifests, ours and those of other tools, changed and forged
//! * `attest`: what is said about works, and taken back
//! * `attest_detached`: the same, signed by P-256 keys, wallets, hardware modules and passkeys
//! * `identity`: DIDs of who attests, and of whom works are
//! * `lifecycle`: works that are replaced and revoked, whose metadata changes and is frozen
//! * `upstream`: vaults that owe each other, that are held, whose shares are burned
//! * `journey`: the main job and the ledger of rights, one command after the other, as they run against
//!   an RPC server as well
//! * `lineage`: works that were made from others
//! * `keypairs`: which keypair signs, and where it comes from
//! * `networks`: RPC servers, and the Solana CLI's configuration
//! * `output`: formats, streams, exit codes, help

mod assets;
mod attest;
mod attest_detached;
mod batches;
mod credentials;
mod hash;
mod identity;
mod journey;
mod keypairs;
mod licenses;
mod lifecycle;
mod lineage;
mod members;
mod mint;
mod near;
mod networks;
mod nfts;
mod output;
mod proofs;
mod records;
mod sandbox;
mod shares;
mod sol;
mod studio;
mod terms;
mod tokens;
mod unsafe_mint;
mod upstream;
mod vaults;
mod verify;
mod wrapped;
