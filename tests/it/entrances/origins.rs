//! Posts of our own waiting page, and of a bank that sends its customers back by a form.

use reqwest::Method;

use super::{SECRET, visit};
use crate::support::http::Answer;
use crate::support::served::{Served, USER};

const WAITING: &str = "id=\"waiting\"";
const BOUGHT: &str = "/return?from=subscribe&outcome=paid";
/// The visitor left the waiting page.
const OURS: &str = "/Subscriptions";
/// The same address by GET, with nothing believed.
const ELSEWHERE: &str = "/Subscriptions/return?from=subscribe&outcome=paid";

async fn post(site: &Served, headers: &[(&str, &str)]) -> Answer {
    let form = ("content-type", "application/x-www-form-urlencoded");
    let headers = [&[form], headers].concat();
    site.ask(Method::POST, &format!("/Subscriptions{BOUGHT}"), &headers)
        .await
}

/// Headers of a post where no public address is configured, and where it leads.
const BEHIND_TLS: [(&[(&str, &str)], &str); 15] = [
    (
        &[("host", "app.example.com"), ("origin", "https://app.example.com")],
        OURS,
    ),
    (
        &[("host", "app.example.com"), ("origin", "http://app.example.com")],
        OURS,
    ),
    (
        &[
            ("host", "app.example.com:443"),
            ("origin", "https://app.example.com"),
        ],
        OURS,
    ),
    (
        &[
            ("host", "app.example.com:8443"),
            ("origin", "https://app.example.com:8443"),
        ],
        OURS,
    ),
    (
        &[("host", "APP.example.com"), ("origin", "https://app.example.com")],
        OURS,
    ),
    // A proxy that writes another `Host`: the browser's own word counts.
    (
        &[
            ("host", "127.0.0.1:8080"),
            ("origin", "https://app.example.com"),
            ("sec-fetch-site", "same-origin"),
        ],
        OURS,
    ),
    (
        &[
            ("host", "app.example.com"),
            ("origin", "https://app.example.com"),
            ("sec-fetch-site", "cross-site"),
        ],
        ELSEWHERE,
    ),
    (
        &[
            ("host", "app.example.com"),
            ("origin", "https://app.example.com"),
            ("sec-fetch-site", "same-site"),
        ],
        ELSEWHERE,
    ),
    (
        &[
            ("host", "app.example.com"),
            ("origin", "https://app.example.com"),
            ("sec-fetch-site", "none"),
        ],
        ELSEWHERE,
    ),
    (
        &[("host", "app.example.com"), ("origin", "https://bank.example")],
        ELSEWHERE,
    ),
    (
        &[
            ("host", "app.example.com"),
            ("origin", "https://app.example.com.evil.test"),
        ],
        ELSEWHERE,
    ),
    (
        &[
            ("host", "app.example.com:8443"),
            ("origin", "https://app.example.com"),
        ],
        ELSEWHERE,
    ),
    (&[("host", "app.example.com"), ("origin", "null")], ELSEWHERE),
    (
        &[("host", "app.example.com"), ("origin", "ftp://app.example.com")],
        ELSEWHERE,
    ),
    (&[("host", "app.example.com")], ELSEWHERE),
];

#[tokio::test]
async fn behind_tls_without_a_public_address_our_own_page_may_post() {
    let site = Served::start(&[SECRET]);
    for (headers, expected) in BEHIND_TLS {
        visit(&site, "bruno", BOUGHT).await.assert_status(200);
        let headers = [&[(USER, "bruno")], headers].concat();
        post(&site, &headers)
            .await
            .assert_status(303)
            .assert_header("location", expected);
    }
}

#[tokio::test]
async fn with_a_public_address_that_one_alone_counts() {
    let site = Served::start(&[
        SECRET,
        ("server.public_url", "https://app.acme.example/Subscriptions"),
    ]);
    for (origin, expected) in [
        ("https://app.acme.example", OURS),
        ("http://app.acme.example", ELSEWHERE),
        ("https://app.acme.example:444", ELSEWHERE),
        ("https://bank.example", ELSEWHERE),
    ] {
        let same = ("sec-fetch-site", "same-origin");
        let answer = post(&site, &[(USER, "bruno"), ("origin", origin), same]).await;
        answer.assert_status(303).assert_header("location", expected);
    }
}

#[tokio::test]
async fn what_a_bank_posts_is_not_believed_and_nobody_need_be_known() {
    let site = Served::start(&[SECRET]);
    visit(&site, "bruno", BOUGHT).await.assert_text(WAITING);
    let bank = ("origin", "https://bank.example");
    for user in [&[][..], &[(USER, "bruno")]] {
        post(&site, &[user, &[bank]].concat())
            .await
            .assert_status(303)
            .assert_header("location", ELSEWHERE);
    }
    assert_eq!(
        site.metric("portal_identities_total{provider=\"none\",outcome=\"nothing\"}")
            .await,
        0,
        "nobody was asked who they are"
    );
    // Still held: the bank's word settles nothing, and lets nobody go on.
    visit(&site, "bruno", "/plans").await.assert_text(WAITING);
}
