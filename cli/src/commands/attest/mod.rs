//! `attest`: what people and machines say about works.

mod attestor;
pub mod create;
mod detached;
pub mod list;
pub mod message;
mod report;
pub mod revoke;
mod service;
mod statement;
pub mod submit;

use self::attestor::Attestor;
pub use self::{
    report::{AttestationReport, about},
    service::{ServiceReport, by_the_service},
};
