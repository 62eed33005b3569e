//! The ledger that everything is measured on, and what was measured.

use std::collections::BTreeMap;

use anyhow::{Context, Result, ensure};
use provenue_client::{
    Draft, EmbeddedLedger, Ledger, REGISTRY_PROGRAM, SignerRef, VAULT_PROGRAM, WRAPPER_PROGRAM,
    solana::{Address, Hash, Instruction, Keypair, Signature, Signer},
    token::{self, MintInfo, NewMint},
};
use provenue_tests::{SOL, World};
use serde::{Deserialize, Serialize};
use solana_message::{VersionedMessage, v0};

use crate::{consumption, first_try, keys};

/// When everything happens, in seconds since 1970: expiries and events are the same in every run.
pub const NOW: i64 = 1_780_000_000;

/// What one instruction costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Compute units, with those of the programs it calls.
    pub units: u64,
    /// Compute units of the program itself; with what it costs to call others, without what they
    /// spend.
    pub own: u64,
    /// Accounts it names.
    pub accounts: usize,
    /// Bytes of the signed transaction that holds this instruction alone.
    pub bytes: usize,
}

/// Rows by name: `program/instruction`, and `@scenario` for variants.
pub type Rows = BTreeMap<String, Row>;

/// Measures instructions on an embedded ledger.
pub struct Bench {
    /// The ledger, and who pays for what is not measured.
    pub world: World,
    /// What was measured.
    pub rows: Rows,
}

impl Bench {
    /// A bench on an empty ledger.
    pub async fn new(ledger: EmbeddedLedger) -> Result<Self> {
        ledger.set_clock(NOW);
        let payer = keys::any("payer");
        ledger.airdrop(&payer.pubkey(), 10_000 * SOL).await?;
        Ok(Self {
            world: World { ledger, payer },
            rows: Rows::new(),
        })
    }

    /// Sends `instruction`, paid by `payer`, in a transaction of its own, and keeps what it cost as
    /// the row called `name`.
    pub async fn measure(
        &mut self,
        name: &str,
        payer: &Keypair,
        signers: &[SignerRef<'_>],
        instruction: Instruction,
    ) -> Result<()> {
        self.measure_last(name, payer, signers, vec![instruction])
            .await
    }

    /// The same for the last of `instructions`, before which there are only precompiles', which spend no
    /// units. The bytes are those of the transaction that holds them all.
    pub async fn measure_last(
        &mut self,
        name: &str,
        payer: &Keypair,
        signers: &[SignerRef<'_>],
        instructions: Vec<Instruction>,
    ) -> Result<()> {
        let bytes = transaction_bytes(&payer.pubkey(), &instructions)?;
        let accounts = instructions.last().map_or(0, |last| last.accounts.len());
        let mut draft = Draft::new(payer, instructions);
        draft.signers = signers.to_vec();
        let sent = self.world.ledger.send(&draft).await;
        let receipt = sent.with_context(|| format!("{name} was refused"))?;
        let consumption = consumption::read(&receipt.logs, &program(name)?)
            .with_context(|| format!("{name}: unexpected logs\n{}", receipt.logs.join("\n")))?;
        let row = Row {
            units: consumption.units,
            own: consumption.own,
            accounts,
            bytes,
        };
        let before = self.rows.insert(name.to_owned(), row);
        ensure!(before.is_none(), "{name} is measured twice");
        Ok(())
    }

    /// Sends what is not measured; the payer signs, and `signers`.
    pub async fn prepare(
        &self,
        instructions: &[Instruction],
        signers: &[SignerRef<'_>],
    ) -> Result<()> {
        self.world.send(instructions, signers).await?;
        Ok(())
    }

    /// The same, paid by `payer`, who signs alone.
    pub async fn prepare_paid(
        &self,
        payer: &Keypair,
        instructions: Vec<Instruction>,
    ) -> Result<()> {
        let draft = Draft::new(payer, instructions);
        self.world.ledger.send(&draft).await?;
        Ok(())
    }

    /// Gives `key` the SOL it needs.
    pub async fn enrich(&self, key: Keypair) -> Result<Keypair> {
        self.world.ledger.airdrop(&key.pubkey(), 100 * SOL).await?;
        Ok(key)
    }

    /// Somebody with SOL.
    pub async fn person(&self, label: &str) -> Result<Keypair> {
        self.enrich(keys::any(label)).await
    }

    /// A new currency, whose treasury in `vault` is found at the first try.
    pub async fn currency(&self, label: &str, vault: &Address, new: NewMint) -> Result<MintInfo> {
        let mint = keys::key(label, |mint| first_try::treasury(vault, mint, &new.program));
        let World { ledger, payer } = &self.world;
        Ok(token::create_mint(ledger, payer, &mint, new).await?)
    }
}

/// The program that a row is about.
fn program(name: &str) -> Result<Address> {
    match name.split_once('/') {
        Some(("vault", _)) => Ok(VAULT_PROGRAM),
        Some(("registry", _)) => Ok(REGISTRY_PROGRAM),
        Some(("wrapper", _)) => Ok(WRAPPER_PROGRAM),
        _ => anyhow::bail!("{name} names no program"),
    }
}

/// The size of a signed version 0 transaction: the number of signatures, signatures, message.
fn transaction_bytes(payer: &Address, instructions: &[Instruction]) -> Result<usize> {
    let message = v0::Message::try_compile(payer, instructions, &[], Hash::default())?;
    let signatures = usize::from(message.header.num_required_signatures);
    let message = VersionedMessage::V0(message).serialize();
    Ok(1 + signatures * size_of::<Signature>() + message.len())
}
