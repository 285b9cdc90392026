//! The rights of customers are read from ProAbono's list of usages, remembered, decided and explained here.
//!
//! Everything that decides is free of input and output: a [`Read`] makes [`Known`] out of what was known before, and that
//! answers a [`Question`] at a time. So a history of reads tells what was answered at any time.

mod asked;
mod cache;
mod decision;
mod empty;
mod explain;
mod item;
mod key;
mod known;
mod outcome;
mod read;
mod set;
mod settings;
mod slot;
mod term;
#[cfg(test)]
mod tests;
mod told;
mod writes;

#[cfg(feature = "cli")]
pub(crate) use asked::Answered;
pub(crate) use asked::{Asked, Takes};
pub(crate) use cache::{Keeps, Rights, now_for};
pub(crate) use decision::{Answer, Decision, Question, Rule};
pub(crate) use empty::Empty;
#[cfg(feature = "cli")]
pub(crate) use explain::explain_at;
pub(crate) use explain::{AllExplained, Explained};
pub(crate) use item::Item;
pub use key::ServerKey;
pub(crate) use key::ServerKeys;
pub(crate) use known::{Known, Word};
pub(crate) use read::{Cause, No, Outcome, Read, Term};
pub(crate) use set::{Extent, Right, RightsSet};
pub use settings::{Quantities, RightsConfig, WhenUnknown};
#[cfg(feature = "cli")]
pub(crate) use told::Said;
pub(crate) use told::{All, Told};
pub(crate) use writes::{ChangeRequest, Reply};
