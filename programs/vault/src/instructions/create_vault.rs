//! Creates a vault and its share mint.

use alloc::string::String;

use anchor_lang::{prelude::*, solana_program::program::invoke_signed};
use anchor_spl::{
    token_2022::{self, Token2022},
    token_2022_extensions::spl_token_metadata_interface,
    token_interface,
};
use provenue_accounting::{BPS, SHARE_DECIMALS};

use crate::{
    events::VaultCreated,
    state::{Gate, Vault, VaultOptions},
    VaultError,
};

/// Bytes of a Token-2022 mint with a transfer hook and a metadata pointer: the base padded to a
/// token account's 165 bytes, the account type, and a header of 4 with 64 for either extension.
const MINT_SPACE: usize = 165 + 1 + (4 + 64) + (4 + 64);

/// Most bytes of a share mint's name.
pub const MAX_NAME_BYTES: usize = 32;
/// Most bytes of a share mint's symbol.
pub const MAX_SYMBOL_BYTES: usize = 10;
/// Most bytes of a share mint's URI.
pub const MAX_URI_BYTES: usize = 200;

/// Creates a vault and its share mint.
///
/// The mint belongs to the vault, calls this program in each transfer and carries its own metadata;
/// hook, pointer and metadata can never be changed, and nobody can freeze an account of it.
///
/// What the options say is so for the vault's whole life.
///
/// Errors: [`VaultError::TextTooLong`], [`VaultError::NoAuthority`], [`VaultError::FloorTooHigh`]; the system program's when the
/// vault exists already.
#[derive(Accounts)]
pub struct CreateVault {
    /// Pays the rent. May be the base.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    /// The key that the vault's address follows from.
    pub base: Signer,
    /// The vault.
    #[account(init, payer = payer, seeds = [Vault::SEED, base.address().as_ref()], bump)]
    pub vault: Account<Vault>,
    /// The mint of its shares.
    #[account(
        init,
        payer = payer,
        space = MINT_SPACE,
        owner = Token2022::id(),
        seeds = [Vault::SHARES_SEED, vault.address().as_ref()],
        bump
    )]
    pub share_mint: UncheckedAccount,
    /// Token-2022.
    pub token_program: Program<Token2022>,
    /// The system program.
    pub system_program: Program<System>,
}

impl CreateVault {
    pub(crate) fn create_vault(
        &mut self,
        bump: u8,
        authority: Address,
        texts: [String; 3],
        options: VaultOptions,
    ) -> Result<()> {
        let [name, symbol, uri] = texts;
        let fits = |text: &str, least: usize, most: usize| (least..=most).contains(&text.len());
        require!(
            fits(&name, 1, MAX_NAME_BYTES)
                && fits(&symbol, 1, MAX_SYMBOL_BYTES)
                && fits(&uri, 0, MAX_URI_BYTES),
            VaultError::TextTooLong
        );
        require!(authority != Address::default(), VaultError::NoAuthority);
        require!(options.floor_bps <= BPS, VaultError::FloorTooHigh);

        let (base, share_mint) = (*self.base.address(), *self.share_mint.address());
        let address = *self.vault.address();
        let (reserve, reserve_bump) = find(Vault::RESERVE_SEED, &address);
        let gate = if options.gated {
            find(Gate::SEED, &address).0
        } else {
            Address::default()
        };
        let vault = &mut self.vault;
        vault.version = Vault::VERSION;
        vault.bump = bump;
        vault.base = base;
        vault.authority = authority;
        vault.share_mint = share_mint;
        vault.reserve_bump = reserve_bump;
        vault.gate = gate;
        vault.floor_bps = options.floor_bps.into();
        vault.stream_seconds = options.stream_seconds.into();
        vault.holdable = options.holdable.into();

        self.initialize_mint()?;
        self.initialize_metadata(bump, name, symbol, uri)?;

        emit!(VaultCreated {
            vault: address,
            base,
            authority,
            share_mint,
            rent_reserve: reserve,
            gate,
            floor_bps: options.floor_bps.into(),
            stream_seconds: options.stream_seconds.into(),
            holdable: options.holdable.into(),
        });
        Ok(())
    }

    /// Extensions come before the mint itself.
    fn initialize_mint(&mut self) -> Result<()> {
        let program = *self.token_program.address();
        let (vault, mint) = (*self.vault.address(), *self.share_mint.address());
        token_interface::transfer_hook_initialize(
            CpiContext::new(
                &program,
                token_interface::TransferHookInitialize {
                    mint: self.share_mint.cpi_handle_mut(),
                },
            ),
            None,
            Some(&crate::ID),
        )?;
        token_interface::metadata_pointer_initialize(
            CpiContext::new(
                &program,
                token_interface::MetadataPointerInitialize {
                    mint: self.share_mint.cpi_handle_mut(),
                },
            ),
            None,
            Some(&mint),
        )?;
        token_2022::initialize_mint2(
            CpiContext::new(
                &program,
                token_2022::InitializeMint2 {
                    mint: self.share_mint.cpi_handle_mut(),
                },
            ),
            SHARE_DECIMALS,
            &vault,
            None,
        )
    }

    /// The metadata makes the mint grow: its rent comes first.
    fn initialize_metadata(
        &mut self,
        bump: u8,
        name: String,
        symbol: String,
        uri: String,
    ) -> Result<()> {
        // A header of 4, update authority and mint, three texts with their lengths, and the length
        // of an empty list of further fields.
        let space = MINT_SPACE + 4 + 64 + 12 + name.len() + symbol.len() + uri.len() + 4;
        let missing = anchor_lang::cpi::rent_exempt_lamports(space)?
            .saturating_sub(self.share_mint.account().lamports());
        if missing > 0 {
            system_program::transfer(
                CpiContext::new(
                    self.system_program.address(),
                    system_program::Transfer {
                        from: self.payer.cpi_handle_mut(),
                        to: self.share_mint.cpi_handle_mut(),
                    },
                ),
                missing,
            )?;
        }
        let (vault, mint) = (*self.vault.address(), *self.share_mint.address());
        let instruction = spl_token_metadata_interface::instruction::initialize(
            self.token_program.address(),
            &mint,
            &vault,
            &mint,
            &vault,
            name,
            symbol,
            uri,
        );
        let base = *self.base.address();
        // The mint fills two slots, so each slot gets a handle of its own.
        let mint_read = *self.share_mint.account();
        let mut mint_written = mint_read;
        let handles = [
            CpiHandleMut::writable(&mut mint_written).into(),
            self.vault.cpi_handle(),
            CpiHandle::readonly(&mint_read),
            self.vault.cpi_handle(),
        ];
        invoke_signed(
            &instruction,
            &handles,
            &[&[Vault::SEED, base.as_ref(), &[bump]]],
        )
    }
}

/// The address derived from `seed` and a vault, and its bump.
fn find(seed: &[u8], vault: &Address) -> (Address, u8) {
    anchor_lang::find_program_address(&[seed, vault.as_ref()], &crate::ID)
}
