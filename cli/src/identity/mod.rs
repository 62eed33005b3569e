//! DIDs that are named on the command line.

mod fetch;

use std::{
    fs::{self, File},
    io::Read,
    path::Path,
};

use provenue_client::{
    did::{Did, Identity},
    solana::{Address, Hash},
};

use crate::{
    context::Context,
    failure::{Failure, Result},
};

/// A document that is longer is not read, as it would not be from the web.
const MOST_BYTES: u64 = 64 << 10;

/// A DID, and the document of a `did:web`.
pub struct NamedDid {
    did: String,
    document: Option<Vec<u8>>,
}

impl NamedDid {
    /// Reads the DID and, of a `did:web`, its document: from a file where one is given, else from where
    /// the DID says that it is.
    ///
    /// # Errors
    /// When it is no DID that an attestor can have, or its document cannot be had.
    pub async fn read(context: &Context, did: &str, document: Option<&Path>) -> Result<Self> {
        let parsed: Did = did.parse().map_err(Failure::new)?;
        let document = match (parsed, document) {
            (Did::Web { .. }, Some(path)) => Some(read(path)?),
            (Did::Web { document_url }, None) => {
                let note = format_args!("fetching {document_url}");
                context.printer.detail(note);
                let fetched = fetch::fetch(&document_url).await;
                Some(fetched.map_err(|failure| {
                    failure.hint("--did-document takes it from a file, if you have it")
                })?)
            }
            (_, Some(_)) => {
                return Err(
                    Failure::new("only a did:web has a document").hint("leave --did-document out")
                );
            }
            (_, None) => None,
        };
        let did = did.to_owned();
        Ok(Self { did, document })
    }

    /// Whom it names on the chain with a genesis hash.
    ///
    /// # Errors
    /// When the document is not the DID's.
    pub fn identity(&self, genesis: &Hash) -> Result<Identity> {
        let document = self.document.as_deref();
        Identity::new(&self.did, document, &genesis.to_string()).map_err(Failure::new)
    }

    /// The evidence by which `attestor` says that the DID is theirs.
    ///
    /// # Errors
    /// When the DID does not name them.
    pub fn evidence_of(&self, attestor: &Address, genesis: &Hash) -> Result<[u8; 32]> {
        let did = &self.did;
        if self.identity(genesis)?.names(attestor) {
            return Ok(provenue_client::did::evidence(did));
        }
        let refused = format!("{did} does not name {attestor}, who attests");
        Err(Failure::new(refused).hint(match self.document {
            Some(_) => {
                "its document must name the attestor's key as an assertionMethod; \
                 `provenue attest list` shows the DID of each key"
            }
            None => "sign with the key of the DID (-k, --signed-by), on the DID's own chain",
        }))
    }
}

fn read(path: &Path) -> Result<Vec<u8>> {
    let shown = path.display();
    let refused = |why: String| Failure::new(format!("cannot read {shown}: {why}"));
    let mut document = Vec::new();
    // Opening a pipe would wait until somebody writes to it.
    let is_file = fs::metadata(path).is_ok_and(|metadata| metadata.is_file());
    if !is_file {
        return Err(refused("there is no such file".to_owned()));
    }
    let file = File::open(path).map_err(|error| refused(error.to_string()))?;
    let read = file.take(MOST_BYTES + 1).read_to_end(&mut document);
    read.map_err(|error| refused(error.to_string()))?;
    if document.len() as u64 > MOST_BYTES {
        return Err(refused(format!(
            "it is longer than {} KiB",
            MOST_BYTES >> 10
        )));
    }
    Ok(document)
}
