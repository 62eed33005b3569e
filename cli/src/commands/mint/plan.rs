//! The vault that a new work gets.

use std::{collections::BTreeSet, path::Path};

use provenue_client::{
    Amount,
    flows::mint::{NewShares, SHARE_DECIMALS, SHARE_UNITS},
    instructions::vault::{MAX_NAME_BYTES, MAX_SYMBOL_BYTES, ShareName},
    solana::Address,
    token::{MintInfo, WRAPPED_SOL},
};

use crate::{
    args::{MintArgs, ShareOf},
    failure::{Failure, Result},
    ledger::AnyLedger,
};

/// Currencies that a vault takes at most.
const MAX_CURRENCIES: usize = 4;

/// What can be said of a vault before anything is read or asked.
pub struct VaultPlan {
    name: ShareName,
    currencies: Vec<Address>,
    allocation: Vec<(Address, u64)>,
}

impl VaultPlan {
    /// The vault that `owner` asks for; `None` when they want none.
    pub fn new(args: &MintArgs, owner: &Address) -> Result<Option<Self>> {
        let shares = &args.shares;
        if shares.no_vault {
            return Ok(None);
        }
        let file = &args.file;
        Ok(Some(Self {
            name: ShareName {
                name: shares.name.clone().unwrap_or_else(|| name_of(file)),
                symbol: shares.symbol.clone().unwrap_or_else(|| symbol_of(file)),
                uri: args.uri.clone().unwrap_or_default(),
            },
            currencies: currencies(&shares.currencies)?,
            allocation: allocation(&shares.gifts, owner)?,
        }))
    }

    /// Looks the currencies up.
    pub async fn shares(self, ledger: &AnyLedger) -> Result<NewShares> {
        let mut currencies = Vec::with_capacity(self.currencies.len());
        for mint in &self.currencies {
            currencies.push(MintInfo::fetch(ledger, mint).await?);
        }
        Ok(NewShares {
            name: self.name,
            options: Default::default(),
            currencies,
            allocation: self.allocation,
        })
    }
}

fn currencies(named: &[Address]) -> Result<Vec<Address>> {
    let mut known = BTreeSet::new();
    if let Some(twice) = named.iter().find(|mint| !known.insert(**mint)) {
        return Err(Failure::new(format!("the currency {twice} is named twice")));
    }
    match named.len() {
        0 => Ok(vec![WRAPPED_SOL]),
        1..=MAX_CURRENCIES => Ok(named.to_vec()),
        count => Err(Failure::new(format!(
            "a vault takes at most {MAX_CURRENCIES} currencies, not {count}"
        ))),
    }
}

/// Who gets how much: what is given away, and the rest to the owner.
fn allocation(gifts: &[ShareOf], owner: &Address) -> Result<Vec<(Address, u64)>> {
    let total: u128 = gifts.iter().map(|gift| u128::from(gift.units)).sum();
    let total = u64::try_from(total).unwrap_or(u64::MAX);
    let Some(rest) = SHARE_UNITS.checked_sub(total) else {
        let shares = Amount::new(total, SHARE_DECIMALS);
        return Err(Failure::new(format!(
            "{shares} shares are given away, and a work has 100"
        )));
    };
    if rest > 0 && gifts.iter().any(|gift| gift.owner == *owner) {
        return Err(
            Failure::new(format!("what is not given away belongs to {owner} anyway"))
                .hint("leave that --share out, or give all 100 shares away"),
        );
    }
    let mut allocation: Vec<_> = gifts.iter().map(|gift| (gift.owner, gift.units)).collect();
    if rest > 0 {
        allocation.insert(0, (*owner, rest));
    }
    Ok(allocation)
}

/// The file's name without its extension, as much of it as fits.
pub fn name_of(file: &Path) -> String {
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    let mut end = stem.len().min(MAX_NAME_BYTES);
    while !stem.is_char_boundary(end) {
        end -= 1;
    }
    match stem[..end].trim() {
        "" => "Untitled".to_owned(),
        name => name.to_owned(),
    }
}

/// Letters and digits of the file's name, as they are written on an exchange.
pub fn symbol_of(file: &Path) -> String {
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    let letters = stem.chars().filter(char::is_ascii_alphanumeric);
    let symbol: String = letters.take(MAX_SYMBOL_BYTES).collect();
    if symbol.is_empty() {
        "WORK".to_owned()
    } else {
        symbol.to_ascii_uppercase()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gift(owner: Address, shares: u64) -> ShareOf {
        let units = shares * 1_000_000;
        ShareOf { owner, units }
    }

    #[test]
    fn what_is_not_given_away_stays_the_owners() {
        let [owner, friend, other] = [(); 3].map(|()| Address::new_unique());
        let of = |gifts: &[ShareOf]| allocation(gifts, &owner);
        assert_eq!(of(&[]).unwrap(), [(owner, SHARE_UNITS)]);
        assert_eq!(
            of(&[gift(friend, 30)]).unwrap(),
            [(owner, 70_000_000), (friend, 30_000_000)]
        );
        let all = [gift(friend, 60), gift(other, 40)];
        assert_eq!(
            of(&all).unwrap(),
            [(friend, 60_000_000), (other, 40_000_000)]
        );
        let too_many = of(&[gift(friend, 60), gift(other, 41)]).unwrap_err();
        assert!(too_many.to_string().contains("101 shares"), "{too_many}");
        assert!(of(&[gift(owner, 60)]).is_err());
        assert!(of(&[gift(owner, 60), gift(friend, 40)]).is_ok());
    }

    #[test]
    fn a_vault_takes_one_to_four_currencies() {
        let mints = [(); 5].map(|()| Address::new_unique());
        assert_eq!(currencies(&[]).unwrap(), [WRAPPED_SOL]);
        assert_eq!(currencies(&mints[..4]).unwrap(), mints[..4]);
        assert!(currencies(&mints).is_err());
        assert!(currencies(&[mints[0], mints[0]]).is_err());
    }

    #[test]
    fn shares_are_called_like_the_file() {
        let named = |file: &str| (name_of(Path::new(file)), symbol_of(Path::new(file)));
        let pair = |name: &str, symbol: &str| (name.to_owned(), symbol.to_owned());
        assert_eq!(named("a/my photo-1.jpg"), pair("my photo-1", "MYPHOTO1"));
        assert_eq!(named("日本.png"), pair("日本", "WORK"));
        assert_eq!(named(" .png"), pair("Untitled", "WORK"));
        assert_eq!(named("…a_long_name.png").1, "ALONGNAME");
        // Cut where a letter ends: the 32nd byte is within one.
        let (name, symbol) = named(&format!("a{}.png", "€".repeat(11)));
        assert_eq!(name, format!("a{}", "€".repeat(10)));
        assert_eq!(symbol, "A");
        assert_eq!(named("0123456789abc").1, "0123456789");
    }
}
