//! `attest submit`: what somebody signed elsewhere, brought to the chain.

use std::{fmt, fs, path::Path};

use base64::{
    Engine,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use provenue_client::{
    Ledger,
    credential::{DetachedError, SignedMessage, UnsignedMessage},
    flows::attest::submit,
    solana::{Address, Signature},
    state::{self, Attestation},
};
use serde::{Deserialize, Serialize};

use super::{AttestationReport, detached::MessageDocument};
use crate::{
    args::AttestSubmitArgs,
    context::Context,
    failure::{Failure, Result},
    output::{Steps, as_text},
};

/// What was brought.
#[derive(Serialize)]
pub struct Submitted {
    #[serde(serialize_with = "as_text")]
    asset: Address,
    #[serde(flatten)]
    attestation: AttestationReport,
    steps: Steps,
}

pub async fn run(context: &Context, args: &AttestSubmitArgs) -> Result<Submitted> {
    let payer = context.paying_keypair()?;
    let (document, unsigned) = MessageDocument::read(&args.message)?;
    let signed = match (&args.signature, &args.webauthn) {
        (Some(signature), _) => with_signature(&unsigned, signature)?,
        (None, Some(path)) => with_assertion(&unsigned, path)?,
        (None, None) => return Err(Failure::new("the message is not signed yet")),
    };
    let ledger = context.ledger()?;
    let genesis = ledger.genesis_hash().await?;
    document.check_chain(&genesis)?;
    let (address, steps) = submit(&ledger, &payer, &unsigned, signed)
        .await
        .map_err(|error| {
            Failure::from(error).or_hint("`provenue attest message` writes a new one to sign")
        })?;
    let said: Attestation = state::fetch(&ledger, &address).await?;
    let now = ledger.unix_time().await?;
    Ok(Submitted {
        asset: unsigned.message.asset,
        attestation: AttestationReport::new(address, &said, now, &genesis),
        steps: steps.into(),
    })
}

/// Takes the signature in whichever way it is written: only one of them fits the key and the message.
fn with_signature(unsigned: &UnsignedMessage, text: &str) -> Result<SignedMessage> {
    let text = text.trim();
    let base58 = text.parse::<Signature>();
    let written = [
        hex::decode(text).ok(),
        base58.ok().map(|signature| signature.as_ref().to_vec()),
        STANDARD.decode(text).ok(),
        URL_SAFE_NO_PAD.decode(text.trim_end_matches('=')).ok(),
    ];
    let mut read = written.iter().flatten().peekable();
    if read.peek().is_none() {
        return Err(Failure::new(
            "the signature is written in neither hexadecimal, base58 nor base64",
        ));
    }
    let mut signed = read.filter_map(|signature| unsigned.signed(signature).ok());
    signed
        .next()
        .ok_or_else(|| Failure::new(DetachedError::WrongSignature))
}

/// A `PublicKeyCredential` as browsers write it in JSON (`credential.toJSON()`).
#[derive(Deserialize)]
struct WebauthnCredential {
    response: WebauthnResponse,
}

/// Its answer, in base64url; the signature is in DER.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct WebauthnResponse {
    authenticator_data: String,
    #[serde(rename = "clientDataJSON")]
    client_data_json: String,
    signature: String,
}

fn with_assertion(unsigned: &UnsignedMessage, path: &Path) -> Result<SignedMessage> {
    let shown = path.display();
    let refused = |why: String| Failure::new(format!("{shown} is no passkey's assertion: {why}"));
    let text = fs::read_to_string(path)
        .map_err(|error| Failure::new(format!("cannot read {shown}: {error}")))?;
    let credential: WebauthnCredential =
        serde_json::from_str(&text).map_err(|error| refused(error.to_string()))?;
    let bytes = |text: &str| {
        let decoded = URL_SAFE_NO_PAD.decode(text.trim_end_matches('='));
        decoded.map_err(|error| refused(error.to_string()))
    };
    let response = credential.response;
    let authenticator_data = bytes(&response.authenticator_data)?;
    let client_data_json = bytes(&response.client_data_json)?;
    let signature = bytes(&response.signature)?;
    unsigned
        .asserted(authenticator_data, client_data_json, &signature)
        .map_err(Failure::new)
}

impl fmt::Display for Submitted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.steps, self.attestation)
    }
}
