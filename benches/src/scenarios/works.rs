//! Works: claimed, licensed, handed on.

use anyhow::Result;
use provenue_client::{
    AssetDetails, DerivativeRate, Relation, TermsOffer, address,
    flows::mint::{NewShares, NewWork, SHARE_UNITS, mint},
    instructions::{
        derivation::{IngredientLink, LinkRight, link_ingredient},
        registry::{self, Purchase},
    },
    solana::{Address, Keypair, Signer},
    token::{MintInfo, NewMint},
};
use provenue_tests::{details, share_name};

use crate::{bench::Bench, first_try, keys};

/// What a licence is sold for, in base units.
pub(super) const PRICE: u64 = 5_000_000;

/// Licences for thirty days.
pub(super) fn monthly(currency: &MintInfo) -> TermsOffer {
    TermsOffer {
        currency: currency.address,
        price: PRICE,
        supply_cap: 1_000,
        period_seconds: 30 * 24 * 60 * 60,
        document_hash: [9; 32],
        derivatives: None,
    }
}

/// Measures each instruction of the registry, in the order of a work's life.
pub async fn measure(bench: &mut Bench) -> Result<()> {
    let owner = bench.person("artist").await?;
    let details = claim(bench, &owner).await?;
    let asset = address::asset(&details.content_id, 0);
    let currency = open_vault(bench, &owner, &details).await?;
    offer(bench, &owner, &asset, &currency).await?;
    buy(bench, &asset, &currency).await?;
    derive(bench, &owner, &asset).await?;
    let retire = registry::retire_terms(&owner.pubkey(), &asset, &address::terms(&asset, 0));
    bench
        .measure("registry/retire_terms", &owner, &[], retire)
        .await?;
    hand_over(bench, &owner, &details).await
}

/// Two claims on one content, and one of a content with everything said about it.
async fn claim(bench: &mut Bench, owner: &Keypair) -> Result<AssetDetails> {
    let content = |label| keys::key(label, first_try::work).pubkey().to_bytes();
    let key = owner.pubkey();

    let details = details(content("photo"));
    let claim = registry::register_asset(&key, &key, 0, &details);
    bench
        .measure("registry/register_asset", owner, &[], claim)
        .await?;

    let rival = bench.person("rival").await?;
    let claim = registry::register_asset(&rival.pubkey(), &rival.pubkey(), 1, &details);
    bench
        .measure("registry/register_asset@second_claim", &rival, &[], claim)
        .await?;

    let claim = registry::register_asset(&key, &key, 0, &every_hash(content("photo 2")));
    bench
        .measure("registry/register_asset@every_hash", owner, &[], claim)
        .await?;
    Ok(details)
}

/// Details with nothing left out.
fn every_hash(content_id: [u8; 32]) -> AssetDetails {
    let hash = |byte| Some([byte; 32]);
    AssetDetails {
        manifest_hash: hash(1),
        perceptual_hash: hash(2),
        generation_record: hash(3),
        model: hash(7),
        ingredients_root: hash(8),
        metadata_uri_hash: hash(9),
        signing_certificate: hash(10),
        claim_generator: "Adobe_Firefly 1.0 (Adobe Inc, 2)".to_owned(),
        digital_source_type: 1,
        ..details(content_id)
    }
}

/// Opens the work's vault, and brings it to its seal.
async fn open_vault(
    bench: &mut Bench,
    owner: &Keypair,
    details: &AssetDetails,
) -> Result<MintInfo> {
    let (key, asset) = (owner.pubkey(), address::asset(&details.content_id, 0));
    let open = registry::open_vault(&key, &key, &asset, &share_name(), Default::default());
    bench
        .measure("registry/open_vault", owner, &[], open)
        .await?;
    let vault = address::vault(&asset);
    let currency = bench
        .currency("licence mint", &vault, NewMint::spl(6))
        .await?;
    let shares = NewShares {
        name: share_name(),
        options: Default::default(),
        currencies: vec![currency.clone()],
        allocation: vec![(key, SHARE_UNITS)],
    };
    let work = NewWork {
        details: details.clone(),
        shares: Some(shares),
    };
    mint(&bench.world.ledger, &bench.world.payer, owner, &work).await?;
    Ok(currency)
}

/// Terms with a price, and free ones.
async fn offer(
    bench: &mut Bench,
    owner: &Keypair,
    asset: &Address,
    currency: &MintInfo,
) -> Result<()> {
    let key = owner.pubkey();
    let priced = monthly(currency);
    let free = TermsOffer {
        price: 0,
        ..priced.clone()
    };
    for (index, name, offer) in [
        (0, "registry/offer_terms", priced),
        (1, "registry/offer_terms@free", free),
    ] {
        let offer = registry::offer_terms(&key, &key, asset, index, &offer);
        bench.measure(name, owner, &[], offer).await?;
    }
    Ok(())
}

/// A licence, its renewal, and a free one.
async fn buy(bench: &mut Bench, asset: &Address, currency: &MintInfo) -> Result<()> {
    let [terms, free] = [0, 1].map(|index| address::terms(asset, index));
    let buyer = keys::key("licensee", |licensee| {
        first_try::license(&terms, licensee) && first_try::license(&free, licensee)
    });
    let buyer = bench.enrich(buyer).await?;
    let key = buyer.pubkey();
    bench.world.fund(&buyer, currency, 2 * PRICE).await;
    let purchase = Purchase {
        payer: key,
        buyer: key,
        licensee: key,
        max_price: PRICE,
    };
    for (name, terms) in [
        ("registry/buy_license", terms),
        ("registry/buy_license@renewal", terms),
        ("registry/buy_license@free", free),
    ] {
        let buy = registry::buy_license(&purchase, asset, &terms, currency);
        bench.measure(name, &buyer, &[], buy).await?;
    }
    Ok(())
}

/// Two works of the same owner that were made from it: one owes for that, the other does not.
async fn derive(bench: &mut Bench, owner: &Keypair, parent: &Address) -> Result<()> {
    let key = owner.pubkey();
    let owing = DerivativeRate {
        relative_bps: 1_000,
        absolute_bps: 250,
    };
    for (label, name, rate) in [
        ("remix", "registry/link_ingredient", owing),
        (
            "remix 2",
            "registry/link_ingredient@free",
            DerivativeRate::default(),
        ),
    ] {
        let content = keys::key(label, |content| {
            let child = address::asset(&content.to_bytes(), 0);
            first_try::work(content) && first_try::ingredient(&child, parent)
        });
        let details = details(content.pubkey().to_bytes());
        let child = address::asset(&details.content_id, 0);
        let register = registry::register_asset(&key, &key, 0, &details);
        let open = registry::open_vault(&key, &key, &child, &share_name(), Default::default());
        bench.prepare_paid(owner, vec![register, open]).await?;
        let link = link_ingredient(&IngredientLink {
            payer: key,
            owner: (&key).into(),
            child,
            parent: *parent,
            relation: Relation::ComponentOf,
            right: LinkRight::Agreed {
                licensor: (&key).into(),
                rate,
            },
        });
        bench.measure(name, owner, &[], link).await?;
    }
    Ok(())
}

/// The work goes to another owner, with its vault's authority; and one without a vault.
async fn hand_over(bench: &mut Bench, owner: &Keypair, details: &AssetDetails) -> Result<()> {
    let heir = bench.person("heir").await?;
    let rival = bench.person("rival").await?;
    for (index, owner, has_vault, variant) in
        [(0, owner, true, ""), (1, &rival, false, "@without_vault")]
    {
        let asset = address::asset(&details.content_id, index);
        let propose = registry::propose_owner(&owner.pubkey(), &asset, &heir.pubkey());
        if has_vault {
            bench
                .measure("registry/propose_owner", owner, &[], propose)
                .await?;
        } else {
            bench.prepare(&[propose], &[owner]).await?;
        }
        let accept = registry::accept_ownership(&heir.pubkey(), &asset, has_vault);
        let name = format!("registry/accept_ownership{variant}");
        bench.measure(&name, &heir, &[], accept).await?;
    }
    Ok(())
}
