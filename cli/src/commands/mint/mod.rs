//! `mint`: registers a media file, with a vault that shares what it earns.

mod earlier;
mod manifest;
mod origin;
mod plan;
mod report;
mod sign;

use provenue_client::{
    AssetDetails, Disclosure,
    flows::{
        lifecycle::supersede,
        mint::{Minted, NewWork, mint_from},
    },
    solana::Signer,
    state::{self, Asset, Vault},
};
use provenue_media::Fingerprint;
use sha2::{Digest, Sha256};

pub use self::plan::{name_of, symbol_of};
use self::{
    manifest::{Manifest, Said},
    origin::Origin,
    plan::VaultPlan,
    report::{MintReport, Registered},
};
use crate::{
    args::MintArgs,
    commands::fingerprint_of,
    context::Context,
    failure::{Failure, Result},
    ledger::AnyLedger,
};

pub async fn run(context: &Context, args: &MintArgs) -> Result<MintReport> {
    let signer = context.paying_keypair()?;
    let owner = signer.pubkey();
    // All that can be wrong is found before anything is written or sent.
    let plan = VaultPlan::new(args, &owner)?;
    let printer = &context.printer;
    let trust = args.credentials.trust.trust()?;
    let ignore_invalid = args.credentials.ignore_invalid_credentials;
    let mut path = args.file.clone();
    let mut manifest = Manifest::read(&path, &trust, ignore_invalid)?;
    let said = Said::new(args, &manifest)?;
    let origin = Origin::read(printer, &args.file, &args.origin)?;
    let signing = &args.credentials.signing;
    if signing.sign {
        path = sign::sign(context, args, signing, &said, &owner).await?;
        manifest = Manifest::read(&path, &trust, false)?;
    }
    if let Some(other) = manifest.points_to_another(&owner) {
        printer.note(format_args!(
            "the file's manifest points to a claim of {other}: yours is shown as a rival of it"
        ));
    }
    let file = fingerprint_of(printer, &path, args.chunks.chunk_size)?;

    let ledger = context.ledger()?;
    let mut details = details(args, &file, &said);
    origin.describe(origin.model(&ledger).await?, &mut details);
    let old = origin.supersedes(&ledger, &owner).await?;
    let sources = origin.sources(&ledger).await?;
    manifest.describe(&mut details)?;
    let shares = match plan {
        Some(plan) => Some(plan.shares(&ledger).await?),
        None => None,
    };
    let claims = state::claims(&ledger, &file.content_id.0).await?;
    let mut standing = claims.iter().filter(|(_, claim)| !claim.is_revoked());
    let own = standing.find(|(_, claim)| claim.owner == owner);
    if let Some((address, asset)) = own {
        let finished = shares.is_none() || is_sealed(&ledger, asset).await?;
        earlier::check(address, asset, finished, args, &details)?;
        printer.note(format_args!("going on with asset {address}"));
    }

    let work = NewWork { details, shares };
    let mut minted = mint_from(&ledger, &signer, &signer, &work, &sources).await?;
    if let Some(old) = old {
        let replaced = supersede(&ledger, &signer, &old, &minted.asset).await;
        minted.steps.extend(replaced.map_err(|error| {
            let asset = minted.asset;
            Failure::from(error).hint(format!(
                "the work is registered: `provenue asset supersede {old} {asset}` replaces the older one"
            ))
        })?);
    }
    let mut credentials = manifest.report();
    credentials.find_ingredients(printer, &ledger).await;
    let registered = Registered {
        path: &path,
        file: &file,
        credentials,
        said: &said,
    };
    Ok(MintReport::new(
        args, registered, owner, &origin, &work, minted,
    ))
}

fn details(args: &MintArgs, file: &Fingerprint, said: &Said) -> AssetDetails {
    let media_type = args.media_type.as_ref().unwrap_or(&file.media_type);
    AssetDetails {
        content_id: file.content_id.0,
        byte_length: file.byte_length,
        chunk_size_log2: file.chunk_size.log2(),
        media_type: media_type.clone(),
        disclosure: Disclosure::from(said.disclosure).code(),
        training_allowed: said.training_allowed,
        digital_source_type: said.source_type.code(),
        metadata_uri_hash: args.uri.as_ref().map(|uri| Sha256::digest(uri).into()),
        ..AssetDetails::default()
    }
}

/// Whether a claim has a vault that is complete.
async fn is_sealed(ledger: &AnyLedger, asset: &Asset) -> Result<bool> {
    if !asset.has_vault() {
        return Ok(false);
    }
    let vault: Vault = state::fetch(ledger, &asset.vault).await?;
    Ok(vault.is_sealed())
}
