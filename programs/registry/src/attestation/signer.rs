//! Who signed a message, and the proof of it.

use anchor_lang::{hash::sha256, prelude::*};

use super::{slot_hashes, webauthn, Anchor, Message, Proof, SignerKind, MESSAGE_LENGTH};
use crate::{
    precompile::{self, ED25519_PROGRAM, P256_PROGRAM},
    RegistryError,
};

/// Length of a compressed P-256 key in bytes: 2 or 3, and the x coordinate.
pub const P256_KEY_LENGTH: usize = 33;

/// What a P-256 key is hashed with, so that its attestor is no address of anything else.
const P256_DOMAIN: [u8; 32] = *b"provenue p256 attestor\0\0\0\0\0\0\0\0\0\0";

/// The attestor with a P-256 key: `SHA-256("provenue p256 attestor" zero padded to 32 ‖ key)`.
///
/// The attestor with an Ed25519 key is the key, and who signs transactions is their address.
pub fn p256_attestor(key: &[u8; P256_KEY_LENGTH]) -> Address {
    let mut bytes = [0; P256_DOMAIN.len() + P256_KEY_LENGTH];
    let (domain, rest) = bytes.split_at_mut(P256_DOMAIN.len());
    domain.copy_from_slice(&P256_DOMAIN);
    rest.copy_from_slice(key);
    Address::new_from_array(sha256(&bytes))
}

/// What is known of a signature that was checked.
pub(crate) struct Signer {
    /// How it was made.
    pub(crate) kind: SignerKind,
    /// First byte of a compressed P-256 key; 0 for other keys.
    pub(crate) key_prefix: u8,
    /// An address, an Ed25519 key, or the x coordinate of a P-256 key.
    pub(crate) key: [u8; 32],
    /// The slot it is not older than.
    pub(crate) anchor_slot: u64,
    /// SHA-256 of the id of a passkey's relying party, else zeros.
    pub(crate) relying_party: [u8; 32],
    /// Whether a passkey checked who is there.
    pub(crate) user_verified: bool,
}

impl Signer {
    fn of_address(kind: SignerKind, address: &Address, anchor_slot: u64) -> Self {
        Self {
            kind,
            key_prefix: 0,
            key: address.to_bytes(),
            anchor_slot,
            relying_party: [0; 32],
            user_verified: false,
        }
    }

    fn of_p256(kind: SignerKind, key: &[u8; P256_KEY_LENGTH], anchor_slot: u64) -> Self {
        let [prefix, x @ ..] = *key;
        let mut signer = Self::of_address(kind, &Address::new_from_array(x), anchor_slot);
        signer.key_prefix = prefix;
        signer
    }

    /// Checks that `attestor` signed `message`.
    ///
    /// # Errors
    /// `MissingRequiredSignature`; [`RegistryError::AnchorSlotUnknown`],
    /// [`RegistryError::WrongAttestor`], [`RegistryError::WrongMessage`], a passkey's
    /// [`RegistryError::WrongClientData`] and [`RegistryError::UserNotPresent`], and those of
    /// [`precompile::with_signature`].
    pub(crate) fn check(
        proof: &Proof,
        attestor: &UncheckedAccount,
        instructions: &Option<UncheckedAccount>,
        slot: u64,
        message: &Message,
    ) -> Result<Self> {
        let address = attestor.address();
        match proof {
            Proof::Transaction => {
                require!(
                    attestor.account().is_signer(),
                    ProgramError::MissingRequiredSignature
                );
                Ok(Self::of_address(SignerKind::Transaction, address, slot))
            }
            Proof::Ed25519 { back, anchor_slot } => {
                let bytes = anchored(message, *anchor_slot)?;
                let program = &ED25519_PROGRAM;
                precompile::with_signature::<32, _>(instructions, program, *back, |signature| {
                    require!(
                        signature.key == address.as_array(),
                        RegistryError::WrongAttestor
                    );
                    require!(signature.message == bytes, RegistryError::WrongMessage);
                    Ok(Self::of_address(SignerKind::Ed25519, address, *anchor_slot))
                })
            }
            Proof::P256 { back, anchor_slot } => {
                let bytes = anchored(message, *anchor_slot)?;
                p256_signature(instructions, address, *back, |key, signed| {
                    require!(signed == bytes, RegistryError::WrongMessage);
                    Ok(Self::of_p256(SignerKind::P256, key, *anchor_slot))
                })
            }
            Proof::Passkey {
                back,
                anchor_slot,
                client_data_json,
            } => {
                let bytes = anchored(message, *anchor_slot)?;
                p256_signature(instructions, address, *back, |key, signed| {
                    let assertion = webauthn::verify(signed, client_data_json, &bytes)?;
                    let mut signer = Self::of_p256(SignerKind::Passkey, key, *anchor_slot);
                    signer.relying_party = assertion.relying_party;
                    signer.user_verified = assertion.user_verified;
                    Ok(signer)
                })
            }
        }
    }
}

/// The message's bytes for this chain.
fn anchored(message: &Message, slot: u64) -> Result<[u8; MESSAGE_LENGTH]> {
    let hash = slot_hashes::hash_of(slot)?;
    Ok(message.to_bytes(&Anchor { slot, hash }))
}

/// Hands key and signed bytes to `use_it`, if the key is the attestor's.
fn p256_signature(
    instructions: &Option<UncheckedAccount>,
    attestor: &Address,
    back: u8,
    use_it: impl FnOnce(&[u8; P256_KEY_LENGTH], &[u8]) -> Result<Signer>,
) -> Result<Signer> {
    precompile::with_signature(instructions, &P256_PROGRAM, back, |signature| {
        require!(
            p256_attestor(signature.key) == *attestor,
            RegistryError::WrongAttestor
        );
        use_it(signature.key, signature.message)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_attestor_of_a_p256_key_is_this_hash() {
        let mut key = [0x11; P256_KEY_LENGTH];
        key[0] = 2;
        let expected = [
            0xcb, 0xab, 0xf6, 0x85, 0x02, 0x4b, 0x07, 0xf2, 0x9a, 0xb6, 0xf6, 0x1f, 0xb7, 0xb3,
            0x12, 0x3c, 0xd1, 0xdf, 0x1d, 0xde, 0x9c, 0x2c, 0x39, 0xc6, 0xa8, 0x40, 0x47, 0xfd,
            0xe2, 0x3b, 0xec, 0x2f,
        ];
        assert_eq!(p256_attestor(&key).to_bytes(), expected);
    }
}
