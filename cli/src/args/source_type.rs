//! What a work comes from, as it is written on the command line.

use std::str::FromStr;

use provenue_client::DigitalSourceType;

/// Where the terms are, without the scheme.
const VOCABULARIES: [&str; 2] = [
    "http://cv.iptc.org/newscodes/digitalsourcetype/",
    "http://c2pa.org/digitalsourcetype/",
];

/// A digital source type, by its term or its URI.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SourceTypeArg(pub DigitalSourceType);

impl SourceTypeArg {
    /// As manifests write it.
    pub fn uri(self) -> Option<String> {
        self.0.uri().map(str::to_owned)
    }
}

impl FromStr for SourceTypeArg {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let terms = VOCABULARIES.iter().map(|place| format!("{place}{text}"));
        let mut known = terms
            .chain([text.to_owned()])
            .filter_map(|uri| DigitalSourceType::from_uri(&uri));
        known.next().map(Self).ok_or_else(|| {
            "write a term of IPTC's digital source types, like trainedAlgorithmicMedia, \
             compositeWithTrainedAlgorithmicMedia, digitalCapture or digitalCreation"
                .to_owned()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_type_is_a_term_or_its_uri() {
        let parsed = |text: &str| text.parse::<SourceTypeArg>().map(|parsed| parsed.0);
        let capture = Ok(DigitalSourceType::DigitalCapture);
        assert_eq!(parsed("digitalCapture"), capture);
        let uri = "https://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture";
        assert_eq!(parsed(uri), capture);
        assert_eq!(parsed("empty"), Ok(DigitalSourceType::Empty));
        for unknown in [
            "",
            "photo",
            "digitalcapture",
            "https://example.org/digitalCapture",
        ] {
            assert!(parsed(unknown).is_err(), "{unknown}");
        }
    }
}
