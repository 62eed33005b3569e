//! Making a Token-2022 mint that nobody can change.

use alloc::string::String;

use anchor_lang::{cpi::rent_exempt_lamports, prelude::*};
use provenue_vault::instructions::{MAX_NAME_BYTES, MAX_SYMBOL_BYTES, MAX_URI_BYTES};

use super::token_call::{self as token, call, Pointer};
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

    /// Bytes of the metadata that has these texts and further fields: a header of 4, update authority and
    /// mint, each text with its length, and the number of fields.
    fn space(&self, facts: &[(&str, String)]) -> usize {
        let texts = self.name.len() + self.symbol.len() + self.uri.len();
        let fields = facts
            .iter()
            .map(|(name, value)| 8 + name.len() + value.len());
        4 + 32 + 32 + 3 * 4 + texts + 4 + fields.sum::<usize>()
    }
}

/// A mint of Token-2022 in the making, an empty account of that program so far. What it can do comes
/// first, then [`NewMint::initialize`], then what it says.
pub(crate) struct NewMint<'a> {
    /// The mint.
    pub mint: &'a AccountView,
    /// What signs for it until it is made: an address of this program.
    pub authority: CpiHandle<'a>,
    /// The authority's seeds.
    pub seeds: &'a [&'a [u8]],
}

impl NewMint<'_> {
    /// Lets `authority` close the mint once there is no token of it.
    pub fn closable_by(&self, authority: &Address) {
        self.tell(&token::close_authority(authority));
    }

    /// Says, for ever, that the mint itself tells what the pointer points to.
    pub fn points_to_itself(&self, kind: Pointer) {
        self.tell(&token::pointer(kind, self.mint.address()));
    }

    /// Makes it a mint of whole tokens that nobody can freeze.
    pub fn initialize(&self) {
        self.tell(&token::initialize_mint(self.authority.address()));
    }

    /// Writes the metadata, after which nobody can change it. `payer` pays for it, and for `more` bytes
    /// that the mint will grow by.
    pub fn describe(
        &self,
        payer: CpiHandleMut<'_>,
        texts: &Texts,
        facts: &[(&str, String)],
        more: usize,
    ) -> Result<()> {
        self.fund(payer, self.mint.data_len() + texts.space(facts) + more)?;

        let mut written = *self.mint;
        call(
            &token::describe(&texts.name, &texts.symbol, &texts.uri),
            [
                (CpiHandleMut::writable(&mut written).into(), false),
                (self.authority, false),
                (CpiHandle::readonly(self.mint), false),
                (self.authority, true),
            ],
            &[self.seeds],
        );
        for (name, value) in facts {
            self.order(&token::add_field(name, value));
        }
        self.order(&token::end_describing());
        Ok(())
    }

    /// Ends the making: nobody can mint a token any more.
    pub fn seal(&self) {
        self.order(&token::end_minting());
    }

    /// Pays the rent of `space` bytes, of which some may be paid already.
    fn fund(&self, payer: CpiHandleMut<'_>, space: usize) -> Result<()> {
        let missing = rent_exempt_lamports(space)?.saturating_sub(self.mint.lamports());
        if missing == 0 {
            return Ok(());
        }
        let mut mint = *self.mint;
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

    /// Calls Token-2022 with the mint alone.
    fn tell(&self, data: &[u8]) {
        let mut mint = *self.mint;
        call(
            data,
            [(CpiHandleMut::writable(&mut mint).into(), false)],
            &[],
        );
    }

    /// Calls Token-2022 with the mint and its authority, who signs.
    fn order(&self, data: &[u8]) {
        let mut mint = *self.mint;
        call(
            data,
            [
                (CpiHandleMut::writable(&mut mint).into(), false),
                (self.authority, true),
            ],
            &[self.seeds],
        );
    }
}
