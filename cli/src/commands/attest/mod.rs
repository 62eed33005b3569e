//! `attest`: what people and machines say about works.

mod attestor;
pub mod create;
pub mod list;
mod report;
pub mod revoke;
mod service;

use self::attestor::Attestor;
pub use self::{
    report::{AttestationReport, about},
    service::{ServiceReport, by_the_service},
};
