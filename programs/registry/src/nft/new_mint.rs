//! Making a Token-2022 mint that nobody can change.

use alloc::{string::String, vec::Vec};

use anchor_lang::{cpi::rent_exempt_lamports, prelude::*, solana_program::program::invoke_signed};
use anchor_spl::{
    token_2022::{self, spl_token_2022::instruction::AuthorityType},
    token_2022_extensions::{
        self as extensions,
        spl_token_metadata_interface::{self as metadata, state::TokenMetadata},
        Field,
    },
};
use provenue_vault::instructions::{MAX_NAME_BYTES, MAX_SYMBOL_BYTES, MAX_URI_BYTES};

use crate::RegistryError;

/// What wallets call a mint.
pub(crate) struct Texts {
    /// 1 to 32 bytes.
    pub name: String,
    /// 1 to 10 bytes.
    pub symbol: String,
    /// At most 200 bytes; empty = none.
    pub uri: String,
}

impl Texts {
    /// Whether they are as long as a share mint's may be.
    ///
    /// # Errors
    /// [`RegistryError::NftTextLength`].
    pub fn validate(&self) -> core::result::Result<(), RegistryError> {
        let fits = |text: &str, least: usize, most: usize| (least..=most).contains(&text.len());
        if fits(&self.name, 1, MAX_NAME_BYTES)
            && fits(&self.symbol, 1, MAX_SYMBOL_BYTES)
            && fits(&self.uri, 0, MAX_URI_BYTES)
        {
            Ok(())
        } else {
            Err(RegistryError::NftTextLength)
        }
    }
}

/// A mint of Token-2022 in the making, an empty account of that program so far. What it can do comes
/// first, then [`NewMint::initialize`], then what it says.
pub(crate) struct NewMint<'a> {
    /// The mint.
    pub mint: AccountView,
    /// What signs for it until it is made: an address of this program.
    pub authority: CpiHandle<'a>,
    /// The authority's seeds.
    pub seeds: &'a [&'a [u8]],
}

/// Calls an extension's initialization, which has the mint as its only account.
macro_rules! extend {
    ($self:ident, $call:ident, $accounts:ident, $($argument:expr),*) => {{
        let mut mint = $self.mint;
        extensions::$call(
            CpiContext::new(
                &Token2022::id(),
                extensions::$accounts {
                    mint: CpiHandleMut::writable(&mut mint),
                },
            ),
            $($argument),*
        )
    }};
}

impl NewMint<'_> {
    /// Lets `authority` close the mint once there is no token of it.
    pub fn closable_by(&self, authority: &Address) -> Result<()> {
        extend!(
            self,
            mint_close_authority_initialize,
            MintCloseAuthorityInitialize,
            Some(authority)
        )
    }

    /// Says, for ever, that the mint's metadata is in the mint.
    pub fn with_metadata(&self) -> Result<()> {
        let at = Some(self.mint.address());
        extend!(
            self,
            metadata_pointer_initialize,
            MetadataPointerInitialize,
            None,
            at
        )
    }

    /// Says, for ever, that the mint is a group and describes itself.
    pub fn as_group(&self) -> Result<()> {
        let at = Some(self.mint.address());
        extend!(
            self,
            group_pointer_initialize,
            GroupPointerInitialize,
            None,
            at
        )
    }

    /// Says, for ever, that the mint is a member of a group and names it.
    pub fn as_member(&self) -> Result<()> {
        let at = Some(self.mint.address());
        extend!(
            self,
            group_member_pointer_initialize,
            GroupMemberPointerInitialize,
            None,
            at
        )
    }

    /// Makes it a mint of whole tokens that nobody can freeze.
    pub fn initialize(&self) -> Result<()> {
        let mut mint = self.mint;
        token_2022::initialize_mint2(
            CpiContext::new(
                &Token2022::id(),
                token_2022::InitializeMint2 {
                    mint: CpiHandleMut::writable(&mut mint),
                },
            ),
            0,
            self.authority.address(),
            None,
        )
    }

    /// Pays the rent of `space` bytes, of which some may be paid already.
    fn fund(&self, payer: CpiHandleMut<'_>, space: usize) -> Result<()> {
        let missing = rent_exempt_lamports(space)?.saturating_sub(self.mint.lamports());
        if missing == 0 {
            return Ok(());
        }
        let mut mint = self.mint;
        system_program::transfer(
            CpiContext::new(
                &system_program::ID,
                system_program::Transfer {
                    from: payer,
                    to: CpiHandleMut::writable(&mut mint),
                },
            ),
            missing,
        )
    }

    /// Writes the metadata, after which nobody can change it. `payer` pays for it, and for `more` bytes
    /// that the mint will grow by.
    pub fn describe(
        &self,
        payer: CpiHandleMut<'_>,
        texts: Texts,
        facts: Vec<(String, String)>,
        more: usize,
    ) -> Result<()> {
        let (mint, authority) = (*self.mint.address(), *self.authority.address());
        let said = TokenMetadata {
            update_authority: Default::default(),
            mint,
            name: texts.name,
            symbol: texts.symbol,
            uri: texts.uri,
            additional_metadata: facts,
        };
        // Token-2022's header of an extension has 4 bytes, where the interface counts 12.
        let space = self.mint.data_len() + said.tlv_size_of()? - 8 + more;
        self.fund(payer, space)?;

        let initialize = metadata::instruction::initialize(
            &Token2022::id(),
            &mint,
            &authority,
            &mint,
            &authority,
            said.name,
            said.symbol,
            said.uri,
        );
        // The mint fills two slots, so each slot gets a handle of its own.
        let (read, mut written) = (self.mint, self.mint);
        let handles = [
            CpiHandleMut::writable(&mut written).into(),
            self.authority,
            CpiHandle::readonly(&read),
            self.authority,
        ];
        invoke_signed(&initialize, &handles, &[self.seeds])?;

        for (name, value) in said.additional_metadata {
            let mut written = self.mint;
            extensions::token_metadata_update_field(
                CpiContext::new_with_signer(
                    &Token2022::id(),
                    extensions::TokenMetadataUpdateField {
                        metadata: CpiHandleMut::writable(&mut written),
                        update_authority: self.authority,
                    },
                    &[self.seeds],
                ),
                Field::Key(name),
                value,
            )?;
        }
        let mut written = self.mint;
        extensions::token_metadata_update_authority(
            CpiContext::new_with_signer(
                &Token2022::id(),
                extensions::TokenMetadataUpdateAuthority {
                    metadata: CpiHandleMut::writable(&mut written),
                    current_authority: self.authority,
                },
                &[self.seeds],
            ),
            None,
        )
    }

    /// Ends the making: nobody can mint a token any more.
    pub fn seal(&self) -> Result<()> {
        let mut mint = self.mint;
        token_2022::set_authority(
            CpiContext::new_with_signer(
                &Token2022::id(),
                token_2022::SetAuthority {
                    account_or_mint: CpiHandleMut::writable(&mut mint),
                    current_authority: self.authority,
                },
                &[self.seeds],
            ),
            AuthorityType::MintTokens,
            None,
        )
    }
}
