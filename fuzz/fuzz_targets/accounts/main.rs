//! Any bytes as accounts and as logs: decoding never panics, what decodes is written back as the same bytes,
//! and what is then computed of it refuses or keeps the books, whatever the account says.
#![no_main]

mod books;
mod logs;
mod records;

use libfuzzer_sys::{Corpus, fuzz_target};

fuzz_target!(|bytes: &[u8]| -> Corpus {
    let Some((kind, bytes)) = bytes.split_first() else {
        return Corpus::Reject;
    };
    match kind % 4 {
        0 => records::check(bytes),
        1 => records::check_tokens(bytes),
        2 => books::check(bytes),
        _ => logs::check(bytes),
    }
    Corpus::Keep
});
