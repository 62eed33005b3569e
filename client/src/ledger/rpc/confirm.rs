//! Sending a transaction until it is confirmed or can no longer be.

use std::time::Duration;

use base64::{Engine, prelude::BASE64_STANDARD};
use solana_commitment_config::CommitmentConfig;
use solana_rpc_client_api::{
    client_error::{Error, ErrorKind},
    config::{RpcSendTransactionConfig, RpcTransactionConfig},
    request::{RpcError, RpcResponseErrorData},
};
use solana_signature::Signature;
use solana_transaction_error::TransactionError;
use solana_transaction_status_client_types::{
    TransactionStatus, UiTransactionEncoding, UiTransactionStatusMeta,
    option_serializer::OptionSerializer,
};
use tokio::time::sleep;

use super::{RpcFailure, RpcLedger};
use crate::{
    error::{ClientError, Result, transaction_error},
    ledger::{
        Draft, Receipt,
        draft::{Budget, Signed},
    },
};

/// About a slot.
const POLL: Duration = Duration::from_millis(400);
/// A leader may have dropped it: send the same bytes again every so many polls.
const RESEND_EVERY: u32 = 5;
/// Polls for the record of a transaction that is confirmed.
const RECORD_POLLS: u32 = 20;
/// Polls for an airdrop, which has no block height to wait for.
const AIRDROP_POLLS: u32 = 150;

/// How an attempt ended.
pub(super) enum Outcome {
    Processed(Receipt),
    /// Its block hash is too old: it was not processed and never will be.
    Expired,
}

impl RpcLedger {
    fn commitment(&self) -> CommitmentConfig {
        self.options.commitment.into()
    }

    /// Signs with a fresh block hash, sends, and waits.
    pub(super) async fn attempt(&self, draft: &Draft<'_>, budget: Budget) -> Result<Outcome> {
        let request = self
            .client
            .get_latest_blockhash_with_commitment(self.commitment());
        let (blockhash, last_height) = request.await.map_err(|error| self.fail(error))?;
        let signed = draft.sign(blockhash, budget)?;
        if let Err(error) = self.submit(&signed, false).await {
            return match self.judge(error, draft, &signed) {
                // The node that answered is behind the one that gave the block hash.
                ClientError::Transaction {
                    error: TransactionError::BlockhashNotFound,
                    ..
                } => {
                    sleep(POLL).await;
                    Ok(Outcome::Expired)
                }
                error => Err(error),
            };
        }
        let signature = signed.transaction.signatures[0];
        let mut polls = 0_u32;
        loop {
            sleep(POLL).await;
            polls = polls.wrapping_add(1);
            // Read the height before the status: a status that is still missing at a height past
            // the last valid one is missing for good.
            let height = self.client.get_block_height().await;
            let height = height.map_err(|error| self.fail(error))?;
            match self.status(&signature).await? {
                Some(status) if status.satisfies_commitment(self.commitment()) => {
                    let receipt = self.receipt(draft, &signed, status).await?;
                    return Ok(Outcome::Processed(receipt));
                }
                Some(_) => {}
                None if height > last_height => return Ok(Outcome::Expired),
                None if polls.is_multiple_of(RESEND_EVERY) => {
                    // Whether this one arrives, the status will tell.
                    let _ = self.submit(&signed, true).await;
                }
                None => {}
            }
        }
    }

    async fn submit(&self, signed: &Signed, again: bool) -> std::result::Result<(), Error> {
        let config = RpcSendTransactionConfig {
            skip_preflight: again,
            preflight_commitment: Some(self.commitment().commitment),
            max_retries: Some(0),
            ..RpcSendTransactionConfig::default()
        };
        let request = self
            .client
            .send_transaction_with_config(&signed.transaction, config);
        request.await.map(|_| ())
    }

    /// Waits until the faucet's transaction has the wanted commitment.
    pub(super) async fn wait_for(&self, signature: &Signature) -> Result<()> {
        for _ in 0..AIRDROP_POLLS {
            let status = self.status(signature).await?;
            match status.filter(|status| status.satisfies_commitment(self.commitment())) {
                Some(TransactionStatus {
                    err: Some(error), ..
                }) => {
                    return Err(RpcFailure::FaucetFailed {
                        signature: *signature,
                        error,
                    }
                    .into());
                }
                Some(_) => return Ok(()),
                None => sleep(POLL).await,
            }
        }
        Err(RpcFailure::NotConfirmed {
            signature: *signature,
        }
        .into())
    }

    async fn status(&self, signature: &Signature) -> Result<Option<TransactionStatus>> {
        let signatures = [*signature];
        let request = self.client.get_signature_statuses(&signatures);
        let mut found = request.await.map_err(|error| self.fail(error))?.value;
        Ok(found.pop().flatten())
    }

    /// A server's refusal of a transaction, as what the programs said where it says so.
    fn judge(&self, error: Error, draft: &Draft<'_>, signed: &Signed) -> ClientError {
        let verdict = error.get_transaction_error();
        let logs = match *error.kind {
            ErrorKind::RpcError(RpcError::RpcResponseError {
                data: RpcResponseErrorData::SendTransactionPreflightFailure(ref tried),
                ..
            }) => tried.logs.clone().unwrap_or_default(),
            _ => Vec::new(),
        };
        match verdict {
            Some(verdict) => explain(verdict, draft, signed, logs),
            None => self.fail(error),
        }
    }

    /// The record of a transaction that was processed; servers have it a moment later.
    async fn receipt(
        &self,
        draft: &Draft<'_>,
        signed: &Signed,
        status: TransactionStatus,
    ) -> Result<Receipt> {
        let signature = signed.transaction.signatures[0];
        let meta = self.record(&signature).await;
        let logs = meta.as_ref().map(logs).unwrap_or_default();
        if let Some(error) = status.err {
            return Err(explain(error, draft, signed, logs));
        }
        Ok(Receipt {
            signature,
            slot: status.slot,
            fee_lamports: meta.as_ref().map_or(0, |meta| meta.fee),
            compute_units: meta.as_ref().map_or(0, compute_units),
            return_data: meta.as_ref().map(return_data).unwrap_or_default(),
            logs,
        })
    }

    /// `None` when the server keeps no records: the transaction happened all the same.
    async fn record(&self, signature: &Signature) -> Option<UiTransactionStatusMeta> {
        // Records exist from `confirmed` on.
        let commitment = match self.commitment() {
            commitment if commitment.is_finalized() => commitment,
            _ => CommitmentConfig::confirmed(),
        };
        let config = RpcTransactionConfig {
            encoding: Some(UiTransactionEncoding::Base64),
            commitment: Some(commitment),
            max_supported_transaction_version: Some(0),
        };
        for _ in 0..RECORD_POLLS {
            let request = self.client.get_transaction_with_config(signature, config);
            match request.await {
                Ok(found) => return found.transaction.meta,
                Err(_) => sleep(POLL).await,
            }
        }
        None
    }
}

fn explain(
    error: TransactionError,
    draft: &Draft<'_>,
    signed: &Signed,
    logs: Vec<String>,
) -> ClientError {
    let payer = draft.payer_address();
    transaction_error(error, &signed.programs, signed.prefix, &payer, logs)
}

fn logs(meta: &UiTransactionStatusMeta) -> Vec<String> {
    match &meta.log_messages {
        OptionSerializer::Some(logs) => logs.clone(),
        OptionSerializer::None | OptionSerializer::Skip => Vec::new(),
    }
}

fn compute_units(meta: &UiTransactionStatusMeta) -> u64 {
    match &meta.compute_units_consumed {
        OptionSerializer::Some(units) => *units,
        OptionSerializer::None | OptionSerializer::Skip => 0,
    }
}

fn return_data(meta: &UiTransactionStatusMeta) -> Vec<u8> {
    match &meta.return_data {
        OptionSerializer::Some(returned) => {
            BASE64_STANDARD.decode(&returned.data.0).unwrap_or_default()
        }
        OptionSerializer::None | OptionSerializer::Skip => Vec::new(),
    }
}
