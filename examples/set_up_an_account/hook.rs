//! The webhook, and its address: it takes one request, which brings the code.

use std::time::Duration;

use anyhow::Context as _;
use proabono_portal::proabono::backoffice::{Backoffice, TypeTrigger, WebhookRequest};
use proabono_portal::proabono::{BusinessId, WebhookId};
use serde_json::Value;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;
use tokio::time::timeout;

use super::NUMBER;

/// How long a code may take to come.
const PATIENCE: Duration = Duration::from_secs(30);

/// What it listens to at first.
pub(crate) const FIRST: [TypeTrigger; 1] = [TypeTrigger::CustomerAdded];

/// And after the change.
const SECOND: [TypeTrigger; 2] = [TypeTrigger::CustomerAdded, TypeTrigger::CustomerSuspended];

/// A webhook is silent until it repeats the code that was sent to its address.
pub(crate) async fn create(
    api: &Backoffice,
    business: BusinessId,
    triggers: &[TypeTrigger],
) -> anyhow::Result<WebhookId> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = format!("http://{}/hooks", listener.local_addr()?);
    let request = WebhookRequest::new(business, address, triggers.to_vec());
    let webhook = api.webhooks().create(&request).await?;
    let webhook = webhook.and_then(|webhook| webhook.id).context(NUMBER)?;
    let sent = async { Ok(api.webhooks().send_code(webhook).await?) };
    // Where ProAbono cannot reach this address, nothing comes.
    let code = async { timeout(PATIENCE, code(&listener)).await.context("no code came")? };
    let (_, code) = tokio::try_join!(sent, code)?;
    api.webhooks().verify(webhook, &code).await?;
    Ok(webhook)
}

/// The new one is in use before the old one is gone, so that no event is missed.
pub(crate) async fn replace(
    api: &Backoffice,
    business: BusinessId,
    old: WebhookId,
) -> anyhow::Result<WebhookId> {
    let new = create(api, business, &SECOND).await?;
    api.webhooks().delete(old).await?;
    Ok(new)
}

/// The code of the one request that comes. ProAbono takes an address for good only when it answers 200.
async fn code(listener: &TcpListener) -> anyhow::Result<String> {
    let (mut stream, _) = listener.accept().await?;
    let mut read = Vec::new();
    let body = loop {
        let mut part = [0; 1024];
        let size = stream.read(&mut part).await?;
        read.extend_from_slice(&part[..size]);
        let text = String::from_utf8_lossy(&read);
        if let Some((_, body)) = text.split_once("\r\n\r\n")
            && let Ok(body) = serde_json::from_str::<Value>(body)
        {
            break body;
        }
        anyhow::ensure!(size > 0 && read.len() < 10_000, "no request with a code");
    };
    stream
        .write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        .await?;
    let code = body.get("Code").context("a request without a code")?;
    Ok(code.as_str().map_or_else(|| code.to_string(), str::to_owned))
}
