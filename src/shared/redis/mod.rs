//! Redis: the connection, and each thing that is kept there.

mod common;
mod connection;
mod news;
#[cfg(test)]
pub(crate) mod server;
mod store;
mod turns;

pub(crate) use connection::Redis;
