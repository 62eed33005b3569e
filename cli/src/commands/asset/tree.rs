//! `asset tree`: where a work comes from, and what became of it.

use std::{
    collections::{HashMap, HashSet, hash_map::Entry},
    fmt,
};

use provenue_client::{
    Relation, UpstreamRate,
    flows::derivation::Lineage,
    solana::Address,
    state::{Asset, Ingredient},
    token::MintInfo,
};
use serde::Serialize;

use crate::{
    args::AssetTreeArgs,
    commands::terms::owed,
    context::Context,
    failure::Result,
    ledger::AnyLedger,
    output::{
        Money, as_text,
        style::{ERROR, FAINT},
    },
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
    /// Whether the child's claim is active, revoked or superseded.
    child_status: &'static str,
    parent_status: &'static str,
    dues: Vec<DuesRow>,
}

/// What the child of a link owes, in one of its vault's currencies.
#[derive(Serialize)]
struct DuesRow {
    #[serde(serialize_with = "as_text")]
    currency: Address,
    /// What went up so far.
    paid: Money,
    /// What waits in the child's vault.
    due: Money,
}

pub async fn run(context: &Context, args: &AssetTreeArgs) -> Result<Tree> {
    let (ledger, work) = args.work.open(context).await?;
    Tree::read(&ledger, &work.address, args.depth).await
}

impl Tree {
    /// Reads at most `depth` links up and as many down.
    pub async fn read(ledger: &AnyLedger, asset: &Address, depth: usize) -> Result<Self> {
        let lineage = Lineage::read(ledger, asset, depth).await?;
        let mut currencies: HashMap<Address, MintInfo> = HashMap::new();
        let mut both = [Vec::new(), Vec::new()];
        for (rows, links) in both.iter_mut().zip([&lineage.above, &lineage.below]) {
            for link in links {
                let mut dues = Vec::new();
                for owed in lineage.dues(ledger, link).await? {
                    let mint = owed.mint;
                    if let Entry::Vacant(place) = currencies.entry(mint) {
                        place.insert(MintInfo::fetch(ledger, &mint).await?);
                    }
                    dues.extend(currencies.get(&mint).map(|currency| DuesRow {
                        currency: mint,
                        paid: Money::new(currency, owed.paid),
                        due: Money::new(currency, owed.due),
                    }));
                }
                let status = |work: &Address| lineage.assets.get(work).map_or("unknown", status);
                rows.push(LinkRow::new(link, status, dues));
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
    fn new(
        link: &Ingredient,
        status: impl Fn(&Address) -> &'static str,
        dues: Vec<DuesRow>,
    ) -> Self {
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
            child_status: status(&link.child),
            parent_status: status(&link.parent),
            dues,
        }
    }

    /// What became of one of its ends, where something did.
    fn fate(&self, work: &Address) -> String {
        let status = match *work == self.parent {
            true => self.parent_status,
            false => self.child_status,
        };
        match status {
            "active" => String::new(),
            other => format!("  {ERROR}{other}{ERROR:#}"),
        }
    }

    fn words(&self) -> String {
        let owed = owed(UpstreamRate {
            relative_bps: self.relative_bps,
            absolute_bps: self.absolute_bps,
        });
        let mut words = format!("{}, {owed}", self.relation);
        for dues in &self.dues {
            match (dues.paid.is_zero(), dues.due.is_zero()) {
                (true, true) => {}
                (false, true) => words.push_str(&format!(", paid {}", dues.paid)),
                (true, false) => words.push_str(&format!(", due {}", dues.due)),
                (false, false) => {
                    words.push_str(&format!(", paid {}, due {}", dues.paid, dues.due));
                }
            }
        }
        words
    }
}

/// What became of a claim. One that was revoked is told as that, whatever replaced it.
fn status(asset: &Asset) -> &'static str {
    match (asset.is_revoked(), asset.is_superseded()) {
        (true, _) => "revoked",
        (false, true) => "superseded",
        (false, false) => "active",
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
        let fate = link.fate(&work);
        write!(f, "{indent}{work}{fate}  {FAINT}{words}{FAINT:#}")?;
        writeln!(f, "{}", if again { "  (above)" } else { "" })?;
        if !again {
            let next = of(&work).into_iter().rev();
            waiting.extend(next.map(|link| (depth + 1, link)));
        }
    }
    Ok(())
}
