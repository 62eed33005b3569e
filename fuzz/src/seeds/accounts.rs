//! The cast's accounts, a vault's life, and logs.

use anchor_lang::Discriminator;
use provenue_fuzz::cast::CAST;
use provenue_registry::events as registry;
use provenue_vault::events as vault;

const RECORD: u8 = 0;
const TOKENS: u8 = 1;
const LOGS: u8 = 3;

macro_rules! events {
    ($program:literal: $($event:ty,)*) => {
        [$((stringify!($event), {
            let mut seed = vec![LOGS, $program];
            seed.extend(<$event>::DISCRIMINATOR);
            seed.extend([1; size_of::<$event>()]);
            seed
        }),)*]
    };
}

pub fn all() -> Vec<(String, Vec<u8>)> {
    let mut seeds = Vec::new();
    for (number, member) in CAST.iter().enumerate() {
        let kind = match member.data.len() {
            0 | 4 => continue,
            82 | 165 | 170 => TOKENS,
            _ => RECORD,
        };
        let seed = [&[kind][..], &member.data].concat();
        seeds.push((format!("account-{number}"), seed));
    }
    let of_vault = events![0:
        vault::VaultCreated, vault::CurrencyAdded, vault::PositionOpened, vault::SharesIssued,
        vault::VaultSealed, vault::AuthoritySet, vault::Deposited, vault::Booked,
        vault::PositionSettled, vault::SharesTransferred, vault::Claimed, vault::HolderSkipped,
        vault::PositionClosed, vault::UpstreamLinked, vault::UpstreamInherited, vault::DuesPaid,
        vault::DuesSkipped, vault::PayoutsHeld, vault::PayoutsReleased, vault::GateCreated,
        vault::RevenueDelegated,
    ];
    let of_registry = events![1:
        registry::AssetRegistered, registry::VaultOpened, registry::TermsOffered,
        registry::TermsWithdrawn, registry::LicenseBought, registry::OwnerProposed,
        registry::OwnershipAccepted, registry::AssetSuperseded, registry::AssetRevoked,
        registry::MetadataUpdated, registry::MetadataFrozen, registry::AssetWrapped,
        registry::AssetUnwrapped, registry::OwnershipSynced, registry::CollectionCreated,
    ];
    for (event, seed) in of_vault.into_iter().chain(of_registry) {
        seeds.push((event.replace(' ', "").replace("::", "-"), seed));
    }
    let lines = "\u{3}\u{2}V\nProgram log: hello\nProgram data: AQID\nR\nr\nv\n";
    seeds.push(("lines".to_owned(), lines.as_bytes().to_vec()));
    seeds
}
