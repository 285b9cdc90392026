//! Signed posts that tell the host application of changes, as Standard Webhooks has them
//! (<https://www.standardwebhooks.com>, specification 1.0.0).

mod answer;
mod keys;
mod message;
mod outbox;
mod posts;
mod schedule;
mod sender;
mod settings;
mod telling;
#[cfg(test)]
mod tests;

pub use keys::HostKey;
pub use settings::HostConfig;

#[cfg(feature = "cli")]
pub(crate) use message::{Message, new_id};
#[cfg(feature = "cli")]
pub(crate) use sender::Sender;

pub(super) use posts::Posts;
pub(super) use telling::telling;
