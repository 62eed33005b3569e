//! `token create`: a currency of one's own.

use std::fmt;

use provenue_client::{
    solana::{Address, Keypair, Signer},
    token::{NewMint, TransferFee, create_mint},
};
use serde::Serialize;

use super::program_name;
use crate::{
    args::TokenCreateArgs,
    context::Context,
    failure::Result,
    keypairs,
    output::{Fields, as_text},
};

/// The mint that was made.
#[derive(Serialize)]
pub struct Created {
    #[serde(serialize_with = "as_text")]
    mint: Address,
    #[serde(serialize_with = "as_text")]
    program: Address,
    decimals: u8,
    fee_bps: u16,
    #[serde(serialize_with = "as_text")]
    authority: Address,
}

pub async fn run(context: &Context, args: &TokenCreateArgs) -> Result<Created> {
    let payer = context.paying_keypair()?;
    let mint = match &args.mint {
        Some(path) => keypairs::read(path)?,
        None => Keypair::new(),
    };
    let made = create_mint(&context.ledger()?, &payer, &mint, wanted(args)).await?;
    Ok(Created {
        mint: made.address,
        program: made.program,
        decimals: made.decimals,
        fee_bps: made.transfer_fee.map_or(0, |fee: TransferFee| fee.bps),
        authority: payer.pubkey(),
    })
}

fn wanted(args: &TokenCreateArgs) -> NewMint {
    match args.fee_bps {
        Some(bps) => NewMint::with_fee(args.decimals, bps),
        None if args.token_2022 => NewMint::token_2022(args.decimals),
        None => NewMint::spl(args.decimals),
    }
}

impl fmt::Display for Created {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let fee = (self.fee_bps > 0).then(|| format!("{} bps of each transfer", self.fee_bps));
        let block = Fields::of(self.mint)
            .field("program", program_name(&self.program))
            .field("decimals", self.decimals)
            .optional("fee", fee)
            .field("minted by", self.authority);
        write!(f, "{block}")
    }
}
