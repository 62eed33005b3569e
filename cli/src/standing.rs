//! What became of a work after it was registered.

use provenue_client::{RevocationReason, solana::Address, state::Asset};
use serde::Serialize;

use crate::{args::reason_name, output::Fields};

/// Whether a claim stands, what replaced it, and what happened to its metadata.
#[derive(Serialize)]
pub struct Standing {
    status: &'static str,
    /// Why it was revoked.
    revocation_reason: Option<Reason>,
    /// The asset that it replaces.
    supersedes: Option<String>,
    /// The asset that replaced it.
    superseded_by: Option<String>,
    /// How often its metadata changed.
    metadata_updates: u16,
    /// Whether its metadata can never change again.
    metadata_frozen: bool,
}

/// Why a claim was revoked.
#[derive(Clone, Copy, Serialize)]
struct Reason {
    code: u16,
    /// What the code means to everybody; `null` for one of the owner's own.
    name: Option<&'static str>,
}

impl Standing {
    /// What an asset says.
    pub fn new(asset: &Asset) -> Self {
        let key = |key: &Address| (*key != Address::default()).then(|| key.to_string());
        let code = asset.revocation_reason.get();
        Self {
            status: match asset.status {
                Asset::ACTIVE => "active",
                Asset::REVOKED => "revoked",
                _ => "unknown",
            },
            revocation_reason: asset.is_revoked().then(|| Reason {
                code,
                name: RevocationReason::from_code(code).and_then(reason_name),
            }),
            supersedes: key(&asset.supersedes),
            superseded_by: key(&asset.superseded_by),
            metadata_updates: asset.metadata_updates.get(),
            metadata_frozen: asset.is_metadata_frozen(),
        }
    }

    /// Adds what happened to what is said of the claim: nothing, where nothing did.
    pub fn tell(&self, fields: Fields) -> Fields {
        fields
            .optional("revoked", self.reason())
            .optional("replaced by", self.superseded_by.as_ref())
            .optional("replaces", self.supersedes.as_ref())
            .optional("metadata", self.metadata())
    }

    /// In one word.
    pub fn word(&self) -> &'static str {
        if self.superseded_by.is_some() && self.revocation_reason.is_none() {
            "replaced"
        } else {
            self.status
        }
    }

    fn reason(&self) -> Option<String> {
        let reason = self.revocation_reason?;
        Some(match reason.name {
            Some(name) => format!("by its owner, for ever: {}", name.replace('-', " ")),
            None => format!(
                "by its owner, for ever: reason {} of their own",
                reason.code
            ),
        })
    }

    fn metadata(&self) -> Option<String> {
        let changed = match self.metadata_updates {
            0 => "as it was registered".to_owned(),
            1 => "changed once".to_owned(),
            times => format!("changed {times} times"),
        };
        match (self.metadata_frozen, self.metadata_updates) {
            (false, 0) => None,
            (false, _) => Some(changed),
            (true, _) => Some(format!("{changed}, frozen for ever")),
        }
    }
}
