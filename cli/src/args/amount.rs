//! Arguments of the commands about SOL.

use clap::Args;
use provenue_client::{Amount, solana::Address};

use super::parse_address;
use crate::output::SOL_DECIMALS;

/// SOL, more than 0.
pub(super) fn parse_sol(text: &str) -> Result<Amount, String> {
    match Amount::parse(text, SOL_DECIMALS) {
        Ok(amount) if amount.units == 0 => Err("the amount must be more than 0".to_owned()),
        Ok(amount) => Ok(amount),
        Err(error) => Err(error.to_string()),
    }
}

/// Get SOL for nothing, on the embedded ledger and on test networks
///
/// It pays for transactions and for the space that accounts take. Public test networks give
/// little, and not to everybody.
#[derive(Args)]
#[command(after_help = "\
Examples:
  provenue airdrop 10
  provenue airdrop 2.5 bob.json
  provenue airdrop 1 --url devnet")]
pub struct AirdropArgs {
    /// How much, in SOL
    #[arg(value_parser = parse_sol)]
    pub amount: Amount,
    /// Who gets it: an address or a keypair file [default: the keypair that signs]
    #[arg(value_parser = parse_address)]
    pub address: Option<Address>,
}

/// Show how much SOL an address holds
#[derive(Args)]
#[command(after_help = "\
Examples:
  provenue balance
  provenue balance bob.json --output json
  provenue balance 9WzDXwBbmkg8ZTbNMqUxvQRAyrZzDsGYdLVL9zYtAWWM --url mainnet-beta")]
pub struct BalanceArgs {
    /// Whose: an address or a keypair file [default: the keypair that signs]
    #[arg(value_parser = parse_address)]
    pub address: Option<Address>,
}
