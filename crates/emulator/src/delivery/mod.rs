//! Takes codes and events to the addresses of webhooks, on this machine only.

mod codes;
mod post;
mod queue;
mod rounds;
mod under_way;

pub(crate) use codes::deliver;
pub(crate) use post::is_here;
pub(crate) use rounds::run;
