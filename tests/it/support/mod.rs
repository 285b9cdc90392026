//! What the tests stand on: a browser, the real binary, nginx, a TLS front, plain pages, an HTTP client.
#![allow(dead_code, reason = "the harness offers more than the tests of one day use")]

pub(crate) mod auth_service;
pub(crate) mod browser;
pub(crate) mod caddy;
pub(crate) mod conversation;
pub(crate) mod demo;
pub(crate) mod dev;
pub(crate) mod example;
pub(crate) mod http;
pub(crate) mod load;
pub(crate) mod nginx;
pub(crate) mod other_browser;
#[cfg(feature = "otel")]
pub(crate) mod otlp;
pub(crate) mod pages;
pub(crate) mod portal;
pub(crate) mod process;
pub(crate) mod raw;
pub(crate) mod redis;
pub(crate) mod relay;
pub(crate) mod served;
pub(crate) mod service;
pub(crate) mod site;
pub(crate) mod small_disk;
pub(crate) mod stream;
pub(crate) mod tls_front;
pub(crate) mod tokens;
pub(crate) mod traefik;
pub(crate) mod trials;
pub(crate) mod upstream;
pub(crate) mod visitor;
pub(crate) mod wait;
