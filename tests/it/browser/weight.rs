//! How much the first view of the page costs.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::support::browser::BrowserOptions;
use crate::support::http::{Answer, get_with};
use crate::support::site::{HOSTED, Site};
use crate::support::trials::record;

use super::SOON;
use super::look::dressed;

/// What fits into the first flight of a connection, some ten packets.
const MOST: usize = 14_000;

/// nginx compresses at this level unless it is told otherwise.
const NGINX: u32 = 1;

fn gzip(text: &str) -> usize {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::new(NGINX));
    encoder.write_all(text.as_bytes()).expect("memory");
    encoder.finish().expect("memory").len()
}

/// The server compresses its files and no page (decision 36); a proxy that compresses everything sends the first sum.
#[tokio::test]
async fn the_first_view_fits_into_the_first_flight_and_asks_nobody_else_before_the_frame() {
    let site = Site::start(dressed()).await;
    let browser = site.browser(BrowserOptions::default()).await;
    browser.goto(&site.page("")).await;
    browser
        .wait_until("document.querySelector('#status .chip')", SOON)
        .await;
    let asked = browser.requests().await;
    let frame = asked.iter().position(|address| address.starts_with(HOSTED));
    let before = &asked[..frame.expect("the frame")];
    let ours = site.url("/");
    let strangers: Vec<_> = before
        .iter()
        .filter(|address| !address.starts_with(&ours))
        .collect();
    assert!(strangers.is_empty(), "{strangers:?}");

    let (mut packed, mut sent, mut parts) = (0, 0, Vec::new());
    for address in asked.iter().filter(|address| address.starts_with(&ours)) {
        let gzipped = get_with(address, &[("accept-encoding", "gzip")]).await;
        let kind = gzipped.header("content-type").unwrap_or_default();
        if !["text/html", "text/css", "text/javascript"]
            .iter()
            .any(|known| kind.starts_with(known))
        {
            continue;
        }
        let compressed = gzipped.header("content-encoding").is_some();
        let part = if compressed {
            length(&gzipped)
        } else {
            gzip(&gzipped.body)
        };
        parts.push(format!("{part} {}", address.trim_start_matches(&ours)));
        packed += part;
        sent += length(&get_with(address, &[("accept-encoding", "gzip, deflate, br, zstd")]).await);
    }
    assert!(parts.len() > 4, "{parts:?}");
    let parts = parts.join(", ");
    let text =
        format!("{packed} bytes with gzip everywhere ({parts}); {sent} as this server answers a browser");
    record("the first view", &text);
    assert!(packed <= MOST, "{text}");
}

/// The length of the body on its way; a compressed one is not kept as it came.
fn length(answer: &Answer) -> usize {
    let length = answer
        .header("content-length")
        .and_then(|length| length.parse().ok());
    length.unwrap_or(answer.body.len())
}
