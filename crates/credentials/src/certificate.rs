//! The certificate that a manifest was signed with.

use p256::elliptic_curve::sec1::ToSec1Point;
use serde::Serialize;
use sha2::{Digest, Sha256};
use x509_parser::{
    certificate::X509Certificate,
    oid_registry::{OID_EC_P256, OID_KEY_TYPE_EC_PUBLIC_KEY},
    pem::Pem,
    prelude::FromDer,
    x509::X509Name,
};

use crate::text::{clean, optional_hex};

/// A signer's certificate: who says that the key is whose. It proves nothing by itself; whether the one
/// who issued it is believed is what [`Trust`](crate::Trust) says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Certificate {
    /// SHA-256 of the certificate in DER.
    #[serde(with = "hex")]
    pub fingerprint: [u8; 32],
    /// Whom it names.
    pub common_name: Option<String>,
    /// Of which organization.
    pub organization: Option<String>,
    /// Who issued it.
    pub issuer: Option<String>,
    /// From when it is good, in seconds since 1970.
    pub not_before: i64,
    /// Until when it is good, in seconds since 1970.
    pub not_after: i64,
    /// Its key where it is of the curve P-256 (C2PA's ES256): 33 bytes, compressed as in SEC 1. Such a
    /// key can sign attestations on chain.
    #[serde(serialize_with = "optional_hex")]
    pub p256_key: Option<[u8; 33]>,
}

impl Certificate {
    /// The first of a chain in PEM, which is the signer's own; `None` when it cannot be read.
    pub(crate) fn leaf(chain: &str) -> Option<Self> {
        let leaf = Pem::iter_from_buffer(chain.as_bytes()).next()?.ok()?;
        let (_, certificate) = X509Certificate::from_der(&leaf.contents).ok()?;
        let subject = certificate.subject();
        let validity = certificate.validity();
        Some(Self {
            fingerprint: Sha256::digest(&leaf.contents).into(),
            common_name: first(subject.iter_common_name()),
            organization: first(subject.iter_organization()),
            issuer: name(certificate.issuer()),
            not_before: validity.not_before.timestamp(),
            not_after: validity.not_after.timestamp(),
            p256_key: p256_key(&certificate),
        })
    }
}

/// What people call somebody: their common name, or their organization's.
fn name(of: &X509Name) -> Option<String> {
    first(of.iter_common_name()).or_else(|| first(of.iter_organization()))
}

fn first<'a>(
    mut attributes: impl Iterator<Item = &'a x509_parser::x509::AttributeTypeAndValue<'a>>,
) -> Option<String> {
    attributes.next()?.as_str().ok().map(clean)
}

fn p256_key(certificate: &X509Certificate) -> Option<[u8; 33]> {
    let key = certificate.public_key();
    let curve = key.algorithm.parameters.as_ref()?.as_oid().ok()?;
    if key.algorithm.algorithm != OID_KEY_TYPE_EC_PUBLIC_KEY || curve != OID_EC_P256 {
        return None;
    }
    // Only a point of the curve is a key.
    let key = p256::PublicKey::from_sec1_bytes(&key.subject_public_key.data).ok()?;
    key.to_sec1_point(true).as_bytes().try_into().ok()
}
