//! Vaults that owe each other, against sums worked out by hand.

use provenue_oracle::{BigInt, Graph, GraphError, ModelError, Revenue, Terms, Upstream};

type Result = core::result::Result<(), GraphError>;
type World = Graph<&'static str, u8, char>;

const MONEY: char = '$';

/// Adds a vault with one holder, linked to `parents`, with all it must inherit, and seals it.
fn add(graph: &mut World, vault: &'static str, parents: &[(&'static str, Upstream)]) -> Result {
    graph.add_vault(&vault, Terms::default())?;
    graph.add_currency(&vault, MONEY)?;
    graph.vault_mut(&vault)?.issue(&0, 1);
    for (parent, own) in parents {
        graph.link(&vault, parent, *own)?;
    }
    for (parent, ancestor) in graph.uninherited(&vault)? {
        graph.inherit(&vault, &parent, &ancestor)?;
    }
    graph.seal(&vault)
}

/// Pulls all that is due from `child` to `parent`.
fn pull(graph: &mut World, child: &'static str, parent: &'static str, due: u64) -> Result {
    assert_eq!(graph.dues(&child, &parent, &MONEY), due.into());
    graph.pull(&child, &parent, &MONEY, Revenue::royalties(due))
}

/// Gross, royalties, reserved, and what is left for holders.
fn totals(graph: &World, vault: &'static str) -> [u64; 4] {
    let (model, money) = (
        graph.vault(&vault).unwrap(),
        graph.currency(&vault, &MONEY).unwrap(),
    );
    [
        model.gross(money),
        model.royalties(money),
        model.reserved(money),
        model.owed_to_holders(money),
    ]
    .map(|total| total.try_into().unwrap())
}

fn edge(graph: &World, child: &'static str, parent: &'static str) -> (Upstream, BigInt) {
    let money = graph.currency(&child, &MONEY).unwrap();
    let mut edges = graph.edges(&child).unwrap();
    let found = edges.find(|(name, _)| **name == parent).unwrap().1;
    (found.rate(), found.paid(money))
}

#[test]
fn relative_parts_compound_up_a_chain() -> Result {
    let mut graph = World::new();
    add(&mut graph, "song", &[])?;
    add(&mut graph, "remix", &[("song", Upstream::relative(2_000))])?;
    add(&mut graph, "clip", &[("remix", Upstream::relative(1_000))])?;
    graph.book(&"clip", &MONEY, 1_000)?;
    // 10 % of 1 000 climb to the remix, and 20 % of those to the song.
    pull(&mut graph, "clip", "remix", 100)?;
    pull(&mut graph, "remix", "song", 20)?;
    assert_eq!(totals(&graph, "clip"), [1_000, 0, 100, 900]);
    assert_eq!(totals(&graph, "remix"), [100, 100, 20, 80]);
    assert_eq!(totals(&graph, "song"), [20, 20, 0, 20]);
    // 20 % of 155, of which 20 are paid.
    graph.book(&"remix", &MONEY, 55)?;
    pull(&mut graph, "remix", "song", 11)?;
    assert_eq!(totals(&graph, "remix"), [155, 100, 31, 124]);
    assert_eq!(totals(&graph, "song"), [31, 31, 0, 31]);
    Ok(())
}

#[test]
fn absolute_parts_are_flat_and_charged_once() -> Result {
    let mut graph = World::new();
    add(&mut graph, "song", &[])?;
    add(&mut graph, "remix", &[("song", Upstream::absolute(2_000))])?;
    add(&mut graph, "clip", &[("remix", Upstream::absolute(1_000))])?;
    assert_eq!(edge(&graph, "clip", "song").0, Upstream::absolute(2_000));
    graph.book(&"clip", &MONEY, 1_000)?;
    // The song gets 20 % of what the clip earns, directly.
    pull(&mut graph, "clip", "song", 200)?;
    pull(&mut graph, "clip", "remix", 100)?;
    assert_eq!(totals(&graph, "clip"), [1_000, 0, 300, 700]);
    // Of the 100 that went to the remix it has had its part.
    assert_eq!(totals(&graph, "remix"), [100, 100, 0, 100]);
    pull(&mut graph, "remix", "song", 0)?;
    // And 20 % of what the remix earns itself.
    graph.book(&"remix", &MONEY, 50)?;
    pull(&mut graph, "remix", "song", 10)?;
    assert_eq!(totals(&graph, "song"), [210, 210, 0, 210]);
    Ok(())
}

#[test]
fn a_diamond_adds_up() -> Result {
    let mut graph = World::new();
    add(&mut graph, "model", &[])?;
    add(&mut graph, "image", &[("model", Upstream::absolute(500))])?;
    add(&mut graph, "voice", &[("model", Upstream::absolute(300))])?;
    let part = Upstream::relative(1_000);
    let parents = [
        ("image", part),
        ("voice", part),
        ("model", Upstream::relative(100)),
    ];
    add(&mut graph, "film", &parents)?;
    // 5 % by way of the image, 3 % by way of the voice, 1 % of its own.
    let to_model = Upstream {
        relative_bps: 100,
        absolute_bps: 800,
    };
    assert_eq!(edge(&graph, "film", "model").0, to_model);
    let film = graph.vault(&"film")?.upstream();
    assert_eq!((film.relative_bps, film.absolute_bps), (2_100, 800));

    graph.book(&"film", &MONEY, 1_000)?;
    assert_eq!(totals(&graph, "film"), [1_000, 0, 290, 710]);
    pull(&mut graph, "film", "model", 90)?;
    pull(&mut graph, "film", "image", 100)?;
    pull(&mut graph, "film", "voice", 100)?;
    pull(&mut graph, "image", "model", 0)?;
    assert_eq!(totals(&graph, "model"), [90, 90, 0, 90]);
    // A part of a descendant inherits the sum.
    add(&mut graph, "trailer", &[("film", part)])?;
    assert_eq!(edge(&graph, "trailer", "model").0, Upstream::absolute(800));
    Ok(())
}

#[test]
fn reserved_is_rounded_once_and_dues_an_edge_each() -> Result {
    let mut graph = World::new();
    for parent in ["one", "two"] {
        add(&mut graph, parent, &[])?;
    }
    let third = Upstream::relative(3_333);
    add(&mut graph, "child", &[("one", third), ("two", third)])?;
    // 5 · 0.6666 = 3.333, and 5 · 0.3333 = 1.6665 each: the third base unit waits for a sixth.
    graph.book(&"child", &MONEY, 5)?;
    assert_eq!(totals(&graph, "child"), [5, 0, 3, 2]);
    pull(&mut graph, "child", "one", 1)?;
    pull(&mut graph, "child", "two", 1)?;
    graph.book(&"child", &MONEY, 2)?; // 7 · 0.3333 = 2.3331, 7 · 0.6666 = 4.6662
    assert_eq!(totals(&graph, "child"), [7, 0, 4, 3]);
    pull(&mut graph, "child", "one", 1)?;
    assert_eq!(edge(&graph, "child", "one"), (third, BigInt::from(2)));
    Ok(())
}

#[test]
fn holders_keep_the_floor() -> Result {
    let mut graph = World::new();
    add(&mut graph, "base", &[])?;
    add(&mut graph, "one", &[("base", Upstream::absolute(500))])?;
    add(&mut graph, "two", &[])?;
    let terms = Terms {
        floor_bps: 6_000,
        ..Terms::default()
    };
    graph.add_vault(&"child", terms)?;
    // 40 % are left. The link to `one` owes its 5 % to `base` as well.
    let refused = graph.link(&"child", &"one", Upstream::relative(3_501));
    assert_eq!(refused, Err(GraphError::TooMuchUpstream));
    assert_eq!(graph.vault(&"child")?.upstream(), Upstream::default());
    assert_eq!(graph.edges(&"child")?.count(), 0);
    graph.link(&"child", &"one", Upstream::relative(3_000))?;
    let refused = graph.link(&"child", &"two", Upstream::absolute(501));
    assert_eq!(refused, Err(GraphError::TooMuchUpstream));
    graph.link(&"child", &"two", Upstream::absolute(500))?;
    let both = Upstream {
        relative_bps: 3_000,
        absolute_bps: 1_000,
    };
    assert_eq!(graph.vault(&"child")?.upstream(), both);
    Ok(())
}

#[test]
fn a_seal_needs_every_inheritance_once() -> Result {
    let mut graph = World::new();
    add(&mut graph, "base", &[])?;
    add(&mut graph, "one", &[("base", Upstream::absolute(500))])?;
    graph.add_vault(&"child", Terms::default())?;
    let inherit = |graph: &mut World| graph.inherit(&"child", &"one", &"base");
    assert_eq!(inherit(&mut graph), Err(GraphError::NotLinked));
    graph.link(&"child", &"one", Upstream::relative(1))?;
    assert_eq!(graph.uninherited(&"child")?, [("one", "base")]);
    assert_eq!(graph.seal(&"child"), Err(GraphError::NotInherited));
    let wrong = graph.inherit(&"child", &"one", &"one");
    assert_eq!(wrong, Err(GraphError::NothingToInherit));
    inherit(&mut graph)?;
    assert_eq!(inherit(&mut graph), Err(GraphError::NothingToInherit));
    // An inherited edge is no link: it cannot be inherited by, and it can still be linked.
    let by_edge = graph.inherit(&"child", &"base", &"base");
    assert_eq!(by_edge, Err(GraphError::NotLinked));
    let own = Upstream {
        relative_bps: 2,
        absolute_bps: 3,
    };
    graph.link(&"child", &"base", own)?;
    graph.seal(&"child")?;
    let mut edges = graph.edges(&"child")?;
    let to_base = edges.find(|(parent, _)| **parent == "base");
    let to_base = to_base.map(|(_, edge)| (edge.rate(), edge.is_linked()));
    let absolute_bps = 503;
    let added_up = Upstream {
        absolute_bps,
        ..own
    };
    assert_eq!(to_base, Some((added_up, true)));
    drop(edges);
    assert_eq!(inherit(&mut graph), Err(GraphError::AlreadySealed));
    assert_eq!(graph.seal(&"child"), Err(GraphError::AlreadySealed));
    assert_eq!(
        graph.leaf_first().copied().collect::<Vec<_>>(),
        ["child", "one", "base"]
    );
    Ok(())
}

#[test]
fn links_go_from_the_unsealed_to_the_sealed_once() -> Result {
    let mut graph = World::new();
    add(&mut graph, "old", &[])?;
    let terms = Terms::default();
    graph.add_vault(&"young", terms)?;
    graph.add_vault(&"younger", terms)?;
    let part = Upstream::relative(1);
    for (child, parent, error) in [
        ("old", "old", GraphError::AlreadySealed),
        ("old", "young", GraphError::AlreadySealed),
        ("young", "young", GraphError::NotSealed),
        ("young", "younger", GraphError::NotSealed),
        ("young", "nobody", GraphError::UnknownVault),
        ("nobody", "old", GraphError::UnknownVault),
    ] {
        assert_eq!(graph.link(&child, &parent, part), Err(error));
    }
    graph.link(&"young", &"old", part)?;
    let again = graph.link(&"young", &"old", part);
    assert_eq!(again, Err(GraphError::AlreadyLinked));
    assert_eq!(graph.add_vault(&"old", terms), Err(GraphError::VaultExists));
    let floor_bps = 10_001;
    let refused = graph.add_vault(&"odd", Terms { floor_bps, ..terms });
    assert_eq!(refused, Err(ModelError::TooManyBps.into()));
    Ok(())
}

#[test]
fn what_cannot_be_paid_stays_due() -> Result {
    let mut graph = World::new();
    add(&mut graph, "poor", &[])?;
    add(&mut graph, "burned", &[])?;
    let half = Upstream::relative(5_000);
    add(&mut graph, "child", &[("poor", half), ("burned", half)])?;
    let (euros, amount) = ('€', Revenue::royalties(5));
    assert_eq!(
        graph.book(&"child", &euros, 1),
        Err(GraphError::UnknownCurrency)
    );
    graph.add_currency(&"child", euros)?;
    let again = graph.add_currency(&"child", euros).err();
    assert_eq!(again, Some(GraphError::CurrencyExists));
    graph.book(&"child", &euros, 10)?;

    // Nothing due is nothing done, whatever is there.
    graph.pull(&"poor", &"child", &euros, Revenue::outside(5))?;
    graph.pull(&"child", &"poor", &MONEY, Revenue::outside(5))?;
    assert_eq!(totals(&graph, "poor"), [0; 4]);

    let no_currency = graph.pull(&"child", &"poor", &euros, amount);
    assert_eq!(no_currency, Err(GraphError::UnknownCurrency));
    graph.add_currency(&"burned", euros)?;
    graph.vault_mut(&"burned")?.burn(&0, 1)?;
    let no_holders = graph.pull(&"child", &"burned", &euros, amount);
    assert_eq!(no_holders, Err(ModelError::NoLiveUnits.into()));
    graph.add_currency(&"poor", euros)?;
    let too_much = graph.pull(&"child", &"poor", &euros, Revenue::royalties(6));
    assert_eq!(too_much, Err(GraphError::MoreThanDue));
    for parent in ["poor", "burned"] {
        assert_eq!(graph.dues(&"child", &parent, &euros), BigInt::from(5));
    }
    graph.pull(&"child", &"poor", &euros, amount)?;
    assert_eq!(graph.dues(&"child", &"poor", &euros), BigInt::ZERO);
    assert_eq!(graph.dues(&"poor", &"child", &euros), BigInt::ZERO);

    graph.add_vault(&"young", Terms::default())?;
    graph.add_currency(&"young", euros)?;
    assert_eq!(graph.book(&"young", &euros, 1), Err(GraphError::NotSealed));
    Ok(())
}

#[test]
fn a_pull_books_what_arrived_and_what_else_is_there() -> Result {
    let mut graph = World::new();
    add(&mut graph, "top", &[])?;
    let parts = Upstream {
        relative_bps: 1_000,
        absolute_bps: 5_000,
    };
    add(&mut graph, "parent", &[("top", parts)])?;
    add(
        &mut graph,
        "child",
        &[("parent", Upstream::relative(1_000))],
    )?;
    graph.book(&"child", &MONEY, 1_000)?;
    // 100 leave, 98 arrive, and somebody had sent the parent 40 without booking them.
    let found = Revenue {
        outside: 40,
        royalties: 98,
    };
    graph.pull(&"child", &"parent", &MONEY, found)?;
    assert_eq!(edge(&graph, "child", "parent").1, BigInt::from(100));
    let money = graph.currency(&"child", &MONEY)?;
    // 1 000 − 100; 500 of the 600 reserved are the part that the child inherited.
    assert_eq!(graph.vault(&"child")?.booked(money), BigInt::from(900));
    assert_eq!(totals(&graph, "child"), [1_000, 0, 600, 400]);
    // floor(138 · 10 % + 40 · 50 %) = floor(13.8 + 20)
    assert_eq!(totals(&graph, "parent"), [138, 98, 33, 105]);
    Ok(())
}

#[test]
fn each_vault_streams_in_its_own_time() -> Result {
    let mut graph = World::new();
    graph.set_time(1_000);
    add(&mut graph, "at once", &[])?;
    let terms = Terms {
        stream_seconds: 10,
        ..Terms::default()
    };
    graph.add_vault(&"slow", terms)?;
    let money = graph.add_currency(&"slow", MONEY)?;
    graph.vault_mut(&"slow")?.issue(&0, 1);
    graph.link(&"slow", &"at once", Upstream::relative(2_000))?;
    graph.seal(&"slow")?;
    graph.book(&"slow", &MONEY, 100)?;
    // Dues do not stream.
    pull(&mut graph, "slow", "at once", 20)?;
    assert_eq!(totals(&graph, "at once"), [20, 20, 0, 20]);
    let at_once = graph.vault(&"at once")?;
    assert_eq!(at_once.owed(&0, money).to_string(), "20");
    graph.set_time(1_005);
    let slow = graph.vault_mut(&"slow")?;
    assert_eq!(slow.pending(money), BigInt::from(80));
    slow.release();
    assert_eq!(slow.owed(&0, money).to_string(), "40");
    Ok(())
}
