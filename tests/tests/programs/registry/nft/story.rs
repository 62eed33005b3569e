//! A work whose NFT is sold, from its registration to the buyer's unwrapping.

use provenue_client::{
    TermsOffer, address,
    flows::{
        license,
        mint::{NewShares, NewWork, SHARE_UNITS, mint},
        nft,
        payout::{PayoutOptions, distribute},
        revenue::books,
    },
    instructions::{Owner, nft::NewNft, registry},
    token::{self, MintInfo, NewMint},
};
use provenue_tests::{World, assert_refused, details, must, share_name};
use solana_signer::Signer;

use super::scene::plain;

/// What a licence costs, in base units.
const PRICE: u64 = 10_000_000;

#[tokio::test]
async fn control_goes_with_the_nft_and_revenue_to_the_holders_of_shares() {
    let world = World::new().await;
    let ledger = &world.ledger;
    let [studio, writer, buyer, client] = [
        world.person().await,
        world.person().await,
        world.person().await,
        world.person().await,
    ];
    let currency = world.currency(NewMint::spl(6)).await;
    world.fund(&client, &currency, 10 * PRICE).await;

    // The studio registers a work that it wrote with somebody: 60 shares to 40.
    let work = NewWork {
        details: details([0xa1; 32]),
        shares: Some(NewShares {
            name: share_name(),
            options: Default::default(),
            currencies: vec![currency.clone()],
            allocation: vec![
                (studio.pubkey(), SHARE_UNITS / 10 * 6),
                (writer.pubkey(), SHARE_UNITS / 10 * 4),
            ],
        }),
    };
    let asset = must(mint(ledger, &studio, &studio, &work).await).asset;
    let vault = address::vault(&asset);
    let sale = TermsOffer {
        currency: currency.address,
        price: PRICE,
        ..TermsOffer::default()
    };
    let (first, _) = must(license::offer(ledger, &studio, &asset, &sale).await);

    // It wraps it and sells the NFT: a plain transfer of Token-2022.
    let new = NewNft {
        terms: Some(first),
        ..plain()
    };
    let wrapped = must(nft::wrap(ledger, &studio, &studio, None, &asset, &new).await);
    let nft_mint = must(MintInfo::fetch(ledger, &wrapped.mint).await);
    world.open_account(&buyer.pubkey(), &nft_mint).await;
    let transfer = token::transfer(&studio.pubkey(), &nft_mint, &buyer.pubkey(), 1);
    must(world.send(&[transfer], &[&studio]).await);

    // The studio can do nothing any more, whatever it brings.
    let payer = world.payer.pubkey();
    for holding in [
        None,
        Some(wrapped.holding),
        Some(nft_mint.ata(&buyer.pubkey())),
    ] {
        let owner = Owner {
            key: studio.pubkey(),
            holding,
        };
        for attempt in [
            registry::offer_terms(&payer, owner, &asset, 1, &sale),
            registry::retire_terms(owner, &asset, &first),
        ] {
            assert!(world.send(&[attempt], &[&studio]).await.is_err());
        }
    }
    assert!(nft::unwrap(ledger, &studio, &asset).await.is_err());
    let back = registry::propose_owner(&studio.pubkey(), &asset, &studio.pubkey());
    assert_refused(world.send(&[back], &[&studio]).await, "OwnedByHolder");

    // The buyer makes an offer of their own, and ends the studio's.
    must(nft::sync(ledger, &buyer, &asset).await);
    let dearer = TermsOffer {
        price: 3 * PRICE,
        ..sale
    };
    let (second, _) = must(license::offer(ledger, &buyer, &asset, &dearer).await);
    must(license::retire(ledger, &buyer, &first).await);
    assert_eq!(world.vault_state(&vault).await.authority, buyer.pubkey());

    // What is sold under it is paid to the two who hold the shares, and not to the buyer.
    let key = client.pubkey();
    must(license::buy(ledger, &client, &second, &key, 3 * PRICE).await);
    let options = PayoutOptions {
        create_accounts: true,
        ..PayoutOptions::default()
    };
    must(distribute(ledger, &buyer, &vault, &currency, &options).await);
    for (person, earned) in [
        (&studio, 3 * PRICE / 10 * 6),
        (&writer, 3 * PRICE / 10 * 4),
        (&buyer, 0),
    ] {
        let account = currency.ata(&person.pubkey());
        assert_eq!(world.token_amount(&account).await, earned);
    }
    assert!(must(books(ledger, &vault).await)[0].balance());

    // The buyer wants no NFT any more, and keeps the work.
    must(nft::unwrap(ledger, &buyer, &asset).await);
    must(license::retire(ledger, &buyer, &second).await);
    let offer = registry::offer_terms(&payer, &studio.pubkey(), &asset, 2, &TermsOffer::default());
    assert_refused(world.send(&[offer], &[&studio]).await, "NotTheOwner");
}
