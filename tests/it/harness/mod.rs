//! The harness itself: a test that leans on it must be able to fail.

mod browser;
mod servers;
