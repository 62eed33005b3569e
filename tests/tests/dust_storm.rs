//! One million deposits of one base unit, half of which is owed upstream: no crumb escapes.
//!
//! The million is done with the programs' arithmetic; the first 20 000 of them on the programs too,
//! and there both must agree in every number.

use provenue_accounting::{Ledger, Revenue, SHARE_UNITS, UpstreamRate};
use provenue_client::{
    address,
    instructions::{
        upstream::{Hop, LinkSigners, link_upstream, pull},
        vault,
    },
    solana::{Address, Instruction, Keypair, Signer},
    state::Upstream,
    token::{MintInfo, NewMint},
};
use provenue_tests::{World, must};

const DEPOSITS: u64 = 1_000_000;
const ON_THE_PROGRAMS: u64 = 20_000;
/// Deposits of one transaction: as many as it may run.
const TOGETHER: u64 = 25;
/// Dues are pulled after so many deposits, which halves do not divide.
const BETWEEN_PULLS: u64 = 1_175;

const HALF: UpstreamRate = UpstreamRate {
    relative_bps: 5_000,
    absolute_bps: 0,
};

/// A vault that owes half to another, and the books of both as the arithmetic has them.
#[derive(Default)]
struct Expected {
    child: Ledger,
    parent: Ledger,
    paid: u64,
}

impl Expected {
    fn deposit(&mut self) {
        must(
            self.child
                .book(Revenue::outside(1), HALF, SHARE_UNITS, None),
        );
    }

    fn pull(&mut self) {
        let due = must(self.child.dues(HALF, self.paid));
        if due == 0 {
            return;
        }
        must(self.child.pay_upstream(due));
        self.paid += due;
        let revenue = Revenue {
            received: due,
            royalties: due,
        };
        let nothing = UpstreamRate::default();
        must(self.parent.book(revenue, nothing, SHARE_UNITS, None));
    }
}

#[tokio::test]
async fn a_million_crumbs_give_ancestors_half_a_million_exactly() {
    let world = World::new().await;
    let currency = world.currency(NewMint::spl(6)).await;
    let (base, licensor) = (world.person().await, world.person().await);
    let parent = world
        .vault(&licensor, std::slice::from_ref(&currency), &[])
        .await;
    let child = child_of(&world, &base, &licensor, &parent, &currency).await;
    world.fund(&base, &currency, ON_THE_PROGRAMS).await;

    let mut expected = Expected::default();
    let deposit = vault::deposit(&base.pubkey(), &child, &currency, 1);
    let together: Vec<Instruction> = vec![deposit; usize::try_from(TOGETHER).unwrap()];
    let climb = pull(&child, &currency, &[Hop { child, parent }]);
    for done in 1..=DEPOSITS {
        expected.deposit();
        let on_the_programs = done <= ON_THE_PROGRAMS;
        if on_the_programs && done % TOGETHER == 0 {
            must(world.send(&together, &[&base]).await);
        }
        if done % BETWEEN_PULLS == 0 {
            expected.pull();
            if on_the_programs {
                must(world.send(std::slice::from_ref(&climb), &[]).await);
            }
        }
        if done == ON_THE_PROGRAMS {
            compare(&world, &child, &parent, &expected).await;
        }
    }
    expected.pull();

    assert_eq!(expected.child.gross, DEPOSITS);
    assert_eq!(expected.paid, DEPOSITS / 2);
    assert_eq!(expected.parent.gross, DEPOSITS / 2);
    assert_eq!(expected.child.booked, DEPOSITS / 2);
    assert!(expected.child.is_consistent() && expected.parent.is_consistent());
}

/// Every number of both vaults and of the edge is what the arithmetic says.
async fn compare(world: &World, child: &Address, parent: &Address, expected: &Expected) {
    for (address, ledger) in [(child, &expected.child), (parent, &expected.parent)] {
        let slot = world.vault_state(address).await.currencies[0];
        assert_eq!(slot.ledger(), *ledger);
        assert_eq!(world.token_amount(&slot.treasury).await, ledger.booked);
    }
    let edge: Upstream = world.state(&address::upstream(child, parent)).await;
    assert_eq!(edge.paid[0].get(), expected.paid);
}

/// A sealed vault of `base` that owes half to `parent`.
async fn child_of(
    world: &World,
    base: &Keypair,
    licensor: &Keypair,
    parent: &Address,
    currency: &MintInfo,
) -> Address {
    let key = base.pubkey();
    let child = world.open_vault(base, std::slice::from_ref(currency)).await;
    let signers = LinkSigners {
        payer: world.payer.pubkey(),
        authority: key,
        licensor: licensor.pubkey(),
    };
    let link = link_upstream(&signers, &child, parent, HALF);
    must(world.send(&[link], &[base, licensor]).await);
    world.issue_and_seal(base, &child, &[]).await;
    child
}
