//! The address of the webhook: it takes one request, which brings the code.

use anyhow::Context as _;
use serde_json::Value;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

/// The code of the one request that comes. ProAbono takes an address for good only when it answers 200.
pub(crate) async fn code(listener: &TcpListener) -> anyhow::Result<String> {
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
