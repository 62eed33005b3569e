//! Random lives of eight works and their two owners, on the real program, compared after every step with
//! a model that knows no links: versions of a work are a list, oldest first, and a list may be put
//! behind another only where that is of one work.
//!
//! The same lives are tried each time; `PROPTEST_CASES=N` tries N new ones.

use proptest::{
    collection::vec,
    prelude::*,
    test_runner::{Config, RngAlgorithm, TestError, TestRng, TestRunner},
};
use provenue_client::{
    RevocationReason, address,
    instructions::{lifecycle, registry},
    state::Asset,
};
use provenue_tests::{World, details, must};
use solana_address::Address;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_signer::Signer;

/// Lives that are tried, if no number is asked for.
const LIVES: u32 = 64;

/// How many works there are.
const WORKS: usize = 8;

/// Something that may be tried; works and owners by their number.
#[derive(Clone, Copy, Debug)]
enum Attempt {
    /// An owner replaces a work by another, which may be the same.
    Supersede {
        owner: usize,
        old: usize,
        new: usize,
    },
    /// An owner takes a work back.
    Revoke { owner: usize, work: usize },
    /// Whoever owns a work hands it to the other.
    HandOver { work: usize },
}

fn attempt() -> impl Strategy<Value = Attempt> {
    let (owner, work) = (0..2_usize, 0..WORKS);
    prop_oneof![
        12 => (owner.clone(), work.clone(), work.clone())
            .prop_map(|(owner, old, new)| Attempt::Supersede { owner, old, new }),
        1 => (owner, work.clone()).prop_map(|(owner, work)| Attempt::Revoke { owner, work }),
        1 => work.prop_map(|work| Attempt::HandOver { work }),
    ]
}

/// What should be so.
struct Model {
    /// Each work is in one of them, once.
    versions: Vec<Vec<usize>>,
    owners: [usize; WORKS],
    revoked: [bool; WORKS],
}

impl Model {
    fn new() -> Self {
        Self {
            versions: (0..WORKS).map(|work| vec![work]).collect(),
            // The first half belongs to the first owner.
            owners: std::array::from_fn(|work| work * 2 / WORKS),
            revoked: [false; WORKS],
        }
    }

    /// Does it where it may be done, and tells whether that is so.
    fn attempt(&mut self, attempt: Attempt) -> bool {
        match attempt {
            Attempt::Supersede { owner, old, new } => self.supersede(owner, old, new),
            Attempt::Revoke { owner, work } => {
                let may = self.owners[work] == owner && !self.revoked[work];
                self.revoked[work] |= may;
                may
            }
            Attempt::HandOver { work } => {
                self.owners[work] = 1 - self.owners[work];
                true
            }
        }
    }

    fn supersede(&mut self, owner: usize, old: usize, new: usize) -> bool {
        let theirs = [old, new].map(|work| self.owners[work] == owner && !self.revoked[work]);
        let alone = self.versions.iter().position(|list| list[..] == [new]);
        let newest = |list: &Vec<usize>| list.last() == Some(&old);
        let ending = self.versions.iter().position(newest);
        let (Some(alone), Some(ending)) = (alone, ending) else {
            return false;
        };
        let may = theirs == [true; 2] && alone != ending;
        if may {
            self.versions[ending].push(new);
            self.versions.remove(alone);
        }
        may
    }

    /// The works before and after a work.
    fn neighbours(&self, work: usize) -> [Option<usize>; 2] {
        let mut lists = self.versions.iter();
        let list = lists.find(|list| list.contains(&work));
        let list = list.map_or(&[][..], Vec::as_slice);
        let at = list.iter().position(|other| *other == work);
        let at = at.unwrap_or_default();
        [at.checked_sub(1), at.checked_add(1)].map(|at| list.get(at?).copied())
    }
}

/// The works and their owners on the ledger.
struct Works {
    world: World,
    owners: [Keypair; 2],
}

fn asset(work: usize) -> Address {
    address::asset(&[work as u8 + 1; 32], 0)
}

impl Works {
    async fn new(model: &Model) -> Self {
        let world = World::new().await;
        let owners = [world.person().await, world.person().await];
        for (work, owner) in model.owners.iter().enumerate() {
            let (payer, owner) = (world.payer.pubkey(), &owners[*owner]);
            let content = details([work as u8 + 1; 32]);
            let register = registry::register_asset(&payer, &owner.pubkey(), 0, &content);
            must(world.send(&[register], &[owner]).await);
        }
        Self { world, owners }
    }

    /// Tries it, and tells whether it went through.
    async fn attempt(&self, attempt: Attempt, owned_by: [usize; WORKS]) -> bool {
        let key = |owner: usize| self.owners[owner].pubkey();
        let (instructions, signers): (Vec<Instruction>, Vec<usize>) = match attempt {
            Attempt::Supersede { owner, old, new } => {
                let supersede = lifecycle::supersede(&key(owner), &asset(old), &asset(new));
                (vec![supersede], vec![owner])
            }
            Attempt::Revoke { owner, work } => {
                let reason = RevocationReason::Replaced;
                let revoke = lifecycle::revoke_asset(&key(owner), &asset(work), reason);
                (vec![revoke], vec![owner])
            }
            Attempt::HandOver { work } => {
                let (from, to) = (owned_by[work], 1 - owned_by[work]);
                let offer = registry::propose_owner(&key(from), &asset(work), &key(to));
                let accept = registry::accept_ownership(&key(to), &asset(work), false);
                (vec![offer, accept], vec![from, to])
            }
        };
        let signers: Vec<_> = signers.iter().map(|at| &self.owners[*at] as _).collect();
        self.world.send(&instructions, &signers).await.is_ok()
    }

    /// Asserts that every work is what the model says, and that following the links ends.
    async fn assert_as(&self, model: &Model) {
        for work in 0..WORKS {
            let found: Asset = self.world.state(&asset(work)).await;
            let [before, after] = model.neighbours(work).map(|at| at.map(asset));
            assert_eq!(found.supersedes, before.unwrap_or_default(), "{work}");
            assert_eq!(found.superseded_by, after.unwrap_or_default(), "{work}");
            assert_eq!(found.is_revoked(), model.revoked[work], "{work}");
            assert_eq!(found.owner, self.owners[model.owners[work]].pubkey());

            let (mut newest, mut links) = (found, 0);
            while newest.is_superseded() {
                newest = self.world.state(&newest.superseded_by).await;
                links += 1;
                assert!(links < WORKS, "following {work} does not end");
            }
        }
    }
}

/// Tells how many versions the work with most of them has at the end.
async fn live(attempts: &[Attempt]) -> usize {
    let mut model = Model::new();
    let works = Works::new(&model).await;
    for attempt in attempts {
        let owned_by = model.owners;
        let expected = model.attempt(*attempt);
        let happened = works.attempt(*attempt, owned_by).await;
        assert_eq!(happened, expected, "{attempt:?}");
        works.assert_as(&model).await;
    }
    model
        .versions
        .iter()
        .map(Vec::len)
        .max()
        .unwrap_or_default()
}

#[test]
fn versions_of_works_are_chains_whatever_is_tried() {
    let runtime = tokio::runtime::Builder::new_current_thread().build();
    let runtime = runtime.unwrap_or_else(|error| panic!("{error}"));
    let asked = std::env::var_os("PROPTEST_CASES").map(|_| Config::default().cases);
    let config = Config {
        cases: asked.unwrap_or(LIVES),
        failure_persistence: None,
        ..Config::default()
    };
    let mut runner = match asked {
        Some(_) => TestRunner::new(config),
        None => {
            let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
            TestRunner::new_with_rng(config, rng)
        }
    };
    let longest = std::cell::Cell::new(0);
    let tried = runner.run(&vec(attempt(), 1..48), |attempts| {
        longest.set(longest.get().max(runtime.block_on(live(&attempts))));
        Ok(())
    });
    match tried {
        // Else little but refusals was compared.
        Ok(()) => assert!(longest.get() > 3, "no work had four versions in any life"),
        Err(TestError::Fail(reason, attempts)) => panic!("{reason}\nin {attempts:?}"),
        Err(TestError::Abort(reason)) => panic!("{reason}"),
    }
}
