//! Sign-in at an OpenID provider: a certified one, and one that does what no certified one would.

mod flow;
mod provider;
mod site;
mod visitor;

use visitor::Seen;

/// The page, and who is signed in on it.
#[track_caller]
fn assert_signed_in(seen: &Seen, name: &str) {
    seen.answer.assert_status(200);
    seen.answer
        .assert_text(&format!("<strong><bdi>{name}</bdi></strong>"))
        .assert_text("<iframe ");
}

/// A page of failure that shows nobody's subscription, offers a way on, and goes nowhere by itself.
#[track_caller]
fn assert_nobody(seen: &Seen, status: u16) {
    seen.answer.assert_status(status);
    seen.answer
        .assert_no_text("<iframe")
        .assert_no_text("<bdi>")
        .assert_no_text("http-equiv")
        .assert_no_header("location")
        .assert_header_has("content-security-policy", "form-action 'self'");
    seen.answer.assert_text("/Subscriptions/login\"");
}
