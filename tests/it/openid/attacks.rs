//! Sign-ins that somebody else began, ends again, or bends to another place.

use super::idp::Idp;
use super::provider::Provider;
use super::site::Site;
use super::visitor::Visitor;
use super::{assert_nobody, assert_signed_in, come_back};
use crate::support::trials::trials;
use crate::support::wait::free_port;

const SESSION: &str = "portal-session";

fn session(visitor: &Visitor, site: &Site) -> Option<String> {
    let mut cookies = visitor.cookies(&site.origin).into_iter();
    cookies.find(|(name, _)| name == SESSION).map(|(_, value)| value)
}

#[tokio::test]
async fn a_state_counts_once() {
    let idp = Idp::start();
    let site = Site::start(free_port(), &idp.settings());
    let mut visitor = Visitor::new();
    let callback = come_back(&site, &idp, &mut visitor).await;
    let cookies = visitor.cookies(&site.origin);
    assert_signed_in(&visitor.follow(&callback).await, "Alice Martin");
    let exchanged = idp.count("/token");
    // Even with the cookie of then.
    let mut replay = Visitor::new();
    for (name, value) in &cookies {
        replay.set_cookie(&site.origin, name, value);
    }
    assert_nobody(&replay.open(&callback).await, 400);
    assert_eq!(idp.count("/token"), exchanged);
}

#[tokio::test]
async fn a_sign_in_ends_in_the_browser_that_began_it() {
    let idp = Idp::start();
    let site = Site::start(free_port(), &idp.settings());
    let (mut attacker, mut victim) = (Visitor::new(), Visitor::new());
    let callback = come_back(&site, &idp, &mut attacker).await;
    assert_nobody(&victim.open(&callback).await, 400);
    assert_eq!(session(&victim, &site), None);
    // A sign-in of the victim's own does not lend its cookie to the attacker's state.
    let own = come_back(&site, &idp, &mut victim).await;
    assert_nobody(&victim.open(&callback).await, 400);
    let renamed = victim.cookies(&site.origin);
    let (_, ticket) = &renamed[0];
    let (attackers, _) = &attacker.cookies(&site.origin)[0];
    victim.set_cookie(&site.origin, attackers, ticket);
    assert_nobody(&victim.open(&callback).await, 400);
    assert_eq!(idp.count("/token"), 0, "the attacker's code was not exchanged");
    site.assert_no_customer().await;
    // The victim's own sign-in is not spent by that.
    assert_signed_in(&victim.follow(&own).await, "Alice Martin");
}

#[tokio::test]
async fn a_cookie_that_comes_twice_counts_for_nothing() {
    let idp = Idp::start();
    let site = Site::start(free_port(), &idp.settings());
    let mut visitor = Visitor::new();
    let callback = come_back(&site, &idp, &mut visitor).await;
    let (name, value) = visitor.cookies(&site.origin).remove(0);
    visitor.set_cookie(
        &site.origin,
        &name,
        &format!("{value}; {name}={}", "A".repeat(43)),
    );
    assert_nobody(&visitor.open(&callback).await, 400);
}

#[tokio::test]
async fn the_session_is_another_one_after_signing_in() {
    let idp = Idp::start();
    let site = Site::start(free_port(), &idp.settings());
    let mut visitor = Visitor::new();
    let callback = come_back(&site, &idp, &mut visitor).await;
    visitor.follow(&callback).await;
    let first = session(&visitor, &site).unwrap();
    // Somebody else signs in, in the same browser: as a fixed session would have it.
    visitor.open(&site.page("/logout")).await;
    let begun = {
        let mut other = Visitor::new();
        let callback = come_back(&site, &idp, &mut other).await;
        for (name, value) in other.cookies(&site.origin) {
            visitor.set_cookie(&site.origin, &name, &value);
        }
        callback
    };
    idp.script().claims = serde_json::json!({ "sub": "chloe", "name": "Chloe" });
    assert_signed_in(&visitor.follow(&begun).await, "Chloe");
    let second = session(&visitor, &site).unwrap();
    assert_ne!(first, second);
    let mut old = Visitor::new();
    old.set_cookie(&site.origin, SESSION, &first);
    old.open(&site.page("")).await.answer.assert_status(303);
}

#[tokio::test]
async fn a_session_key_that_an_attacker_planted_is_not_the_one_that_signs_in() {
    let idp = Idp::start();
    let site = Site::start(free_port(), &idp.settings());
    let mut attacker = Visitor::new();
    let callback = come_back(&site, &idp, &mut attacker).await;
    attacker.follow(&callback).await;
    let planted = session(&attacker, &site).unwrap();
    let mut victim = Visitor::new();
    victim.set_cookie(&site.origin, SESSION, &planted);
    victim.open(&site.page("/logout")).await;
    let begun = come_back_anew(&site, &idp, &mut victim).await;
    idp.script().claims = serde_json::json!({ "sub": "chloe", "name": "Chloe" });
    assert_signed_in(&victim.follow(&begun).await, "Chloe");
    assert_ne!(session(&victim, &site).unwrap(), planted);
    let page = attacker.open(&site.page("")).await;
    page.answer.assert_no_text("Chloe");
}

/// A sign-in of a visitor who has a session already: without it for a moment, as after its end.
async fn come_back_anew(site: &Site, idp: &Idp, visitor: &mut Visitor) -> String {
    let planted = session(visitor, site).unwrap();
    visitor.lose_cookies(SESSION);
    let callback = come_back(site, idp, visitor).await;
    visitor.set_cookie(&site.origin, SESSION, &planted);
    callback
}

#[tokio::test]
async fn no_address_leads_a_sign_in_elsewhere() {
    let site = Site::at(Provider::shared().await, &[]).await;
    for wanted in [
        "?next=https://evil.test/",
        "?return_to=//evil.test",
        "?redirect_uri=https%3A%2F%2Fevil.test%2F",
        "/?//evil.test/",
        "?\\\\evil.test",
        "/login?next=https://evil.test/&redirect_uri=https://evil.test/",
    ] {
        let mut visitor = Visitor::new();
        let callback = visitor.up_to_callback(&site.page(wanted), "nora").await;
        let back = visitor.open(callback.as_str()).await;
        back.answer.assert_status(303);
        let next = back.next().unwrap();
        assert_eq!(next.origin().ascii_serialization(), site.origin, "{wanted}");
        assert!(next.path().starts_with("/Subscriptions"), "{wanted}: {next}");
        assert!(
            !back.answer.header("location").unwrap().starts_with("//"),
            "{wanted}"
        );
    }
}

#[tokio::test]
async fn a_change_of_the_issuer_ends_the_sessions_of_the_old_one() {
    let (one, other) = (Idp::start(), Idp::start());
    let port = free_port();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("sessions.db");
    let file = ("sessions.file", file.to_str().unwrap());
    let mut visitor = Visitor::new();
    {
        let site = Site::start(port, &[one.settings().as_slice(), &[file]].concat());
        let callback = come_back(&site, &one, &mut visitor).await;
        assert_signed_in(&visitor.follow(&callback).await, "Alice Martin");
        site.served.stop().await;
    }
    let site = Site::start(port, &[other.settings().as_slice(), &[file]].concat());
    let seen = visitor.open(&site.page("")).await;
    seen.answer.assert_status(303);
    assert!(seen.next().unwrap().as_str().starts_with(&other.issuer));
    site.assert_no_customer().await;
}

#[tokio::test]
async fn no_flood_of_visits_takes_a_sign_in_away_that_has_begun() {
    let idp = Idp::start();
    let site = Site::start(free_port(), &idp.settings());
    let mut honest = Visitor::new();
    let callback = come_back(&site, &idp, &mut honest).await;
    let mut flood = Visitor::new();
    for _ in 0..trials("sign-ins that strangers begin", 200, 21_500) {
        flood.lose_cookies("");
        let begun = flood.open(&site.page("?a=b")).await;
        begun.answer.assert_status(303);
    }
    let file = rusqlite::Connection::open(site.file()).unwrap();
    let kept = file.query_row("SELECT count(*) FROM entries WHERE space <> 'born'", [], |row| {
        row.get::<_, i64>(0)
    });
    assert_eq!(kept.unwrap(), 0, "strangers made the server keep something");
    assert_signed_in(&honest.follow(&callback).await, "Alice Martin");
}

#[tokio::test]
async fn a_page_with_a_long_address_is_kept_through_the_sign_in_too() {
    let idp = Idp::start();
    let site = Site::start(free_port(), &idp.settings());
    for length in [10, 1_000, 1_800, 2_200, 4_000, 15_000] {
        let wanted = site.page(&format!("?x={}", "q".repeat(length)));
        let mut visitor = Visitor::new();
        let begun = visitor.open(&wanted).await;
        {
            let mut script = idp.script();
            script.nonce = begun.parameter("nonce");
            script.challenge = begun.parameter("code_challenge");
        }
        let together: usize = visitor
            .cookies(&site.origin)
            .iter()
            .map(|(name, value)| name.len() + value.len())
            .sum();
        assert!(together < 3_000, "{length}: {together}");
        let back = format!(
            "/callback?code=a-code&state={}&iss={}",
            begun.parameter("state"),
            idp.issuer
        );
        let back = visitor.open(&site.page(&back)).await;
        assert_eq!(back.next().unwrap().as_str(), wanted, "{length}");
    }
}

#[tokio::test]
async fn sign_ins_in_many_tabs_leave_room_for_other_cookies() {
    let idp = Idp::start();
    let site = Site::start(free_port(), &idp.settings());
    let mut visitor = Visitor::new();
    for tab in 0..6 {
        visitor
            .open(&site.page(&format!("?tab={tab}&x={}", "q".repeat(900))))
            .await;
        let cookies = visitor.cookies(&site.origin);
        let together: usize = cookies.iter().map(|(name, value)| name.len() + value.len()).sum();
        assert!(!cookies.is_empty() && together <= 3_200, "{tab}: {together}");
    }
}

#[tokio::test]
async fn five_tabs_sign_in_at_once_each_to_its_own_page() {
    let idp = Idp::start();
    let site = Site::start(free_port(), &idp.settings());
    let mut visitor = Visitor::new();
    let mut begun = Vec::new();
    for tab in 0..6 {
        begun.push(visitor.open(&site.page(&format!("?tab={tab}"))).await);
    }
    assert_eq!(visitor.cookies(&site.origin).len(), 5, "the oldest has gone");
    let mut landed = Vec::new();
    for begun in begun.iter().rev() {
        {
            let mut script = idp.script();
            (script.nonce, script.challenge) = (begun.parameter("nonce"), begun.parameter("code_challenge"));
        }
        let query = format!(
            "/callback?code=a-code&state={}&iss={}",
            begun.parameter("state"),
            idp.issuer
        );
        let back = visitor.open(&site.page(&query)).await;
        landed.push(
            back.next()
                .and_then(|next| next.query().map(str::to_owned))
                // Without the page that was wanted: somebody who is signed in came by a way that is forgotten.
                .filter(|query| !query.is_empty()),
        );
    }
    let good = landed.iter().flatten().count();
    assert_eq!(good, 5, "{landed:?}");
    for (tab, query) in landed.iter().flatten().enumerate() {
        assert_eq!(query.len(), 5, "{tab}: {query}");
    }
    let different: std::collections::BTreeSet<_> = landed.iter().flatten().collect();
    assert_eq!(different.len(), 5);
}
