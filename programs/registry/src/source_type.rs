//! How a work's bytes came about, in the words of C2PA manifests.

/// Declares the source types from one table: code, name, and URI of the term without its scheme.
macro_rules! source_types {
    ($($(#[doc = $doc:literal])+ $kind:ident = $code:literal, $uri:literal;)+) => {
        /// What a registrant says of the source of a work: the terms of IPTC's vocabulary
        /// [digitalsourcetype](http://cv.iptc.org/newscodes/digitalsourcetype/), and those that C2PA
        /// adds. The number is what the account holds.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        #[repr(u8)]
        pub enum DigitalSourceType {
            /// Nothing is said.
            #[default]
            NotSaid = 0,
            $($(#[doc = $doc])+ $kind = $code,)+
            /// A term that is none of these.
            Other = 20,
        }

        impl DigitalSourceType {
            /// The source type of that code, if there is one.
            #[must_use]
            pub const fn from_code(code: u8) -> Option<Self> {
                match code {
                    0 => Some(Self::NotSaid),
                    $($code => Some(Self::$kind),)+
                    20 => Some(Self::Other),
                    _ => None,
                }
            }

            /// The URI of the term, as manifests write it. [`Self::NotSaid`] and [`Self::Other`] have
            /// none.
            #[must_use]
            pub const fn uri(self) -> Option<&'static str> {
                match self {
                    Self::NotSaid | Self::Other => None,
                    $(Self::$kind => Some(concat!("http://", $uri)),)+
                }
            }

            /// The source type whose term has that URI, which some tools write with `https`.
            #[must_use]
            pub fn from_uri(uri: &str) -> Option<Self> {
                let name = uri.strip_prefix("http://").or_else(|| uri.strip_prefix("https://"))?;
                match name {
                    $($uri => Some(Self::$kind),)+
                    _ => None,
                }
            }
        }
    };
}

source_types! {
    /// Made by a model that was trained on data.
    TrainedAlgorithmicMedia = 1, "cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia";
    /// Composed of parts of which a trained model made at least one.
    CompositeWithTrainedAlgorithmicMedia = 2,
        "cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia";
    /// Made by an algorithm that was not trained.
    AlgorithmicMedia = 3, "cv.iptc.org/newscodes/digitalsourcetype/algorithmicMedia";
    /// Changed by an algorithm that was not trained.
    AlgorithmicallyEnhanced = 4, "cv.iptc.org/newscodes/digitalsourcetype/algorithmicallyEnhanced";
    /// Captured from life by a digital device.
    DigitalCapture = 5, "cv.iptc.org/newscodes/digitalsourcetype/digitalCapture";
    /// Captured from life in several takes that were computed into one.
    ComputationalCapture = 6, "cv.iptc.org/newscodes/digitalsourcetype/computationalCapture";
    /// Composed of several elements.
    Composite = 7, "cv.iptc.org/newscodes/digitalsourcetype/composite";
    /// Composed of several captures from life.
    CompositeCapture = 8, "cv.iptc.org/newscodes/digitalsourcetype/compositeCapture";
    /// Composed of elements of which at least one is synthetic.
    CompositeSynthetic = 9, "cv.iptc.org/newscodes/digitalsourcetype/compositeSynthetic";
    /// Changed by people with tools that generate nothing.
    HumanEdits = 10, "cv.iptc.org/newscodes/digitalsourcetype/humanEdits";
    /// Made by people with digital tools.
    DigitalCreation = 11, "cv.iptc.org/newscodes/digitalsourcetype/digitalCreation";
    /// Made from data, such as a chart.
    DataDrivenMedia = 12, "cv.iptc.org/newscodes/digitalsourcetype/dataDrivenMedia";
    /// A recording of a virtual event.
    VirtualRecording = 13, "cv.iptc.org/newscodes/digitalsourcetype/virtualRecording";
    /// A capture of a screen.
    ScreenCapture = 14, "cv.iptc.org/newscodes/digitalsourcetype/screenCapture";
    /// Digitised from a negative.
    NegativeFilm = 15, "cv.iptc.org/newscodes/digitalsourcetype/negativeFilm";
    /// Digitised from a positive film.
    PositiveFilm = 16, "cv.iptc.org/newscodes/digitalsourcetype/positiveFilm";
    /// Digitised from something printed.
    Print = 17, "cv.iptc.org/newscodes/digitalsourcetype/print";
    /// Small changes by people. The vocabulary has retired the term; older works carry it.
    MinorHumanEdits = 18, "cv.iptc.org/newscodes/digitalsourcetype/minorHumanEdits";
    /// Made by people with digital tools. The vocabulary has retired the term; older works carry it.
    DigitalArt = 19, "cv.iptc.org/newscodes/digitalsourcetype/digitalArt";
    /// Of C2PA: a work without content, such as a blank page.
    Empty = 21, "c2pa.org/digitalsourcetype/empty";
    /// Of C2PA: data that a trained model made, which are not media.
    TrainedAlgorithmicData = 22, "c2pa.org/digitalsourcetype/trainedAlgorithmicData";
}

impl DigitalSourceType {
    /// The code that the account holds.
    #[must_use]
    pub const fn code(self) -> u8 {
        self as u8
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_0_to_22_have_a_meaning() {
        for code in 0..=u8::MAX {
            let kind = DigitalSourceType::from_code(code);
            assert_eq!(kind.is_some(), code <= 22, "{code}");
            assert!(kind.is_none_or(|kind| kind.code() == code), "{code}");
        }
        assert_eq!(
            DigitalSourceType::from_code(0),
            Some(DigitalSourceType::default())
        );
    }

    #[test]
    fn a_term_is_found_by_its_uri_and_by_no_other() {
        for code in 0..=22 {
            let kind = DigitalSourceType::from_code(code).unwrap();
            let Some(uri) = kind.uri() else {
                assert!(matches!(code, 0 | 20), "{code}");
                continue;
            };
            assert_eq!(DigitalSourceType::from_uri(uri), Some(kind));
            let secure = uri.replace("http:", "https:");
            assert_eq!(DigitalSourceType::from_uri(&secure), Some(kind));
        }
        for unknown in [
            "",
            "http://",
            "trainedAlgorithmicMedia",
            "ftp://cv.iptc.org/newscodes/digitalsourcetype/print",
            "http://cv.iptc.org/newscodes/digitalsourcetype/prints",
            "http://c2pa.org/digitalsourcetype/print",
        ] {
            assert_eq!(DigitalSourceType::from_uri(unknown), None, "{unknown}");
        }
    }

    #[test]
    fn terms_are_written_as_manifests_write_them() {
        let uri = |code| DigitalSourceType::from_code(code).unwrap().uri().unwrap();
        assert_eq!(
            uri(1),
            "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
        );
        assert_eq!(uri(21), "http://c2pa.org/digitalsourcetype/empty");
    }
}
