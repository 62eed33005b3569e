//! Texts of manifests, made fit to be shown.

use serde::{Serialize, Serializer};

/// The most characters that are kept of a text.
const MOST_CHARACTERS: usize = 512;

/// A text that somebody else wrote, without what would move a terminal's cursor, turn the direction of
/// writing or fill a screen.
pub fn clean(text: &str) -> String {
    let shown = |character: char| {
        let hidden = character.is_control()
            || matches!(character, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}');
        if hidden { '\u{fffd}' } else { character }
    };
    let mut characters = text.chars();
    let mut cleaned: String = characters
        .by_ref()
        .take(MOST_CHARACTERS)
        .map(shown)
        .collect();
    if characters.next().is_some() {
        cleaned.push('…');
    }
    cleaned
}

/// Bytes in hexadecimal digits, where there are any.
pub fn optional_hex<const LENGTH: usize, S: Serializer>(
    bytes: &Option<[u8; LENGTH]>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    bytes.map(hex::encode).serialize(serializer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_moves_a_cursor() {
        assert_eq!(clean("Ünïcode 日本"), "Ünïcode 日本");
        assert_eq!(
            clean("a\u{1b}[2Jb\nc\u{202e}d"),
            "a\u{fffd}[2Jb\u{fffd}c\u{fffd}d"
        );
    }

    #[test]
    fn a_long_text_is_cut() {
        let text = clean(&"é".repeat(600));
        assert_eq!(text.chars().count(), 513);
        assert!(text.ends_with('…'));
        assert_eq!(clean(&"é".repeat(512)).chars().count(), 512);
    }
}
