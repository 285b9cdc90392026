//! The harness of the page's tests, as far as the emulator needs it.
#![allow(dead_code, reason = "the harness offers more than these tests use")]

#[path = "../../../../../tests/it/support/browser/mod.rs"]
pub(crate) mod browser;
#[path = "../../../../../tests/it/support/pages.rs"]
pub(crate) mod pages;
#[path = "../../../../../tests/it/support/process.rs"]
pub(crate) mod process;
#[path = "../../../../../tests/it/support/trials.rs"]
pub(crate) mod trials;
#[path = "../../../../../tests/it/support/wait.rs"]
pub(crate) mod wait;
