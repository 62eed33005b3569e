//! Registered works that another is made from.

use std::str::FromStr;

use clap::ValueEnum;
use provenue_client::solana::Address;

use super::{RelationArg, WorkName};

/// `WORK[=TERMS][:RELATION]`: a registered work that another is made from.
///
/// Read from its end, so that a file may have `=` and `:` in its name: what is no relation and no address
/// belongs to the name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceOf {
    /// Which.
    pub parent: WorkName,
    /// The terms whose licence allows it; none for a work of one's own.
    pub terms: Option<Address>,
    /// How it is part of the other.
    pub relation: RelationArg,
}

impl FromStr for SourceOf {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let relation = |text: &str| RelationArg::from_str(text, false).ok();
        let (rest, relation) = match text.rsplit_once(':') {
            Some((rest, last)) => match relation(last) {
                Some(relation) => (rest, relation),
                None => (text, RelationArg::ComponentOf),
            },
            None => (text, RelationArg::ComponentOf),
        };
        let (work, terms) = match rest.rsplit_once('=') {
            Some((work, terms)) => match terms.parse() {
                Ok(terms) => (work, Some(terms)),
                Err(_) => (rest, None),
            },
            None => (rest, None),
        };
        let Ok(parent) = work.parse::<WorkName>();
        match &parent {
            WorkName::File(path) if path.as_os_str().is_empty() => {
                Err("write WORK, WORK=TERMS, and :RELATION behind either".to_owned())
            }
            _ => Ok(Self {
                parent,
                terms,
                relation,
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(text: &str) -> SourceOf {
        text.parse().unwrap()
    }

    #[test]
    fn a_source_is_a_work_its_terms_and_its_relation() {
        let [asset, terms] = [(); 2].map(|()| Address::new_unique());
        let file = |name: &str| WorkName::File(name.into());
        let component = RelationArg::ComponentOf;
        for (text, parent, licence, relation) in [
            (asset.to_string(), WorkName::Address(asset), None, component),
            (
                format!("{asset}={terms}"),
                WorkName::Address(asset),
                Some(terms),
                component,
            ),
            (
                format!("beat.wav={terms}:parentOf"),
                file("beat.wav"),
                Some(terms),
                RelationArg::ParentOf,
            ),
            (
                "model/:inputTo".to_owned(),
                file("model/"),
                None,
                RelationArg::InputTo,
            ),
            (
                "beat.wav:componentOf".to_owned(),
                file("beat.wav"),
                None,
                component,
            ),
            // Names of files.
            ("a=b.wav".to_owned(), file("a=b.wav"), None, component),
            (
                format!("a=b.wav={terms}"),
                file("a=b.wav"),
                Some(terms),
                component,
            ),
            (
                "c:/beat.wav".to_owned(),
                file("c:/beat.wav"),
                None,
                component,
            ),
            (
                "beat:parentof".to_owned(),
                file("beat:parentof"),
                None,
                component,
            ),
        ] {
            let read = source(&text);
            assert_eq!(
                (&read.parent, read.terms, read.relation),
                (&parent, licence, relation),
                "{text}"
            );
        }
        for bad in ["", ":inputTo", &format!("={terms}")] {
            assert!(bad.parse::<SourceOf>().is_err(), "{bad}");
        }
    }
}
