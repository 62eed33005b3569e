//! Buying and renewing licences.

mod accounts;
mod payment;
mod period;
mod sale;
