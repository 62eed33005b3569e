//! Whose certificates are believed.

use std::{fs, path::Path};

use c2pa::{Context, Settings};

use crate::error::CredentialsError;

/// The longest trust list that is read, in bytes. C2PA's own has less than 200 kB.
const MAX_TRUST_LIST_BYTES: u64 = 8 << 20;

/// The authorities whose certificates are believed; by default nobody's. C2PA keeps such a list, which
/// changes and is therefore not built in.
#[derive(Clone, Debug, Default)]
pub struct Trust {
    anchors: Option<String>,
}

impl Trust {
    /// Believes in certificates that lead to one of these, which are in PEM.
    ///
    /// # Errors
    ///
    /// [`CredentialsError::TrustList`] when there is no certificate among them, or something else.
    pub fn anchors(pem: &str) -> Result<Self, CredentialsError> {
        let trust = Self {
            anchors: Some(pem.to_owned()),
        };
        let refused = |reason: &str| CredentialsError::TrustList(reason.to_owned());
        let mut certificates = 0;
        for block in x509_parser::pem::Pem::iter_from_buffer(pem.as_bytes()) {
            let block = block.map_err(|error| refused(&error.to_string()))?;
            if block.label != "CERTIFICATE" {
                return Err(refused("there is something else than certificates in it"));
            }
            block
                .parse_x509()
                .map_err(|_| refused("one of its certificates cannot be read"))?;
            certificates += 1;
        }
        if certificates == 0 {
            return Err(refused("it has no certificate in PEM"));
        }
        trust.settings()?;
        Ok(trust)
    }

    /// Believes in certificates that lead to one of a file in PEM.
    ///
    /// # Errors
    ///
    /// [`CredentialsError::File`] and [`CredentialsError::TooLarge`] when the file is not read, and those
    /// of [`Self::anchors`].
    pub fn from_file(path: &Path) -> Result<Self, CredentialsError> {
        let unreadable = |source| CredentialsError::File {
            path: path.to_owned(),
            source,
        };
        let bytes = fs::metadata(path).map_err(unreadable)?.len();
        if bytes > MAX_TRUST_LIST_BYTES {
            return Err(CredentialsError::TooLarge {
                path: path.to_owned(),
                bytes,
                limit: MAX_TRUST_LIST_BYTES,
            });
        }
        Self::anchors(&fs::read_to_string(path).map_err(unreadable)?)
    }

    /// Whether anybody is believed.
    #[must_use]
    pub fn is_given(&self) -> bool {
        self.anchors.is_some()
    }

    /// What the c2pa crate is told: nothing is fetched, nothing is taken from the environment.
    pub(crate) fn context(&self) -> Result<Context, CredentialsError> {
        Context::new()
            .with_settings(self.settings()?)
            .map_err(|error| CredentialsError::TrustList(error.to_string()))
    }

    fn settings(&self) -> Result<Settings, CredentialsError> {
        let settings = serde_json::json!({
            "trust": { "trust_anchors": self.anchors },
            "core": { "allowed_network_hosts": [], "decode_identity_assertions": false },
            "verify": {
                "verify_after_reading": true,
                "verify_after_sign": true,
                "verify_trust": true,
                "ocsp_fetch": false,
                "remote_manifest_fetch": false,
            },
            "builder": { "thumbnail": { "enabled": false } },
        });
        Settings::new()
            .with_json(&settings.to_string())
            .map_err(|error| CredentialsError::TrustList(error.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trust_list_is_certificates_and_nothing_else() {
        let key = "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n";
        let broken = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
        for refused in ["", "authorities", key, broken] {
            let error = Trust::anchors(refused).unwrap_err();
            assert!(matches!(error, CredentialsError::TrustList(_)), "{refused}");
        }
        assert!(!Trust::default().is_given());
        Trust::default().context().unwrap();
    }
}
