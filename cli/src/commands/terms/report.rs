//! Terms as people read them.

use std::fmt;

use provenue_client::{Ledger, UpstreamRate, solana::Address, state::Terms, token::MintInfo};
use serde::Serialize;

use crate::{
    args::Period,
    failure::Result,
    output::{Fields, Hex, Moment, Money, as_text, upstream_rate},
};

/// Terms as people read them.
#[derive(Clone, Debug, Serialize)]
pub struct TermsReport {
    #[serde(serialize_with = "as_text")]
    /// Where they are.
    pub terms: Address,
    /// Its number among the asset's terms.
    pub index: u16,
    price: Option<Money>,
    sold: u64,
    supply_cap: Option<u64>,
    period_seconds: Option<u64>,
    active: bool,
    document_sha256: Option<Hex>,
    created_at: i64,
    /// What derivatives owe; `null` where none are allowed.
    derivatives: Option<Derivatives>,
}

/// What a licensee's derivatives owe.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Derivatives {
    relative_bps: u16,
    absolute_bps: u16,
}

impl Derivatives {
    /// What terms say of them; none where none are allowed.
    pub fn of(terms: &Terms) -> Option<Self> {
        terms.derivatives().map(|rate| Self {
            relative_bps: rate.relative_bps,
            absolute_bps: rate.absolute_bps,
        })
    }

    /// Whether licensees may make works, and what those owe.
    pub fn words(allowed: Option<Self>) -> String {
        match allowed {
            None => "not allowed".to_owned(),
            Some(rate) => owed(UpstreamRate {
                relative_bps: rate.relative_bps,
                absolute_bps: rate.absolute_bps,
            }),
        }
    }
}

impl TermsReport {
    /// What the terms at `address` say. Their currency is read for its decimals.
    pub async fn read(ledger: &impl Ledger, address: Address, terms: &Terms) -> Result<Self> {
        let limit = |number: u64| (number > 0).then_some(number);
        let price = match terms.price.get() {
            0 => None,
            price => {
                let currency = MintInfo::fetch(ledger, &terms.currency).await?;
                Some(Money::new(&currency, price))
            }
        };
        let hash = terms.document_hash;
        Ok(Self {
            terms: address,
            index: terms.index.get(),
            price,
            sold: terms.sold.get(),
            supply_cap: limit(terms.supply_cap.get()),
            period_seconds: limit(terms.period_seconds.get()),
            active: terms.is_active(),
            document_sha256: (hash != [0; 32]).then_some(Hex(hash)),
            created_at: terms.created_at.get(),
            derivatives: Derivatives::of(terms),
        })
    }

    /// What a licence costs.
    pub fn price(&self) -> String {
        self.price
            .map_or_else(|| "free".to_owned(), |price| price.to_string())
    }

    /// How many were sold, of how many.
    pub fn sold(&self) -> String {
        match self.supply_cap {
            Some(cap) => format!("{}/{cap}", self.sold),
            None => self.sold.to_string(),
        }
    }

    /// How long a licence lasts.
    pub fn period(&self) -> Period {
        Period(self.period_seconds.unwrap_or_default())
    }

    /// Whether licensees may make works from it, and what those owe.
    pub fn derivatives(&self) -> String {
        Derivatives::words(self.derivatives)
    }

    /// Whether licences can be bought.
    pub fn sale(&self) -> &'static str {
        match self.supply_cap {
            _ if !self.active => "retired",
            Some(cap) if self.sold >= cap => "sold out",
            _ => "open",
        }
    }
}

impl fmt::Display for TermsReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let block = Fields::of(self.terms)
            .field("index", self.index)
            .field("price", self.price())
            .field("lasts", self.period())
            .field("sold", self.sold())
            .field("sale", self.sale())
            .field("derivatives", self.derivatives())
            .optional("document", self.document_sha256)
            .field("offered", Moment(self.created_at));
        write!(f, "{block}")
    }
}

/// What is owed for an ingredient, in words.
pub fn owed(rate: UpstreamRate) -> String {
    match rate.total_bps() {
        0 => "for nothing".to_owned(),
        _ => upstream_rate(rate),
    }
}
