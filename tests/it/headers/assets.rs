//! Static files: where they are, what they are, how long they are kept.

use std::io::Read as _;

use reqwest::Method;

use super::{set, stable};
use crate::support::http::Answer;
use crate::support::served::Served;

/// The addresses of the style sheet, the script and the icon in a page.
fn addresses(page: &Answer) -> [String; 3] {
    let behind = |mark: &str| {
        let (_, rest) = page
            .body
            .split_once(mark)
            .unwrap_or_else(|| panic!("{mark} in {page:#?}"));
        rest.split_once('"').expect("the end of an address").0.to_owned()
    };
    [
        behind("<link rel=\"stylesheet\" href=\""),
        behind("<script src=\""),
        behind("<link rel=\"icon\" href=\""),
    ]
}

const TYPES: [&str; 3] = [
    "text/css; charset=utf-8",
    "text/javascript; charset=utf-8",
    "image/svg+xml",
];

#[tokio::test]
async fn the_files_of_the_page_are_kept_for_ever_under_an_address_with_a_digest() {
    let site = Served::start(&[]);
    let page = site.visit("alice").await;
    for (address, media_type) in addresses(&page).iter().zip(TYPES) {
        // No identity is needed.
        let answer = site.ask(Method::GET, address, &[]).await;
        let expected = set(&[
            ("content-type", media_type),
            ("vary", "Accept-Encoding"),
            ("cache-control", "public, max-age=31536000, immutable"),
            ("content-security-policy", "default-src 'none'"),
            ("cross-origin-resource-policy", "same-origin"),
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "strict-origin"),
        ]);
        assert_eq!((answer.status, stable(&answer)), (200, expected), "{address}");
        assert!(!answer.body.is_empty(), "{address}");
        let digest = address.rsplit('.').nth(1).expect("a digest");
        assert!(
            digest.len() == 8 && digest.bytes().all(|b| b.is_ascii_hexdigit()),
            "{address}"
        );
    }
}

/// The encodings that a browser accepts, and the one that it gets.
const ENCODINGS: [(Option<&str>, Option<&str>); 10] = [
    (Some("gzip, deflate, br, zstd"), Some("br")),
    (Some("gzip, deflate"), Some("gzip")),
    (Some("br;q=0.5, gzip;q=0.8"), Some("gzip")),
    (Some("br;q=0, gzip"), Some("gzip")),
    (Some("*"), None),
    (Some("deflate"), None),
    (Some("identity"), None),
    (Some(""), None),
    (Some("no such thing;;q="), None),
    (None, None),
];

fn unpacked(encoding: Option<&str>, content: &[u8]) -> Vec<u8> {
    let mut plain = Vec::new();
    let read = match encoding {
        Some("br") => brotli::Decompressor::new(content, 4096).read_to_end(&mut plain),
        Some("gzip") => flate2::read::GzDecoder::new(content).read_to_end(&mut plain),
        _ => return content.to_vec(),
    };
    read.expect("compressed bytes");
    plain
}

#[tokio::test]
async fn files_come_in_the_encoding_that_the_browser_asks_for() {
    let site = Served::start(&[]);
    let page = site.visit("alice").await;
    for address in addresses(&page) {
        let plain = site.ask(Method::GET, &address, &[]).await.body.into_bytes();
        for (accepted, expected) in ENCODINGS {
            let mut request = site.client.get(site.url(&address));
            if let Some(accepted) = accepted {
                request = request.header("accept-encoding", accepted);
            }
            let answer = request.send().await.expect("an answer");
            let header = |name: &str| {
                let value = answer.headers().get(name);
                value.map(|value| value.to_str().expect("text").to_owned())
            };
            assert_eq!(
                header("content-encoding").as_deref(),
                expected,
                "{address} {accepted:?}"
            );
            assert_eq!(header("vary").as_deref(), Some("Accept-Encoding"));
            let content = answer.bytes().await.expect("the file");
            if expected.is_some() {
                assert!(content.len() < plain.len(), "{address} {accepted:?}");
            }
            assert_eq!(unpacked(expected, &content), plain, "{address} {accepted:?}");
        }
    }
}

#[tokio::test]
async fn pages_are_not_compressed_here() {
    let site = Served::start(&[]);
    let asked = [("accept-encoding", "gzip, deflate, br, zstd")];
    let page = site.visit_with("alice", "/Subscriptions", &asked).await;
    page.assert_status(200)
        .assert_no_header("content-encoding")
        .assert_text("Signed in as");
}

#[tokio::test]
async fn the_page_of_a_failure_loads_its_files_from_the_same_addresses() {
    let site = Served::start(&[]);
    let page = site.visit("alice").await;
    let failure = site.visit("dmitri").await;
    for address in [&addresses(&page)[0], &addresses(&page)[2]] {
        failure.assert_text(&format!("\"{address}\""));
    }
}

#[tokio::test]
async fn a_file_under_another_digest_or_without_one_is_not_there() {
    let site = Served::start(&[]);
    let [style, ..] = addresses(&site.visit("alice").await);
    let digest = style.rsplit('.').nth(1).expect("a digest");
    for path in [
        style.replace(digest, "00000000"),
        "/Subscriptions/static/portal.css".to_owned(),
        "/Subscriptions/static/".to_owned(),
        "/Subscriptions/static/..%2f..%2fCargo.toml".to_owned(),
    ] {
        site.ask(Method::GET, &path, &[]).await.assert_status(404);
    }
}

#[tokio::test]
async fn a_file_takes_no_other_method_and_says_which_it_takes() {
    let site = Served::start(&[]);
    for address in addresses(&site.visit("alice").await) {
        let answer = site.ask(Method::POST, &address, &[]).await;
        answer.assert_status(405).assert_header("allow", "GET, HEAD");
        answer.assert_header("cache-control", "private, no-store");
    }
}

#[tokio::test]
async fn the_files_lie_below_the_path_that_the_visitor_sees() {
    for (base, page) in [
        ("/", "/"),
        ("/billing/plans", "/billing/plans"),
        ("/billing/", "/billing"),
    ] {
        let site = Served::start(&[("server.base_path", base)]);
        let answer = site.visit_with("alice", page, &[]).await;
        answer.assert_status(200);
        for address in addresses(&answer) {
            let prefix = format!("{}/static/", page.trim_end_matches('/'));
            assert!(address.starts_with(&prefix), "{address}");
            site.ask(Method::GET, &address, &[]).await.assert_status(200);
        }
    }
}

#[tokio::test]
async fn the_page_is_the_same_with_and_without_a_slash_at_its_end() {
    for (base, paths) in [
        ("/Subscriptions", ["/Subscriptions", "/Subscriptions/"]),
        ("/a/b", ["/a/b", "/a/b/"]),
    ] {
        let site = Served::start(&[("server.base_path", base)]);
        let [one, other] = [
            site.visit_with("alice", paths[0], &[]).await,
            site.visit_with("alice", paths[1], &[]).await,
        ];
        assert_eq!((one.status, other.status), (200, 200));
        assert_eq!(addresses(&one), addresses(&other));
        assert_eq!(stable(&one), stable(&other));
    }
}

#[tokio::test]
async fn the_script_of_the_element_is_for_pages_of_any_origin_and_holds_nothing_of_anybody() {
    let site = Served::start(&[]);
    let expected = set(&[
        ("content-type", "text/javascript; charset=utf-8"),
        ("vary", "Accept-Encoding"),
        ("cache-control", "public, max-age=300"),
        ("content-security-policy", "default-src 'none'"),
        ("cross-origin-resource-policy", "cross-origin"),
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "strict-origin"),
    ]);
    let stranger = site.ask(Method::GET, "/Subscriptions/embed.js", &[]).await;
    let known = site.visit_with("alice", "/Subscriptions/embed.js", &[]).await;
    assert_eq!((stranger.status, stable(&stranger)), (200, expected));
    assert_eq!(stranger.body, known.body);
}
