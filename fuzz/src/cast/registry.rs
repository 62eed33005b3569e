//! A work, what its licences cost, and a licence.

use bytemuck::Zeroable;
use provenue_client::{
    REGISTRY_PROGRAM, address,
    state::{Asset, License, Terms},
};
use solana_address::Address;

use super::{BUYER, CURRENCY, Member, STUDIO, derived};

/// Of the work.
pub const CONTENT_ID: [u8; 32] = [48; 32];

/// The first claim on it.
#[must_use]
pub fn asset() -> Address {
    address::asset(&CONTENT_ID, 0)
}

/// Everything about works.
pub fn members() -> Vec<Member> {
    let index = 0u16.to_le_bytes();
    let (address, bump) = derived(&[Asset::SEED, &CONTENT_ID, &index], &REGISTRY_PROGRAM);
    let mut asset = Asset::zeroed();
    asset.version = Asset::VERSION;
    asset.bump = bump;
    asset.chunk_size_log2 = 18;
    asset.byte_length = 300_000.into();
    asset.content_id = CONTENT_ID;
    asset.owner = STUDIO;
    asset.pending_owner = BUYER;
    asset.vault = address::vault(&address);
    asset.terms_count = 1.into();
    asset.media_type_length = 9;
    asset.media_type[..9].copy_from_slice(b"image/png");

    let (terms_address, terms_bump) =
        derived(&[Terms::SEED, address.as_ref(), &index], &REGISTRY_PROGRAM);
    let mut terms = Terms::zeroed();
    terms.version = Terms::VERSION;
    terms.bump = terms_bump;
    terms.active = 1;
    terms.asset = address;
    terms.currency = CURRENCY;
    terms.price = 1_000.into();
    terms.period_seconds = 86_400.into();

    let seeds = [License::SEED, terms_address.as_ref(), BUYER.as_ref()];
    let (license_address, license_bump) = derived(&seeds, &REGISTRY_PROGRAM);
    let mut license = License::zeroed();
    license.version = License::VERSION;
    license.bump = license_bump;
    license.terms = terms_address;
    license.asset = address;
    license.licensee = BUYER;
    license.purchases = 1.into();

    vec![
        Member::record(address, REGISTRY_PROGRAM, &asset),
        Member::record(terms_address, REGISTRY_PROGRAM, &terms),
        Member::record(license_address, REGISTRY_PROGRAM, &license),
        // What comes next of each.
        Member::absent(address::asset(&CONTENT_ID, 1)),
        Member::absent(address::terms(&address, 1)),
        Member::absent(address::license(&terms_address, &STUDIO)),
    ]
}
