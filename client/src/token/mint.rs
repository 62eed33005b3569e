//! What a mint is.

use solana_account::Account;
use solana_address::Address;
use spl_token_2022_interface::{
    extension::{
        BaseStateWithExtensions, ExtensionType, StateWithExtensions,
        mint_close_authority::MintCloseAuthority, transfer_fee::TransferFeeConfig, transfer_hook,
    },
    state::Mint,
};

use super::{WRAPPED_SOL, is_token_program};
use crate::{
    Amount, AmountError,
    error::{AccountError, Result},
    ledger::Ledger,
};

/// A fee that a mint keeps of each transfer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TransferFee {
    /// In basis points of what is sent, rounded up.
    pub bps: u16,
    /// Never more than so many base units.
    pub maximum: u64,
}

impl TransferFee {
    /// The fee on a transfer of `amount` base units.
    #[must_use]
    pub fn on(&self, amount: u64) -> u64 {
        let fee = (u128::from(amount) * u128::from(self.bps)).div_ceil(10_000);
        u64::try_from(fee).map_or(self.maximum, |fee| fee.min(self.maximum))
    }
}

/// What a mint is, as far as whoever moves its tokens must know.
#[derive(Clone, Debug, PartialEq)]
pub struct MintInfo {
    /// Where it is.
    pub address: Address,
    /// The token program it belongs to.
    pub program: Address,
    /// Decimals of a whole token.
    pub decimals: u8,
    /// Base units in existence.
    pub supply: u64,
    /// Who can mint more, if anybody.
    pub mint_authority: Option<Address>,
    /// Who can freeze accounts, if anybody.
    pub freeze_authority: Option<Address>,
    /// Who can close it once there is none of it, if anybody.
    pub close_authority: Option<Address>,
    /// The fee of each transfer; the newer one where a change is announced.
    pub transfer_fee: Option<TransferFee>,
    /// The program called in each transfer.
    pub transfer_hook: Option<Address>,
    /// Its Token-2022 extensions.
    pub extensions: Vec<ExtensionType>,
}

impl MintInfo {
    /// Reads a mint of either token program.
    ///
    /// # Errors
    /// [`AccountError::NotAToken`] when it is none.
    pub fn decode(address: Address, account: &Account) -> Result<Self, AccountError> {
        let not_a_mint = || AccountError::NotAToken {
            kind: "mint",
            address,
        };
        if !is_token_program(&account.owner) {
            return Err(not_a_mint());
        }
        let state = StateWithExtensions::<Mint>::unpack(&account.data).map_err(|_| not_a_mint())?;
        let fee = state.get_extension::<TransferFeeConfig>().ok();
        Ok(Self {
            address,
            program: account.owner,
            decimals: state.base.decimals,
            supply: state.base.supply,
            mint_authority: state.base.mint_authority.into(),
            freeze_authority: state.base.freeze_authority.into(),
            close_authority: state
                .get_extension::<MintCloseAuthority>()
                .ok()
                .and_then(|close| close.close_authority.into()),
            transfer_fee: fee.map(|fee| TransferFee {
                bps: fee.newer_transfer_fee.transfer_fee_basis_points.into(),
                maximum: fee.newer_transfer_fee.maximum_fee.into(),
            }),
            transfer_hook: transfer_hook::get_program_id(&state),
            extensions: state.get_extension_types().map_err(|_| not_a_mint())?,
        })
    }

    /// What arrives of a transfer of `sent` base units.
    #[must_use]
    pub fn arriving(&self, sent: u64) -> u64 {
        sent.saturating_sub(self.transfer_fee.map_or(0, |fee| fee.on(sent)))
    }

    /// Reads the mint at `address`.
    ///
    /// # Errors
    /// [`AccountError`] when there is none.
    pub async fn fetch<L: Ledger>(ledger: &L, address: &Address) -> Result<Self> {
        let account = ledger.account(address).await?;
        let account = account.ok_or(AccountError::Missing {
            kind: "mint",
            address: *address,
        })?;
        Ok(Self::decode(*address, &account)?)
    }

    /// The associated token account of `owner`.
    #[must_use]
    pub fn ata(&self, owner: &Address) -> Address {
        super::ata(owner, &self.address, &self.program)
    }

    /// What people call it: SOL for wrapped SOL, else its address, which nobody can imitate.
    #[must_use]
    pub fn label(&self) -> String {
        if self.address == super::WRAPPED_SOL {
            "SOL".to_owned()
        } else {
            self.address.to_string()
        }
    }

    /// `units` base units of this token.
    #[must_use]
    pub fn amount(&self, units: u64) -> Amount {
        Amount::new(units, self.decimals)
    }

    /// `units` base units of this token in plain words: `0.5 SOL`, or `12.5 of` and the mint's address,
    /// which nobody can imitate.
    #[must_use]
    pub fn describe(&self, units: u64) -> String {
        let amount = self.amount(units);
        if self.address == WRAPPED_SOL {
            format!("{amount} SOL")
        } else {
            format!("{amount} of {}", self.address)
        }
    }

    /// Reads whole tokens, like `12.5`.
    ///
    /// # Errors
    /// [`AmountError`] when it is no number or too precise for this token.
    pub fn parse(&self, text: &str) -> Result<Amount, AmountError> {
        Amount::parse(text, self.decimals)
    }
}
