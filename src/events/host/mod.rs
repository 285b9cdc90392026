//! Signed posts that tell the host application of changes, as Standard Webhooks has them
//! (<https://www.standardwebhooks.com>, specification 1.0.0).

mod answer;
mod keys;
#[allow(dead_code, reason = "the inbox joins them")]
mod message;
#[allow(dead_code, reason = "the inbox joins them")]
mod outbox;
#[allow(dead_code, reason = "the inbox joins them")]
mod posts;
#[allow(dead_code, reason = "the inbox joins them")]
mod schedule;
mod sender;
mod settings;
#[cfg(test)]
mod tests;

pub use keys::HostKey;
pub use settings::HostConfig;

#[cfg(feature = "cli")]
pub(crate) use message::{Message, new_id};
#[cfg(feature = "cli")]
pub(crate) use sender::Sender;
