//! A licence as people read it.

use std::fmt;

use provenue_client::{
    Ledger,
    solana::Address,
    state::{License, Terms},
    token::MintInfo,
};
use serde::Serialize;

use crate::{
    commands::terms::Derivatives,
    failure::Result,
    output::{Fields, Moment, Money, as_text},
};

/// A licence, and whether it is valid now.
#[derive(Clone, Debug, Serialize)]
pub struct LicenseReport {
    /// Where it is.
    #[serde(serialize_with = "as_text")]
    pub license: Address,
    #[serde(serialize_with = "as_text")]
    terms: Address,
    /// What may be used.
    #[serde(serialize_with = "as_text")]
    pub asset: Address,
    /// Who may use it.
    #[serde(serialize_with = "as_text")]
    pub licensee: Address,
    /// Whether the licensee may use the work now.
    pub valid: bool,
    expires_at: Option<i64>,
    bought_at: i64,
    purchases: u32,
    paid_total: Option<Money>,
    /// What works that are made from it owe; `null` where none are allowed, or the terms were not read.
    derivatives: Option<Derivatives>,
    /// The same in words.
    #[serde(skip)]
    rights: Option<String>,
}

impl LicenseReport {
    /// What the licence at `address` says at `now`, by the ledger's clock.
    pub fn new(address: Address, license: &License, now: i64) -> Self {
        let expires_at = license.expires_at.get();
        Self {
            license: address,
            terms: license.terms,
            asset: license.asset,
            licensee: license.licensee,
            valid: license.is_valid_at(now),
            expires_at: (expires_at != 0).then_some(expires_at),
            bought_at: license.bought_at.get(),
            purchases: license.purchases.get(),
            paid_total: None,
            derivatives: None,
            rights: None,
        }
    }

    /// Adds what its terms say: whether works may be made from the work, and what was paid for it, which
    /// is in their currency.
    pub async fn with_terms(
        mut self,
        ledger: &impl Ledger,
        license: &License,
        terms: &Terms,
    ) -> Result<Self> {
        self.derivatives = Derivatives::of(terms);
        self.rights = Some(Derivatives::words(self.derivatives));
        let paid = license.paid_total.get();
        // The currency of free terms need not exist.
        if paid == 0 {
            return Ok(self);
        }
        let currency = MintInfo::fetch(ledger, &terms.currency).await?;
        Ok(Self {
            paid_total: Some(Money::new(&currency, paid)),
            ..self
        })
    }

    /// Whether it is valid, in a word.
    pub fn validity(&self) -> &'static str {
        if self.valid { "valid" } else { "expired" }
    }

    /// When it ends, in seconds since 1970; later than all others if never.
    pub fn ends(&self) -> i64 {
        self.expires_at.unwrap_or(i64::MAX)
    }

    /// When it ends.
    pub fn expiry(&self) -> String {
        match self.expires_at {
            Some(time) => Moment(time).to_string(),
            None => "never".to_owned(),
        }
    }
}

impl fmt::Display for LicenseReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let paid = match (self.paid_total, self.purchases) {
            (None, _) => "nothing".to_owned(),
            (Some(paid), 1) => paid.to_string(),
            (Some(paid), purchases) => format!("{paid} in {purchases} purchases"),
        };
        let block = Fields::of(self.license)
            .field("now", self.validity())
            .field("expires", self.expiry())
            .field("licensee", self.licensee)
            .field("asset", self.asset)
            .field("terms", self.terms)
            .field("bought", Moment(self.bought_at))
            .field("paid", paid)
            .optional("derivatives", self.rights.as_ref());
        write!(f, "{block}")
    }
}
