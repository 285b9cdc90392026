//! Integration tests, one binary.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on stops where it is, and says why"
)]

mod docs;
mod emulator;
mod harness;
mod library;
mod shape;
mod support;
