//! Makes a collection that NFTs of works can be members of.
#![allow(
    unused_variables,
    reason = "the derive macro unpacks the arguments once more than it needs"
)]

use anchor_lang::prelude::*;
use anchor_spl::token_2022::Token2022;

use crate::{
    events::CollectionCreated,
    nft::{call, group, NewMint, Pointer, Texts},
    state::Asset,
    RegistryError,
};

/// Bytes of the mint before it is described: the base padded to a token account's 165 bytes, the account
/// type, and, each with a header of 4, the metadata pointer and the group pointer.
const MINT_SPACE: usize = 165 + 1 + (4 + 64) + (4 + 64);

/// Bytes of the group: update authority, mint, size and largest size.
const GROUP_SPACE: usize = 4 + 32 + 32 + 8 + 8;

/// Makes a collection: a Token-2022 mint without a token, which is a group. NFTs become members of it as
/// works are wrapped, signed by whoever made it.
///
/// Nobody can change what it says or how many members it has room for.
///
/// Errors: [`RegistryError::NftTextLength`], [`RegistryError::EmptyCollection`]; the system program's
/// when the curator has one with this index.
#[derive(Accounts)]
#[instruction(index: u16)]
pub struct CreateCollection {
    /// Pays the rent. May be the curator.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    /// Whose collection it is: a studio, for instance.
    pub curator: Signer,
    /// The collection.
    #[account(
        init,
        payer = payer,
        space = MINT_SPACE,
        owner = Token2022::id(),
        seeds = [Asset::COLLECTION_SEED, curator, index.to_le_bytes()],
        bump
    )]
    pub collection: UncheckedAccount,
    /// Token-2022.
    pub token_program: Program<Token2022>,
    /// The system program.
    pub system_program: Program<System>,
}

impl CreateCollection {
    pub(crate) fn create_collection(
        &mut self,
        bump: u8,
        index: u16,
        max_size: u64,
        texts: &Texts,
    ) -> Result<()> {
        texts.validate()?;
        require!(max_size > 0, RegistryError::EmptyCollection);

        let (curator, collection) = (*self.curator.address(), *self.collection.address());
        let (index_bytes, bump) = (index.to_le_bytes(), [bump]);
        let seeds: [&[u8]; 4] = [
            Asset::COLLECTION_SEED,
            curator.as_ref(),
            &index_bytes,
            &bump,
        ];
        let view = *self.collection.account();
        let mint = NewMint {
            mint: &view,
            authority: CpiHandle::readonly(&view),
            seeds: &seeds,
        };
        mint.points_to_itself(Pointer::Metadata);
        mint.points_to_itself(Pointer::Group);
        mint.initialize();
        mint.describe(self.payer.cpi_handle_mut(), texts, &[], GROUP_SPACE)?;

        // Members are added by the collection's own signature, so by this program.
        let mut written = view;
        call(
            &group(&collection, max_size),
            [
                (CpiHandleMut::writable(&mut written).into(), false),
                (CpiHandle::readonly(&view), false),
                (CpiHandle::readonly(&view), true),
            ],
            &[&seeds],
        );
        mint.seal();

        emit!(CollectionCreated {
            collection,
            curator,
            max_size,
            index,
            padding: [0; 6],
        });
        Ok(())
    }
}
