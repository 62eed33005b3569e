//! Generation records: reading, sealing, keeping and disclosing them.

mod binding;
mod canonical;
mod disclosures;
mod files;
mod golden;
mod schema;
mod values;
