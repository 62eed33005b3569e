//! What a passkey signs: `authenticatorData ‖ SHA-256(clientDataJSON)`.
//!
//! The client data is checked by the *limited verification algorithm* of Web Authentication, which
//! lets those who cannot parse JSON compare its beginning byte for byte: browsers write type,
//! challenge and origin in this order and first. The origin itself is not judged here; the relying
//! party is what the authenticator vouches for, and its hash is kept.

use anchor_lang::hash::sha256;

use crate::RegistryError;

/// `rpIdHash`, flags, signature counter.
const SHORTEST_AUTHENTICATOR_DATA: usize = 32 + 1 + 4;
const USER_PRESENT: u8 = 1;
const USER_VERIFIED: u8 = 4;

const BEFORE_CHALLENGE: &[u8] = br#"{"type":"webauthn.get","challenge":""#;
const AFTER_CHALLENGE: &[u8] = br#"","origin":""#;
/// 32 bytes in base64url, without padding.
const CHALLENGE_LENGTH: usize = 43;

/// What an assertion vouches for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Assertion {
    /// SHA-256 of the relying party's id, a domain.
    pub(super) relying_party: [u8; 32],
    /// Whether the authenticator checked who is there (by a PIN, a finger), not only that somebody is.
    pub(super) user_verified: bool,
}

/// Reads what a passkey signed, and checks that it was meant for `message`.
///
/// # Errors
/// [`RegistryError::WrongClientData`], [`RegistryError::WrongMessage`],
/// [`RegistryError::UserNotPresent`].
pub(super) fn verify(
    signed: &[u8],
    client_data_json: &[u8],
    message: &[u8],
) -> Result<Assertion, RegistryError> {
    let (authenticator_data, client_data_hash) = signed
        .split_last_chunk::<32>()
        .ok_or(RegistryError::WrongMessage)?;
    let relying_party = authenticator_data
        .first_chunk::<32>()
        .filter(|_| authenticator_data.len() >= SHORTEST_AUTHENTICATOR_DATA)
        .ok_or(RegistryError::WrongMessage)?;
    if sha256(client_data_json) != *client_data_hash {
        return Err(RegistryError::WrongMessage);
    }
    check_client_data(client_data_json, &base64url(&sha256(message)))?;
    let flags = authenticator_data[32];
    if flags & USER_PRESENT == 0 {
        return Err(RegistryError::UserNotPresent);
    }
    Ok(Assertion {
        relying_party: *relying_party,
        user_verified: flags & USER_VERIFIED != 0,
    })
}

fn check_client_data(
    client_data_json: &[u8],
    challenge: &[u8; CHALLENGE_LENGTH],
) -> Result<(), RegistryError> {
    client_data_json
        .strip_prefix(BEFORE_CHALLENGE)
        .and_then(|rest| rest.strip_prefix(challenge))
        .and_then(|rest| rest.strip_prefix(AFTER_CHALLENGE))
        .map(|_| ())
        .ok_or(RegistryError::WrongClientData)
}

/// RFC 4648 section 5, without padding.
fn base64url(bytes: &[u8; 32]) -> [u8; CHALLENGE_LENGTH] {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let letter = |bits: u8| ALPHABET[usize::from(bits & 63)];
    let mut text = [0; CHALLENGE_LENGTH];
    for (three, four) in bytes.chunks_exact(3).zip(text.chunks_exact_mut(4)) {
        let (&[a, b, c], [first, second, third, fourth]) = (three, four) else {
            continue;
        };
        *first = letter(a >> 2);
        *second = letter(a << 4 | b >> 4);
        *third = letter(b << 2 | c >> 6);
        *fourth = letter(c);
    }
    // Two bytes are left, 16 bits, of which the last letter holds four.
    let [.., a, b] = *bytes;
    let [.., first, second, third] = &mut text;
    *first = letter(a >> 2);
    *second = letter(a << 4 | b >> 4);
    *third = letter(b << 2);
    text
}

#[cfg(test)]
mod tests {
    extern crate std;
    use std::{format, string::String, vec::Vec};

    use super::*;

    const MESSAGE: &[u8] = b"message";

    fn client_data(challenge: &str) -> String {
        format!(
            r#"{{"type":"webauthn.get","challenge":"{challenge}","origin":"https://example.com","crossOrigin":false}}"#
        )
    }

    fn challenge() -> String {
        String::from_utf8(base64url(&sha256(MESSAGE)).to_vec()).unwrap()
    }

    fn signed(flags: u8, client_data_json: &[u8]) -> Vec<u8> {
        [
            &[9; 32][..],
            &[flags, 0, 0, 0, 1],
            &sha256(client_data_json),
        ]
        .concat()
    }

    #[test]
    fn base64url_is_that_of_the_rfc() {
        assert_eq!(&base64url(&[0; 32]), &[b'A'; 43]);
        assert_eq!(&base64url(&[0xff; 32])[..42], &[b'_'; 42]);
        assert_eq!(base64url(&[0xff; 32])[42], b'8');
        let rising: [u8; 32] = core::array::from_fn(|index| index as u8);
        let expected = b"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";
        assert_eq!(&base64url(&rising), expected);
        let high: [u8; 32] = core::array::from_fn(|index| 0xff - 7 * index as u8);
        assert_eq!(
            &base64url(&high),
            b"__jx6uPc1c7HwLmyq6Sdlo-IgXpzbGVeV1BJQjs0LSY"
        );
    }

    #[test]
    fn an_assertion_over_the_message_passes() {
        let json = client_data(&challenge());
        for (flags, user_verified) in [(1, false), (5, true), (0x1d, true)] {
            let expected = Assertion {
                relying_party: [9; 32],
                user_verified,
            };
            let signed = signed(flags, json.as_bytes());
            assert_eq!(verify(&signed, json.as_bytes(), MESSAGE), Ok(expected));
        }
    }

    #[test]
    fn somebody_must_be_there() {
        let json = client_data(&challenge());
        for flags in [0, 4, 0xfe] {
            let refusal = Err(RegistryError::UserNotPresent);
            let signed = signed(flags, json.as_bytes());
            assert_eq!(verify(&signed, json.as_bytes(), MESSAGE), refusal);
        }
    }

    #[test]
    fn other_client_data_is_refused() {
        let right = client_data(&challenge());
        for wrong in [
            right.replace("webauthn.get", "webauthn.create"),
            right.replace("\",\"origin", "A\",\"origin"),
            right.replace(r#"{"type""#, r#"{ "type""#),
            right.replace(r#"{"type""#, r#"{"origin":"https://evil.example","type""#),
            right.replace(r#","origin""#, r#","crossOrigin":false,"origin""#),
            client_data(&challenge()[1..]),
            client_data(&"A".repeat(43)),
            String::from("{}"),
            String::new(),
        ] {
            assert_ne!(wrong, right);
            let signed = signed(1, wrong.as_bytes());
            let refusal = Err(RegistryError::WrongClientData);
            assert_eq!(verify(&signed, wrong.as_bytes(), MESSAGE), refusal);
        }
    }

    #[test]
    fn what_was_signed_must_be_over_this_client_data_and_whole() {
        let json = client_data(&challenge());
        let right = signed(1, json.as_bytes());
        let refusal = Err(RegistryError::WrongMessage);
        for length in 0..right.len() {
            assert_eq!(verify(&right[..length], json.as_bytes(), MESSAGE), refusal);
        }
        let other = signed(1, b"{}");
        assert_eq!(verify(&other, json.as_bytes(), MESSAGE), refusal);
        let other = verify(&right, json.as_bytes(), b"another");
        assert_eq!(other, Err(RegistryError::WrongClientData));
    }
}
