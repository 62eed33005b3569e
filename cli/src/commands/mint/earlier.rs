//! A claim that the same owner made before.

use provenue_client::{AssetDetails, solana::Address, state::Asset};

use crate::{
    args::MintArgs,
    failure::{Failure, Result},
};

/// Refuses what cannot be done any more with a claim that exists: everything, or something else than
/// what was registered. Only what was given is compared; a job goes on without it too.
pub fn check(
    address: &Address,
    asset: &Asset,
    finished: bool,
    args: &MintArgs,
    details: &AssetDetails,
) -> Result<()> {
    let file = args.file.display();
    if finished {
        let refused = Failure::new(format!(
            "you have registered {file} already: it is asset {address}"
        ));
        return Err(if args.origin.supersedes.is_some() {
            refused.hint(format!(
                "`provenue asset supersede OLD {address}` replaces an older work by it"
            ))
        } else {
            refused.hint(format!(
                "`provenue asset show {address}` shows it, `provenue terms offer {address}` sells \
                 licences to it"
            ))
        });
    }
    let others = differences(asset, args, details);
    if others.is_empty() {
        return Ok(());
    }
    Err(Failure::new(format!(
        "you have registered {file} as asset {address} with another {}",
        others.join(", another ")
    ))
    .hint("what was registered never changes: say the same, to go on with its vault"))
}

fn differences(asset: &Asset, args: &MintArgs, details: &AssetDetails) -> Vec<&'static str> {
    let hash = |given: Option<[u8; 32]>, known: [u8; 32]| given.is_some_and(|given| given != known);
    let media_type = args.media_type.as_deref();
    let all = [
        ("length", details.byte_length != asset.byte_length.get()),
        (
            "chunk size",
            details.chunk_size_log2 != asset.chunk_size_log2,
        ),
        ("disclosure", details.disclosure != asset.disclosure),
        (
            "media type",
            media_type.is_some_and(|given| given != asset.media_type_text()),
        ),
        (
            "permission to train",
            details.training_allowed && !asset.allows_training(),
        ),
        (
            "C2PA manifest",
            hash(details.manifest_hash, asset.manifest_hash),
        ),
        (
            "source type",
            details.digital_source_type != asset.digital_source_type,
        ),
        (
            "perceptual hash",
            hash(args.origin.perceptual_hash, asset.perceptual_hash),
        ),
        (
            "generation record",
            hash(details.generation_record, asset.generation_record),
        ),
        ("model", hash(details.model, asset.model)),
        (
            "list of ingredients",
            hash(details.ingredients_root, asset.ingredients_root),
        ),
        (
            "URI",
            hash(details.metadata_uri_hash, asset.metadata_uri_hash),
        ),
    ];
    let different = all.into_iter().filter(|(_, differs)| *differs);
    different.map(|(name, _)| name).collect()
}
