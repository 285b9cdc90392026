//! Webhooks: the manner in which events are delivered, and the deliveries that wait.

mod manner;
mod outbox;

pub use manner::{Deliveries, Loss};
pub(crate) use outbox::{Outbox, Posting};
