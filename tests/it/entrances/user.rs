//! The id of the user, for the element in a page of an application that may frame ours.

use reqwest::Method;
use serde_json::{Value, json};

use super::{SECRET, visit};
use crate::support::served::{Served, USER};

const FRAMING: &str = "https://app.partner.example";
const RENDERING: &str = "https://renders.partner.example";

#[tokio::test]
async fn it_is_the_id_alone_and_proabono_is_not_asked() {
    let site = Served::start(&[SECRET]);
    for user in ["alice", "dmitri", "somebody-new"] {
        let answer = visit(&site, user, "/user.json").await;
        answer
            .assert_status(200)
            .assert_header("content-type", "application/json")
            .assert_header("cache-control", "private, no-store");
        let said: Value = serde_json::from_str(&answer.body).expect("JSON");
        assert_eq!(said, json!({ "id": user }));
    }
    assert_eq!(site.upstream.everything().await, "[]");
}

#[tokio::test]
async fn the_origins_that_may_frame_the_page_read_it_and_its_problems() {
    let site = Served::start(&[
        SECRET,
        ("headers.frame_ancestors", FRAMING),
        ("headers.context_origins", RENDERING),
        ("page.sign_in_url", "https://app.partner.example/login"),
    ]);
    let ask = async |user: &str, origin: &str| {
        let headers = [(USER, user), ("origin", origin)];
        site.ask(Method::GET, "/Subscriptions/user.json", &headers).await
    };
    for (user, status) in [("alice", 200), ("", 401)] {
        let answer = ask(user, FRAMING).await;
        answer
            .assert_status(status)
            .assert_header("access-control-allow-origin", FRAMING)
            .assert_header("access-control-allow-credentials", "true")
            .assert_header("vary", "Origin");
        let said: Value = serde_json::from_str(&answer.body).expect("JSON");
        let sign_in = (status == 401).then_some("https://app.partner.example/login");
        assert_eq!(said["sign_in_url"].as_str(), sign_in, "{said}");
    }
    for origin in [RENDERING, "https://evil.example"] {
        ask("alice", origin)
            .await
            .assert_status(403)
            .assert_no_header("access-control-allow-origin")
            .assert_no_text("alice");
    }
}
