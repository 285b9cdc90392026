//! The things that several instances share, in one Redis; without one, each instance keeps its own.
//!
//! Each part of the program asks for a [`Shared`], which is there when `redis.url` is set. Nobody's data stands in Redis in
//! the clear: sessions are sealed with keys that only browsers hold ([`Vault`](crate::store::Vault)), everything else with
//! `redis.key`.

mod common;
mod error;
mod handle;
mod keys;
mod news;
mod once;
#[cfg(feature = "redis")]
mod redis;
mod settings;

pub(crate) use common::Following;
pub use error::SharedError;
pub(crate) use handle::Shared;
pub(crate) use news::{Ear, Heard};
pub(crate) use once::Done;
#[cfg(feature = "redis")]
pub(crate) use redis::Redis;
#[cfg(all(test, feature = "redis"))]
pub(crate) use redis::server;
pub use settings::{RedisConfig, RedisUrl};
