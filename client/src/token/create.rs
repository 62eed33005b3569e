//! New mints, for tests, demonstrations and whoever wants one.

use solana_address::Address;
use solana_instruction::Instruction;
use solana_program_pack::Pack;
use solana_system_interface::instruction::create_account;
use spl_token_2022_interface::{
    extension::{ExtensionType, transfer_fee::instruction::initialize_transfer_fee_config},
    instruction as token_2022,
    state::Mint,
};

use super::{MintInfo, TOKEN, TOKEN_2022, TransferFee, create_ata, wrapped_sol::built};
use crate::{
    error::{ClientError, Result},
    ledger::{Draft, Ledger, Receipt, SignerRef},
};

/// A mint to be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewMint {
    /// [`TOKEN`] or [`TOKEN_2022`].
    pub program: Address,
    /// Decimals of a whole token.
    pub decimals: u8,
    /// Kept of each transfer; only for Token-2022.
    pub transfer_fee: Option<TransferFee>,
}

impl NewMint {
    /// A mint of SPL Token.
    #[must_use]
    pub const fn spl(decimals: u8) -> Self {
        Self {
            program: TOKEN,
            decimals,
            transfer_fee: None,
        }
    }

    /// A mint of Token-2022 without extensions.
    #[must_use]
    pub const fn token_2022(decimals: u8) -> Self {
        Self {
            program: TOKEN_2022,
            decimals,
            transfer_fee: None,
        }
    }

    /// A mint of Token-2022 that keeps `bps` basis points of each transfer.
    #[must_use]
    pub const fn with_fee(decimals: u8, bps: u16) -> Self {
        Self {
            program: TOKEN_2022,
            decimals,
            transfer_fee: Some(TransferFee {
                bps,
                maximum: u64::MAX,
            }),
        }
    }
}

/// Makes a mint at the address of `mint`, whose authority is `payer`.
///
/// # Errors
/// When a fee is asked of an SPL Token mint, or the transaction fails.
pub async fn create_mint<L: Ledger>(
    ledger: &L,
    payer: SignerRef<'_>,
    mint: SignerRef<'_>,
    new: NewMint,
) -> Result<MintInfo> {
    let (authority, address) = (payer.pubkey(), mint.pubkey());
    let program = &new.program;
    let (space, extension) = match new.transfer_fee {
        None => (Mint::LEN, None),
        Some(fee) => {
            let extensions = [ExtensionType::TransferFeeConfig];
            let space = ExtensionType::try_calculate_account_len::<Mint>(&extensions);
            let initialize = initialize_transfer_fee_config(
                program,
                &address,
                Some(&authority),
                Some(&authority),
                fee.bps,
                fee.maximum,
            );
            match (space, initialize) {
                (Ok(space), Ok(initialize)) => (space, Some(initialize)),
                _ => {
                    return Err(ClientError::Precondition(
                        "only Token-2022 mints can keep a transfer fee".to_owned(),
                    ));
                }
            }
        }
    };
    let rent = ledger.minimum_balance(space).await?;
    let create = create_account(&authority, &address, rent, space as u64, program);
    let initialize =
        token_2022::initialize_mint2(program, &address, &authority, None, new.decimals);
    let instructions = std::iter::once(create)
        .chain(extension)
        .chain([built(initialize)])
        .collect();
    let draft = Draft::new(payer, instructions).signed_by(mint);
    ledger.send(&draft).await?;
    MintInfo::fetch(ledger, &address).await
}

/// Mints `units` base units to `owner`'s associated account; `authority` pays and signs.
///
/// # Errors
/// When the transaction fails.
pub async fn mint_to<L: Ledger>(
    ledger: &L,
    authority: SignerRef<'_>,
    mint: &MintInfo,
    owner: &Address,
    units: u64,
) -> Result<Receipt> {
    let payer = authority.pubkey();
    let mint_to: Instruction = built(token_2022::mint_to(
        &mint.program,
        &mint.address,
        &mint.ata(owner),
        &payer,
        &[],
        units,
    ));
    let instructions = vec![create_ata(&payer, owner, mint), mint_to];
    ledger.send(&Draft::new(authority, instructions)).await
}
