//! ProAbono's events: received, kept, and worked until everything that shows or gates anything knows.
//!
//! An event is a hint that something changed at a customer, and never the change itself: the customer is looked at again.

mod envelope;
pub(crate) mod host;
mod hub;
mod inbox;
mod looks;
mod receiver;
mod reconcile;
mod schedule;
mod settings;
mod shared;
mod signature;
#[cfg(test)]
mod simulation;
mod start;
mod watch;
mod worker;

#[cfg(any(test, fuzzing))]
pub(crate) use envelope::{Delivery, read};
pub use host::{HostConfig, HostKey};
pub(crate) use hub::{Hub, Listener};
#[cfg(feature = "cli")]
pub(crate) use inbox::{About, InboxFile, Listed, Millis, Wanted};
pub(crate) use looks::Segments;
pub use settings::WebhooksConfig;
#[cfg(any(test, fuzzing))]
pub(crate) use signature::check as check_signature;
#[cfg(feature = "cli")]
pub(crate) use signature::headers as signed;
pub use start::EventsError;
pub(crate) use start::{Events, OpenInbox, Parts};
