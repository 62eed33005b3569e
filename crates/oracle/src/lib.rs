//! What revenue-share vaults owe to whom, exactly.
//!
//! A vault on chain has 64-bit registers and rounds. This [`Model`] has rational numbers of any
//! size and does not: it replays what happened to a vault (shares issued, moved and burned, revenue
//! booked, holders paid, positions closed) and knows each holder's entitlement as a fraction. It
//! shares no code with the vault's arithmetic and works differently (there is no accumulator and no
//! checkpoint: every booking is divided among all holders, one by one), so where both agree, neither
//! has the other's mistake. A [`Graph`] is many of them, each owing upstream to others.
//!
//! Rules of the model:
//!
//! * reserved for upstream works is `floor((gross · relative + outside · absolute) / 10 000)`, of
//!   running totals;
//! * what a booking brings beyond that is divided pro rata over the live units, without rounding:
//!   at once, or as it is released in a vault that streams. What is released when is in whole base
//!   units, and `stream.rs` specifies it;
//! * a closed position's leftover is divided the same way over those who stay;
//! * an edge of a graph is owed the same floor with its own parts, less what it was paid.
//!
//! The vault's own answer for a holder differs from that by a known, proven, tiny amount: see
//! [`Drift`]. All totals are the vault's to the last base unit.
//!
//! ```
//! use provenue_oracle::{BigInt, Model, from_q64};
//!
//! let mut model = Model::new(500)?; // 5 % is owed upstream
//! let dollars = model.add_currency()?;
//! model.issue(&"alice", 25_000_000);
//! model.issue(&"bob", 75_000_000);
//! model.book(dollars, 1_000)?;
//! assert_eq!(model.reserved(dollars), BigInt::from(50));
//! assert_eq!(model.owed(&"alice", dollars).to_string(), "475/2"); // 237.5
//!
//! model.pay(&"alice", dollars, 237)?; // refused if it were more than her share
//! assert_eq!(model.owed(&"alice", dollars).to_string(), "1/2");
//!
//! // Her position on chain says 9223372036836267008 / 2^64, a little less than one half.
//! let on_chain = from_q64(9_223_372_036_836_267_008);
//! assert!(model.admits(&"alice", dollars, &on_chain));
//! # Ok::<(), provenue_oracle::ModelError>(())
//! ```
//!
//! A film owes the model that drew it 10 % of all it earns:
//!
//! ```
//! use provenue_oracle::{BigInt, Graph, Revenue, Terms, Upstream};
//!
//! let mut graph = Graph::new();
//! for (vault, holder) in [("engine", "maker"), ("film", "director")] {
//!     graph.add_vault(&vault, Terms::default())?;
//!     graph.add_currency(&vault, "dollars")?;
//!     graph.vault_mut(&vault)?.issue(&holder, 100_000_000);
//! }
//! graph.seal(&"engine")?;
//! graph.link(&"film", &"engine", Upstream::relative(1_000))?;
//! graph.seal(&"film")?;
//!
//! graph.book(&"film", &"dollars", 1_000)?;
//! assert_eq!(graph.dues(&"film", &"engine", &"dollars"), BigInt::from(100));
//! // The dollar keeps a fee: 98 arrive.
//! graph.pull(&"film", &"engine", &"dollars", Revenue::royalties(98))?;
//! let engine = graph.vault(&"engine")?;
//! let dollars = graph.currency(&"engine", &"dollars")?;
//! assert_eq!(engine.owed(&"maker", dollars).to_string(), "98");
//! # Ok::<(), provenue_oracle::GraphError>(())
//! ```
#![forbid(unsafe_code)]

mod account;
mod books;
mod drift;
mod entitlements;
mod error;
mod graph;
mod model;
mod money;
mod revenue;
mod stream;
mod totals;
mod upstream;

pub use drift::{Drift, from_q64};
pub use error::ModelError;
pub use graph::{Edge, Graph, GraphError, Terms};
pub use model::{Currency, Model};
pub use num_bigint::BigInt;
pub use num_rational::BigRational;
pub use revenue::Revenue;
pub use upstream::Upstream;

/// Currencies a vault can hold.
pub const MAX_CURRENCIES: usize = 4;

/// Basis points in a whole.
pub const WHOLE_BPS: u16 = 10_000;
