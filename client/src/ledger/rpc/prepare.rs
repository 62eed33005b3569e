//! Before a transaction is sent: what it will use, and what it should pay.

use solana_address::Address;
use solana_hash::Hash;
use solana_rpc_client_api::config::RpcSimulateTransactionConfig;

use super::{Priority, RpcLedger};
use crate::{
    error::{Result, transaction_error},
    ledger::{
        Draft,
        draft::{Budget, Signed},
    },
};

/// What no program is likely to exceed by more: rounding, an account one longer.
const FLOOR: u32 = 1_000;

impl RpcLedger {
    /// Tries the transaction, and asks for what it used and a margin.
    ///
    /// # Errors
    /// What the programs refuse, as [`crate::ClientError::Program`].
    pub(super) async fn budget_for(&self, draft: &Draft<'_>) -> Result<Budget> {
        let signed = draft.sign(Hash::default(), Budget::MAX)?;
        let config = RpcSimulateTransactionConfig {
            replace_recent_blockhash: true,
            commitment: Some(self.options.commitment.into()),
            ..RpcSimulateTransactionConfig::default()
        };
        let Signed {
            transaction,
            programs,
            prefix,
        } = signed;
        let simulated = self
            .client
            .simulate_transaction_with_config(&transaction, config)
            .await
            .map_err(|error| self.fail(error))?
            .value;
        if let Some(error) = simulated.err {
            let logs = simulated.logs.unwrap_or_default();
            let payer = draft.payer_address();
            return Err(transaction_error(
                error.into(),
                &programs,
                prefix,
                &payer,
                logs,
            ));
        }
        let units = match simulated.units_consumed {
            Some(used) => with_margin(used, self.options.compute_margin_percent),
            None => Budget::MAX.units,
        };
        let micro_lamports = self.price(draft).await?;
        Ok(Budget {
            units,
            micro_lamports,
        })
    }

    async fn price(&self, draft: &Draft<'_>) -> Result<u64> {
        match self.options.priority {
            Priority::None => Ok(0),
            Priority::Fixed(price) => Ok(price),
            Priority::Auto { max } => {
                let written = written_accounts(draft);
                let request = self.client.get_recent_prioritization_fees(&written);
                let recent = request.await.map_err(|error| self.fail(error))?;
                let fees = recent.iter().map(|fee| fee.prioritization_fee).collect();
                Ok(median(fees).min(max))
            }
        }
    }
}

fn with_margin(used: u64, percent: u32) -> u32 {
    let margin = used.saturating_mul(u64::from(percent)) / 100;
    let wanted = used.saturating_add(margin).saturating_add(u64::from(FLOOR));
    u32::try_from(wanted).map_or(Budget::MAX.units, |units| units.min(Budget::MAX.units))
}

/// Servers take at most 128 addresses.
fn written_accounts(draft: &Draft<'_>) -> Vec<Address> {
    let metas = draft.instructions.iter().flat_map(|ix| &ix.accounts);
    let mut written = metas
        .filter(|meta| meta.is_writable)
        .map(|meta| meta.pubkey)
        .chain([draft.payer_address()])
        .collect::<Vec<_>>();
    written.sort_unstable();
    written.dedup();
    written.truncate(128);
    written
}

fn median(mut values: Vec<u64>) -> u64 {
    values.sort_unstable();
    values.get(values.len() / 2).copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_margin_stays_within_what_a_transaction_may_use() {
        assert_eq!(with_margin(10_000, 15), 12_500);
        assert_eq!(with_margin(1_399_000, 50), 1_400_000);
        assert_eq!(with_margin(u64::MAX, 15), 1_400_000);
    }

    #[test]
    fn the_median_of_nothing_is_free() {
        assert_eq!(median(vec![]), 0);
        assert_eq!(median(vec![9, 1, 5]), 5);
    }
}
