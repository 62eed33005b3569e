//! How a work came to be: what of it is recorded.

use std::path::Path;

use provenue_client::{
    AssetDetails, DerivativeRate,
    flows::derivation::{NewIngredient, Right},
    solana::Address,
};
use provenue_media::{
    ChunkSize, ContentId,
    tree::{Frontier, leaf_hash},
};

use provenue_record::{RecordCommitment, SealedRecord};

use crate::{
    args::{ClaimChoice, OriginArgs, SourceOf, WorkName},
    commands::{
        asset::permitted::{check_owner, check_replaceable},
        fingerprint_of,
    },
    document::sha256_of,
    failure::{Failure, Result},
    ledger::AnyLedger,
    looks,
    output::Printer,
    works::{Identified, identify},
};

/// What is to be recorded of a work's making, besides its bytes.
pub struct Origin {
    record: Option<RecordCommitment>,
    /// The works it was made from, in the order they were named.
    pub ingredients: Vec<ContentId>,
    manifest_hash: Option<[u8; 32]>,
    perceptual_hash: Option<[u8; 32]>,
    model: Option<Identified>,
    supersedes: Option<Identified>,
    /// The works that it is to be linked to.
    from: Vec<(Identified, SourceOf)>,
}

impl Origin {
    /// Reads all files that are named. Nothing is written, and no ledger is asked.
    pub fn read(printer: &Printer, file: &Path, args: &OriginArgs) -> Result<Self> {
        let ingredients = args.ingredients.iter();
        let manifest = args.manifest.as_deref();
        let work = |name: Option<&WorkName>| {
            name.map(|name| identify(printer, name, &ClaimChoice::first()))
                .transpose()
        };
        let record = args.record.as_ref().map(SealedRecord::read).transpose()?;
        Ok(Self {
            record: record.map(|record| record.commitment()),
            ingredients: ingredients
                .map(|name| ingredient(printer, name))
                .collect::<Result<_>>()?,
            manifest_hash: manifest.map(sha256_of).transpose()?,
            perceptual_hash: args
                .perceptual_hash
                .or_else(|| looks::perceptual_hash(printer, file).map(|hash| hash.0)),
            model: work(args.model.as_ref())?,
            supersedes: work(args.supersedes.as_ref())?,
            from: args
                .from
                .iter()
                .map(|source| {
                    let parent = identify(printer, &source.parent, &ClaimChoice::first())?;
                    Ok((parent, source.clone()))
                })
                .collect::<Result<_>>()?,
        })
    }

    /// The asset of the model, which must be registered.
    pub async fn model(&self, ledger: &AnyLedger) -> Result<Option<Address>> {
        let Some(model) = &self.model else {
            return Ok(None);
        };
        Ok(Some(model.work(ledger).await?.address))
    }

    /// The asset that the work replaces, which must be of `owner` and can still be replaced.
    pub async fn supersedes(&self, ledger: &AnyLedger, owner: &Address) -> Result<Option<Address>> {
        let Some(old) = &self.supersedes else {
            return Ok(None);
        };
        let old = old.work(ledger).await?;
        check_owner(ledger, &old, owner).await?;
        check_replaceable(&old)?;
        Ok(Some(old.address))
    }

    /// The works that it is to be linked to, which must be registered, and what gives the right.
    pub async fn sources(&self, ledger: &AnyLedger) -> Result<Vec<NewIngredient>> {
        let mut sources = Vec::with_capacity(self.from.len());
        for (parent, source) in &self.from {
            sources.push(NewIngredient {
                parent: parent.work(ledger).await?.address,
                relation: source.relation.into(),
                right: source
                    .terms
                    .map_or(Right::Agreed(DerivativeRate::default()), Right::License),
            });
        }
        Ok(sources)
    }

    /// Adds it to what is registered.
    pub fn describe(&self, model: Option<Address>, details: &mut AssetDetails) {
        details.generation_record = self.record.map(|commitment| commitment.0);
        details.manifest_hash = self.manifest_hash;
        details.perceptual_hash = self.perceptual_hash;
        details.model = model.map(|model| model.to_bytes());
        details.ingredients_root = root(&self.ingredients);
    }
}

fn ingredient(printer: &Printer, name: &WorkName) -> Result<ContentId> {
    match name {
        WorkName::Content(id) => Ok(*id),
        WorkName::File(path) => {
            let file = fingerprint_of(printer, path, ChunkSize::default())?;
            Ok(file.content_id)
        }
        WorkName::Address(address) => Err(Failure::new(format!(
            "an ingredient is a content, and {address} is an address"
        ))
        .hint("`provenue asset show` tells the content id of an asset")),
    }
}

/// The root of the ingredients: the tree of RFC 9162 whose entries are their content ids.
fn root(ingredients: &[ContentId]) -> Option<[u8; 32]> {
    let leaves = ingredients.iter().map(|id| leaf_hash(&id.0));
    (!ingredients.is_empty()).then(|| leaves.collect::<Frontier>().root())
}

#[cfg(test)]
mod tests {
    use super::*;
    use provenue_media::tree::node_hash;

    #[test]
    fn the_ingredients_are_the_entries_of_a_log() {
        let [a, b, c] = [1, 2, 3].map(|byte| ContentId([byte; 32]));
        let leaf = |id: ContentId| leaf_hash(&id.0);
        assert_eq!(root(&[]), None);
        assert_eq!(root(&[a]), Some(leaf(a)));
        let left = node_hash(&leaf(a), &leaf(b));
        assert_eq!(root(&[a, b, c]), Some(node_hash(&left, &leaf(c))));
    }
}
