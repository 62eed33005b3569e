//! Which subtrees a proof of consecutive leaves is made of.

use alloc::vec::Vec;
use core::ops::Range;

use crate::tree::{Frontier, Hash, node_hash};

/// A subtree, by the leaves under it. Never empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Span {
    pub start: u64,
    pub end: u64,
}

/// How a subtree lies to the range that is proved.
enum Lies {
    Inside,
    Outside,
    Across,
}

impl Span {
    pub fn whole(tree_size: u64) -> Self {
        Self {
            start: 0,
            end: tree_size,
        }
    }

    /// The children of a subtree of two or more leaves: on the left the largest
    /// power of two that is less than all.
    fn split(self) -> (Self, Self) {
        let last = self.end - self.start - 1;
        let middle = self.start + (1 << last.ilog2());
        (
            Self {
                end: middle,
                ..self
            },
            Self {
                start: middle,
                ..self
            },
        )
    }

    fn lies(self, range: &Range<u64>) -> Lies {
        if self.end <= range.start || range.end <= self.start {
            Lies::Outside
        } else if range.start <= self.start && self.end <= range.end {
            Lies::Inside
        } else {
            Lies::Across
        }
    }

    /// The subtrees outside the range, as large as can be, in the order of a proof.
    ///
    /// That is the order of RFC 9162's inclusion proof, from the leaf upwards: a
    /// sibling follows what lies beside it. Where the range goes into both
    /// children, the left child's come first.
    pub fn siblings(self, range: &Range<u64>, found: &mut Vec<Self>) {
        match self.lies(range) {
            Lies::Inside => {}
            Lies::Outside => found.push(self),
            Lies::Across => {
                let (first, second) = self.in_proof_order(range);
                first.siblings(range, found);
                second.siblings(range, found);
            }
        }
    }

    /// The subtrees inside the range, as large as can be, from left to right.
    pub fn covered(self, range: &Range<u64>, found: &mut Vec<Self>) {
        match self.lies(range) {
            Lies::Inside => found.push(self),
            Lies::Outside => {}
            Lies::Across => {
                let (left, right) = self.split();
                left.covered(range, found);
                right.covered(range, found);
            }
        }
    }

    /// This subtree's root, from the roots of what [`Self::covered`] and
    /// [`Self::siblings`] list. `None` when there are too few.
    pub fn root(
        self,
        range: &Range<u64>,
        covered: &mut impl Iterator<Item = Hash>,
        siblings: &mut impl Iterator<Item = Hash>,
    ) -> Option<Hash> {
        match self.lies(range) {
            Lies::Inside => covered.next(),
            Lies::Outside => siblings.next(),
            Lies::Across => {
                let (first, second) = self.in_proof_order(range);
                let first_root = first.root(range, covered, siblings)?;
                let second_root = second.root(range, covered, siblings)?;
                Some(if first.start < second.start {
                    node_hash(&first_root, &second_root)
                } else {
                    node_hash(&second_root, &first_root)
                })
            }
        }
    }

    /// The children, left before right unless the left is a sibling.
    fn in_proof_order(self, range: &Range<u64>) -> (Self, Self) {
        let (left, right) = self.split();
        match left.lies(range) {
            Lies::Outside => (right, left),
            _ => (left, right),
        }
    }
}

/// The roots of several subtrees, from the leaves that come in order.
#[derive(Clone, Debug)]
pub(crate) struct SubtreeRoots {
    /// From left to right, disjoint.
    spans: Vec<Span>,
    /// Of the first spans, those that are complete.
    roots: Vec<Hash>,
    next_leaf: u64,
    growing: Frontier,
}

impl SubtreeRoots {
    /// `spans` are sorted and disjoint; the first leaf to come is `first_leaf`.
    pub fn new(spans: Vec<Span>, first_leaf: u64) -> Self {
        Self {
            spans,
            roots: Vec::new(),
            next_leaf: first_leaf,
            growing: Frontier::default(),
        }
    }

    pub fn push(&mut self, leaf: Hash) {
        let index = self.next_leaf;
        self.next_leaf += 1;
        let Some(span) = self.spans.get(self.roots.len()) else {
            return;
        };
        if index < span.start {
            return;
        }
        self.growing.push(leaf);
        if self.next_leaf == span.end {
            self.roots.push(core::mem::take(&mut self.growing).root());
        }
    }

    /// The index of the leaf that would come next.
    pub fn next_leaf(&self) -> u64 {
        self.next_leaf
    }

    /// The spans that are complete, each with its root, from left to right.
    pub fn into_roots(self) -> impl Iterator<Item = (Span, Hash)> {
        self.spans.into_iter().zip(self.roots)
    }
}
