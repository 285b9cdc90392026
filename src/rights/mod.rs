//! What customers may use: read from ProAbono's list of usages, remembered, decided and explained.
//!
//! Everything that decides is free of input and output: a [`Read`] makes [`Known`] out of what was known before, and that
//! answers a [`Question`] at a time. So a history of reads tells what was answered at any time.

#![allow(
    dead_code,
    unused_imports,
    reason = "the listener for servers and the commands come next"
)]

mod asked;
mod cache;
mod decision;
mod empty;
mod explain;
mod item;
mod key;
mod known;
mod read;
mod set;
mod settings;
mod slot;
mod term;
mod told;

pub(crate) use asked::{Answered, Asked, BadQuestion, Takes};
pub(crate) use cache::{Keeps, Rights, Unread, now_for};
pub(crate) use decision::{Answer, Decision, Question, Rule};
pub(crate) use empty::Empty;
pub(crate) use explain::{AllExplained, Explained, Explanation, explain_at};
pub(crate) use item::Item;
pub use key::ServerKey;
pub(crate) use key::ServerKeys;
pub(crate) use known::{Failure, Known, Learnt, Word};
pub(crate) use read::{Cause, No, Outcome, Read, Term};
pub(crate) use set::{Extent, Right, RightsSet};
pub use settings::{Quantities, RightsConfig, WhenUnknown};
pub(crate) use told::{All, Told};
