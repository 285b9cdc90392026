//! The chat beside the ways to sign in and out: its script is somebody else's, and sees no token that still counts.

use super::{Site, assert_shows};
use crate::support::http::Answer;

const COMPANY: (&str, &str) = ("chat.company_id", "0f8fad5b-d9cb-469f-a165-70867728950e");
/// The settings of the chat in a page that has it.
const CHAT: &str = "id=\"chat-settings\"";

#[track_caller]
fn assert_no_chat(page: &Answer) {
    page.assert_text("<h1>")
        .assert_no_text(CHAT)
        .assert_no_text("/static/chat.");
}

#[tokio::test]
async fn a_page_with_a_token_in_its_address_has_no_chat() {
    // Links are off, so the token is not used up.
    let site = Site::start(&[COMPANY]);
    let token = site.token("alice");
    for end in ["", "/"] {
        let refused = site
            .visitor()
            .get(&format!("/Subscriptions/handoff{end}?token={token}"))
            .await;
        refused.assert_status(400);
        assert_no_chat(&refused);
    }
    // There is no OpenID provider here, and none of its codes is shown to anybody.
    let lost = site.visitor().get("/Subscriptions/callback?code=a&state=b").await;
    lost.assert_status(404);
    assert_no_chat(&lost);
    // In a frame nobody is signed out, and the question stays where the token is.
    let framed = [("sec-fetch-dest", "iframe")];
    let mut alice = site.handed_over("alice").await;
    let asked = alice
        .ask(
            reqwest::Method::GET,
            &format!("/Subscriptions/logout?token={token}"),
            &framed,
            None,
        )
        .await;
    asked.assert_status(200).assert_text("Do you want to sign out?");
    assert_no_chat(&asked);

    // Without a token these pages have the chat, like every other one.
    site.visitor()
        .get("/Subscriptions/handoff")
        .await
        .assert_status(400)
        .assert_text(CHAT);
    alice
        .get("/Subscriptions/logout")
        .await
        .assert_status(200)
        .assert_text(CHAT);
    let page = alice.get("/Subscriptions").await;
    assert_shows(&page, "alice");
    page.assert_text(CHAT);
}
