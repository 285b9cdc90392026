//! The page as a piece of HTML for a page of the application.

use super::{SECRET, insite_account, visit};
use crate::support::http::Answer;
use crate::support::served::Served;
use crate::support::upstream::HOSTED;

/// It is a piece of HTML, and no page.
fn assert_piece(answer: &Answer) {
    answer
        .assert_header("content-type", "text/html; charset=utf-8")
        .assert_header("cache-control", "private, no-store")
        .assert_header_has("content-security-policy", "frame-ancestors 'none'")
        .assert_text("<section class=\"proabono-fragment\"")
        .assert_no_text("<html")
        .assert_no_text("nonce=")
        .assert_no_text(" id=\"standing\"");
}

#[tokio::test]
async fn the_piece_opens_what_the_page_opens() {
    let site = Served::start(&[SECRET]);
    let piece = visit(&site, "alice", "/fragment").await;
    assert_piece(&piece);
    piece
        .assert_status(200)
        .assert_text(&format!("<iframe src=\"{HOSTED}/portal/"))
        .assert_text("<bdi>alice</bdi>");
    let linked = visit(
        &site,
        "alice",
        &format!("/fragment?crylk={HOSTED}/subscribe-offer/x"),
    )
    .await;
    linked.assert_text(&format!("<iframe src=\"{HOSTED}/subscribe-offer/x\""));
    let hostile = visit(&site, "alice", "/fragment?crylk=https://evil.example/").await;
    hostile
        .assert_no_text("evil")
        .assert_text("proabono-notice\" role=\"status\"");

    let insite = Served::of(insite_account(), &[SECRET]);
    let piece = visit(&insite, "alice", "/fragment").await;
    assert_piece(&piece);
    piece
        .assert_text("<div id=\"proabono_portal\"></div>")
        .assert_text("\"customer_ref\":\"cust-alice\"");
}

#[tokio::test]
async fn a_problem_and_an_unsettled_return_are_pieces_too() {
    let site = Served::start(&[SECRET, ("page.sign_in_url", "https://app.acme.example/login")]);
    let nobody = visit(&site, "", "/fragment").await;
    assert_piece(&nobody);
    nobody
        .assert_status(401)
        .assert_text("href=\"https://app.acme.example/login\" target=\"_top\"");
    let suspended = visit(&site, "dmitri", "/fragment").await;
    assert_piece(&suspended);
    suspended.assert_status(403);

    visit(&site, "bruno", "/return?from=subscribe&outcome=paid").await;
    let waiting = visit(&site, "bruno", "/fragment").await;
    assert_piece(&waiting);
    waiting
        .assert_status(200)
        .assert_text("Wir warten auf die Bestätigung")
        .assert_no_text("<iframe");
}
