//! An authority that issues certificates for one test.

use provenue_credentials::{Signer, Trust};
use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DnType, ExtendedKeyUsagePurpose, IsCa,
    KeyPair, KeyUsagePurpose, PKCS_ECDSA_P256_SHA256, PKCS_ECDSA_P384_SHA384, PKCS_ED25519,
    SignatureAlgorithm, date_time_ymd,
};

pub struct Authority {
    issuer: CertifiedIssuer<'static, KeyPair>,
}

impl Authority {
    pub fn new() -> Self {
        let mut params = named("Test Root");
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        let key = KeyPair::generate().unwrap();
        Self {
            issuer: CertifiedIssuer::self_signed(params, key).unwrap(),
        }
    }

    pub fn trust(&self) -> Trust {
        Trust::anchors(&self.issuer.pem()).unwrap()
    }

    /// Somebody's certificate chain and key in PEM.
    pub fn certify(
        &self,
        name: &str,
        until_year: i32,
        kind: &'static SignatureAlgorithm,
    ) -> (String, String) {
        let mut params = named(name);
        params.not_after = date_time_ymd(until_year, 1, 1);
        params.is_ca = IsCa::ExplicitNoCa;
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::EmailProtection];
        params.use_authority_key_identifier_extension = true;
        let key = KeyPair::generate_for(kind).unwrap();
        let certificate = params.signed_by(&key, &self.issuer).unwrap();
        (certificate.pem() + &self.issuer.pem(), key.serialize_pem())
    }

    pub fn signer(&self, name: &str) -> Signer {
        let (chain, key) = self.certify(name, 2090, &PKCS_ECDSA_P256_SHA256);
        Signer::new(chain, key, None).unwrap()
    }
}

/// The kinds of keys that can be made without much time.
pub const KINDS: [(&str, &SignatureAlgorithm); 3] = [
    ("es256", &PKCS_ECDSA_P256_SHA256),
    ("es384", &PKCS_ECDSA_P384_SHA384),
    ("ed25519", &PKCS_ED25519),
];

fn named(name: &str) -> CertificateParams {
    let mut params = CertificateParams::new([]).unwrap();
    params.distinguished_name.push(DnType::CommonName, name);
    params
        .distinguished_name
        .push(DnType::OrganizationName, "Provenue Tests");
    params.not_before = date_time_ymd(2020, 1, 1);
    params.not_after = date_time_ymd(2090, 1, 1);
    params
}
