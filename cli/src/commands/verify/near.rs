//! Works that look like a picture.
//!
//! A copy that was transcoded, or stripped of its manifest, has another content id. What it looks like
//! is compared with a set that the caller names.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

use provenue_client::{
    Ledger,
    solana::Address,
    state::{self, Asset},
};
use provenue_media::{ChunkSize, ContentId, Fingerprint};
use provenue_perceptual::PerceptualHash;
use serde::Serialize;
use walkdir::WalkDir;

use crate::{
    args::{NearName, VerifyArgs},
    claim::Claim,
    commands::fingerprint_of,
    failure::{Failure, Result},
    looks::perceptual_hash,
    output::{Fields, Printer},
};

/// Of how many bits a distance is.
const BITS: usize = 256;

/// A work that looks like the picture.
#[derive(Serialize)]
pub struct Neighbour {
    /// How many of the 256 bits of the perceptual hashes differ.
    distance: u32,
    /// The picture of the set through which it was found; `null` when its asset tells the hash.
    file: Option<PathBuf>,
    #[serde(flatten)]
    claim: Claim,
}

impl Neighbour {
    fn new(distance: u32, file: Option<&Path>, address: &Address, asset: &Asset) -> Self {
        Self {
            distance,
            file: file.map(Path::to_path_buf),
            claim: Claim::new(address, asset),
        }
    }

    /// Who claims it, when, and how much it looks like the picture.
    pub fn summary(&self) -> Fields {
        let distance = self.distance;
        let summary = self.claim.summary(format!(
            "looks the same: {distance} of {BITS} bits of the perceptual hashes differ"
        ));
        summary.optional("found by", self.file.as_deref().map(Path::display))
    }
}

/// What is searched for, and where. All files were read.
pub struct Search {
    content_id: ContentId,
    hash: PerceptualHash,
    all: bool,
    assets: Vec<Address>,
    pictures: Vec<Picture>,
}

/// A near picture of the set.
struct Picture {
    path: PathBuf,
    content_id: ContentId,
    distance: u32,
}

impl Search {
    /// Reads the pictures of the set; `None` when none was named, or the file is no picture.
    pub fn prepare(
        printer: &Printer,
        args: &VerifyArgs,
        file: &Fingerprint,
    ) -> Result<Option<Self>> {
        if args.near.is_empty() {
            return Ok(None);
        }
        let Some(hash) = perceptual_hash(printer, &args.file) else {
            let path = args.file.display();
            printer.note(format_args!(
                "{path} is compared with nothing: it is no picture, or there is too little to see in it"
            ));
            return Ok(None);
        };
        let mut search = Self {
            content_id: file.content_id,
            hash,
            all: false,
            assets: Vec::new(),
            pictures: Vec::new(),
        };
        for name in &args.near {
            match name {
                NearName::All => search.all = true,
                NearName::Asset(address) => search.assets.push(*address),
                NearName::Path(path) => search.read(printer, path, args.chunks.chunk_size)?,
            }
        }
        Ok(Some(search))
    }

    /// Compares the picture with one of the set, or with all in a folder.
    fn read(&mut self, printer: &Printer, path: &Path, chunk_size: ChunkSize) -> Result<()> {
        for entry in WalkDir::new(path).follow_links(true).sort_by_file_name() {
            let entry = entry.map_err(|error| {
                Failure::new(format!("cannot read {}: {error}", path.display()))
            })?;
            if !entry.file_type().is_file() {
                continue;
            }
            let Some(hash) = perceptual_hash(printer, entry.path()) else {
                continue;
            };
            if self.hash.is_near(&hash) {
                let content_id = fingerprint_of(printer, entry.path(), chunk_size)?.content_id;
                self.pictures.push(Picture {
                    path: entry.into_path(),
                    content_id,
                    distance: self.hash.distance(&hash),
                });
            }
        }
        Ok(())
    }

    /// The near works, the nearest first, of equally near ones the oldest. Works of the very bytes are
    /// not among them: those are the file's claims.
    pub async fn run(self, ledger: &impl Ledger) -> Result<Vec<Neighbour>> {
        let mut assets = state::fetch_all(ledger, &self.assets).await?;
        if self.all {
            assets.extend(state::assets(ledger).await?);
        }
        let mut near = Vec::new();
        for (address, asset) in &assets {
            let hash = PerceptualHash(asset.perceptual_hash);
            // Zeros were not given.
            if hash.0 != [0; 32] && self.hash.is_near(&hash) {
                near.push((self.hash.distance(&hash), None, *address, *asset));
            }
        }
        for picture in &self.pictures {
            for (address, asset) in state::claims(ledger, &picture.content_id.0).await? {
                near.push((picture.distance, Some(&*picture.path), address, asset));
            }
        }
        near.retain(|(_, _, _, asset)| asset.content_id != self.content_id.0);
        near.sort_by_key(|(distance, _, address, asset)| {
            (*distance, asset.registered_at.get(), *address)
        });
        // One that was named twice, or is found by its picture as well, is told once.
        let mut told = BTreeSet::new();
        near.retain(|(_, _, address, _)| told.insert(*address));
        let report = |(distance, file, address, asset): &(u32, Option<&Path>, Address, Asset)| {
            Neighbour::new(*distance, *file, address, asset)
        };
        Ok(near.iter().map(report).collect())
    }
}
