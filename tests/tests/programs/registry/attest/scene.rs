//! A work, somebody with every kind of key, and messages signed with them.

use provenue_client::{
    Credential, Ledger, SignerRef, Statement, address,
    attestation::{Anchor, Message, P256_KEY_LENGTH},
    credential::{Assertion, Passkey, SignedMessage, compressed},
    instructions::attestation,
    p256::ecdsa::{Signature, SigningKey, signature::Signer as _},
    slot_hashes,
    state::Attestation,
};
use provenue_tests::{World, assert_refused, must};
use solana_address::Address;
use solana_instruction::Instruction;
use solana_keypair::Keypair;

/// The time it is, in seconds since 1970.
pub const NOW: i64 = 4_000_000_000;

/// A work, and who attests.
pub struct Scene {
    /// Where it is.
    pub world: World,
    /// The work.
    pub asset: Address,
    /// Signs transactions and messages.
    pub reviewer: Keypair,
    /// Signs messages.
    pub key: SigningKey,
    /// Answers challenges.
    pub passkey: Authenticator,
}

/// A passkey whose user is there.
pub struct Authenticator {
    key: SigningKey,
    /// The authenticator data's flags: 1 present, 4 verified.
    pub flags: u8,
    /// What the client data is made of; `CHALLENGE` stands for the challenge.
    pub client_data: String,
}

/// SHA-256 of the relying party's id.
pub const RELYING_PARTY: [u8; 32] = [0x52; 32];

impl Authenticator {
    fn new(key: SigningKey) -> Self {
        let client_data = r#"{"type":"webauthn.get","challenge":"CHALLENGE","origin":"https://review.example","crossOrigin":false}"#;
        Self {
            key,
            flags: 5,
            client_data: client_data.to_owned(),
        }
    }
}

impl Passkey for Authenticator {
    fn key(&self) -> [u8; P256_KEY_LENGTH] {
        compressed(&self.key)
    }

    fn assert(&self, challenge: &[u8; 32]) -> Result<Assertion, String> {
        let client_data_json = self
            .client_data
            .replace("CHALLENGE", &base64url(challenge))
            .into_bytes();
        let authenticator_data = [&RELYING_PARTY[..], &[self.flags, 0, 0, 0, 9]].concat();
        let hash = provenue_client::credential::sha256(&client_data_json);
        let signed = [&authenticator_data[..], &hash].concat();
        let signature: Signature = self.key.sign(&signed);
        Ok(Assertion {
            authenticator_data,
            client_data_json,
            signature: signature.to_bytes().into(),
        })
    }
}

/// RFC 4648 section 5, bit by bit.
fn base64url(bytes: &[u8]) -> String {
    let alphabet: Vec<char> = ('A'..='Z')
        .chain('a'..='z')
        .chain('0'..='9')
        .chain(['-', '_'])
        .collect();
    let bit = |at: usize| {
        let byte = bytes.get(at / 8).copied().unwrap_or(0);
        usize::from(byte >> (7 - at % 8) & 1)
    };
    (0..bytes.len() * 8)
        .step_by(6)
        .map(|at| alphabet[(at..at + 6).fold(0, |value, at| value << 1 | bit(at))])
        .collect()
}

impl Scene {
    /// A work that nobody has spoken of.
    pub async fn new() -> Self {
        let world = World::new().await;
        let owner = world.person().await;
        world.ledger.set_clock(NOW);
        let asset = world.work(&owner, &[]).await.asset;
        let key = |byte| must(SigningKey::from_slice(&[byte; 32]));
        Self {
            reviewer: world.person().await,
            asset,
            key: key(7),
            passkey: Authenticator::new(key(8)),
            world,
        }
    }

    /// A review with a mark.
    pub fn review(&self, nonce: u64) -> Statement {
        Statement {
            kind: 1,
            score_bps: 8_500,
            nonce,
            expires_at: NOW + 1_000,
            evidence_hash: [0xe1; 32],
            schema_hash: [0; 32],
        }
    }

    /// The newest slot that the chain remembers.
    pub async fn anchor(&self) -> Anchor {
        must(slot_hashes::newest(&self.world.ledger).await)
    }

    /// Signs a statement about the work.
    pub async fn signed(&self, credential: Credential<'_>, statement: &Statement) -> SignedMessage {
        let message = Message::attest(self.asset, statement.clone());
        must(credential.sign(&message, &self.anchor().await))
    }

    /// What brings it to the chain: the precompile's instruction, if any, and ours.
    pub fn brought(&self, signed: &SignedMessage, statement: &Statement) -> Vec<Instruction> {
        let payer = solana_signer::Signer::pubkey(&self.world.payer);
        let attest = attestation::attest(
            &payer,
            &signed.attestor,
            &self.asset,
            statement,
            &signed.proof,
        );
        signed.signature.iter().cloned().chain([attest]).collect()
    }

    /// Both in one.
    pub async fn attesting(
        &self,
        credential: Credential<'_>,
        statement: &Statement,
    ) -> Vec<Instruction> {
        let signed = self.signed(credential, statement).await;
        self.brought(&signed, statement)
    }

    /// The attestation of an attestor.
    pub async fn attestation(&self, attestor: &Address, kind: u8) -> Attestation {
        let address = address::attestation(&self.asset, attestor, kind);
        self.world.state(&address).await
    }

    /// Sends instructions of which the last is ours, and asserts that they are refused with the error
    /// called `name` and that the accounts of the last but the payer are what they were.
    pub async fn assert_refused(
        &self,
        instructions: &[Instruction],
        signers: &[SignerRef<'_>],
        name: &str,
    ) {
        let named = instructions.last().map(|last| last.accounts.clone());
        let named: Vec<_> = named
            .unwrap_or_default()
            .iter()
            .map(|meta| meta.pubkey)
            .collect();
        let accounts = async || {
            let ledger = &self.world.ledger;
            must(ledger.accounts(&named).await)
        };
        let before = accounts().await;
        assert_refused(self.world.send(instructions, signers).await, name);
        assert!(before == accounts().await, "a refusal changed an account");
    }
}
