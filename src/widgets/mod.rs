//! What stands around the frame: today the floating widget's parameters.

mod floating;

pub(crate) use floating::{Parameters, Widget, sources};
