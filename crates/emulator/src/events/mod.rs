//! Events: what happened in an account, as ProAbono tells webhooks of it.

pub(crate) mod blocks;
mod history;
mod kinds;

pub(crate) use history::{Event, History};
pub(crate) use kinds::{known, sample};
