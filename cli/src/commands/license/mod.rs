//! `license`: who may use what.

pub mod buy;
pub mod list;
mod report;
pub mod show;

pub use self::report::LicenseReport;
