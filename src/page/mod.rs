//! The page: what is asked for, what may be opened for it, words and values, HTML.

mod bench;
mod csp_report;
mod destination;
mod frame;
mod problem;
mod show;
mod view;
mod words;

#[doc(hidden)]
pub use bench::Sample;
pub use words::Language;

pub(crate) use csp_report::csp_report;
pub(crate) use problem::{Cause, method_not_allowed, not_found, problem};
pub(crate) use show::show;
pub(crate) use view::{ContinuePage, LeavingPage, Shell, SignedOutPage, respond};
pub(crate) use words::spoken;
