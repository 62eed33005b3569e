//! Whether the DID that is demanded and those who speak of a claim name each other.

use provenue_client::{
    did::{Identity, Ties},
    solana::Address,
};
use serde::Serialize;

/// How a claim is tied to the demanded DID.
#[derive(Serialize)]
pub struct DidCheck {
    #[serde(skip)]
    did: String,
    /// Whether somebody is named by the DID and says to be it too.
    tied: bool,
    /// Who that is: the owner or attestors.
    both: Vec<String>,
    /// Whom the DID names, and who has not said to be it.
    only_named: Vec<String>,
    /// Who says to be it, whom the DID does not name.
    only_said: Vec<String>,
    #[serde(skip)]
    owner: String,
}

impl DidCheck {
    /// What `ties` say about a claim of `owner`.
    pub fn new(identity: &Identity, owner: &Address, ties: &Ties) -> Self {
        let texts = |who: &[Address]| who.iter().map(Address::to_string).collect();
        Self {
            did: identity.did().to_owned(),
            tied: !ties.both.is_empty(),
            both: texts(&ties.both),
            only_named: texts(&ties.only_named),
            only_said: texts(&ties.only_said),
            owner: owner.to_string(),
        }
    }

    /// Whether the claim is tied to the DID both ways.
    pub fn is_tied(&self) -> bool {
        self.tied
    }

    /// What holds and what does not, each in a line.
    pub fn lines(&self) -> Vec<String> {
        let did = &self.did;
        let role = |who: &str| match who == self.owner {
            true => "the owner",
            false => "the attestor",
        };
        let mut lines = Vec::new();
        for who in &self.both {
            let role = role(who);
            lines.push(format!("✓ {did} is {role} {who}: each names the other"));
        }
        for who in &self.only_named {
            let role = role(who);
            lines.push(format!(
                "✗ {did} names {role} {who}, who has not attested authorship as it"
            ));
        }
        for who in &self.only_said {
            let role = role(who);
            lines.push(format!(
                "✗ {role} {who} says to be {did}, which does not name them"
            ));
        }
        if lines.is_empty() {
            lines.push(format!("✗ nothing ties this claim to {did}"));
        }
        lines
    }
}
