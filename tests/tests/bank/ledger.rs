//! A validator's bank as a ledger: rent, fees, the clock and lookup tables as on a cluster.

use std::{
    collections::BTreeSet,
    sync::{Mutex, MutexGuard, PoisonError},
};

use provenue_client::{
    ClientError, Draft, Filter, Ledger, Programs, REGISTRY_PROGRAM, Receipt, Result, VAULT_PROGRAM,
    WRAPPER_PROGRAM,
    solana::{Hash, TransactionError, VersionedTransaction},
};
use solana_account::Account;
use solana_address::Address;
use solana_clock::Clock;
use solana_instruction::Instruction;
use solana_program_binaries::bpf_loader_upgradeable_program_accounts;
use solana_program_test::{BanksClient, ProgramTest, ProgramTestContext};
use solana_rent::Rent;
use solana_signature::Signature;
use solana_signer::Signer;
use solana_system_interface::instruction::transfer;

/// Lamports that every signature costs.
pub const FEE_PER_SIGNATURE: u64 = 5_000;

/// A bank that runs the built programs. Every transaction gets a slot of its own; one that fails
/// pays its fee.
pub struct Bank {
    context: Mutex<ProgramTestContext>,
    /// A bank's client cannot list accounts; whatever exists was named by a transaction.
    named: Mutex<BTreeSet<Address>>,
}

impl Bank {
    /// A fresh bank with the programs in its genesis, as the upgradeable loader keeps them.
    pub async fn start() -> Self {
        let programs = Programs::built().unwrap_or_else(|| panic!("run `cargo xtask build` first"));
        let mut test = ProgramTest::default();
        // It would print every program's log.
        if std::env::var_os("RUST_LOG").is_none() {
            log::set_max_level(log::LevelFilter::Error);
        }
        for (id, elf) in [
            (VAULT_PROGRAM, &programs.vault),
            (REGISTRY_PROGRAM, &programs.registry),
            (WRAPPER_PROGRAM, &programs.wrapper),
        ] {
            let accounts = bpf_loader_upgradeable_program_accounts(&id, elf, &Rent::default());
            for (address, account) in accounts {
                test.add_genesis_account(address, account);
            }
        }
        Self {
            context: Mutex::new(test.start_with_context().await),
            named: Mutex::default(),
        }
    }

    /// Processes a transaction in the current slot, and goes on to the next one.
    pub async fn process(
        &self,
        transaction: VersionedTransaction,
    ) -> Result<Receipt, (TransactionError, Vec<String>)> {
        let signature = transaction.signatures[0];
        let fee_lamports = FEE_PER_SIGNATURE * transaction.signatures.len() as u64;
        let client = self.client();
        let slot = self.clock().await.slot;
        let processed = client.process_transaction_with_metadata(transaction).await;
        let processed = processed.unwrap_or_else(|error| panic!("the bank is gone: {error}"));
        self.to_slot(slot + 1);
        let metadata = processed.metadata;
        match processed.result {
            Err(error) => Err((
                error,
                metadata.map(|it| it.log_messages).unwrap_or_default(),
            )),
            Ok(()) => {
                let metadata = metadata.unwrap_or_else(|| panic!("a success has its record"));
                Ok(Receipt {
                    signature,
                    slot,
                    fee_lamports,
                    compute_units: metadata.compute_units_consumed,
                    logs: metadata.log_messages,
                    return_data: metadata.return_data.map(|it| it.data).unwrap_or_default(),
                })
            }
        }
    }

    /// Signs a draft with the bank's latest block hash.
    pub async fn sign(&self, draft: &Draft<'_>) -> Result<VersionedTransaction> {
        let blockhash = self.client().get_latest_blockhash().await;
        draft.transaction(blockhash.map_err(unreachable)?)
    }

    /// The bank's clock.
    pub async fn clock(&self) -> Clock {
        let clock = self.client().get_sysvar().await;
        clock.unwrap_or_else(|error| panic!("the bank has no clock: {error}"))
    }

    /// Goes on to `slot`. On a bank without voters the time stands still meanwhile.
    pub fn to_slot(&self, slot: u64) {
        let warped = self.context().warp_to_slot(slot);
        warped.unwrap_or_else(|error| panic!("no way to slot {slot}: {error}"));
    }

    /// Moves the clock, as the votes of validators do.
    pub async fn to_time(&self, unix_timestamp: i64) {
        let clock = self.clock().await;
        self.context().set_sysvar(&Clock {
            unix_timestamp,
            ..clock
        });
        self.to_slot(clock.slot + 1);
    }

    fn remember(&self, instructions: &[Instruction]) {
        let named = instructions.iter().flat_map(|it| &it.accounts);
        let mut known = self.named.lock().unwrap_or_else(PoisonError::into_inner);
        known.extend(named.map(|meta| meta.pubkey));
    }

    fn client(&self) -> BanksClient {
        self.context().banks_client.clone()
    }

    fn context(&self) -> MutexGuard<'_, ProgramTestContext> {
        self.context.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Ledger for Bank {
    async fn accounts(&self, addresses: &[Address]) -> Result<Vec<Option<Account>>> {
        let client = self.client();
        let mut accounts = Vec::with_capacity(addresses.len());
        for address in addresses {
            accounts.push(client.get_account(*address).await.map_err(unreachable)?);
        }
        Ok(accounts)
    }

    async fn program_accounts(
        &self,
        program: &Address,
        filters: &[Filter],
    ) -> Result<Vec<(Address, Account)>> {
        let named: Vec<_> = {
            let known = self.named.lock().unwrap_or_else(PoisonError::into_inner);
            known.iter().copied().collect()
        };
        let accounts = self.accounts(&named).await?;
        let existing = named
            .into_iter()
            .zip(accounts)
            .filter_map(|(address, account)| Some((address, account?)));
        Ok(existing
            .filter(|(_, account)| account.owner == *program)
            .filter(|(_, account)| filters.iter().all(|filter| filter.matches(&account.data)))
            .collect())
    }

    async fn minimum_balance(&self, len: usize) -> Result<u64> {
        let rent = self.client().get_rent().await.map_err(unreachable)?;
        Ok(rent.minimum_balance(len))
    }

    async fn unix_time(&self) -> Result<i64> {
        Ok(self.clock().await.unix_timestamp)
    }

    async fn slot(&self) -> Result<u64> {
        Ok(self.clock().await.slot)
    }

    async fn genesis_hash(&self) -> Result<Hash> {
        Ok(self.context().genesis_config().hash())
    }

    async fn send(&self, draft: &Draft<'_>) -> Result<Receipt> {
        let transaction = self.sign(draft).await?;
        self.remember(&draft.instructions);
        let processed = self.process(transaction).await;
        processed.map_err(|(error, logs)| draft.explain(error, logs))
    }

    async fn airdrop(&self, address: &Address, lamports: u64) -> Result<Signature> {
        let faucet = self.context().payer.insecure_clone();
        let give = transfer(&faucet.pubkey(), address, lamports);
        let receipt = self.send(&Draft::new(&faucet, vec![give])).await?;
        Ok(receipt.signature)
    }
}

fn unreachable(error: impl std::fmt::Display) -> ClientError {
    ClientError::Precondition(format!("the bank does not answer: {error}"))
}
