//! Makes an asset of a log's member.
#![allow(
    unused_variables,
    reason = "the derive macro unpacks the arguments once more than it needs"
)]

use anchor_lang::prelude::*;
use provenue_vault::clock::now;

use crate::{
    events::MemberMaterialised,
    merkle::member_leaf,
    state::{Asset, Log, Member},
    AssetDetails, RegistryError,
};

/// Makes an asset of a member of a log, registered at the time the log was first anchored with it.
///
/// The member's leaf names owner and details, so there is nothing to choose. A work that the log's owner
/// logged as their own was signed for with the anchor, and anyone may make the asset for them; an owner
/// who is somebody else signs, so that nobody is made to own what they did not claim.
///
/// The claim takes the next number on its content whenever that happens: among rival claims the time
/// of registration tells which was first, and not the number.
///
/// Errors: [`RegistryError::OwnerDidNotSign`], [`RegistryError::NotAMember`],
/// [`RegistryError::AlreadyMaterialised`], and those of [`RegisterAsset`](super::RegisterAsset).
#[derive(Accounts)]
#[instruction(claim_index: u16, content_id: [u8; 32])]
pub struct Materialise {
    /// Pays the rent. May be the owner.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    /// Who will own the asset. Signs, where it is not the log's owner.
    pub owner: UncheckedAccount,
    /// The log.
    #[account(
        address = member.log @ RegistryError::WrongLog,
        constraint = log.version == Log::VERSION @ RegistryError::UnknownVersion
    )]
    pub log: Account<Log>,
    /// The member, proved by [`ProveMember`](super::ProveMember).
    #[account(
        mut,
        constraint = member.version == Member::VERSION @ RegistryError::UnknownVersion
    )]
    pub member: Account<Member>,
    /// The asset.
    #[account(
        init,
        payer = payer,
        seeds = [Asset::SEED, content_id.as_slice(), claim_index.to_le_bytes()],
        bump
    )]
    pub asset: Account<Asset>,
    /// The claim just before on the same content id. Needed above index 0, refused at it.
    pub previous: Option<Account<Asset>>,
    /// The system program.
    pub system_program: Program<System>,
}

impl Materialise {
    pub(crate) fn materialise(
        &mut self,
        bump: u8,
        claim_index: u16,
        details: &AssetDetails,
    ) -> Result<()> {
        let owner = *self.owner.address();
        require!(
            self.owner.is_signer() || owner == self.log.owner,
            RegistryError::OwnerDidNotSign
        );
        require!(
            member_leaf(&owner, details)? == self.member.leaf,
            RegistryError::NotAMember
        );
        Asset::check_order(self.previous.as_deref(), &details.content_id, claim_index)?;
        details.validate()?;

        let (asset, now) = (*self.asset.address(), now()?);
        self.member.become_asset(asset)?;
        let (log, index) = (self.member.log, self.member.index.get());
        let anchored_at = self.member.anchored_at.get();
        self.asset
            .record(claim_index, details, owner, anchored_at, bump);
        self.asset.come_from(log, index, now);

        emit!(MemberMaterialised {
            asset,
            content_id: details.content_id,
            owner,
            log,
            index,
            byte_length: details.byte_length,
            registered_at: anchored_at,
            claim_index,
            disclosure: details.disclosure,
            training_allowed: u8::from(details.training_allowed),
            padding: [0; 4],
        });
        Ok(())
    }
}
