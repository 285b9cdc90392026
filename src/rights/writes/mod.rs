//! Changes of usages by the application: quoted first, sent once, and read again afterwards.

mod change;
mod quoted;
mod remembered;
mod reply;
mod target;
mod write;

pub(crate) use change::ChangeRequest;
pub(super) use remembered::Remembered;
pub(crate) use reply::Reply;
