//! Says what a work was made from.

use anchor_lang::prelude::*;
use provenue_vault::{clock::now, cpi::accounts::LinkUpstream, instruction};

use crate::{
    events::IngredientLinked,
    state::{Asset, Ingredient, License, Terms},
    vault_call::call_vault,
    DerivativeRate, RegistryError, Relation,
};

/// Links a work to one that it was made from, and makes its vault owe the other's what was agreed.
///
/// The child's owner signs. What gives the right is one of two: a licence that the child's owner
/// holds now, under terms of the parent that allow derivatives and say what they owe (retired terms
/// are as good, a licence that has ended is not); or the parent's owner, who signs too and so agrees
/// to any rates.
///
/// Where something is owed, the vault program links the vaults: the parent's must be sealed, the
/// child's must not, and what the parent owes by absolute parts is to be inherited before the child's
/// seal. Where nothing is owed only the link is recorded, and no vault is looked at.
///
/// What a work was made from is said before anything is made from it: so there are no cycles, whatever
/// the assets' age, and whoever licenses a work sees all that it owes. What comes out later is said of
/// a new version.
///
/// Errors: those of [`Asset::check_owner`] and [`RegistryError::AssetRevoked`] of either,
/// [`RegistryError::UnknownRelation`],
/// [`RegistryError::HasDerivatives`], [`RegistryError::RightMissing`],
/// [`RegistryError::NotTheLicensor`], [`RegistryError::DerivativeRateTooHigh`],
/// [`RegistryError::WrongAsset`], [`RegistryError::DerivativesNotAllowed`],
/// [`RegistryError::WrongTerms`], [`RegistryError::NotTheLicensee`],
/// [`RegistryError::LicenseExpired`], [`RegistryError::VaultMissing`],
/// [`RegistryError::WrongVault`], [`RegistryError::Overflow`]; the vault program's.
#[derive(Accounts)]
pub struct LinkIngredient {
    /// Pays the rent. May be any of the signers.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    /// The child's owner, or the holder of its NFT.
    pub owner: Signer,
    /// The parent's owner, or the holder of its NFT. Needed without a licence.
    pub licensor: Option<Signer>,
    /// The asset that was made from the parent.
    #[account(mut, constraint = child.version == Asset::VERSION @ RegistryError::UnknownVersion)]
    pub child: Account<Asset>,
    /// The asset that is the ingredient.
    #[account(mut, constraint = parent.version == Asset::VERSION @ RegistryError::UnknownVersion)]
    pub parent: Account<Asset>,
    /// The link.
    #[account(
        init,
        payer = payer,
        seeds = [Ingredient::SEED, child, parent],
        bump
    )]
    pub ingredient: Account<Ingredient>,
    /// Terms of the parent. Needed with a licence.
    pub terms: Option<Account<Terms>>,
    /// The licence of the child's owner under them.
    pub license: Option<Account<License>>,
    /// The child's vault. Needed where something is owed.
    #[account(mut)]
    pub child_vault: Option<UncheckedAccount>,
    /// The parent's vault. Needed where something is owed.
    pub parent_vault: Option<UncheckedAccount>,
    /// The edge between the two, which does not exist yet unless by inheritance. The vault program
    /// checks its address.
    #[account(mut)]
    pub edge: Option<UncheckedAccount>,
    /// The vault program.
    #[account(address = provenue_vault::ID @ RegistryError::WrongVaultProgram)]
    pub vault_program: UncheckedAccount,
    /// The system program.
    pub system_program: Program<System>,
    /// The token account that holds the child's NFT. Needed while there is one.
    pub holding: Option<UncheckedAccount>,
    /// The token account that holds the parent's NFT. Needed with a licensor, while there is one.
    pub licensor_holding: Option<UncheckedAccount>,
}

impl LinkIngredient {
    /// What the child owes: what the parent's owner agrees to, or what the terms say that it is
    /// licensed under.
    fn rate(&self, agreed: Option<DerivativeRate>, now: i64) -> Result<DerivativeRate> {
        match (agreed, &self.licensor, &self.terms, &self.license) {
            (Some(agreed), Some(licensor), None, None) => {
                self.parent
                    .check_owner(licensor.address(), self.licensor_holding.as_ref())
                    .map_err(|error| match error {
                        RegistryError::NotTheOwner => RegistryError::NotTheLicensor,
                        other => other,
                    })?;
                agreed.validate()?;
                Ok(agreed)
            }
            (None, None, Some(terms), Some(license)) => self.licensed(terms, license, now),
            _ => Err(RegistryError::RightMissing.into()),
        }
    }

    fn licensed(
        &self,
        terms: &Account<Terms>,
        license: &Account<License>,
        now: i64,
    ) -> Result<DerivativeRate> {
        require!(
            terms.version == Terms::VERSION && license.version == License::VERSION,
            RegistryError::UnknownVersion
        );
        require!(
            terms.asset == *self.parent.address(),
            RegistryError::WrongAsset
        );
        require!(license.terms == *terms.address(), RegistryError::WrongTerms);
        require!(
            license.licensee == *self.owner.address(),
            RegistryError::NotTheLicensee
        );
        require!(license.is_valid_at(now), RegistryError::LicenseExpired);
        let rate = terms.derivatives();
        Ok(rate.ok_or(RegistryError::DerivativesNotAllowed)?)
    }

    pub(crate) fn link_ingredient(
        &mut self,
        bump: u8,
        relation: u8,
        agreed: Option<DerivativeRate>,
    ) -> Result<()> {
        self.child
            .check_owner(self.owner.address(), self.holding.as_ref())?;
        self.child.check_active()?;
        self.parent.check_active()?;
        let relation = Relation::from_code(relation).ok_or(RegistryError::UnknownRelation)?;
        let now = now()?;
        let rate = self.rate(agreed, now)?;

        self.child.add_ingredient(now)?;
        self.parent.add_derivative(now)?;
        let pair = [*self.child.address(), *self.parent.address()];
        self.ingredient.record(pair, relation, rate, now, bump);
        if let (Some(terms), Some(license)) = (&self.terms, &self.license) {
            self.ingredient.terms = *terms.address();
            self.ingredient.license = *license.address();
        }
        if !rate.is_zero() {
            self.link_vaults(rate)?;
        }

        emit!(IngredientLinked {
            child: pair[0],
            parent: pair[1],
            terms: self.ingredient.terms,
            license: self.ingredient.license,
            relative_bps: rate.relative_bps,
            absolute_bps: rate.absolute_bps,
            ingredients_count: self.child.ingredients_count.get(),
            relation: relation as u8,
            padding: [0; 1],
            derivatives_count: self.parent.derivatives_count.get(),
            padding_1: [0; 4],
        });
        Ok(())
    }

    /// Makes the child's vault owe the parent's. The parent agrees as its vault's base.
    fn link_vaults(&mut self, rate: DerivativeRate) -> Result<()> {
        let (Some(child_vault), Some(parent_vault), Some(edge)) =
            (&mut self.child_vault, &self.parent_vault, &mut self.edge)
        else {
            return Err(RegistryError::VaultMissing.into());
        };
        require!(
            self.child.is_vault(child_vault.address())
                && self.parent.is_vault(parent_vault.address()),
            RegistryError::WrongVault
        );
        let signer = self.parent.signer();
        call_vault::<7>(
            &LinkUpstream {
                payer: self.payer.cpi_handle_mut(),
                authority: self.owner.cpi_handle(),
                licensor: self.parent.cpi_handle(),
                child: child_vault.cpi_handle_mut(),
                parent: parent_vault.cpi_handle(),
                edge: edge.cpi_handle_mut(),
                system_program: self.system_program.cpi_handle(),
            },
            &instruction::LinkUpstream {
                relative_bps: rate.relative_bps,
                absolute_bps: rate.absolute_bps,
            },
            &[&signer.seeds()],
        )
    }
}
