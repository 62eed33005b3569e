//! Mints that go on where they stopped, and those that cannot.

use provenue_client::{
    ClientError, Result, address,
    flows::mint::{NewWork, SHARE_UNITS, mint},
    instructions::{registry, vault},
    token::MintInfo,
};
use provenue_tests::{World, details, must, share_name};
use solana_address::Address;
use solana_keypair::Keypair;
use solana_signer::Signer;

use super::{CONTENT, work};
use crate::vault::tokens::burn;

/// A mint that was interrupted when one of two holders had 60 shares.
struct HalfMinted {
    world: World,
    artist: Keypair,
    label: Keypair,
    vault: Address,
}

const SIXTY: u64 = SHARE_UNITS / 10 * 6;
const FORTY: u64 = SHARE_UNITS / 10 * 4;

impl HalfMinted {
    async fn new() -> Self {
        let world = World::new().await;
        let (artist, label) = (world.person().await, world.person().await);
        let key = artist.pubkey();
        let plain = NewWork {
            details: details(CONTENT),
            shares: None,
        };
        let asset = must(mint(&world.ledger, &artist, &artist, &plain).await).asset;
        let vault = address::vault(&asset);
        let open = registry::open_vault(&key, &key, &asset, &share_name(), Default::default());
        must(world.send(&[open], &[&artist]).await);
        let account = world.open_position(&vault, &label.pubkey()).await;
        let issue = vault::issue_shares(&key, &vault, &account, SIXTY);
        must(world.send(&[issue], &[&artist]).await);
        Self {
            world,
            artist,
            label,
            vault,
        }
    }

    /// Goes on with an allocation, the label's units first.
    async fn resume(&self, labels: u64, artists: u64) -> Result<()> {
        let allocation = [
            (self.label.pubkey(), labels),
            (self.artist.pubkey(), artists),
        ];
        let work = work(&[], &allocation);
        let artist = &self.artist;
        let minted = mint(&self.world.ledger, artist, artist, &work).await;
        minted.map(|_| ())
    }

    async fn assert_refused(&self, labels: u64, artists: u64, reason: &str) {
        let before = self.world.vault_state(&self.vault).await;
        let refused = self.resume(labels, artists).await;
        match refused {
            Err(ClientError::Precondition(says)) => assert!(says.contains(reason), "{says}"),
            other => panic!("{other:?}"),
        }
        let after = self.world.vault_state(&self.vault).await;
        assert_eq!(bytemuck::bytes_of(&before), bytemuck::bytes_of(&after));
    }
}

#[tokio::test]
async fn an_interrupted_mint_issues_what_is_missing() {
    let half = HalfMinted::new().await;
    must(half.resume(SIXTY, FORTY).await);
    assert!(half.world.vault_state(&half.vault).await.is_sealed());
    for (owner, units) in [(&half.label, SIXTY), (&half.artist, FORTY)] {
        let account = address::share_account(&half.vault, &owner.pubkey());
        assert_eq!(half.world.token_amount(&account).await, units);
    }
}

#[tokio::test]
async fn a_mint_does_not_go_on_after_shares_were_burned() {
    let half = HalfMinted::new().await;
    let account = address::share_account(&half.vault, &half.label.pubkey());
    let share_mint = address::share_mint(&half.vault);
    let share_mint = must(MintInfo::fetch(&half.world.ledger, &share_mint).await);
    let burning = burn(&share_mint, &account, &half.label.pubkey(), 1);
    let settle = vault::settle(&half.vault, &account);
    must(half.world.send(&[burning, settle], &[&half.label]).await);
    half.assert_refused(SIXTY, FORTY, "shares were burned, or issued otherwise")
        .await;
}

#[tokio::test]
async fn a_mint_does_not_go_on_with_another_allocation() {
    let half = HalfMinted::new().await;
    half.assert_refused(FORTY, SIXTY, "was issued 60000000 share units already")
        .await;
    let others = [(half.artist.pubkey(), SHARE_UNITS)];
    let other = work(&[], &others);
    let refused = mint(&half.world.ledger, &half.artist, &half.artist, &other);
    let refused = refused.await.map(|_| ());
    assert!(matches!(refused, Err(ClientError::Precondition(_))));
}
