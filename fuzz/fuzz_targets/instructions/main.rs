//! Any data and any accounts, with any eight bytes of them changed, given to the programs' entrypoints: no
//! panic, and what a program may not do it does not do.
#![no_main]

mod rules;

use libfuzzer_sys::{Corpus, fuzz_target};
use provenue_fuzz::{
    call::{Call, Program},
    cast::CAST,
    native,
};

fuzz_target!(|bytes: &[u8]| -> Corpus {
    let Some(call) = Call::read(bytes) else {
        return Corpus::Reject;
    };
    if makes_a_position(&call) {
        return Corpus::Reject;
    }
    let answer = native::run(&call);
    rules::check(&call, &answer);
    Corpus::Keep
});

/// Whether the transfer hook might open a receiver's position: it writes into the account that the system
/// program has made, which here it has not.
fn makes_a_position(call: &Call<'_>) -> bool {
    const DESTINATION_POSITION: usize = 7;
    let position = call.slots.get(DESTINATION_POSITION);
    call.program == Program::Vault
        && call.data.starts_with(&provenue_vault::EXECUTE)
        && position.is_some_and(|slot| CAST[slot.number].data.is_empty())
}
