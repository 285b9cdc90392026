//! Sign-in at an OpenID provider: a certified one, and one that does what no certified one would.

mod attacks;
mod away;
mod callbacks;
mod choices;
mod chromium;
mod examples;
mod flow;
mod idp;
mod keys;
mod leaks;
mod matrix;
mod odd;
mod provider;
mod rotation;
mod sign_out;
mod site;
mod suite;
mod together;
mod tokens;
mod visitor;

use idp::Idp;
pub(crate) use provider::Provider;
pub(crate) use site::Site;
use visitor::{Seen, Visitor};

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

/// Begins a sign-in at the written provider, which learns what it must know to end it; the address that leads back.
async fn come_back(site: &Site, idp: &Idp, visitor: &mut Visitor) -> String {
    let begun = visitor.open(&site.page("")).await;
    begun.answer.assert_status(303);
    let mut script = idp.script();
    script.nonce = begun.parameter("nonce");
    script.challenge = begun.parameter("code_challenge");
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.extend_pairs([
        ("code", "a-code"),
        ("state", &begun.parameter("state")),
        ("iss", &idp.issuer),
    ]);
    site.page(&format!("/callback?{}", query.finish()))
}
