//! Makes an NFT of a work.
#![allow(
    unused_variables,
    reason = "the derive macro unpacks the arguments once more than it needs"
)]

use anchor_lang::prelude::*;
use anchor_spl::{
    associated_token::{self, AssociatedToken},
    token_2022::Token2022,
};
use provenue_vault::clock::now;

use crate::{
    events::AssetWrapped,
    nft::{call, facts, member, mint_one, NewMint, Pointer, Texts},
    state::{Asset, AssetSigner, Terms},
    RegistryError,
};

/// Bytes of the mint before it is described: the base padded to a token account's 165 bytes, the account
/// type, and, each with a header of 4, the close authority and the metadata pointer.
const MINT_SPACE: usize = 165 + 1 + (4 + 32) + (4 + 64);

/// Bytes of a pointer to what says of which group the mint is a member.
const MEMBER_POINTER_SPACE: usize = 4 + 64;

/// Bytes of what says it: mint, group and number.
const MEMBER_SPACE: usize = 4 + 32 + 32 + 8;

/// Bytes of the mint that Token-2022 expects when it is initialized.
const fn mint_space(is_member: bool) -> usize {
    if is_member {
        MINT_SPACE + MEMBER_POINTER_SPACE
    } else {
        MINT_SPACE
    }
}

/// Makes an NFT of a work: one token, in the associated token account of the owner, whose holder is the
/// work's owner from then on. A proposal to another owner ends.
///
/// Nobody can mint a second one, freeze or take it, or change what it says. Only the close authority of
/// the mint is left, the asset, for [`UnwrapAsset`](super::UnwrapAsset).
///
/// It can be made a member of a collection, by whose maker it is signed too. A member takes one of the
/// collection's places for ever: wrapped again later, it takes another.
///
/// Errors: [`RegistryError::NotTheOwner`], [`RegistryError::AssetRevoked`],
/// [`RegistryError::NftTextLength`],
/// [`RegistryError::WrongAsset`], [`RegistryError::CollectionIncomplete`],
/// [`RegistryError::NotTheCurator`]; the system program's when there is an NFT already; Token-2022's when
/// there is no such collection, or it is full.
#[derive(Accounts)]
#[instruction(collection_index: Option<u16>)]
pub struct WrapAsset {
    /// Pays the rent. May be the owner.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    /// The asset's owner.
    #[account(address = asset.owner @ RegistryError::NotTheOwner)]
    pub owner: Signer,
    /// The asset.
    #[account(mut, constraint = asset.version == Asset::VERSION @ RegistryError::UnknownVersion)]
    pub asset: Account<Asset>,
    /// The mint.
    #[account(
        init,
        payer = payer,
        space = mint_space(collection_index.is_some()),
        owner = Token2022::id(),
        seeds = [Asset::NFT_SEED, asset],
        bump
    )]
    pub mint: UncheckedAccount,
    /// The owner's associated token account of the mint. Its program checks the address.
    #[account(mut)]
    pub holding: UncheckedAccount,
    /// Terms of the asset that the NFT is to show.
    pub terms: Option<Account<Terms>>,
    /// The collection that it is to be a member of.
    #[account(mut)]
    pub collection: Option<UncheckedAccount>,
    /// Who made the collection. May be the owner.
    pub curator: Option<Signer>,
    /// Token-2022.
    pub token_program: Program<Token2022>,
    /// The program of associated token accounts.
    pub associated_token_program: Program<AssociatedToken>,
    /// The system program.
    pub system_program: Program<System>,
}

impl WrapAsset {
    fn validate(&self, collection_index: Option<u16>, texts: &Texts) -> Result<()> {
        self.asset.check_active()?;
        texts.validate()?;
        if let Some(terms) = &self.terms {
            require!(
                terms.version == Terms::VERSION,
                RegistryError::UnknownVersion
            );
            require!(
                terms.asset == *self.asset.address(),
                RegistryError::WrongAsset
            );
        }
        let given = collection_index.is_some();
        require!(
            self.collection.is_some() == given && self.curator.is_some() == given,
            RegistryError::CollectionIncomplete
        );
        Ok(())
    }

    pub(crate) fn wrap_asset(&mut self, collection_index: Option<u16>, texts: Texts) -> Result<()> {
        self.validate(collection_index, &texts)?;
        let mint = *self.mint.address();
        self.asset.wrap(mint, now()?);

        let signer = self.asset.signer();
        self.make_mint(&signer, &texts)?;
        if let Some(index) = collection_index {
            self.join_collection(&signer, index)?;
        }
        self.give_token(&signer)?;

        emit!(AssetWrapped {
            asset: *self.asset.address(),
            mint,
            owner: self.asset.owner,
            collection: self
                .collection
                .as_ref()
                .map_or(Address::default(), |collection| *collection.address()),
        });
        Ok(())
    }

    fn make_mint(&mut self, signer: &AssetSigner, texts: &Texts) -> Result<()> {
        let address = *self.asset.address();
        let terms = self.terms.as_ref();
        let terms = terms.map(|terms| (terms.address(), &**terms));
        let facts = facts(&address, &self.asset, terms);
        let seeds = signer.seeds();
        let mint = NewMint {
            mint: self.mint.account(),
            authority: self.asset.cpi_handle(),
            seeds: &seeds,
        };
        mint.closable_by(&address);
        mint.points_to_itself(Pointer::Metadata);
        let mut more = 0;
        if self.collection.is_some() {
            mint.points_to_itself(Pointer::GroupMember);
            more = MEMBER_SPACE;
        }
        mint.initialize();
        mint.describe(self.payer.cpi_handle_mut(), texts, &facts, more)
    }

    /// Makes the mint a member of the collection, of which the curator is the maker.
    fn join_collection(&mut self, signer: &AssetSigner, index: u16) -> Result<()> {
        let (Some(collection), Some(curator)) = (&self.collection, &self.curator) else {
            return Err(RegistryError::CollectionIncomplete.into());
        };
        let (curator, index) = (*curator.address(), index.to_le_bytes());
        let seeds: [&[u8]; 3] = [Asset::COLLECTION_SEED, curator.as_ref(), &index];
        let bump =
            anchor_lang::find_and_verify_program_address(&seeds, &crate::ID, collection.address())
                .map_err(|_| RegistryError::NotTheCurator)?;
        let bump = [bump];
        let group_seeds: [&[u8]; 4] = [seeds[0], seeds[1], seeds[2], &bump];

        // Mint and collection fill two slots each, so each slot gets a handle of its own.
        let (mint, group) = (*self.mint.account(), *collection.account());
        let (mut written_mint, mut written_group) = (mint, group);
        call(
            &member(),
            [
                (CpiHandleMut::writable(&mut written_mint).into(), false),
                (CpiHandle::readonly(&mint), false),
                (self.asset.cpi_handle(), true),
                (CpiHandleMut::writable(&mut written_group).into(), false),
                (CpiHandle::readonly(&group), true),
            ],
            &[&signer.seeds(), &group_seeds],
        );
        Ok(())
    }

    /// Mints the one token to the owner, after which there can be no other.
    fn give_token(&mut self, signer: &AssetSigner) -> Result<()> {
        associated_token::create_idempotent(CpiContext::new(
            self.associated_token_program.address(),
            associated_token::CreateIdempotent {
                payer: self.payer.cpi_handle_mut(),
                associated_token: self.holding.cpi_handle_mut(),
                authority: self.owner.cpi_handle(),
                mint: self.mint.cpi_handle(),
                system_program: self.system_program.cpi_handle(),
                token_program: self.token_program.cpi_handle(),
            },
        ))?;
        let seeds = signer.seeds();
        call(
            &mint_one(),
            [
                (self.mint.cpi_handle_mut().into(), false),
                (self.holding.cpi_handle_mut().into(), false),
                (self.asset.cpi_handle(), true),
            ],
            &[&seeds],
        );
        NewMint {
            mint: self.mint.account(),
            authority: self.asset.cpi_handle(),
            seeds: &seeds,
        }
        .seal();
        Ok(())
    }
}
