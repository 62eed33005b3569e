//! Offering and buying licences.

use provenue_registry::TermsOffer;
use solana_address::Address;

use super::{
    plan::{Action, Step, execute},
    revenue::funding_action,
};
use crate::{
    address,
    error::{ClientError, Result},
    instructions::{
        Owner,
        registry::{self, Purchase},
    },
    ledger::{Ledger, SignerRef},
    state::{self, Asset, Terms, present},
    token::{MintInfo, WRAPPED_SOL},
};

/// Offers licences to an asset; `owner` signs and pays. Returns the address of the terms.
///
/// # Errors
/// What a transaction meets.
pub async fn offer<L: Ledger>(
    ledger: &L,
    owner: SignerRef<'_>,
    asset_address: &Address,
    offer: &TermsOffer,
) -> Result<(Address, Vec<Step>)> {
    let asset: Asset = state::fetch(ledger, asset_address).await?;
    let (key, index) = (owner.pubkey(), asset.terms_count.get());
    let terms = address::terms(asset_address, index);
    let action = Action::new(
        format!("offered licences as terms {index}"),
        registry::offer_terms(&key, Owner::of(&asset, &key), asset_address, index, offer),
    )
    .creating("terms", terms);
    let steps = execute(ledger, owner, &[], &[], &[action]).await?;
    Ok((terms, steps))
}

/// Ends the sale of licences under terms; `owner` signs and pays.
///
/// # Errors
/// What a transaction meets.
pub async fn retire<L: Ledger>(
    ledger: &L,
    owner: SignerRef<'_>,
    terms_address: &Address,
) -> Result<Vec<Step>> {
    let terms: Terms = state::fetch(ledger, terms_address).await?;
    let asset: Asset = state::fetch(ledger, &terms.asset).await?;
    let retire = registry::retire_terms(
        Owner::of(&asset, &owner.pubkey()),
        &terms.asset,
        terms_address,
    );
    let action = Action::new(format!("retired terms {}", terms.index), retire);
    execute(ledger, owner, &[], &[], &[action]).await
}

/// Buys a licence for `licensee`, at the price of the terms if it is at most `max_price` base units;
/// `buyer` signs and pays. Returns the address of the licence.
///
/// # Errors
/// [`ClientError::Precondition`] when the price is higher or the terms are retired; else what a
/// transaction meets.
pub async fn buy<L: Ledger>(
    ledger: &L,
    buyer: SignerRef<'_>,
    terms_address: &Address,
    licensee: &Address,
    max_price: u64,
) -> Result<(Address, Vec<Step>)> {
    let terms: Terms = state::fetch(ledger, terms_address).await?;
    if !terms.is_active() {
        return Err(ClientError::Precondition(
            "these terms are retired: ask the owner for new ones".to_owned(),
        ));
    }
    let price = terms.price.get();
    // Free terms may name a currency that does not exist, and nobody looks at it.
    let currency = if price == 0 {
        WRAPPED_SOL
    } else {
        terms.currency
    };
    let currency = MintInfo::fetch(ledger, &currency).await?;
    if price > max_price {
        return Err(ClientError::Precondition(format!(
            "the price is {}, and you would pay at most {}",
            currency.describe(price),
            currency.amount(max_price)
        )));
    }
    let key = buyer.pubkey();
    let license = address::license(terms_address, licensee);
    let purchase = Purchase {
        payer: key,
        buyer: key,
        licensee: *licensee,
        max_price,
    };
    let mut actions = Vec::new();
    actions.extend(funding_action(ledger, &key, &currency, price).await?);
    let buy = registry::buy_license(&purchase, &terms.asset, terms_address, &currency);
    let says = if price == 0 {
        "took a free licence".to_owned()
    } else {
        format!("bought a licence for {}", currency.describe(price))
    };
    let mut action = Action::new(says, buy);
    if present(ledger.account(&license).await?).is_none() {
        action = action.creating("licence", license);
    }
    actions.push(action);
    let steps = execute(ledger, buyer, &[], &[], &actions).await?;
    Ok((license, steps))
}
