//! `vault add-currency`: revenue of another kind.

use std::fmt;

use provenue_client::{
    flows::{mint::currency_action, plan::execute},
    solana::{Address, Signer},
    state::{self, Vault},
    token::MintInfo,
};
use serde::Serialize;

use super::risks;
use crate::{
    args::VaultAddCurrencyArgs,
    context::Context,
    failure::{Failure, Result},
    output::{Steps, as_text, mint_name},
};

/// What a vault takes now.
#[derive(Serialize)]
pub struct Added {
    #[serde(serialize_with = "as_text")]
    vault: Address,
    #[serde(serialize_with = "as_text")]
    mint: Address,
    #[serde(serialize_with = "as_text")]
    treasury: Address,
    decimals: u8,
    fee_bps: u16,
    /// What the currency's issuer could do to the vault's money.
    risks: Vec<&'static str>,
    steps: Steps,
}

pub async fn run(context: &Context, args: &VaultAddCurrencyArgs) -> Result<Added> {
    let authority = context.paying_keypair()?;
    let (ledger, found) = args.vault.open(context).await?;
    let currency = MintInfo::fetch(&ledger, &args.currency).await?;
    let (vault, name, signer) = (
        found.address,
        mint_name(&currency.address),
        authority.pubkey(),
    );
    if found.vault.currency_index(&currency.address).is_ok() {
        return Err(Failure::new(format!("vault {vault} takes {name} already")));
    }
    if found.vault.authority != signer {
        let rightful = found.vault.authority;
        return Err(Failure::new(format!(
            "only the authority of vault {vault}, {rightful}, can add a currency, not {signer}"
        ))
        .hint("sign with that keypair (-k)"));
    }
    let action = currency_action(&signer, &signer, &vault, &currency);
    let steps = execute(&ledger, &authority, &[], &[], &[action]).await;
    let steps = steps.map_err(|error| {
        let refused = error
            .program_failure()
            .is_some_and(|failure| failure.name == "RefusedExtension");
        let failure = Failure::from(error);
        if refused {
            failure.hint(format!("the mint has: {}", extensions(&currency)))
        } else {
            failure
        }
    })?;
    let after: Vault = state::fetch(&ledger, &vault).await?;
    let slot = after.currencies().last();
    Ok(Added {
        risks: slot.map_or_else(Vec::new, risks),
        vault,
        mint: currency.address,
        treasury: currency.ata(&vault),
        decimals: currency.decimals,
        fee_bps: currency.transfer_fee.map_or(0, |fee| fee.bps),
        steps: steps.into(),
    })
}

/// The mint's extensions, by their names.
fn extensions(currency: &MintInfo) -> String {
    let names = currency.extensions.iter();
    let names: Vec<_> = names.map(|extension| format!("{extension:?}")).collect();
    names.join(", ")
}

impl fmt::Display for Added {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.steps.fmt(f)?;
        let name = mint_name(&self.mint);
        writeln!(f, "vault {} takes {name} now", self.vault)?;
        if !self.risks.is_empty() {
            writeln!(f, "its issuer could {}", self.risks.join(", "))?;
        }
        if self.fee_bps > 0 {
            writeln!(
                f,
                "its mint keeps {} bps of each transfer: what is booked is what arrives",
                self.fee_bps
            )?;
        }
        Ok(())
    }
}
