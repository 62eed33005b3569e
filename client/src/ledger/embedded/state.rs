//! The virtual machine and what is known about its accounts.

use std::collections::HashMap;

use litesvm::LiteSVM;
use sha2::{Digest, Sha256};
use solana_account::{Account, AccountSharedData, ReadableAccount};
use solana_address::Address;
use solana_clock::Clock;
use solana_hash::Hash;
use solana_program_pack::Pack;
use solana_sdk_ids::sysvar;
use solana_signature::Signature;
use solana_slot_hashes::{MAX_ENTRIES, SlotHashes};
use spl_token_interface::{native_mint, state::Mint};

use super::{
    Programs, StorageError,
    clock::ClockSource,
    snapshot::{SavedAccount, Snapshot},
    store::Store,
};
use crate::{
    error::{Result, transaction_error},
    ledger::{Draft, Filter, Receipt, draft::Budget},
    token::{TOKEN, WRAPPED_SOL},
};

const LAMPORTS_PER_SOL: u64 = 1_000_000_000;

pub(super) struct State {
    svm: LiteSVM,
    /// The accounts of a fresh machine, which need not be saved.
    fresh: HashMap<Address, AccountSharedData>,
    clock: ClockSource,
    /// The hash of its first block.
    genesis: Hash,
    /// The clock of the last transaction.
    slot: u64,
    unix_time: i64,
    /// The slots before this one and their hashes, newest first. A lookup table is made from one of
    /// these, and an attestation names one.
    slot_hashes: Vec<(u64, Hash)>,
    store: Option<Store>,
}

impl State {
    pub(super) fn new(programs: &Programs, store: Option<Store>) -> Result<Self> {
        let mut svm = LiteSVM::new().with_log_bytes_limit(None);
        for (id, elf) in [
            (crate::VAULT_PROGRAM, &programs.vault),
            (crate::REGISTRY_PROGRAM, &programs.registry),
            (crate::WRAPPER_PROGRAM, &programs.wrapper),
        ] {
            svm.add_program(id, elf)
                .map_err(|error| refused(id, &error))?;
        }
        svm.set_account(WRAPPED_SOL, wrapped_sol_mint())
            .map_err(|error| refused(WRAPPED_SOL, &error))?;
        let saved = store.as_ref().map(Store::load).transpose()?.flatten();
        let clock = svm.get_sysvar::<Clock>();
        let mut state = Self {
            fresh: svm.accounts_db().inner.clone(),
            clock: ClockSource::Wall { ahead: 0 },
            genesis: Hash::default(),
            slot: clock.slot,
            unix_time: 0,
            slot_hashes: Vec::new(),
            store,
            svm,
        };
        match saved {
            Some(saved) => state.restore(saved)?,
            // Every ledger has a history of its own: the faucet's key is random.
            None => {
                let first = state.next_hash(state.svm.airdrop_pubkey());
                state.genesis = first;
                state.enter_slot(clock.slot.saturating_add(1), first);
            }
        }
        Ok(state)
    }

    pub(super) fn account(&self, address: &Address) -> Option<Account> {
        self.svm.get_account(address)
    }

    pub(super) fn program_accounts(
        &self,
        program: &Address,
        filters: &[Filter],
    ) -> Vec<(Address, Account)> {
        let mut found = self.svm.get_program_accounts(program);
        found.retain(|(_, account)| filters.iter().all(|filter| filter.matches(&account.data)));
        found.sort_unstable_by_key(|(address, _)| *address);
        found
    }

    pub(super) fn minimum_balance(&self, len: usize) -> u64 {
        self.svm.minimum_balance_for_rent_exemption(len)
    }

    pub(super) fn slot(&self) -> u64 {
        self.slot
    }

    /// Who is told the hash can rely on it: a ledger on which nothing has happened is kept from then on.
    pub(super) fn genesis(&self) -> Result<Hash> {
        self.save()?;
        Ok(self.genesis)
    }

    /// The time the next transaction would see.
    pub(super) fn unix_time(&self) -> i64 {
        self.clock.now(self.unix_time)
    }

    pub(super) fn clock_source(&self) -> ClockSource {
        self.clock
    }

    pub(super) fn set_clock(&mut self, source: ClockSource) {
        self.clock = source;
    }

    pub(super) fn set_account(&mut self, address: Address, account: Account) -> Result<()> {
        self.svm
            .set_account(address, account)
            .map_err(|error| refused(address, &error))?;
        self.save()
    }

    pub(super) fn send(&mut self, draft: &Draft<'_>) -> Result<Receipt> {
        self.tick();
        let signed = draft.sign(self.svm.latest_blockhash(), Budget::MAX)?;
        let payer = draft.payer_address();
        let before = self.svm.get_account(&payer);
        match self.svm.send_transaction(signed.transaction) {
            Ok(meta) => {
                self.save()?;
                Ok(Receipt {
                    signature: meta.signature,
                    slot: self.slot,
                    fee_lamports: meta.fee,
                    compute_units: meta.compute_units_consumed,
                    logs: meta.logs,
                    return_data: meta.return_data.data,
                })
            }
            Err(failed) => {
                // The runtime charged the fee of a failed transaction, and nothing else.
                if let Some(before) = before {
                    self.svm
                        .set_account(payer, before)
                        .map_err(|error| refused(payer, &error))?;
                }
                Err(transaction_error(
                    failed.err,
                    &signed.programs,
                    signed.prefix,
                    &payer,
                    failed.meta.logs,
                ))
            }
        }
    }

    pub(super) fn airdrop(&mut self, address: &Address, lamports: u64) -> Result<Signature> {
        self.tick();
        let faucet = self.svm.airdrop_pubkey();
        match self.svm.airdrop(address, lamports) {
            Ok(meta) => {
                self.save()?;
                Ok(meta.signature)
            }
            Err(failed) => {
                let programs = [solana_sdk_ids::system_program::ID];
                let logs = failed.meta.logs;
                Err(transaction_error(failed.err, &programs, 0, &faucet, logs))
            }
        }
    }

    /// Each transaction has a slot, a time and a block hash of its own.
    fn tick(&mut self) {
        self.unix_time = self.clock.now(self.unix_time);
        let salt = Address::new_from_array(self.svm.latest_blockhash().to_bytes());
        self.enter_slot(self.slot.saturating_add(1), self.next_hash(salt));
    }

    fn next_hash(&self, salt: Address) -> Hash {
        let seed = [salt.as_ref(), &self.slot.to_le_bytes()].concat();
        Hash::new_from_array(Sha256::digest(seed).into())
    }

    /// A slot's transactions see the hashes of the slots before it, and `blockhash` as the newest: it is
    /// that of the slot that ended last.
    fn enter_slot(&mut self, slot: u64, blockhash: Hash) {
        self.slot = slot;
        self.slot_hashes
            .insert(0, (slot.saturating_sub(1), blockhash));
        self.slot_hashes.truncate(MAX_ENTRIES);
        self.svm.set_latest_blockhash(blockhash);
        self.svm.set_sysvar(&SlotHashes::new(&self.slot_hashes));
        self.svm.set_sysvar(&Clock {
            slot,
            unix_timestamp: self.unix_time,
            ..self.svm.get_sysvar()
        });
    }

    fn save(&self) -> Result<()> {
        if let Some(store) = &self.store {
            store.save(&self.snapshot())?;
        }
        Ok(())
    }

    fn snapshot(&self) -> Snapshot {
        let faucet = self.svm.airdrop_pubkey();
        let mut accounts = self
            .svm
            .accounts_db()
            .inner
            .iter()
            .filter(|(address, account)| {
                **address != faucet
                    && !sysvar::check_id(account.owner())
                    && self.fresh.get(*address) != Some(*account)
            })
            .map(|(address, account)| save_account(address, account.clone().into()))
            .collect::<Vec<_>>();
        accounts.sort_unstable_by_key(|account| account.address);
        Snapshot {
            genesis: self.genesis.to_bytes(),
            slot: self.slot,
            unix_time: self.unix_time,
            blockhash: self.svm.latest_blockhash().to_bytes(),
            // The newest is the block hash.
            slot_hashes: self
                .slot_hashes
                .iter()
                .skip(1)
                .map(|(slot, hash)| (*slot, hash.to_bytes()))
                .collect(),
            accounts,
        }
    }

    fn restore(&mut self, saved: Snapshot) -> Result<()> {
        for account in saved.accounts {
            let (address, account) = load_account(account);
            self.svm
                .set_account(address, account)
                .map_err(|error| refused(address, &error))?;
        }
        self.genesis = Hash::new_from_array(saved.genesis);
        self.unix_time = saved.unix_time;
        let earlier = saved.slot_hashes.into_iter();
        self.slot_hashes = earlier
            .map(|(slot, hash)| (slot, Hash::new_from_array(hash)))
            .collect();
        self.enter_slot(saved.slot, Hash::new_from_array(saved.blockhash));
        Ok(())
    }
}

/// The mint of wrapped SOL, which every chain has from its first block.
fn wrapped_sol_mint() -> Account {
    let mut data = vec![0; Mint::LEN];
    Mint {
        decimals: native_mint::DECIMALS,
        is_initialized: true,
        ..Mint::default()
    }
    .pack_into_slice(&mut data);
    Account {
        lamports: LAMPORTS_PER_SOL,
        data,
        owner: TOKEN,
        executable: false,
        rent_epoch: u64::MAX,
    }
}

fn refused(what: Address, reason: &impl ToString) -> StorageError {
    StorageError::Refused {
        what: what.to_string(),
        reason: reason.to_string(),
    }
}

fn save_account(address: &Address, account: Account) -> SavedAccount {
    SavedAccount {
        address: address.to_bytes(),
        lamports: account.lamports,
        owner: account.owner.to_bytes(),
        executable: account.executable,
        rent_epoch: account.rent_epoch,
        data: account.data,
    }
}

fn load_account(saved: SavedAccount) -> (Address, Account) {
    let account = Account {
        lamports: saved.lamports,
        data: saved.data,
        owner: saved.owner.into(),
        executable: saved.executable,
        rent_epoch: saved.rent_epoch,
    };
    (saved.address.into(), account)
}
