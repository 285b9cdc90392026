//! One request to the address of a webhook, on this machine only.

use std::time::Duration;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use reqwest::Client;
use sha2::{Digest, Sha256};
use url::Url;

use crate::loopback::is_loopback;

/// Everything that a request is made of.
pub(super) struct Parcel {
    pub(super) webhook: u64,
    pub(super) url: String,
    pub(super) secret: String,
    pub(super) body: String,
    /// The time within which the address must answer.
    pub(super) patience: Duration,
}

/// A client that follows no redirect.
pub(super) fn client() -> Option<Client> {
    Client::builder()
        .no_proxy()
        .redirect(reqwest::redirect::Policy::none())
        .pool_idle_timeout(Duration::from_secs(5))
        // Nothing goes over https, so the machine needs no certificates.
        .tls_certs_only(std::iter::empty())
        .build()
        .ok()
}

/// The status; `None` for another machine, which is never asked, and for one that does not answer.
pub(super) async fn post(client: &Client, parcel: Parcel) -> Option<u16> {
    let url = Url::parse(&parcel.url).ok().filter(is_here)?;
    let key = format!("webhook-{}", parcel.webhook);
    let request = client
        .post(url)
        .timeout(parcel.patience)
        .header("Content-Type", "application/json")
        .header("x-proabono-signature", signature(&key, &parcel.secret))
        .header("x-proabono-key", key);
    let answer = request.body(parcel.body).send().await.ok()?;
    Some(answer.status().as_u16())
}

/// Of the key and the secret, as ProAbono's guide has it: neither the body nor the time is in it.
fn signature(key: &str, secret: &str) -> String {
    BASE64_STANDARD.encode(Sha256::digest(format!("{key}{secret}")))
}

/// Only this machine is asked.
pub(crate) fn is_here(url: &Url) -> bool {
    url.scheme() == "http" && url.host().is_some_and(|host| is_loopback(&host))
}

#[cfg(test)]
mod tests {
    use super::signature;

    #[test]
    fn the_signature_is_that_of_the_published_scheme() {
        for (key, secret, expected) in [
            (
                "webhook-key-42",
                "the-webhook-secret",
                "4AWMZvaoSHye2keqwXJGJA2JC+CF8vHQKuF9UA206As=",
            ),
            (
                "clé-été-7",
                "sécrèt-ß",
                "82vSMsmUMPli6BLnljla6PaR8DwfHuXNOAP19zUnmLQ=",
            ),
        ] {
            assert_eq!(signature(key, secret), expected);
        }
    }
}
