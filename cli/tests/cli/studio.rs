//! A ledger on which a work earns money already.

use std::{ops::Deref, sync::LazyLock};

use crate::sandbox::{Sandbox, bytes};

/// Made once; each test gets a copy.
static FIRST: LazyLock<Studio> = LazyLock::new(Studio::found);

/// The artist, who signs unless `-k` is given, has registered `photo.bin` and holds 70 shares of it;
/// `ben.json` holds 30. Its vault takes dollars (6 decimals), tolls (1 % of each transfer is kept) and
/// SOL. `fan.json` has 10 SOL, 1000 dollars and 1000 tolls; `stranger.json` has 10 SOL.
pub struct Studio {
    sandbox: Sandbox,
    /// The mint of dollars.
    pub dollar: String,
    /// The mint of tolls.
    pub toll: String,
    /// The work's asset.
    pub asset: String,
    /// The work's vault.
    pub vault: String,
    /// The artist's address.
    pub artist: String,
    /// Ben's address.
    pub ben: String,
    /// The fan's address.
    pub fan: String,
}

impl Studio {
    pub fn open() -> Self {
        Self {
            sandbox: FIRST.sandbox.copy(),
            dollar: FIRST.dollar.clone(),
            toll: FIRST.toll.clone(),
            asset: FIRST.asset.clone(),
            vault: FIRST.vault.clone(),
            artist: FIRST.artist.clone(),
            ben: FIRST.ben.clone(),
            fan: FIRST.fan.clone(),
        }
    }

    fn found() -> Self {
        let sandbox = Sandbox::new();
        let [ben, fan, _] =
            ["ben", "fan", "stranger"].map(|name| sandbox.keypair(&format!("{name}.json")));
        for args in ["10", "10 fan.json", "10 stranger.json"] {
            sandbox.stdout(&format!("airdrop {args}"));
        }
        let currency = |args: &str| {
            let mint = text(&sandbox.json(&format!("token create {args}"))["mint"]);
            sandbox.stdout(&format!("token mint {mint} 1000 fan.json"));
            mint
        };
        let (dollar, toll) = (currency("--decimals 6"), currency("--fee-bps 100"));
        sandbox.write("photo.bin", bytes(5_000));
        let minted = sandbox.json(&format!(
            "mint photo.bin --disclosure human --share ben.json=30 \
             --currency {dollar} --currency {toll} --currency SOL"
        ));
        Self {
            dollar,
            toll,
            asset: text(&minted["asset"]),
            vault: text(&minted["vault"]),
            artist: text(&sandbox.json("address")["address"]),
            ben,
            fan,
            sandbox,
        }
    }

    /// Terms at a price in dollars; returns their address.
    pub fn offer(&self, price: &str, options: &str) -> String {
        let dollar = &self.dollar;
        let offered = self.json(&format!(
            "terms offer photo.bin --price {price} --currency {dollar} {options}"
        ));
        text(&offered["terms"])
    }

    /// Base units that somebody holds of a currency.
    pub fn held(&self, mint: &str, owner: &str) -> String {
        text(&self.json(&format!("token balance {mint} {owner}"))["units"])
    }
}

impl Deref for Studio {
    type Target = Sandbox;

    fn deref(&self) -> &Sandbox {
        &self.sandbox
    }
}

/// A JSON string.
pub fn text(value: &serde_json::Value) -> String {
    value
        .as_str()
        .unwrap_or_else(|| panic!("not a string: {value}"))
        .to_owned()
}
