//! Saying something about a work, and taking it back.

mod ed25519;
mod p256;
mod passkey;
mod revoke;
mod scene;
mod transaction;
