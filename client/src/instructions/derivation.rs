//! The registry program's instruction about what works are made from.

use provenue_registry::{DerivativeRate, Relation, accounts, instruction};
use solana_address::Address;
use solana_instruction::Instruction;
use solana_sdk_ids::system_program;

use super::{Owner, built};
use crate::{REGISTRY_PROGRAM, VAULT_PROGRAM, address};

/// What gives the right to a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkRight {
    /// The licence of the child's owner under terms of the parent, which say what is owed.
    License {
        /// The terms.
        terms: Address,
        /// What they say.
        rate: DerivativeRate,
    },
    /// The parent's owner signs and agrees to rates.
    Agreed {
        /// The parent's owner.
        licensor: Owner,
        /// What they agree to.
        rate: DerivativeRate,
    },
}

impl LinkRight {
    /// What the child will owe.
    #[must_use]
    pub fn rate(&self) -> DerivativeRate {
        match self {
            Self::License { rate, .. } | Self::Agreed { rate, .. } => *rate,
        }
    }
}

/// A link from a work to one that it was made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IngredientLink {
    /// Pays the rent; signs.
    pub payer: Address,
    /// Owns the child; signs.
    pub owner: Owner,
    /// The asset that was made from the parent.
    pub child: Address,
    /// The asset that is the ingredient.
    pub parent: Address,
    /// How it is part of the child.
    pub relation: Relation,
    /// What gives the right.
    pub right: LinkRight,
}

/// Links a work to one that it was made from, and their vaults where something is owed; payer and owner
/// sign, and the licensor where they agree.
#[must_use]
pub fn link_ingredient(link: &IngredientLink) -> Instruction {
    let owes = !link.right.rate().is_zero();
    let [child_vault, parent_vault] = [link.child, link.parent].map(|asset| address::vault(&asset));
    let (licensor, terms, agreed) = match link.right {
        LinkRight::License { terms, .. } => (None, Some(terms), None),
        LinkRight::Agreed { licensor, rate } => (Some(licensor), None, Some(rate)),
    };
    built(
        REGISTRY_PROGRAM,
        &accounts::LinkIngredient {
            payer: link.payer,
            owner: link.owner.key,
            holding: link.owner.holding,
            licensor: licensor.map(|licensor| licensor.key),
            licensor_holding: licensor.and_then(|licensor| licensor.holding),
            child: link.child,
            parent: link.parent,
            ingredient: address::ingredient(&link.child, &link.parent),
            terms,
            license: terms.map(|terms| address::license(&terms, &link.owner.key)),
            child_vault: owes.then_some(child_vault),
            parent_vault: owes.then_some(parent_vault),
            edge: owes.then(|| address::upstream(&child_vault, &parent_vault)),
            vault_program: VAULT_PROGRAM,
            system_program: system_program::ID,
        },
        &instruction::LinkIngredient {
            relation: link.relation as u8,
            agreed,
        },
    )
}
