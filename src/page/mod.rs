//! The page: what is asked for, what may be opened for it, words and values, HTML.

mod bench;
mod csp_report;
mod destination;
mod offers;
mod opening;
mod problem;
mod returns;
mod show;
mod view;
mod visitor;
mod words;
mod workflows;

#[doc(hidden)]
pub use bench::Sample;
pub use words::Language;

pub(crate) use csp_report::csp_report;
pub(crate) use offers::offers;
pub(crate) use problem::{Cause, method_not_allowed, not_found, problem};
pub(crate) use returns::{Unsettled, not_waiting, returned, standing};
pub(crate) use show::show;
pub(crate) use view::{ContinuePage, LeavingPage, Shell, SignedOutPage, respond};
pub(crate) use words::spoken;
pub(crate) use workflows::{
    Workflow, change_plan, pay_invoice, payment_method, plans, restart, subscribe, subscribe_to, subscription,
};
