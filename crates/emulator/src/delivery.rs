//! Takes codes to the addresses of webhooks, on this machine only.

use std::time::Duration;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::json;
use sha2::{Digest, Sha256};
use url::Url;

use crate::loopback::is_loopback;
use crate::records::Letter;
use crate::shared::Shared;

/// An address may take this long.
const PATIENCE: Duration = Duration::from_secs(2);

/// Delivers what the last call put into the outbox. The caller waits for it, so that the order is always the same.
pub(crate) async fn deliver(shared: &Shared) {
    let letters = shared.world().backoffice.outbox();
    for letter in letters {
        if post(&letter).await != Some(200) {
            shared.world().backoffice.refused(&letter);
        }
    }
}

/// The status; `None` for another machine, which is never asked, and for one that does not answer.
async fn post(letter: &Letter) -> Option<u16> {
    let url = Url::parse(&letter.url).ok().filter(is_here)?;
    let client = reqwest::Client::builder()
        .no_proxy()
        .redirect(reqwest::redirect::Policy::none())
        .timeout(PATIENCE)
        // Nothing goes over https, so the machine needs no certificates.
        .tls_certs_only(std::iter::empty())
        .build()
        .ok()?;
    let key = format!("webhook-{}", letter.webhook);
    let request = client
        .post(url)
        .header("Content-Type", "application/json")
        .header("x-proabono-signature", signature(&key, &letter.secret))
        .header("x-proabono-key", key);
    let body = json!({ "Code": letter.code }).to_string();
    let answer = request.body(body).send().await.ok()?;
    Some(answer.status().as_u16())
}

/// Of the key and the secret, as ProAbono's guide has it: neither the body nor the time is in it.
fn signature(key: &str, secret: &str) -> String {
    BASE64_STANDARD.encode(Sha256::digest(format!("{key}{secret}")))
}

fn is_here(url: &Url) -> bool {
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
