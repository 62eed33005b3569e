//! Actions in order, packed into transactions.

use solana_address::Address;
use solana_instruction::Instruction;
use solana_message::AddressLookupTableAccount;

use crate::{
    error::Result,
    ledger::{Draft, Ledger, Receipt, SignerRef},
    packing::Packing,
};

/// Compute units that no action which shares a transaction with others needs more of; creating a vault
/// needs the most. An NFT needs more, and is made in a transaction of its own.
const MOST_UNITS: u32 = 100_000;

/// An account that an action creates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewAccount {
    /// What it is, in plain words.
    pub kind: &'static str,
    /// Where.
    pub address: Address,
}

/// One thing to do.
#[derive(Clone, Debug)]
pub struct Action {
    /// What it does, in plain words.
    pub says: String,
    /// What does it; several instructions stay together in one transaction.
    pub instructions: Vec<Instruction>,
    /// What exists afterwards.
    pub creates: Vec<NewAccount>,
}

impl Action {
    /// An action of one instruction.
    pub fn new(says: impl Into<String>, instruction: Instruction) -> Self {
        Self {
            says: says.into(),
            instructions: vec![instruction],
            creates: Vec::new(),
        }
    }

    /// Names an account that it creates.
    #[must_use]
    pub fn creating(mut self, kind: &'static str, address: Address) -> Self {
        self.creates.push(NewAccount { kind, address });
        self
    }

    /// Adds an instruction that belongs to it, after the others.
    #[must_use]
    pub fn then(mut self, instruction: Instruction) -> Self {
        self.instructions.push(instruction);
        self
    }
}

/// What one transaction did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Its actions, in plain words.
    pub says: Vec<String>,
    /// What exists now.
    pub creates: Vec<NewAccount>,
    /// What it cost and left behind.
    pub receipt: Receipt,
}

/// Does all actions, in order, in as few transactions as fit; `payer` and `signers` sign each.
///
/// # Errors
/// When a transaction fails: those before it have happened, and nothing after it.
pub async fn execute<L: Ledger>(
    ledger: &L,
    payer: SignerRef<'_>,
    signers: &[SignerRef<'_>],
    tables: &[AddressLookupTableAccount],
    actions: &[Action],
) -> Result<Vec<Step>> {
    let packing = Packing::new(payer.pubkey(), MOST_UNITS).with_tables(tables.to_vec());
    let parcels = packing.pack(actions, instructions)?;
    let mut steps = Vec::with_capacity(parcels.len());
    let mut rest = actions;
    for parcel in parcels {
        let (now, later) = rest.split_at(parcel.items);
        rest = later;
        let mut draft = Draft::new(payer, parcel.instructions).with_tables(tables);
        draft.signers = signers.to_vec();
        let receipt = ledger.send(&draft).await?;
        steps.push(Step {
            says: now.iter().map(|action| action.says.clone()).collect(),
            creates: now
                .iter()
                .flat_map(|action| action.creates.clone())
                .collect(),
            receipt,
        });
    }
    Ok(steps)
}

fn instructions(actions: &[Action]) -> Vec<Instruction> {
    let all = actions.iter().flat_map(|action| &action.instructions);
    all.cloned().collect()
}
