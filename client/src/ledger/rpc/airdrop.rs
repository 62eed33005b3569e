//! Asking a test network's faucet.

use serde_json::json;
use solana_address::Address;
use solana_rpc_client_api::{config::RpcRequestAirdropConfig, request::RpcRequest};
use solana_signature::Signature;

use super::{RpcFailure, RpcLedger};
use crate::error::Result;

impl RpcLedger {
    /// Solana's client has a method for this, which reports every failure as the faucet's rate
    /// limit, even that of a server which is not there.
    pub(super) async fn request_airdrop(
        &self,
        address: &Address,
        lamports: u64,
    ) -> Result<Signature> {
        let config = RpcRequestAirdropConfig {
            commitment: Some(self.options.commitment.into()),
            ..RpcRequestAirdropConfig::default()
        };
        let parameters = json!([address.to_string(), lamports, config]);
        let request = self.client.send(RpcRequest::RequestAirdrop, parameters);
        let answer: String = request.await.map_err(|error| self.fail(error))?;
        let signature = answer.parse().map_err(|_| RpcFailure::Unexpected {
            url: self.url(),
            reason: format!("'{answer}' is no signature of an airdrop"),
        });
        Ok(signature?)
    }
}
