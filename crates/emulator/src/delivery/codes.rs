//! Codes on their way to the addresses of webhooks.

use std::time::Duration;

use serde_json::json;

use crate::records::Letter;
use crate::shared::Shared;

use super::post::{self, Parcel};

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

async fn post(letter: &Letter) -> Option<u16> {
    let parcel = Parcel {
        webhook: letter.webhook,
        url: letter.url.clone(),
        secret: letter.secret.clone(),
        body: json!({ "Code": letter.code }).to_string(),
        patience: PATIENCE,
    };
    post::post(&post::client()?, parcel).await
}
