//! Integration tests, one binary.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on stops where it is, and says why"
)]

mod api;
mod browser;
mod config;
mod customers;
mod dev;
mod docs;
mod emulate;
mod entrances;
mod events;
mod gate;
mod harness;
mod headers;
mod identity;
mod leaks;
mod library;
mod limits;
mod openid;
mod operations;
mod reference;
mod rights;
#[cfg(feature = "redis")]
mod several;
mod shape;
mod sign_in;
mod support;
mod webhooks;
