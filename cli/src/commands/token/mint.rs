//! `token mint`: tokens of a currency one made, or wrapped SOL.

use std::fmt;

use provenue_client::{
    Amount, Draft, Ledger, Receipt,
    solana::{Address, Keypair, Signer},
    token::{MintInfo, WRAPPED_SOL, mint_to, wrap_sol},
};
use serde::Serialize;

use crate::{
    args::TokenMintArgs,
    context::Context,
    failure::{Failure, Result},
    ledger::AnyLedger,
    output::{Transaction, as_text, mint_name},
};

/// What was minted to whom.
#[derive(Serialize)]
pub struct Minted {
    #[serde(serialize_with = "as_text")]
    mint: Address,
    #[serde(serialize_with = "as_text")]
    owner: Address,
    #[serde(serialize_with = "as_text")]
    account: Address,
    #[serde(serialize_with = "as_text")]
    units: u64,
    decimals: u8,
    transaction: Transaction,
}

pub async fn run(context: &Context, args: &TokenMintArgs) -> Result<Minted> {
    let payer = context.paying_keypair()?;
    let owner = args.owner.unwrap_or_else(|| payer.pubkey());
    let ledger = context.ledger()?;
    let mint = MintInfo::fetch(&ledger, &args.mint).await?;
    let units = mint.parse(&args.amount)?.units;
    if units == 0 {
        return Err(Failure::new("the amount must be more than 0"));
    }
    let receipt = if mint.address == WRAPPED_SOL {
        wrap(&ledger, &payer, &owner, units).await?
    } else {
        check_authority(&mint, &payer.pubkey())?;
        mint_to(&ledger, &payer, &mint, &owner, units).await?
    };
    Ok(Minted {
        mint: mint.address,
        owner,
        account: mint.ata(&owner),
        units,
        decimals: mint.decimals,
        transaction: receipt.into(),
    })
}

async fn wrap(
    ledger: &AnyLedger,
    payer: &Keypair,
    owner: &Address,
    lamports: u64,
) -> Result<Receipt> {
    if *owner != payer.pubkey() {
        return Err(
            Failure::new("SOL is wrapped only for the keypair that signs")
                .hint("leave the owner out, or sign with the owner's keypair (-k)"),
        );
    }
    let instructions = wrap_sol(owner, lamports);
    Ok(ledger.send(&Draft::new(payer, instructions)).await?)
}

fn check_authority(mint: &MintInfo, signer: &Address) -> Result<()> {
    match mint.mint_authority {
        Some(authority) if authority == *signer => Ok(()),
        Some(authority) => Err(Failure::new(format!(
            "only {authority} can mint {}, not {signer}",
            mint.address
        ))
        .hint("sign with that keypair (-k)")),
        None => Err(Failure::new(format!(
            "nobody can mint more of {}: its authority is gone",
            mint.address
        ))),
    }
}

impl fmt::Display for Minted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let amount = Amount::new(self.units, self.decimals);
        writeln!(
            f,
            "{} got {amount} of {}",
            self.owner,
            mint_name(&self.mint)
        )
    }
}
