//! What must hold of any graph, whatever happened.

use proptest::{collection::vec, prelude::*};
use provenue_oracle::{BigInt, BigRational, Graph, GraphError, Model, Revenue, Terms, Upstream};

type World = Graph<usize, u8, char>;

const MONEY: char = '$';
const HOLDERS: u8 = 3;
/// Later than any stream of these tests lasts.
const END: u64 = 1 << 40;

/// A vault to be added: its terms, and its links to vaults before it.
type Plan = (Terms, Vec<(usize, Upstream)>);

fn plans() -> impl Strategy<Value = Vec<Plan>> {
    let part = || prop_oneof![Just(0), 0..300u16, 0..4_000u16];
    let upstream = (part(), part()).prop_map(|(relative_bps, absolute_bps)| Upstream {
        relative_bps,
        absolute_bps,
    });
    let stream = prop_oneof![2 => Just(0), 1 => 1..100u32];
    let terms = (0..=5_000u16, stream).prop_map(|(floor_bps, stream_seconds)| Terms {
        floor_bps,
        stream_seconds,
    });
    vec((terms, vec((0..7usize, upstream), 0..4)), 1..7)
}

/// Builds a graph. A link is refused exactly when it takes too much.
fn build(plans: &[Plan]) -> Result<World, GraphError> {
    let mut graph = World::new();
    for (vault, (terms, links)) in plans.iter().enumerate() {
        graph.add_vault(&vault, *terms)?;
        graph.add_currency(&vault, MONEY)?;
        for holder in 0..HOLDERS {
            let units = 1 + u64::from(holder) * 3;
            graph.vault_mut(&vault)?.issue(&holder, units);
        }
        for (parent, own) in links.iter().filter(|(parent, _)| *parent < vault) {
            let before = graph.vault(&vault)?.upstream();
            let inherited = graph.vault(parent)?.upstream().absolute_bps;
            let sum = before.total_bps() + own.total_bps() + u32::from(inherited);
            let fits = sum <= u32::from(10_000 - terms.floor_bps);
            match graph.link(&vault, parent, *own) {
                Ok(()) => assert!(fits),
                Err(GraphError::TooMuchUpstream) => assert!(!fits),
                Err(error) => assert_eq!(error, GraphError::AlreadyLinked),
            }
        }
        for (parent, ancestor) in graph.uninherited(&vault)? {
            assert_eq!(graph.seal(&vault), Err(GraphError::NotInherited));
            graph.inherit(&vault, &parent, &ancestor)?;
        }
        graph.seal(&vault)?;
    }
    Ok(graph)
}

/// Children and parents.
fn edges(graph: &World) -> Vec<(usize, usize)> {
    let children = graph.leaf_first().copied();
    children
        .flat_map(|child| {
            let edges = graph.edges(&child).unwrap();
            edges
                .map(move |(parent, _)| (child, *parent))
                .collect::<Vec<_>>()
        })
        .collect()
}

/// Pulls an edge; of what leaves, `fee_bps` do not arrive. Returns the fee.
fn pull(graph: &mut World, (child, parent): (usize, usize), fee_bps: u16) -> BigInt {
    let due = graph.dues(&child, &parent, &MONEY);
    let fee = &due * fee_bps / 10_000u16;
    let arrived = u64::try_from(&due - &fee).unwrap();
    graph
        .pull(&child, &parent, &MONEY, Revenue::royalties(arrived))
        .unwrap();
    assert_eq!(graph.dues(&child, &parent, &MONEY), BigInt::ZERO);
    fee
}

/// Pulls everything as far as it goes, without a fee, and lets streams end.
fn sweep(graph: &mut World) {
    for edge in edges(graph) {
        pull(graph, edge, 0);
    }
    graph.set_time(END);
    for vault in graph.leaf_first().copied().collect::<Vec<_>>() {
        graph.vault_mut(&vault).unwrap().release();
    }
}

/// All that can be told of each vault: the totals, the edges' paid, and what each holder is owed.
fn everything(graph: &World) -> Vec<(Vec<BigInt>, Vec<BigRational>)> {
    let vaults = graph.vaults().map(|(name, model)| {
        let money = graph.currency(name, &MONEY).unwrap();
        let mut totals = vec![
            model.gross(money),
            model.royalties(money),
            model.reserved(money),
            model.paid_upstream(money),
            model.pending(money),
            model.owed_to_holders(money),
        ];
        totals.extend(graph.edges(name).unwrap().map(|(_, edge)| edge.paid(money)));
        let owed = (0..HOLDERS).map(|holder| model.owed(&holder, money));
        (totals, owed.collect())
    });
    vaults.collect()
}

/// Everything received, from people, less all that was paid out or is owed.
fn unexplained(graph: &World) -> BigInt {
    let vaults = graph.vaults().map(|(name, model): (_, &Model<u8>)| {
        let money = graph.currency(name, &MONEY).unwrap();
        let to_upstream = model.reserved(money) - model.paid_upstream(money);
        let to_holders = model.owed_to_holders(money) + model.paid_holders(money);
        assert_eq!(
            model.booked(money),
            &to_upstream + model.owed_to_holders(money)
        );
        model.outside(money) - to_upstream - to_holders
    });
    vaults.sum()
}

fn audit(graph: &World) {
    for (name, model) in graph.vaults() {
        let money = graph.currency(name, &MONEY).unwrap();
        let edges: Vec<_> = graph.edges(name).unwrap().collect();

        let relative: u16 = edges.iter().map(|(_, edge)| edge.rate().relative_bps).sum();
        let absolute: u16 = edges.iter().map(|(_, edge)| edge.rate().absolute_bps).sum();
        assert_eq!(model.upstream().relative_bps, relative);
        assert_eq!(model.upstream().absolute_bps, absolute);

        let paid: BigInt = edges.iter().map(|(_, edge)| edge.paid(money)).sum();
        assert_eq!(paid, model.paid_upstream(money));
        let dues = edges
            .iter()
            .map(|(parent, _)| graph.dues(name, parent, &MONEY));
        let rest = model.reserved(money) - paid - dues.sum::<BigInt>();
        assert!(rest >= BigInt::ZERO);
        assert!(rest < BigInt::from(edges.len().max(1)), "{rest} on no edge");

        let owed = model.holders().map(|holder| model.owed(holder, money));
        let released = model.owed_to_holders(money) - model.pending(money);
        assert_eq!(owed.sum::<BigRational>(), BigRational::from(released));
    }
}

/// What happens: which vault or edge, an amount, two holders, and seconds that pass.
type Step = (u8, usize, u64, (u8, u8), u64);

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let amount = prop_oneof![0..5u64, 0..10_000u64, 0..1_000_000_000_000u64];
    let holders = (0..HOLDERS, 0..HOLDERS);
    vec((0..8u8, 0..64usize, amount, holders, 0..40u64), 1..40)
}

proptest! {
    #[test]
    fn everything_received_is_paid_or_owed(
        plans in plans(),
        steps in steps(),
        fee_bps in prop_oneof![Just(0), 0..=10_000u16],
    ) {
        let mut graph = build(&plans)?;
        let edges = edges(&graph);
        let (mut fees, mut now) = (BigInt::ZERO, 0);
        for (what, place, amount, (one, other), seconds) in steps {
            now += seconds;
            graph.set_time(now);
            let vault = place % plans.len();
            match what {
                0..3 => graph.book(&vault, &MONEY, amount)?,
                3..6 if !edges.is_empty() => {
                    fees += pull(&mut graph, edges[place % edges.len()], fee_bps);
                }
                6 => {
                    let model = graph.vault_mut(&vault)?;
                    let units = u64::try_from(model.units(&one))?.min(amount);
                    model.transfer(&one, &other, units)?;
                }
                _ => {
                    let money = graph.currency(&vault, &MONEY)?;
                    let model = graph.vault_mut(&vault)?;
                    model.release();
                    let whole = model.whole_owed(&one, money);
                    model.pay(&one, money, u64::try_from(whole)?)?;
                }
            }
            audit(&graph);
            prop_assert_eq!(unexplained(&graph), fees.clone());
        }
        sweep(&mut graph);
        audit(&graph);
        prop_assert_eq!(unexplained(&graph), fees);
    }

    #[test]
    fn the_order_of_pulls_does_not_matter(
        plans in plans(),
        steps in steps(),
    ) {
        let mut swept_once = build(&plans)?;
        let mut pulled = swept_once.clone();
        let edges = edges(&pulled);
        for (what, place, amount, _, seconds) in steps {
            pulled.set_time(seconds);
            if what < 4 {
                let vault = place % plans.len();
                swept_once.book(&vault, &MONEY, amount)?;
                pulled.book(&vault, &MONEY, amount)?;
            } else if !edges.is_empty() {
                pull(&mut pulled, edges[place % edges.len()], 0);
            }
        }
        sweep(&mut swept_once);
        sweep(&mut pulled);
        prop_assert_eq!(everything(&swept_once), everything(&pulled));
    }

    #[test]
    fn a_deposit_split_into_many_reserves_the_same(
        plans in plans(),
        place in 0..7usize,
        amounts in vec(0..100_000u64, 1..40),
    ) {
        let mut one = build(&plans)?;
        let mut many = one.clone();
        let vault = place % plans.len();
        for amount in &amounts {
            many.book(&vault, &MONEY, *amount)?;
        }
        one.book(&vault, &MONEY, amounts.iter().sum())?;
        let money = one.currency(&vault, &MONEY)?;
        let reserved = one.vault(&vault)?.reserved(money);
        prop_assert_eq!(&reserved, &many.vault(&vault)?.reserved(money));
        sweep(&mut one);
        sweep(&mut many);
        prop_assert_eq!(everything(&one), everything(&many));
    }
}
