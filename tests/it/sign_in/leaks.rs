//! Nothing of a sign-in stands in the log at its most talkative level, in the metrics, or on a page of failure.

use crate::support::http::get;
use crate::support::portal::PortalProcess;
use crate::support::served::{borrowed, variables};
use crate::support::tokens::{SECRET, Signer, claims};
use crate::support::upstream::{Upstream, account};
use crate::support::visitor::Visitor;
use crate::support::wait::free_port;

use super::{APP, KEY};

const HANDOFF: &str = "/Subscriptions/handoff";

/// The page in the real binary, at its most talkative, and the operator's address.
async fn talkative(upstream: &Upstream, origin: &str, operations: u16) -> PortalProcess {
    let page = format!("{origin}/Subscriptions");
    let listen = origin.trim_start_matches("http://").to_owned();
    let operator = format!("127.0.0.1:{operations}");
    let settings = [
        ("server.listen", listen.as_str()),
        ("operations.listen", &operator),
        ("server.public_url", &page),
        ("page.sign_in_url", "https://app.acme.example/login"),
        ("sessions.key", KEY),
        ("identity.handoff.issuer", APP),
        ("identity.handoff.key", SECRET),
        ("identity.handoff.origins", APP),
        ("identity.handoff.links", "true"),
        ("identity.shared_ids", "true"),
        ("log.level", "trace"),
    ];
    let pairs = variables(upstream.origin(), &settings);
    PortalProcess::start(&borrowed(&pairs), &["serve"]).await
}

/// A token full of canaries, perhaps with a wrong audience.
fn token(page: &str, wrong: bool) -> String {
    let mut claims = claims(APP, page, "Zq7cUser");
    claims.insert("name".to_owned(), "Zq7cName".into());
    claims.insert("email".to_owned(), "Zq7c@acme.example".into());
    if wrong {
        claims["aud"] = "another-audience".into();
    }
    Signer::secret().usual(&serde_json::Value::Object(claims))
}

#[tokio::test]
async fn no_token_no_cookie_no_key_and_no_person_stands_in_the_log() {
    let upstream = Upstream::start(account());
    let (port, operations) = (free_port(), free_port());
    let origin = format!("http://127.0.0.1:{port}");
    let page = format!("{origin}/Subscriptions");
    let portal = talkative(&upstream, &origin, operations).await;

    let mut seen = vec![KEY.to_owned(), SECRET.to_owned(), "Zq7c".to_owned()];
    let (good, linked, refused) = (token(&page, false), token(&page, false), token(&page, true));
    seen.extend(
        [&good, &linked, &refused].map(|token| token.rsplit('.').next().expect("a signature").to_owned()),
    );

    let mut visitor = Visitor::new(origin.as_str());
    visitor
        .get("/Subscriptions?crylk=https%3A%2F%2Fproabono.com%2FZq7cLink&x=Zq7cQuery")
        .await;
    let mut pages = vec![
        visitor
            .post(HANDOFF, APP, &[("token", &refused), ("next", "//Zq7cNext")])
            .await,
        visitor
            .post(HANDOFF, "https://elsewhere.example", &[("token", &good)])
            .await,
        visitor.get(&format!("{HANDOFF}?token={refused}")).await,
        visitor.post(HANDOFF, APP, &[("token", "Zq7cNoToken")]).await,
    ];
    let posted = visitor.post(HANDOFF, APP, &[("token", &good)]).await;
    let ticket = visitor.cookies["portal-handoff"].clone();
    visitor.follow(&posted).await.assert_status(303);
    pages.push(visitor.post(HANDOFF, APP, &[("token", &good)]).await);
    visitor
        .get(&format!("{HANDOFF}?token={linked}"))
        .await
        .assert_status(303);
    visitor.get("/Subscriptions").await.assert_status(200);
    seen.push(ticket);
    seen.extend(visitor.cookies.values().cloned());
    visitor
        .submit("/Subscriptions/logout", &[])
        .await
        .assert_status(303);
    pages.push(get(&format!("http://127.0.0.1:{operations}/metrics")).await);

    let output = portal.output();
    assert!(output.contains("TRACE") || output.contains("DEBUG"), "{output}");
    assert!(
        output.contains("another `aud`"),
        "the operator learns why: {output}"
    );
    for secret in seen {
        assert!(!output.contains(&secret), "{secret} stands in the log: {output}");
        for page in &pages {
            page.assert_no_text(&secret);
        }
    }
}
