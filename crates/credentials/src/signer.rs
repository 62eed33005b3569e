//! Who signs a manifest: a chain of certificates, and the key of the first.

use std::{fmt, fs, path::Path, str::FromStr};

use c2pa::{BoxedSigner, SigningAlg, create_signer};
use x509_parser::{
    certificate::X509Certificate,
    oid_registry::{
        OID_EC_P256, OID_KEY_TYPE_EC_PUBLIC_KEY, OID_NIST_EC_P384, OID_NIST_EC_P521,
        OID_PKCS1_RSAENCRYPTION, OID_PKCS1_RSASSAPSS, OID_SIG_ED25519,
    },
    pem::Pem,
    prelude::FromDer,
};

use crate::error::CredentialsError;

/// The longest certificate chain or key that is read, in bytes.
const MAX_PEM_BYTES: u64 = 1 << 20;

/// A kind of signature that C2PA allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Algorithm(SigningAlg);

/// A certificate chain and its key.
pub struct Signer {
    chain: String,
    key: String,
    algorithm: Algorithm,
}

impl Signer {
    /// Signs with a key in PKCS#8, whose certificate is the first of the chain; both in PEM. Without an
    /// algorithm it is the one that goes with the certificate's key.
    ///
    /// # Errors
    ///
    /// [`CredentialsError::Signer`] when one of them cannot be read, or they are of different kinds. Whether
    /// the key is the certificate's is seen when something is signed.
    pub fn new(
        chain: String,
        key: String,
        algorithm: Option<Algorithm>,
    ) -> Result<Self, CredentialsError> {
        let natural = Algorithm::of(&chain)?;
        let algorithm = algorithm.unwrap_or(natural);
        if !natural.goes_with(algorithm) {
            return Err(CredentialsError::Signer(format!(
                "the certificate's key makes signatures like {natural}, not {algorithm}"
            )));
        }
        let signer = Self {
            chain,
            key,
            algorithm,
        };
        signer.open()?;
        Ok(signer)
    }

    /// The same from files.
    ///
    /// # Errors
    ///
    /// [`CredentialsError::File`] and [`CredentialsError::TooLarge`] when a file is not read, and those of
    /// [`Self::new`].
    pub fn from_files(
        chain: &Path,
        key: &Path,
        algorithm: Option<Algorithm>,
    ) -> Result<Self, CredentialsError> {
        Self::new(pem_file(chain)?, pem_file(key)?, algorithm)
    }

    pub(crate) fn open(&self) -> Result<BoxedSigner, CredentialsError> {
        let (chain, key) = (self.chain.as_bytes(), self.key.as_bytes());
        let signer = create_signer::from_keys(chain, key, self.algorithm.0, None);
        signer.map_err(|error| {
            CredentialsError::Signer(format!(
                "{error}; the key must be in PKCS#8 (\"BEGIN PRIVATE KEY\"), without a password"
            ))
        })
    }
}

/// The key is not shown.
impl fmt::Debug for Signer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Signer")
            .field("algorithm", &self.algorithm)
            .finish_non_exhaustive()
    }
}

impl Algorithm {
    /// The one that goes with the key of a chain's first certificate.
    fn of(chain: &str) -> Result<Self, CredentialsError> {
        let refused = |reason: &str| CredentialsError::Signer(reason.to_owned());
        let mut blocks = Pem::iter_from_buffer(chain.as_bytes());
        let first = blocks.next().and_then(Result::ok);
        let first =
            first.ok_or_else(|| refused("the certificate chain has no certificate in PEM"))?;
        let (_, certificate) = X509Certificate::from_der(&first.contents)
            .map_err(|_| refused("the first certificate of the chain cannot be read"))?;
        let key = &certificate.public_key().algorithm;
        let curve = key.parameters.as_ref().and_then(|any| any.as_oid().ok());
        let kind = &key.algorithm;
        let algorithm = if *kind == OID_SIG_ED25519 {
            SigningAlg::Ed25519
        } else if *kind == OID_PKCS1_RSAENCRYPTION || *kind == OID_PKCS1_RSASSAPSS {
            SigningAlg::Ps256
        } else if *kind == OID_KEY_TYPE_EC_PUBLIC_KEY && curve == Some(OID_EC_P256) {
            SigningAlg::Es256
        } else if *kind == OID_KEY_TYPE_EC_PUBLIC_KEY && curve == Some(OID_NIST_EC_P384) {
            SigningAlg::Es384
        } else if *kind == OID_KEY_TYPE_EC_PUBLIC_KEY && curve == Some(OID_NIST_EC_P521) {
            SigningAlg::Es512
        } else {
            return Err(refused("C2PA allows no key of the certificate's kind"));
        };
        Ok(Self(algorithm))
    }

    /// Whether a key of this kind can make such signatures: RSA keys have a choice of hashes.
    fn goes_with(self, other: Self) -> bool {
        let rsa = |algorithm| {
            matches!(
                algorithm,
                SigningAlg::Ps256 | SigningAlg::Ps384 | SigningAlg::Ps512
            )
        };
        self == other || rsa(self.0) && rsa(other.0)
    }
}

impl FromStr for Algorithm {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let known = "write es256, es384, es512, ps256, ps384, ps512 or ed25519";
        text.parse().map(Self).map_err(|_| known.to_owned())
    }
}

impl fmt::Display for Algorithm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

fn pem_file(path: &Path) -> Result<String, CredentialsError> {
    let failed = |source| CredentialsError::File {
        path: path.to_owned(),
        source,
    };
    let bytes = fs::metadata(path).map_err(failed)?.len();
    if bytes > MAX_PEM_BYTES {
        return Err(CredentialsError::TooLarge {
            path: path.to_owned(),
            bytes,
            limit: MAX_PEM_BYTES,
        });
    }
    fs::read_to_string(path).map_err(failed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_algorithm_is_written_as_c2pa_names_it() {
        for name in [
            "es256", "es384", "es512", "ps256", "ps384", "ps512", "ed25519",
        ] {
            assert_eq!(name.parse::<Algorithm>().unwrap().to_string(), name);
        }
        for unknown in ["", "ES256", "rs256"] {
            assert!(unknown.parse::<Algorithm>().is_err(), "{unknown}");
        }
    }
}
