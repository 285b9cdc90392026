use std::time::Duration;

use reqwest::redirect::Policy;
use reqwest::{Client, ClientBuilder};

/// An HTTP client for an address that somebody configured, which goes nowhere else by itself: it follows no redirect, reads no
/// proxy variable, sends nothing twice, and gives up after a time.
pub(crate) fn client(timeout: Duration) -> ClientBuilder {
    Client::builder()
        .user_agent(concat!("proabono-portal/", env!("CARGO_PKG_VERSION")))
        .connect_timeout(timeout)
        .timeout(timeout)
        .redirect(Policy::none())
        .referer(false)
        .retry(reqwest::retry::never())
        .no_proxy()
}
