//! Proofs from the roots of a log's complete subtrees, wherever they are kept.

use alloc::vec::Vec;

use thiserror::Error;

use crate::{
    hash::{EMPTY_ROOT, Hash},
    span::Span,
    tree::node_hash,
    verify::{LogProofError, consistency_length, inclusion_length},
};

/// Where the roots of a log's complete subtrees are kept.
pub trait NodeStore {
    /// Why a node cannot be read.
    type Error;

    /// The root of the complete subtree over the leaves `index · 2^level ..
    /// (index + 1) · 2^level`. At level 0 it is the leaf.
    ///
    /// # Errors
    /// When it cannot be read, or the log is not that long.
    fn node(&self, level: u32, index: u64) -> Result<Hash, Self::Error>;
}

/// Why a proof cannot be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ProveError<E> {
    /// There is no such proof in a log of this size.
    #[error(transparent)]
    NoProof(LogProofError),
    /// The store cannot give a node.
    #[error(transparent)]
    Store(E),
}

/// The root of the log's first `size` leaves.
///
/// # Errors
/// When the store fails.
pub fn root<N: NodeStore + ?Sized>(store: &N, size: u64) -> Result<Hash, N::Error> {
    if size == 0 {
        return Ok(EMPTY_ROOT);
    }
    root_of(store, Span::whole(size))
}

/// The inclusion proof of leaf `index` in the log's first `size` leaves (RFC 9162, section
/// 2.1.3.1). It reads at most `2·log2(size)` nodes.
///
/// # Errors
/// When there is no such leaf, or the store fails.
pub fn prove_inclusion<N: NodeStore + ?Sized>(
    store: &N,
    size: u64,
    index: u64,
) -> Result<Vec<Hash>, ProveError<N::Error>> {
    inclusion_length(size, index).map_err(ProveError::NoProof)?;
    siblings(store, size, index..index + 1)
}

/// The proof that the log's first `new_size` leaves begin with its first `old_size` (RFC
/// 9162, section 2.1.4.1). It reads at most `2·log2(new_size)` nodes.
///
/// # Errors
/// When the new size is the smaller one, or the store fails.
pub fn prove_consistency<N: NodeStore + ?Sized>(
    store: &N,
    old_size: u64,
    new_size: u64,
) -> Result<Vec<Hash>, ProveError<N::Error>> {
    let length = consistency_length(old_size, new_size).map_err(ProveError::NoProof)?;
    if length == 0 {
        return Ok(Vec::new());
    }
    // RFC 9162's recursion ends at the largest subtree that ends where the old log
    // does, and lists what lies beside it from there upwards.
    let level = old_size.trailing_zeros();
    let last = old_size - (1 << level)..old_size;
    let mut proof = Vec::new();
    // Of a log that is one complete subtree the verifier knows the root.
    if last.start != 0 {
        let node = store.node(level, last.start >> level);
        proof.push(node.map_err(ProveError::Store)?);
    }
    proof.extend(siblings(store, new_size, last)?);
    Ok(proof)
}

fn siblings<N: NodeStore + ?Sized>(
    store: &N,
    size: u64,
    range: core::ops::Range<u64>,
) -> Result<Vec<Hash>, ProveError<N::Error>> {
    let mut spans = Vec::new();
    Span::whole(size).siblings(&range, &mut spans);
    spans
        .into_iter()
        .map(|span| root_of(store, span).map_err(ProveError::Store))
        .collect()
}

/// The root of a subtree of some log. The one at its right edge may be incomplete: then
/// it is merged from complete ones, one for each bit of its length.
fn root_of<N: NodeStore + ?Sized>(store: &N, span: Span) -> Result<Hash, N::Error> {
    let mut end = span.end;
    let mut merged = None;
    while end > span.start {
        let level = (end - span.start).trailing_zeros();
        let start = end - (1 << level);
        let left = store.node(level, start >> level)?;
        merged = Some(match merged {
            Some(right) => node_hash(&left, &right),
            None => left,
        });
        end = start;
    }
    Ok(merged.unwrap_or(EMPTY_ROOT))
}
