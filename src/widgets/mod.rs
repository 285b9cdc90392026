//! What stands around the frame, or in its place: the floating widget and the in-site portal.

mod floating;
mod insite;
mod proof;

pub(crate) use floating::{Parameters, Widget, sources};
pub(crate) use insite::{InSite, Opened};
pub(crate) use proof::Proof;
