use proabono::{certificates, with_causes};
use reqwest::StatusCode;
use url::Url;

use crate::web;

use super::super::pace::PATIENCE;

/// A clause about what is odd at the address, as seen from this machine; `None` when the receiver is there. The receiver
/// refuses a request without a signature, which changes nothing.
pub(super) async fn doubt(url: &Url) -> Option<String> {
    let client = web::client(PATIENCE);
    let client = match certificates::client(client, [url]) {
        Ok(client) => client,
        Err(why) => return Some(format!("{url} cannot be asked: {why}")),
    };
    let answer = client.post(url.clone()).body("{}").send().await;
    match answer.map(|answer| answer.status()) {
        Ok(StatusCode::FORBIDDEN) => None,
        Ok(StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED) => Some(format!(
            "nothing takes webhooks at {url}: set PORTAL_WEBHOOKS__ENABLED where the server runs, and let the proxy pass \
             this path on"
        )),
        Ok(StatusCode::OK) => Some(format!(
            "{url} takes webhooks without a signature: is it this server?"
        )),
        Ok(status) => Some(format!(
            "{url} answers an unsigned POST with {status} in place of 403"
        )),
        Err(error) => Some(format!(
            "{url} cannot be reached: {}",
            with_causes(&error.without_url())
        )),
    }
}
