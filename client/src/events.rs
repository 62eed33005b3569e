//! What the programs say happened, read from the logs of a transaction.

use anchor_lang::{Discriminator, bytemuck::Pod};
use base64::{Engine, prelude::BASE64_STANDARD};
use provenue_registry::events as registry;
use provenue_vault::events as vault;
use provenue_wrapper::events as wrapper;
use solana_address::Address;

use crate::{REGISTRY_PROGRAM, VAULT_PROGRAM, WRAPPER_PROGRAM};

macro_rules! program_events {
    ($($program:ident: $module:ident { $($event:ident,)* })*) => {
        /// An event of one of the programs.
        #[derive(Clone, Copy)]
        #[non_exhaustive]
        pub enum Event {
            $($(
                #[doc = concat!("[`", stringify!($module), "::", stringify!($event), "`].")]
                $event($module::$event),
            )*)*
        }

        impl Event {
            /// The event's name.
            #[must_use]
            pub const fn name(&self) -> &'static str {
                match self {
                    $($(Self::$event(_) => stringify!($event),)*)*
                }
            }

            fn decode(program: &Address, data: &[u8]) -> Option<Self> {
                $(if *program == $program {
                    $(if let Some(event) = read(data) {
                        return Some(Self::$event(event));
                    })*
                })*
                None
            }
        }
    };
}

program_events! {
    VAULT_PROGRAM: vault {
        VaultCreated, CurrencyAdded, PositionOpened, SharesIssued, VaultSealed, AuthoritySet,
        Deposited, Booked, PositionSettled, SharesTransferred, Claimed, HolderSkipped,
        PositionClosed, UpstreamLinked, UpstreamInherited, DuesPaid, DuesSkipped, PayoutsHeld,
        PayoutsReleased, GateCreated, RevenueDelegated,
    }
    REGISTRY_PROGRAM: registry {
        AssetRegistered, VaultOpened, TermsOffered, TermsWithdrawn, LicenseBought, OwnerProposed,
        OwnershipAccepted, Attested, AttestationTakenBack, IngredientLinked, LogCreated, LogAnchored,
        MemberProved, MemberMaterialised, AssetSuperseded, AssetRevoked, MetadataUpdated,
        MetadataFrozen, AssetWrapped, AssetUnwrapped, OwnershipSynced, CollectionCreated,
    }
    WRAPPER_PROGRAM: wrapper {
        WrapperCreated, SharesWrapped, SharesUnwrapped,
    }
}

/// The programs' events in a transaction's logs, in order. Lines of other programs are left out,
/// also when they look like ours: a log line belongs to the program that runs when it is written.
#[must_use]
pub fn events(logs: &[String]) -> Vec<Event> {
    let mut running: Vec<Address> = Vec::new();
    let mut events = Vec::new();
    for line in logs {
        if let Some(data) = line.strip_prefix("Program data: ") {
            let program = running.last().copied().unwrap_or_default();
            let bytes = BASE64_STANDARD.decode(data).unwrap_or_default();
            events.extend(Event::decode(&program, &bytes));
        } else if let Some(program) = invoked(line) {
            running.push(program);
        } else if running.last().is_some_and(|program| is_end(line, program)) {
            running.pop();
        }
    }
    events
}

/// `Program <id> invoke [1]`.
fn invoked(line: &str) -> Option<Address> {
    let (program, depth) = line.strip_prefix("Program ")?.split_once(" invoke [")?;
    depth.ends_with(']').then_some(())?;
    program.parse().ok()
}

/// `Program <id> success`, or `Program <id> failed: <why>`: what a program says itself begins
/// otherwise.
fn is_end(line: &str, program: &Address) -> bool {
    let rest = line.strip_prefix("Program ");
    let rest = rest.and_then(|rest| rest.strip_prefix(program.to_string().as_str()));
    rest.is_some_and(|rest| rest == " success" || rest.starts_with(" failed: "))
}

fn read<E: Pod + Discriminator>(data: &[u8]) -> Option<E> {
    let body = data.strip_prefix(E::DISCRIMINATOR)?;
    anchor_lang::bytemuck::try_pod_read_unaligned(body).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use anchor_lang::Event as _;

    #[test]
    fn an_event_is_believed_only_of_its_own_program() {
        let sealed = vault::VaultSealed {
            vault: Address::new_unique(),
            live_units: 7,
        };
        let data = format!("Program data: {}", BASE64_STANDARD.encode(sealed.data()));
        let forger = Address::new_unique();
        let logs = [
            format!("Program {forger} invoke [1]"),
            data.clone(),
            format!("Program {VAULT_PROGRAM} invoke [2]"),
            data.clone(),
            format!("Program {VAULT_PROGRAM} success"),
            data,
            format!("Program {forger} success"),
        ];
        let found = events(&logs);
        assert_eq!(found.len(), 1);
        assert!(matches!(&found[0], Event::VaultSealed(event) if event.live_units == 7));
        assert_eq!(found[0].name(), "VaultSealed");
    }

    #[test]
    fn what_a_program_says_does_not_end_it() {
        let sealed = vault::VaultSealed {
            vault: Address::new_unique(),
            live_units: 7,
        };
        let data = format!("Program data: {}", BASE64_STANDARD.encode(sealed.data()));
        let other = Address::new_unique();
        for said in [
            "Program log: a success".to_owned(),
            "Program log: it failed: not really".to_owned(),
            format!("Program log: Program {VAULT_PROGRAM} success"),
            format!("Program {other} success"),
            format!("Program {other} failed: custom program error: 0x1"),
            format!("Program {VAULT_PROGRAM} consumed 1 of 2 compute units in success"),
        ] {
            let logs = [
                format!("Program {VAULT_PROGRAM} invoke [1]"),
                said.clone(),
                data.clone(),
            ];
            assert_eq!(events(&logs).len(), 1, "{said}");
            // A forger's own lines do not put the vault in the forger's place either.
            let logs = [
                format!("Program {VAULT_PROGRAM} invoke [1]"),
                format!("Program {other} invoke [2]"),
                said.replace(&other.to_string(), "somebody"),
                data.clone(),
            ];
            assert!(events(&logs).is_empty(), "{said}");
        }
        for end in ["success", "failed: custom program error: 0x1"] {
            let logs = [
                format!("Program {VAULT_PROGRAM} invoke [1]"),
                format!("Program {VAULT_PROGRAM} {end}"),
                data.clone(),
            ];
            assert!(events(&logs).is_empty(), "{end}");
        }
    }
}
