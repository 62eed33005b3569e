//! Lines that somebody wrote to a log.

use base64::{Engine, prelude::BASE64_STANDARD};
use provenue_client::{REGISTRY_PROGRAM, VAULT_PROGRAM, events::events};
use sha2::{Digest, Sha256};

/// The first byte tells a program; the rest is an event's data, or lines.
pub fn check(bytes: &[u8]) {
    let Some((kind, bytes)) = bytes.split_first() else {
        return;
    };
    match kind % 3 {
        0 => is_what_it_says(&VAULT_PROGRAM.to_string(), bytes),
        1 => is_what_it_says(&REGISTRY_PROGRAM.to_string(), bytes),
        _ => any_lines(&String::from_utf8_lossy(bytes)),
    }
}

fn is_what_it_says(program: &str, data: &[u8]) {
    let logs = [
        format!("Program {program} invoke [1]"),
        format!("Program data: {}", BASE64_STANDARD.encode(data)),
        format!("Program {program} success"),
    ];
    let found = events(&logs);
    assert!(found.len() <= 1);
    for event in found {
        let hash = Sha256::digest(format!("event:{}", event.name()));
        assert_eq!(hash[..8], data[..8]);
    }
    // The same is not believed of anybody else.
    let [_, data, _] = logs;
    assert!(events(&[data]).is_empty());
}

/// `V` and `R` stand for the programs in a line of their own, which are long to guess.
fn any_lines(text: &str) {
    let lines: Vec<String> = text
        .lines()
        .map(|line| match line {
            "V" => format!("Program {VAULT_PROGRAM} invoke [1]"),
            "R" => format!("Program {REGISTRY_PROGRAM} invoke [2]"),
            "v" => format!("Program {VAULT_PROGRAM} success"),
            "r" => format!("Program {REGISTRY_PROGRAM} failed: custom program error: 0x1"),
            other => other.to_owned(),
        })
        .collect();
    let data = lines
        .iter()
        .filter(|line| line.starts_with("Program data: "));
    assert!(events(&lines).len() <= data.count());
}
