//! Texts that a proxy, an application or a provider passes on because nothing replaced them by a value.

use serde_json::{Value, json};

use super::{assert_nobody, assert_signed_in, page};
use crate::sign_in::{APP, Site};
use crate::support::portal::PortalProcess;
use crate::support::raw;
use crate::support::served::{Served, borrowed, variables};
use crate::support::upstream::{Upstream, account};
use crate::support::wait::loopback;

/// One of each kind; the unit tests of the rule have more.
const PLACEHOLDERS: [&str; 10] = [
    "{http.reverse_proxy.header.X-User-Id}",
    "user-{http.auth.user.id}",
    "{{user.id}}",
    "$remote_user",
    "${REMOTE_USER}",
    "%{REMOTE_USER}e",
    "%[var(txn.user)]",
    "%REQ(X-USER-ID)%",
    "(null)",
    "undefined",
];

#[tokio::test]
async fn a_placeholder_in_the_trusted_header_is_refused() {
    let site = Served::start(&[]);
    for text in PLACEHOLDERS {
        let line = format!("X-Remote-User: {text}");
        assert_nobody(&page(&site, &[line.as_bytes()]).await, 403);
    }
    assert_eq!(site.upstream.reads_and_writes().await, (0, 0));
    let braces = "{3F2504E0-4F89-11D3-9A0C-0305E82C3301}";
    let line = format!("X-Remote-User: {braces}");
    assert_signed_in(&page(&site, &[line.as_bytes()]).await, braces);
}

#[tokio::test]
async fn details_that_are_placeholders_are_left_out() {
    let site = Served::start(&[]);
    for text in PLACEHOLDERS {
        let lines = ["Name", "Email", "Language"].map(|detail| format!("X-Remote-{detail}: {text}"));
        let id = format!("X-Remote-User: user {}", text.len());
        let mut all = vec![id.as_bytes()];
        all.extend(lines.iter().map(String::as_bytes));
        assert_signed_in(&page(&site, &all).await, &format!("user {}", text.len()));
    }
    for written in site.upstream.written().await {
        for detail in ["Name", "Email", "Language"] {
            assert!(written.get(detail).is_none(), "{written:?}");
        }
    }
}

#[tokio::test]
async fn a_claim_that_is_a_placeholder_makes_no_reference() {
    let site = Served::start(&[
        ("identity.proxy.claims", "org=X-Remote-Org"),
        ("customers.reference", "org-{claim.org}"),
    ]);
    for text in PLACEHOLDERS {
        let line = format!("X-Remote-Org: {text}");
        let refused = page(&site, &[b"X-Remote-User: alice", line.as_bytes()]).await;
        assert_eq!(raw::status(&refused), 403, "{refused}");
    }
    assert_eq!(site.upstream.reads_and_writes().await, (0, 0));
}

#[tokio::test]
async fn the_log_says_why_a_placeholder_is_not_taken() {
    let upstream = Upstream::start(account());
    let variables = variables(upstream.origin(), &[]);
    let mut portal = PortalProcess::start(&borrowed(&variables), &["serve"]).await;
    for (lines, status) in [
        (
            ["X-Remote-User: {http.reverse_proxy.header.X-User-Id}", "A: b"],
            403,
        ),
        (
            ["X-Remote-User: nora", "X-Remote-Name: {http.auth.user.name}"],
            200,
        ),
    ] {
        let request = raw::get("/Subscriptions", &lines.map(str::as_bytes));
        assert_eq!(
            raw::status(&raw::exchange(loopback(portal.port()), &request).await),
            status
        );
    }
    portal.terminate().await.expect("an end");
    let log = portal.output();
    for words in [
        "the user header holds a placeholder that the proxy did not replace by a value",
        "left out details of a user: the proxy passes on placeholders",
        "x-remote-name",
    ] {
        assert!(log.contains(words), "{words}: {log}");
    }
    assert!(!log.contains("{http"), "{log}");
}

#[tokio::test]
async fn a_token_about_a_placeholder_hands_nobody_over() {
    let site = Site::start(&[]);
    for text in PLACEHOLDERS {
        let mut visitor = site.visitor();
        let token = site.token(text);
        let refused = visitor
            .post("/Subscriptions/handoff", APP, &[("token", &token)])
            .await;
        refused.assert_status(403);
        assert!(visitor.cookies.is_empty(), "{text}");
    }
    let mut claims = site.claims("nora");
    claims.extend(["name", "email", "locale"].map(|name| (name.to_owned(), json!("{{user.name}}"))));
    let token = site.signer.usual(&Value::Object(claims));
    let mut visitor = site.visitor();
    let posted = visitor
        .post("/Subscriptions/handoff", APP, &[("token", &token)])
        .await;
    let welcomed = visitor.follow(&posted).await;
    visitor
        .follow(&welcomed)
        .await
        .assert_status(200)
        .assert_text("<bdi>nora</bdi>");
    assert!(!site.served.upstream.everything().await.contains("user.name"));
}
