//! What an NFT says of its work, besides name, symbol and URI.

use alloc::{
    format,
    string::{String, ToString},
    vec::Vec,
};

use anchor_lang::prelude::*;

use crate::state::{Asset, Terms};

/// Names and values for the additional fields of a token's metadata, which wallets show.
///
/// They can never be changed, so they say only what stays true: which work it is, where its revenue
/// goes, and what terms of it, if any are shown, say that derivatives owe. Terms never change either,
/// but they can be retired. Anyone can make a mint that says the same: it is the asset that names its NFT.
#[must_use]
pub fn facts(
    address: &Address,
    asset: &Asset,
    terms: Option<(&Address, &Terms)>,
) -> Vec<(&'static str, String)> {
    let mut facts = Vec::new();
    let mut add = |name, value| facts.push((name, value));
    add("asset", address.to_string());
    add("content_id", hex(&asset.content_id));
    if asset.has_vault() {
        add("vault", asset.vault.to_string());
    }
    if let Some((address, terms)) = terms {
        add("terms", address.to_string());
        add("royalties", royalties(terms));
    }
    facts
}

/// What derivatives owe the work under `terms`, in words.
fn royalties(terms: &Terms) -> String {
    let Some(rate) = terms.derivatives() else {
        return "no derivatives allowed".to_string();
    };
    if rate.is_zero() {
        return "derivatives owe nothing".to_string();
    }
    let [all, outside] = [rate.relative_bps, rate.absolute_bps].map(percent);
    format!("derivatives owe {all} of all revenue and {outside} of revenue from outside")
}

/// `250` basis points as `2.50%`.
fn percent(bps: u16) -> String {
    format!("{}.{:02}%", bps / 100, bps % 100)
}

fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut text = String::with_capacity(2 * bytes.len());
    for byte in bytes {
        text.push(char::from(DIGITS[usize::from(byte >> 4)]));
        text.push(char::from(DIGITS[usize::from(byte & 15)]));
    }
    text
}

#[cfg(test)]
mod tests {
    use anchor_lang::bytemuck::Zeroable;

    use super::*;
    use crate::{DerivativeRate, TermsOffer};

    fn said(asset: &Asset, terms: Option<&TermsOffer>) -> Vec<(&'static str, String)> {
        let mut account = Terms::zeroed();
        if let Some(offer) = terms {
            account.record(Address::default(), 0, offer, 0, 255);
        }
        let address = Address::new_from_array([3; 32]);
        let terms = terms.map(|_| (&address, &account));
        facts(&Address::default(), asset, terms)
    }

    #[test]
    fn a_work_without_vault_and_terms_says_which_it_is() {
        let mut asset = Asset::zeroed();
        asset.content_id[0] = 0x0f;
        asset.content_id[31] = 0xa5;
        let content_id = format!("0f{}a5", "00".repeat(30));
        assert_eq!(
            said(&asset, None),
            [("asset", "1".repeat(32)), ("content_id", content_id)]
        );
    }

    #[test]
    fn a_vault_is_named() {
        let mut asset = Asset::zeroed();
        asset.vault = Address::new_from_array([2; 32]);
        let vault = ("vault", asset.vault.to_string());
        assert_eq!(said(&asset, None).last(), Some(&vault));
    }

    #[test]
    fn royalties_are_told_in_percent() {
        let under = |derivatives| {
            let offer = TermsOffer {
                derivatives,
                ..TermsOffer::default()
            };
            let [.., (name, address), (royalties, text)] =
                &said(&Asset::zeroed(), Some(&offer))[..]
            else {
                panic!("terms and royalties were expected");
            };
            assert_eq!((*name, *royalties), ("terms", "royalties"));
            assert_eq!(*address, Address::new_from_array([3; 32]).to_string());
            text.clone()
        };
        assert_eq!(under(None), "no derivatives allowed");
        let rate = |relative_bps, absolute_bps| {
            Some(DerivativeRate {
                relative_bps,
                absolute_bps,
            })
        };
        assert_eq!(under(rate(0, 0)), "derivatives owe nothing");
        assert_eq!(
            under(rate(1_005, 50)),
            "derivatives owe 10.05% of all revenue and 0.50% of revenue from outside"
        );
        assert_eq!(
            under(rate(10_000, 0)),
            "derivatives owe 100.00% of all revenue and 0.00% of revenue from outside"
        );
    }
}
