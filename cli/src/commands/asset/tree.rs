//! `asset tree`: where a work comes from, and what became of it.

use std::{collections::HashSet, fmt};

use provenue_client::{
    Relation, UpstreamRate, flows::derivation::Lineage, solana::Address, state::Ingredient,
};
use serde::Serialize;

use crate::{
    args::AssetTreeArgs,
    commands::terms::owed,
    context::Context,
    failure::Result,
    ledger::AnyLedger,
    output::{as_text, style::FAINT},
};

/// A work's ancestors and descendants.
#[derive(Serialize)]
pub struct Tree {
    #[serde(serialize_with = "as_text")]
    asset: Address,
    /// Links up, breadth first.
    ancestors: Vec<LinkRow>,
    /// Links down, breadth first.
    descendants: Vec<LinkRow>,
}

/// A link from a work to one that it was made from.
#[derive(Serialize)]
struct LinkRow {
    #[serde(serialize_with = "as_text")]
    child: Address,
    #[serde(serialize_with = "as_text")]
    parent: Address,
    relation: &'static str,
    relative_bps: u16,
    absolute_bps: u16,
    licensed: bool,
    dues: Vec<DuesRow>,
}

/// What the child of a link owes, in one of its vault's currencies.
#[derive(Serialize)]
struct DuesRow {
    #[serde(serialize_with = "as_text")]
    currency: Address,
    paid: u64,
    due: u64,
}

pub async fn run(context: &Context, args: &AssetTreeArgs) -> Result<Tree> {
    let (ledger, work) = args.work.open(context).await?;
    Tree::read(&ledger, &work.address, args.depth).await
}

impl Tree {
    /// Reads at most `depth` links up and as many down.
    pub async fn read(ledger: &AnyLedger, asset: &Address, depth: usize) -> Result<Self> {
        let lineage = Lineage::read(ledger, asset, depth).await?;
        let mut both = [Vec::new(), Vec::new()];
        for (rows, links) in both.iter_mut().zip([&lineage.above, &lineage.below]) {
            for link in links {
                let dues = lineage.dues(ledger, link).await?;
                let dues = dues.iter().map(|dues| DuesRow {
                    currency: dues.mint,
                    paid: dues.paid,
                    due: dues.due,
                });
                rows.push(LinkRow::new(link, dues.collect()));
            }
        }
        let [ancestors, descendants] = both;
        Ok(Self {
            asset: *asset,
            ancestors,
            descendants,
        })
    }

    /// Whether it is linked to anything.
    pub fn has_links(&self) -> bool {
        !(self.ancestors.is_empty() && self.descendants.is_empty())
    }
}

impl LinkRow {
    fn new(link: &Ingredient, dues: Vec<DuesRow>) -> Self {
        let relation = match Relation::from_code(link.relation) {
            Some(Relation::ParentOf) => "parentOf",
            Some(Relation::ComponentOf) => "componentOf",
            Some(Relation::InputTo) => "inputTo",
            None => "unknown",
        };
        Self {
            child: link.child,
            parent: link.parent,
            relation,
            relative_bps: link.relative_bps.get(),
            absolute_bps: link.absolute_bps.get(),
            licensed: link.is_licensed(),
            dues,
        }
    }

    fn words(&self) -> String {
        let owed = owed(UpstreamRate {
            relative_bps: self.relative_bps,
            absolute_bps: self.absolute_bps,
        });
        format!("{}, {owed}", self.relation)
    }
}

/// Which end of a link is drawn below the other.
type Ends = fn(&LinkRow) -> (Address, Address);

impl fmt::Display for Tree {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.asset)?;
        let ways: [(&str, &[LinkRow], Ends); 2] = [
            ("made from", &self.ancestors, |link| {
                (link.child, link.parent)
            }),
            ("what was made from it", &self.descendants, |link| {
                (link.parent, link.child)
            }),
        ];
        for (title, links, ends) in ways {
            if links.is_empty() {
                writeln!(f, "{FAINT}{title}: nothing that is linked{FAINT:#}")?;
                continue;
            }
            writeln!(f, "{FAINT}{title}{FAINT:#}")?;
            draw(f, links, ends, &self.asset)?;
        }
        Ok(())
    }
}

/// Draws links depth first. A work's own branches are drawn where it is met first.
fn draw(f: &mut fmt::Formatter<'_>, links: &[LinkRow], ends: Ends, root: &Address) -> fmt::Result {
    let of = |work: &Address| -> Vec<&LinkRow> {
        links.iter().filter(|link| ends(link).0 == *work).collect()
    };
    let mut drawn = HashSet::from([*root]);
    let mut waiting: Vec<_> = of(root).into_iter().rev().map(|link| (1, link)).collect();
    while let Some((depth, link)) = waiting.pop() {
        let work = ends(link).1;
        let again = !drawn.insert(work);
        let (indent, words) = ("  ".repeat(depth), link.words());
        write!(f, "{indent}{work}  {FAINT}{words}{FAINT:#}")?;
        writeln!(f, "{}", if again { "  (above)" } else { "" })?;
        if !again {
            let next = of(&work).into_iter().rev();
            waiting.extend(next.map(|link| (depth + 1, link)));
        }
    }
    Ok(())
}
