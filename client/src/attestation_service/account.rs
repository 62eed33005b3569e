//! The service's accounts.

use borsh::BorshDeserialize;
use solana_account::Account;
use solana_address::Address;

use super::ATTESTATION_SERVICE;
use crate::error::AccountError;

/// Who issues attestations: an organisation or a person.
#[derive(Clone, Debug, PartialEq, Eq, BorshDeserialize)]
pub struct Credential {
    /// Who names the signers.
    pub authority: Address,
    /// What the issuer calls itself, in UTF-8 if it likes.
    pub name: Vec<u8>,
    /// Who may attest.
    pub authorized_signers: Vec<Address>,
}

/// What an issuer attests.
#[derive(Clone, Debug, PartialEq, Eq, BorshDeserialize)]
pub struct Schema {
    /// The issuer.
    pub credential: Address,
    /// What it is called.
    pub name: Vec<u8>,
    /// What it is for.
    pub description: Vec<u8>,
    /// The type of each field, a code of the service.
    pub layout: Vec<u8>,
    /// The name of each field, each with its length in 4 bytes before it.
    pub field_names: Vec<u8>,
    /// Whether nothing new may be attested by it.
    pub is_paused: bool,
    /// Its version.
    pub version: u8,
}

/// What an issuer attests of a subject.
#[derive(Clone, Debug, PartialEq, Eq, BorshDeserialize)]
pub struct Attestation {
    /// The subject.
    pub nonce: Address,
    /// The issuer.
    pub credential: Address,
    /// What the data means.
    pub schema: Address,
    /// What is attested: the schema's fields.
    pub data: Vec<u8>,
    /// Who signed for the issuer.
    pub signer: Address,
    /// Seconds since 1970 when it ends; 0 = never.
    pub expiry: i64,
    /// The token that stands for it, or zeros.
    pub token_account: Address,
}

impl Attestation {
    /// First byte of its account.
    pub const DISCRIMINATOR: u8 = 2;

    /// Reads an account.
    ///
    /// # Errors
    /// [`AccountError`] when it is another program's, or no attestation.
    pub fn decode(address: Address, account: &Account) -> Result<Self, AccountError> {
        decode(
            "attestation of the service",
            Self::DISCRIMINATOR,
            address,
            account,
        )
    }

    /// Whether it has not ended at `now`, in seconds since 1970.
    pub fn is_valid_at(&self, now: i64) -> bool {
        self.expiry == 0 || now < self.expiry
    }
}

impl Credential {
    /// Reads an account.
    ///
    /// # Errors
    /// [`AccountError`] when it is another program's, or no credential.
    pub fn decode(address: Address, account: &Account) -> Result<Self, AccountError> {
        decode("credential", 0, address, account)
    }
}

impl Schema {
    /// Reads an account.
    ///
    /// # Errors
    /// [`AccountError`] when it is another program's, or no schema.
    pub fn decode(address: Address, account: &Account) -> Result<Self, AccountError> {
        decode("schema", 1, address, account)
    }
}

/// As the service's client does, bytes behind the fields are not read: schemas shrink in place.
fn decode<A: BorshDeserialize>(
    kind: &'static str,
    discriminator: u8,
    address: Address,
    account: &Account,
) -> Result<A, AccountError> {
    if account.owner != ATTESTATION_SERVICE {
        return Err(AccountError::WrongOwner {
            kind,
            address,
            owner: account.owner,
        });
    }
    let wrong = AccountError::WrongKind { kind, address };
    let body = account.data.strip_prefix(&[discriminator]);
    let body = &mut body.ok_or(wrong.clone())?;
    A::deserialize(body).map_err(|_| wrong)
}
