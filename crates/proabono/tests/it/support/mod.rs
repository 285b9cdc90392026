//! The harness of the page's tests, as far as the client needs it.
#![allow(dead_code, reason = "the harness offers more than these tests use")]

#[path = "../../../../../tests/it/support/http.rs"]
pub(crate) mod http;
#[path = "../../../../../tests/it/support/raw.rs"]
pub(crate) mod raw;
#[path = "../../../../../tests/it/support/service.rs"]
pub(crate) mod service;
#[path = "../../../../../tests/it/support/trials.rs"]
pub(crate) mod trials;
#[path = "../../../../../tests/it/support/upstream.rs"]
pub(crate) mod upstream;
#[path = "../../../../../tests/it/support/wait.rs"]
pub(crate) mod wait;
