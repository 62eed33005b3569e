//! A transaction before it is signed.

use solana_address::Address;
use solana_compute_budget_interface::ComputeBudgetInstruction;
use solana_hash::Hash;
use solana_instruction::Instruction;
use solana_message::{AddressLookupTableAccount, VersionedMessage, v0};
use solana_signature::Signature;
use solana_signer::Signer;
use solana_transaction::versioned::VersionedTransaction;
use solana_transaction_error::TransactionError;

use crate::{
    error::{ClientError, Result, transaction_error},
    packing::{MAX_ACCOUNT_LOCKS, MAX_TRANSACTION_BYTES},
};

/// Whoever can sign: a keypair, a hardware wallet.
pub type SignerRef<'a> = &'a (dyn Signer + Sync);

/// Instructions, who pays for them and who signs.
///
/// ```
/// # use provenue_client::{Draft, solana::Keypair};
/// # let (payer, other, instructions) = (Keypair::new(), Keypair::new(), vec![]);
/// let draft = Draft::new(&payer, instructions).signed_by(&other);
/// ```
#[derive(Clone)]
pub struct Draft<'a> {
    /// Pays the fee, and signs.
    pub payer: SignerRef<'a>,
    /// Everybody else who signs. Naming one who need not sign, or one twice, is harmless.
    pub signers: Vec<SignerRef<'a>>,
    /// What to do, in order.
    pub instructions: Vec<Instruction>,
    /// Lookup tables whose addresses then cost one byte each instead of 32.
    pub tables: Vec<AddressLookupTableAccount>,
}

/// What a ledger adds in front of a draft's instructions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Budget {
    /// Compute units the transaction may use.
    pub(crate) units: u32,
    /// Micro-lamports paid per compute unit asked for, for being processed earlier.
    pub(crate) micro_lamports: u64,
}

impl Budget {
    /// The most a transaction may use, at no extra price.
    pub(crate) const MAX: Self = Self {
        units: 1_400_000,
        micro_lamports: 0,
    };

    fn instructions(self) -> Vec<Instruction> {
        let mut list = vec![ComputeBudgetInstruction::set_compute_unit_limit(self.units)];
        if self.micro_lamports > 0 {
            let price = ComputeBudgetInstruction::set_compute_unit_price(self.micro_lamports);
            list.push(price);
        }
        list
    }
}

/// A signed transaction, and what is needed to explain its failure.
#[cfg_attr(
    not(any(feature = "embedded", feature = "rpc")),
    expect(dead_code, reason = "without a ledger nothing fails")
)]
pub(crate) struct Signed {
    pub(crate) transaction: VersionedTransaction,
    /// The programs of its instructions, in order.
    pub(crate) programs: Vec<Address>,
    /// How many of them the ledger put in front.
    pub(crate) prefix: usize,
}

impl<'a> Draft<'a> {
    /// A transaction of `instructions`, paid and signed by `payer`.
    #[must_use]
    pub fn new(payer: SignerRef<'a>, instructions: Vec<Instruction>) -> Self {
        Self {
            payer,
            signers: Vec::new(),
            instructions,
            tables: Vec::new(),
        }
    }

    /// Adds a signer.
    #[must_use]
    pub fn signed_by(mut self, signer: SignerRef<'a>) -> Self {
        self.signers.push(signer);
        self
    }

    /// Uses lookup tables.
    #[must_use]
    pub fn with_tables(mut self, tables: &[AddressLookupTableAccount]) -> Self {
        self.tables.extend_from_slice(tables);
        self
    }

    /// The payer's address.
    #[must_use]
    pub fn payer_address(&self) -> Address {
        self.payer.pubkey()
    }

    /// The signed transaction, for ledgers of other crates. It may use as many compute units as any
    /// transaction may, and pays nothing for being processed earlier.
    ///
    /// # Errors
    /// [`ClientError::TooLarge`] when it does not fit a transaction,
    /// [`ClientError::MissingSigner`] and [`ClientError::Signing`] when a signature is not given.
    pub fn transaction(&self, blockhash: Hash) -> Result<VersionedTransaction> {
        Ok(self.sign(blockhash, Budget::MAX)?.transaction)
    }

    /// What the failure of that transaction means: `error` as the runtime reports it, with the
    /// programs' logs, from which the program at fault is told.
    #[must_use]
    pub fn explain(&self, error: TransactionError, logs: Vec<String>) -> ClientError {
        let mut instructions = Budget::MAX.instructions();
        let prefix = instructions.len();
        instructions.extend_from_slice(&self.instructions);
        let programs: Vec<_> = instructions.iter().map(|ix| ix.program_id).collect();
        transaction_error(error, &programs, prefix, &self.payer_address(), logs)
    }

    /// Compiles and signs, checking that it fits a transaction.
    pub(crate) fn sign(&self, blockhash: Hash, budget: Budget) -> Result<Signed> {
        let mut instructions = budget.instructions();
        let prefix = instructions.len();
        instructions.extend_from_slice(&self.instructions);
        let programs = instructions.iter().map(|ix| ix.program_id).collect();
        let message = compile(
            &self.payer_address(),
            &instructions,
            &self.tables,
            blockhash,
        )?;
        let bytes = message.serialize();
        let required = usize::from(message.header().num_required_signatures);
        let signatures = message.static_account_keys()[..required]
            .iter()
            .map(|key| self.sign_as(key, &bytes))
            .collect::<Result<Vec<_>>>()?;
        Ok(Signed {
            transaction: VersionedTransaction {
                signatures,
                message,
            },
            programs,
            prefix,
        })
    }

    fn sign_as(&self, key: &Address, message: &[u8]) -> Result<Signature> {
        let signer = std::iter::once(&self.payer)
            .chain(&self.signers)
            .find(|signer| signer.pubkey() == *key)
            .ok_or(ClientError::MissingSigner(*key))?;
        Ok(signer.try_sign_message(message)?)
    }
}

/// Compiles a version 0 message.
///
/// # Errors
/// [`ClientError::TooLarge`] when it does not fit a transaction.
pub(crate) fn compile(
    payer: &Address,
    instructions: &[Instruction],
    tables: &[AddressLookupTableAccount],
    blockhash: Hash,
) -> Result<VersionedMessage> {
    // Compiling fails only when there are more accounts than one byte can number.
    let too_many = |_| ClientError::TooLarge {
        bytes: 0,
        locks: instructions.iter().map(|ix| ix.accounts.len() + 1).sum(),
    };
    let message =
        v0::Message::try_compile(payer, instructions, tables, blockhash).map_err(too_many)?;
    let looked_up = message
        .address_table_lookups
        .iter()
        .map(|lookup| lookup.writable_indexes.len() + lookup.readonly_indexes.len())
        .sum::<usize>();
    let locks = message.account_keys.len() + looked_up;
    let message = VersionedMessage::V0(message);
    let signatures = usize::from(message.header().num_required_signatures);
    let bytes = message.serialize().len() + 1 + signatures * size_of::<Signature>();
    if bytes > MAX_TRANSACTION_BYTES || locks > MAX_ACCOUNT_LOCKS {
        return Err(ClientError::TooLarge { bytes, locks });
    }
    Ok(message)
}

#[cfg(test)]
mod tests {
    use super::*;
    use solana_instruction::AccountMeta;
    use solana_instruction_error::InstructionError;
    use solana_keypair::Keypair;

    fn touching(accounts: usize, signer: Option<Address>) -> Instruction {
        let mut accounts = (0..accounts)
            .map(|_| AccountMeta::new(Address::new_unique(), false))
            .collect::<Vec<_>>();
        accounts.extend(signer.map(|key| AccountMeta::new_readonly(key, true)));
        Instruction::new_with_bytes(Address::new_unique(), &[], accounts)
    }

    #[test]
    fn a_missing_signer_is_named() {
        let (payer, absent) = (Keypair::new(), Address::new_unique());
        let draft = Draft::new(&payer, vec![touching(1, Some(absent))]);
        let refused = draft.sign(Hash::default(), Budget::MAX).err();
        assert!(matches!(refused, Some(ClientError::MissingSigner(key)) if key == absent));
    }

    #[test]
    fn what_does_not_fit_is_refused_before_it_is_signed() {
        let payer = Keypair::new();
        let draft = Draft::new(&payer, vec![touching(40, None)]);
        let refused = draft.sign(Hash::default(), Budget::MAX).err();
        assert!(matches!(refused, Some(ClientError::TooLarge { bytes, .. }) if bytes > 1232));
    }

    #[test]
    fn a_failure_is_blamed_on_the_instruction_that_was_drafted() {
        let payer = Keypair::new();
        let (first, second) = (touching(1, None), touching(1, None));
        let culprit = second.program_id;
        let draft = Draft::new(&payer, vec![first, second]);
        let transaction = draft.transaction(Hash::default());
        let transaction = transaction.unwrap_or_else(|error| panic!("{error}"));
        // What the runtime counts includes the compute budget's instruction in front.
        assert_eq!(transaction.message.instructions().len(), 3);
        let error = TransactionError::InstructionError(2, InstructionError::InvalidSeeds);
        let explained = draft.explain(error, Vec::new());
        let failure = explained.program_failure();
        assert_eq!(failure.map(|failure| failure.program), Some(culprit));
        assert_eq!(failure.map(|failure| failure.instruction_index), Some(1));
    }

    #[test]
    fn a_signed_transaction_verifies() {
        let (payer, other) = (Keypair::new(), Keypair::new());
        let draft = Draft::new(&payer, vec![touching(3, Some(other.pubkey()))])
            .signed_by(&other)
            .signed_by(&payer);
        let signed = draft.sign(Hash::default(), Budget::MAX);
        let signed = signed.unwrap_or_else(|error| panic!("{error}"));
        let message = signed.transaction.message.serialize();
        for (key, signature) in [payer.pubkey(), other.pubkey()]
            .iter()
            .zip(&signed.transaction.signatures)
        {
            assert!(signature.verify(key.as_ref(), &message));
        }
        assert_eq!(signed.prefix, 1);
    }
}
