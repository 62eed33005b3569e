//! Whether a DID and those who speak of a work name each other.

use std::collections::{BTreeMap, BTreeSet};

use provenue_registry::AttestationKind;
use solana_address::Address;

use super::{Did, DidError, chain_of, document_attestors, evidence};
use crate::state::Attestation;

/// A DID, with the attestors that it names on one chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    did: String,
    /// Whether the DID itself is a key, which speaks for it whenever it signs.
    is_key: bool,
    attestors: BTreeSet<Address>,
}

/// Who is tied to a DID, of those who speak of a work.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ties {
    /// Whom the DID names and who says so too: it is them.
    pub both: Vec<Address>,
    /// Whom the DID names, and who has not said that they are it.
    pub only_named: Vec<Address>,
    /// Who says to be it, whom the DID does not name.
    pub only_said: Vec<Address>,
}

impl Identity {
    /// What `did` says on the chain with a genesis hash (in base58). `document` is that of a `did:web`,
    /// as it was fetched; the other methods have none.
    ///
    /// # Errors
    /// When it is no DID that an attestor can have, or the document is missing or not its own.
    pub fn new(did: &str, document: Option<&[u8]>, genesis_hash: &str) -> Result<Self, DidError> {
        let parsed: Did = did.parse()?;
        let is_key = !matches!(parsed, Did::Web { .. });
        let attestors = match &parsed {
            Did::Web { .. } => {
                let document = document.ok_or_else(|| {
                    DidError::BadDocument("the DID needs one, and none is given".to_owned())
                })?;
                document_attestors(document, did)?
            }
            // An account of another chain is somebody else's, perhaps.
            Did::Solana { chain, .. } if *chain != chain_of(genesis_hash) => BTreeSet::new(),
            key => key.attestor().into_iter().collect(),
        };
        Ok(Self {
            did: did.to_owned(),
            is_key,
            attestors,
        })
    }

    /// The DID.
    #[must_use]
    pub fn did(&self) -> &str {
        &self.did
    }

    /// Whether the DID names an attestor.
    #[must_use]
    pub fn names(&self, attestor: &Address) -> bool {
        self.attestors.contains(attestor)
    }

    /// Who is tied to the DID: of the owner of a work, and those who attested something about it that
    /// stands at `now` (seconds since 1970).
    ///
    /// An attestor says to be it by an attestation of authorship whose evidence is the DID. Where the DID
    /// is a key itself, any attestation of authorship by that key says it, and so does owning the work.
    #[must_use]
    pub fn ties<'a>(
        &self,
        owner: &Address,
        attestations: impl IntoIterator<Item = &'a Attestation>,
        now: i64,
    ) -> Ties {
        let evidence = evidence(&self.did);
        let mut says = BTreeMap::from([(*owner, self.is_key && self.names(owner))]);
        let standing = attestations
            .into_iter()
            .filter(|said| said.is_valid_at(now));
        for said in standing {
            let is_authorship = said.kind == AttestationKind::Authorship.code();
            let own_key = self.is_key && self.names(&said.attestor);
            let is_said = is_authorship && (own_key || said.evidence_hash == evidence);
            *says.entry(said.attestor).or_default() |= is_said;
        }
        let mut ties = Ties::default();
        for (who, said) in says {
            match (self.names(&who), said) {
                (true, true) => ties.both.push(who),
                (true, false) => ties.only_named.push(who),
                (false, true) => ties.only_said.push(who),
                (false, false) => {}
            }
        }
        ties
    }
}

#[cfg(test)]
mod tests {
    use bytemuck::Zeroable;
    use serde_json::json;

    use super::*;
    use crate::did::{of_address, of_ed25519};

    const DID: &str = "did:web:example.com";
    const GENESIS: &str = "5eykt4UsFv8P8NJdTREpY1vzqKqZKvdpKuc147dw2N9d";
    const NOW: i64 = 1_000;

    /// `example.com`, whose document names `keys`.
    fn web(keys: &[Address]) -> Identity {
        let methods: Vec<_> = keys
            .iter()
            .map(|key| {
                let did = of_ed25519(&key.to_bytes());
                json!({ "publicKeyMultibase": did.trim_start_matches("did:key:") })
            })
            .collect();
        let document = json!({ "id": DID, "assertionMethod": methods }).to_string();
        identity(DID, Some(document.as_bytes()))
    }

    fn identity(did: &str, document: Option<&[u8]>) -> Identity {
        Identity::new(did, document, GENESIS).unwrap_or_else(|error| panic!("{error}"))
    }

    fn said(attestor: Address, kind: AttestationKind, evidence_hash: [u8; 32]) -> Attestation {
        Attestation {
            kind: kind.code(),
            nonce: 1.into(),
            attestor,
            evidence_hash,
            ..Attestation::zeroed()
        }
    }

    #[test]
    fn both_ways_are_needed() {
        let [owner, author, liar] = [(); 3].map(|()| Address::new_unique());
        let identity = web(&[owner, author]);
        let authorship = |attestor| said(attestor, AttestationKind::Authorship, evidence(DID));
        let ties = identity.ties(&owner, &[authorship(author), authorship(liar)], NOW);
        assert_eq!(ties.both, [author]);
        assert_eq!(ties.only_named, [owner]);
        assert_eq!(ties.only_said, [liar]);
    }

    #[test]
    fn what_ended_was_revoked_or_says_something_else_does_not_count() {
        let [owner, author] = [(); 2].map(|()| Address::new_unique());
        let identity = web(&[author]);
        let good = said(author, AttestationKind::Authorship, evidence(DID));
        let expired = Attestation {
            expires_at: NOW.into(),
            ..good
        };
        let revoked = Attestation {
            status: Attestation::REVOKED,
            ..good
        };
        let of_another = said(author, AttestationKind::Authorship, evidence("did:web:x"));
        let review = said(author, AttestationKind::Review, evidence(DID));
        for said in [expired, revoked, of_another, review] {
            let both = identity.ties(&owner, &[said], NOW).both;
            assert!(both.is_empty(), "{said:?}");
        }
        assert_eq!(identity.ties(&owner, &[good], NOW).both, [author]);
        // One kind after another says it, whichever is met first.
        let ties = identity.ties(&owner, &[review, good], NOW);
        assert_eq!((ties.both, ties.only_named), (vec![author], vec![]));
    }

    #[test]
    fn a_key_is_its_own_did() {
        let [owner, author] = [(); 2].map(|()| Address::new_unique());
        let key = identity(&of_ed25519(&owner.to_bytes()), None);
        assert_eq!(key.ties(&owner, &[], NOW).both, [owner]);
        let key = identity(&of_ed25519(&author.to_bytes()), None);
        let review = said(author, AttestationKind::Review, [0; 32]);
        assert_eq!(key.ties(&owner, &[review], NOW).only_named, [author]);
        let authorship = said(author, AttestationKind::Authorship, [9; 32]);
        assert_eq!(key.ties(&owner, &[authorship], NOW).both, [author]);
        assert_eq!(key.ties(&owner, &[], NOW), Ties::default());
    }

    #[test]
    fn an_account_counts_on_its_own_chain_only() {
        let owner = Address::new_unique();
        let here = identity(&of_address(&owner, GENESIS), None);
        assert_eq!(here.ties(&owner, &[], NOW).both, [owner]);
        let elsewhere = of_address(&owner, "4uhcVJyU9pJkvQyS88uRDiswHXSCkY3zQawwpjk2NsNY");
        assert!(!identity(&elsewhere, None).names(&owner));
    }

    #[test]
    fn a_web_did_needs_its_document() {
        let missing = Identity::new(DID, None, GENESIS);
        assert!(matches!(missing, Err(DidError::BadDocument(_))));
        let another = json!({ "id": "did:web:other.example" }).to_string();
        let another = Identity::new(DID, Some(another.as_bytes()), GENESIS);
        assert!(matches!(another, Err(DidError::BadDocument(_))));
    }
}
