use std::time::Duration;

use reqwest::header::CONTENT_TYPE;
use reqwest::{Client, Response};
use url::Url;

use super::answer::beginning;
use super::keys::{HostKey, signatures};
use super::settings::HostConfig;
use crate::clock::now;
use crate::proabono::{certificates, retry_after, with_causes};
use crate::web;

/// Sends signed POSTs to one address.
#[derive(Debug)]
pub(crate) struct Sender {
    client: Client,
    url: Url,
    keys: Vec<HostKey>,
}

/// The end of one attempt.
#[derive(Clone, Debug)]
pub(crate) struct Attempt {
    /// The status of the answer; `None` when there was none.
    pub(crate) status: Option<u16>,
    /// The beginning of the answer, or the reason why there was none.
    pub(crate) answer: String,
    /// The pause that the answer asks for.
    pub(crate) retry_after: Option<Duration>,
}

impl Attempt {
    /// The status with which the application took the post; `None` when it did not.
    pub(crate) fn success(&self) -> Option<u16> {
        self.status.filter(|status| (200..300).contains(status))
    }

    /// Tells whether the application will never take it: 410, by which it says that nobody listens there any more.
    pub(super) fn is_the_end(&self) -> bool {
        self.status == Some(410)
    }
}

impl Sender {
    /// Makes a sender; nothing is sent. A redirect is never followed: it would take the post to an address that nobody
    /// configured.
    ///
    /// # Errors
    /// A sentence for the operator.
    pub(crate) fn new(config: &HostConfig) -> Result<Self, String> {
        let client = web::client(config.timeout);
        Ok(Self {
            client: certificates::client(client, [&config.url])?,
            url: config.url.clone(),
            keys: config.keys.clone(),
        })
    }

    /// Makes one attempt, signed with the time of now.
    pub(crate) async fn send(&self, id: &str, body: &str) -> Attempt {
        let at = now();
        let request = self
            .client
            .post(self.url.clone())
            .header(CONTENT_TYPE, "application/json")
            .header("webhook-id", id)
            .header("webhook-timestamp", at)
            .header("webhook-signature", signatures(&self.keys, id, at, body))
            .body(body.to_owned());
        match request.send().await {
            Ok(response) => answered(response).await,
            Err(error) => Attempt {
                status: None,
                answer: with_causes(&error.without_url()),
                retry_after: None,
            },
        }
    }
}

async fn answered(response: Response) -> Attempt {
    Attempt {
        status: Some(response.status().as_u16()),
        retry_after: retry_after(response.headers()),
        answer: beginning(response).await,
    }
}
