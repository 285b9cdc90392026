//! The facts for an application that renders the page itself, and those who are told nothing.

use reqwest::Method;
use serde_json::{Value, json};

use super::{SECRET, insite_account, visit};
use crate::support::http::Answer;
use crate::support::served::{Served, USER};
use crate::support::upstream::HOSTED;

const PARTNER: &str = "https://app.partner.example";

fn read(answer: &Answer) -> Value {
    answer
        .assert_status(200)
        .assert_header("content-type", "application/json")
        .assert_header("cache-control", "private, no-store");
    serde_json::from_str(&answer.body).expect("JSON")
}

type Headers = &'static [(&'static str, &'static str)];

/// Everything that a script may read.
const READ: [&str; 5] = [
    "/context.json",
    "/fragment",
    "/rights",
    "/standing.json",
    "/user.json",
];

/// A browser adds these to a request that a script, an element or a frame of another origin makes.
const ELSEWHERE: [Headers; 11] = [
    &[("origin", "https://evil.example")],
    &[("origin", "null")],
    &[("origin", "https://app.partner.example.evil.example")],
    &[("origin", PARTNER), ("origin", "https://evil.example")],
    &[("sec-fetch-site", "cross-site"), ("sec-fetch-mode", "no-cors")],
    &[("sec-fetch-site", "same-site"), ("sec-fetch-mode", "cors")],
    &[
        ("sec-fetch-site", "same-site"),
        ("origin", "https://other.partner.example"),
    ],
    &[
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-mode", "navigate"),
        ("sec-fetch-dest", "iframe"),
    ],
    &[
        ("sec-fetch-site", "same-site"),
        ("sec-fetch-mode", "navigate"),
        ("sec-fetch-dest", "object"),
    ],
    &[
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-mode", "navigate"),
        ("sec-fetch-dest", "document"),
        ("sec-purpose", "prefetch"),
    ],
    &[
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-mode", "navigate"),
        ("sec-fetch-dest", "document"),
        ("origin", "null"),
    ],
];

/// A link on another site leads here, or to a page of the application that has this in it.
const LINKED: Headers = &[
    ("sec-fetch-site", "cross-site"),
    ("sec-fetch-mode", "navigate"),
    ("sec-fetch-dest", "document"),
];

/// It adds these for our own pages and for those who visit the address; a server in front adds none.
const HERE: [Headers; 4] = [
    &[],
    &[("sec-fetch-site", "same-origin"), ("sec-fetch-mode", "cors")],
    &[("sec-fetch-site", "none"), ("sec-fetch-mode", "navigate")],
    &[
        ("sec-fetch-site", "same-origin"),
        ("origin", "https://page.example"),
    ],
];

#[tokio::test]
async fn an_application_learns_who_it_is_which_customer_and_what_to_open() {
    let site = Served::start(&[SECRET]);
    let context = read(&visit(&site, "alice", "/context.json").await);
    let href = context["open"]["href"].as_str().expect("a link");
    assert!(href.starts_with(&format!("{HOSTED}/portal/")), "{href}");
    assert_eq!(context["open"]["way"], "frame");
    assert_eq!(context["user"]["id"], "alice");
    assert_eq!(context["page"], "/Subscriptions");
    let hash = context["customer"]["hash"].as_str().expect("the hash");
    assert_eq!(hash.len(), 64);
    let customer =
        json!({ "business_id": 1, "segment_ref": "acme-eur", "customer_ref": "cust-alice", "hash": hash });
    assert_eq!(context["customer"], customer);

    let linked = format!("/context.json?crylk={HOSTED}/subscribe-offer/x");
    let linked = read(&visit(&site, "alice", &linked).await);
    assert_eq!(linked["open"]["href"], format!("{HOSTED}/subscribe-offer/x"));
    let hostile = read(&visit(&site, "alice", "/context.json?crylk=https://evil.example/").await);
    assert_eq!(hostile["open"]["way"], "frame");
    assert!(!hostile.to_string().contains("evil"), "{hostile}");

    // Nothing is for sale while a return is unsettled.
    visit(&site, "bruno", "/return?from=subscribe&outcome=paid").await;
    assert_eq!(
        read(&visit(&site, "bruno", "/context.json").await)["open"],
        Value::Null
    );

    let insite = Served::of(insite_account(), &[SECRET]);
    let context = read(&visit(&insite, "alice", "/context.json").await);
    assert_eq!(context["open"]["way"], "insite");
    assert_eq!(context["open"]["parameters"]["customer_ref"], "cust-alice");
    assert_eq!(context["open"]["parameters"]["hash"], context["customer"]["hash"]);
}

#[tokio::test]
async fn a_problem_is_told_in_words_with_the_way_on() {
    let site = Served::start(&[("page.sign_in_url", "https://app.acme.example/login")]);
    for (user, status) in [("", 401), ("dmitri", 403)] {
        let answer = visit(&site, user, "/context.json").await;
        answer.assert_status(status);
        let told: Value = serde_json::from_str(&answer.body).expect("JSON");
        assert!(told["title"].is_string() && told["text"].is_string(), "{told}");
        let sign_in = (status == 401).then_some("https://app.acme.example/login");
        assert_eq!(told["sign_in_url"].as_str(), sign_in);
    }
}

#[tokio::test]
async fn scripts_elements_and_frames_of_another_origin_get_nothing_and_make_nobody_ask() {
    let site = Served::start(&[
        SECRET,
        ("headers.context_origins", PARTNER),
        ("headers.frame_ancestors", PARTNER),
    ]);
    for below in READ {
        let path = format!("/Subscriptions{below}");
        let linked = (below != "/fragment").then_some(LINKED);
        for headers in ELSEWHERE.into_iter().chain(linked) {
            site.upstream.forget().await;
            let answer = site.visit_with("bruno", &path, headers).await;
            answer
                .assert_status(403)
                .assert_no_header("access-control-allow-origin")
                .assert_no_text("cust-")
                .assert_no_text("bruno")
                .assert_header("vary", "Origin")
                .assert_header("cross-origin-resource-policy", "same-origin");
            assert_eq!(
                site.upstream.reads_and_writes().await,
                (0, 0),
                "{path} {headers:?}"
            );
            assert_eq!(
                site.upstream.count("GET /v1/Usages").await,
                0,
                "{path} {headers:?}"
            );
        }
        let linked = (below == "/fragment").then_some(LINKED);
        for headers in HERE.into_iter().chain(linked) {
            let answer = site.visit_with("alice", &path, headers).await;
            answer
                .assert_status(200)
                .assert_no_header("access-control-allow-origin");
        }
    }
}

#[tokio::test]
async fn a_configured_origin_reads_the_context_the_rights_and_their_problems_and_nothing_else() {
    let site = Served::start(&[SECRET, ("headers.context_origins", PARTNER)]);
    let from = ("origin", PARTNER);
    let both = ["/Subscriptions/context.json", "/Subscriptions/rights"];
    for (path, user) in both.into_iter().flat_map(|path| [(path, "alice"), (path, "")]) {
        let answer = site.ask(Method::GET, path, &[(USER, user), from]).await;
        answer
            .assert_status(if user.is_empty() { 401 } else { 200 })
            .assert_header("access-control-allow-origin", PARTNER)
            .assert_header("access-control-allow-credentials", "true")
            .assert_header("vary", "Origin");
    }
    for below in ["", "/standing.json", "/fragment", "/user.json", "/plans"] {
        let answer = site
            .visit_with("alice", &format!("/Subscriptions{below}"), &[from])
            .await;
        answer.assert_no_header("access-control-allow-origin");
    }
}
