//! Both ways to sign in here at once, and beside a trusted header: every pair that the documentation lists.

use reqwest::Method;
use serde_json::Value;

use super::{Idp, Site, Visitor, come_back};
use crate::support::tokens::{SECRET, Signer, claims};
use crate::support::wait::free_port;

const APP: &str = "https://app.acme.example";

fn site(idp: &Idp, more: &[(&'static str, &str)]) -> Site {
    let handoff = [
        ("identity.handoff.issuer", APP),
        ("identity.handoff.key", SECRET),
        ("identity.handoff.origins", APP),
    ];
    Site::start(free_port(), &[idp.settings().as_slice(), &handoff, more].concat())
}

/// A session here by the hand-off, in another visitor of the harness.
async fn handed_over(site: &Site, user: &str) -> crate::support::visitor::Visitor {
    let claims = claims(APP, &site.page(""), user);
    let token = Signer::secret().usual(&Value::Object(claims));
    let mut visitor = crate::support::visitor::Visitor::new(site.origin.as_str());
    post(&mut visitor, &token).await;
    visitor
}

async fn post(visitor: &mut crate::support::visitor::Visitor, token: &str) -> crate::support::http::Answer {
    let posted = visitor
        .post("/Subscriptions/handoff", APP, &[("token", token)])
        .await;
    posted.assert_status(303);
    visitor.follow(&posted).await
}

#[tokio::test]
async fn a_hand_off_over_a_session_of_the_provider_is_asked_about() {
    let idp = Idp::start();
    let site = site(&idp, &[("identity.shared_ids", "true")]);
    let mut signed_in = Visitor::new();
    let callback = come_back(&site, &idp, &mut signed_in).await;
    signed_in.follow(&callback).await.answer.assert_status(200);
    for (user, status) in [("bruno", 200), ("alice", 303)] {
        let mut visitor = crate::support::visitor::Visitor::new(site.origin.as_str());
        visitor.cookies.extend(signed_in.cookies(&site.origin));
        let token = Signer::secret().usual(&Value::Object(claims(APP, &site.page(""), user)));
        let welcomed = post(&mut visitor, &token).await;
        assert_eq!(welcomed.status, status, "{user}: {welcomed:#?}");
        if status == 200 {
            welcomed
                .assert_text("Continue as this user?")
                .assert_text("<bdi>bruno</bdi>");
        }
    }
}

#[tokio::test]
async fn the_return_from_the_provider_begins_the_session_of_the_hand_off_anew() {
    let idp = Idp::start();
    let site = site(&idp, &[("identity.shared_ids", "true")]);
    let mut before = handed_over(&site, "bruno").await;
    before.get("/Subscriptions").await.assert_text("<bdi>bruno</bdi>");
    let mut visitor = Visitor::new();
    let callback = come_back(&site, &idp, &mut visitor).await;
    let path = callback.trim_start_matches(&site.origin).to_owned();
    let old = before.cookies.clone();
    before.cookies.extend(visitor.cookies(&site.origin));
    let back = before.get(&path).await;
    back.assert_status(303);
    before.follow(&back).await.assert_text("<bdi>Alice Martin</bdi>");
    before.cookies = old;
    before.get("/Subscriptions").await.assert_status(303);
}

#[tokio::test]
async fn a_header_beside_a_session_of_the_provider_agrees_or_is_refused() {
    let idp = Idp::start();
    let proxy = [
        ("identity.proxy.header", "x-remote-user"),
        ("identity.proxy.from", "127.0.0.0/8"),
        ("customers.reference", "{provider}-{id}"),
    ];
    for (shared, agree) in [("true", 200), ("false", 403)] {
        let more = [proxy.as_slice(), &[("identity.shared_ids", shared)]].concat();
        let site = site(&idp, &more);
        let mut visitor = Visitor::new();
        let callback = come_back(&site, &idp, &mut visitor).await;
        visitor.follow(&callback).await.answer.assert_status(200);
        let mut both = crate::support::visitor::Visitor::new(site.origin.as_str());
        both.cookies.extend(visitor.cookies(&site.origin));
        for (user, status) in [("alice", agree), ("bruno", 403)] {
            let header = [("x-remote-user", user)];
            let answer = both.ask(Method::GET, "/Subscriptions", &header, None).await;
            assert_eq!(answer.status, status, "{shared}, {user}");
        }
        // The return from the provider signs in, and the next page refuses the two of them.
        let header = [("x-remote-user", "bruno")];
        let page = both
            .ask(Method::GET, "/Subscriptions/logout", &header, None)
            .await;
        page.assert_status(200);
    }
}

#[tokio::test]
async fn what_only_a_proxy_may_say_means_nothing_to_the_other_providers() {
    let idp = Idp::start();
    let site = site(&idp, &[("identity.shared_ids", "true")]);
    let mut stranger = crate::support::visitor::Visitor::new(site.origin.as_str());
    for headers in [
        vec![("x-remote-user", "alice")],
        vec![("x-remote-user", "alice"), ("x-remote-user", "bruno")],
        vec![("x-remote-user", "alice"), ("x_remote_user", "bruno")],
        vec![("x-forwarded-for", "127.0.0.1"), ("x-remote-user", "alice")],
        vec![("forwarded", "for=127.0.0.1"), ("x-remote-user", "alice")],
        vec![("authorization", "Bearer alice")],
        vec![("cookie", "portal-session=alice"), ("x-real-ip", "127.0.0.1")],
    ] {
        let answer = stranger.ask(Method::GET, "/Subscriptions", &headers, None).await;
        assert_eq!(answer.status, 303, "{headers:?}");
        let location = answer.header("location").expect("a redirect");
        assert!(location.starts_with(&idp.issuer), "{location}");
        stranger.cookies.clear();
    }
    site.assert_no_customer().await;
}
