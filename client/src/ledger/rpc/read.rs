//! Reading accounts.

use solana_account::Account;
use solana_account_decoder_client_types::{UiAccount, UiAccountEncoding};
use solana_address::Address;
use solana_rpc_client_api::{
    config::{RpcAccountInfoConfig, RpcProgramAccountsConfig},
    filter::{Memcmp, RpcFilterType},
};
use solana_sdk_ids::sysvar;

use super::{RpcFailure, RpcLedger};
use crate::{error::Result, ledger::Filter};

/// Accounts a server returns at once.
const PAGE: usize = 100;

impl RpcLedger {
    fn account_config(&self) -> RpcAccountInfoConfig {
        RpcAccountInfoConfig {
            encoding: Some(UiAccountEncoding::Base64),
            commitment: Some(self.options.commitment.into()),
            ..RpcAccountInfoConfig::default()
        }
    }

    pub(super) async fn read_accounts(
        &self,
        addresses: &[Address],
    ) -> Result<Vec<Option<Account>>> {
        let mut accounts = Vec::with_capacity(addresses.len());
        for page in addresses.chunks(PAGE) {
            let request = self
                .client
                .get_multiple_ui_accounts_with_config(page, self.account_config());
            let found = request.await.map_err(|error| self.fail(error))?.value;
            for account in found {
                accounts.push(account.map(|account| self.decode(&account)).transpose()?);
            }
        }
        Ok(accounts)
    }

    pub(super) async fn read_program_accounts(
        &self,
        program: &Address,
        filters: &[Filter],
    ) -> Result<Vec<(Address, Account)>> {
        let filters = filters.iter().map(|filter| match filter {
            Filter::DataSize(size) => RpcFilterType::DataSize(*size as u64),
            Filter::Memcmp { offset, bytes } => {
                RpcFilterType::Memcmp(Memcmp::new_base58_encoded(*offset, bytes))
            }
        });
        let config = RpcProgramAccountsConfig {
            filters: Some(filters.collect()),
            account_config: self.account_config(),
            ..RpcProgramAccountsConfig::default()
        };
        let request = self
            .client
            .get_program_ui_accounts_with_config(program, config);
        let mut accounts = Vec::new();
        for (address, account) in request.await.map_err(|error| self.fail(error))? {
            accounts.push((address, self.decode(&account)?));
        }
        accounts.sort_unstable_by_key(|(address, _)| *address);
        Ok(accounts)
    }

    /// The chain's own clock: the sysvar's fifth and last field.
    pub(super) async fn read_clock(&self) -> Result<i64> {
        let clock = self.read_accounts(&[sysvar::clock::ID]).await?.pop();
        let time = clock
            .flatten()
            .and_then(|account| account.data.last_chunk().copied());
        let time = time.ok_or_else(|| RpcFailure::Unexpected {
            url: self.url(),
            reason: "the chain has no clock".to_owned(),
        });
        Ok(i64::from_le_bytes(time?))
    }

    fn decode(&self, account: &UiAccount) -> Result<Account> {
        Ok(account.to_account().ok_or_else(|| RpcFailure::Unexpected {
            url: self.url(),
            reason: "an account's data is not base64".to_owned(),
        })?)
    }
}
