//! Cookies that a neighbouring sub-domain has planted, or that nobody can read.

use serde_json::Value;

use crate::support::raw::{exchange, get, status};
use crate::support::visitor::Visitor;

use super::{APP, Site};

/// A page over https, as its cookies are named there.
fn start() -> Site {
    Site::start(&[
        ("server.public_url", "https://billing.acme.example/Subscriptions"),
        ("identity.handoff.audience", "page"),
        ("identity.handoff.links", "true"),
    ])
}

fn token(site: &Site, user: &str) -> String {
    let mut claims = site.claims(user);
    claims["aud"] = "page".into();
    site.signer.usual(&Value::Object(claims))
}

async fn posted(site: &Site, user: &str) -> Visitor {
    let mut visitor = site.visitor();
    let posted = visitor
        .post("/Subscriptions/handoff", APP, &[("token", &token(site, user))])
        .await;
    posted.assert_status(303);
    visitor
}

/// The session cookie of somebody who is signed in.
async fn session(site: &Site, user: &str) -> String {
    let mut visitor = posted(site, user).await;
    visitor.get("/Subscriptions/handoff").await.assert_status(303);
    visitor.cookies["__Host-portal-session"].clone()
}

/// The page that a browser with that `Cookie` header gets.
async fn visit(site: &Site, path: &str, cookies: &[&[u8]]) -> String {
    let lines: Vec<Vec<u8>> = cookies
        .iter()
        .map(|line| [b"Cookie: ".as_slice(), line].concat())
        .collect();
    let lines: Vec<&[u8]> = lines.iter().map(Vec::as_slice).collect();
    let address = site
        .origin
        .trim_start_matches("http://")
        .parse()
        .expect("an address");
    exchange(address, &get(path, &lines)).await
}

/// Other spellings of a name, each of which some reader takes for it. They never stand first in the header: white space there
/// belongs to HTTP.
fn spellings(name: &str) -> Vec<String> {
    let encoded = |c: char| format!("%{:02x}", u32::from(c));
    let mut all: Vec<String> = name
        .char_indices()
        .map(|(at, c)| format!("{}{}{}", &name[..at], encoded(c), &name[at + 1..]))
        .collect();
    all.push(name.chars().map(encoded).collect());
    all.push(name.replace('-', "%2D"));
    all.push(name.to_uppercase());
    all.push(name.to_lowercase());
    all.push(format!("{name} "));
    all.push(format!("  {name}"));
    for space in ["\t", "%20", "\u{a0}", "\u{2003}", "\u{85}", "\u{3000}"] {
        all.push(format!("{space}{name}"));
        all.push(format!("{name}{space}"));
    }
    all.push(format!("={name}"));
    all.push(name.replace("__Host-", ""));
    all.push(name.replace("__Host-", "__Secure-"));
    all
}

#[tokio::test]
async fn a_planted_session_signs_nobody_in_and_nobody_out() {
    let site = start();
    let (mallory, alice) = (session(&site, "mallory").await, session(&site, "alice").await);
    let own = format!("__Host-portal-session={alice}");
    let shows_alice =
        |page: &str| status(page) == 200 && page.contains("<bdi>alice</bdi>") && !page.contains("mallory");
    assert!(shows_alice(
        &visit(&site, "/Subscriptions", &[own.as_bytes()]).await
    ));
    for name in spellings("__Host-portal-session") {
        let planted = format!("{name}={mallory}");
        let page = visit(&site, "/Subscriptions", &[format!("a=b; {planted}").as_bytes()]).await;
        assert_eq!(status(&page), 401, "{name:?}: {page}");
        for both in [format!("a=b; {planted}; {own}"), format!("{own}; {planted}")] {
            let page = visit(&site, "/Subscriptions", &[both.as_bytes()]).await;
            assert!(shows_alice(&page), "{both:?}: {page}");
        }
    }
}

#[tokio::test]
async fn of_two_cookies_with_one_name_none_counts() {
    let site = start();
    let (mallory, alice) = (session(&site, "mallory").await, session(&site, "alice").await);
    let (one, other) = (
        format!("__Host-portal-session={alice}"),
        format!("__Host-portal-session={mallory}"),
    );
    for line in [
        format!("{one}; {other}"),
        format!("{other}; {one}"),
        format!("{one}; {one}"),
    ] {
        assert_eq!(
            status(&visit(&site, "/Subscriptions", &[line.as_bytes()]).await),
            401
        );
    }
    let apart = [one.as_bytes(), other.as_bytes()];
    assert_eq!(status(&visit(&site, "/Subscriptions", &apart).await), 401);
}

#[tokio::test]
async fn a_planted_ticket_of_the_hand_off_is_nobodys() {
    let site = start();
    let mallory = posted(&site, "mallory").await.cookies["__Host-portal-handoff"].clone();
    for name in spellings("__Host-portal-handoff") {
        let page = visit(
            &site,
            "/Subscriptions/handoff",
            &[format!("a=b; {name}={mallory}").as_bytes()],
        )
        .await;
        assert_eq!(status(&page), 400, "{name:?}: {page}");
    }
    let good = format!("__Host-portal-handoff={mallory}");
    assert_eq!(
        status(&visit(&site, "/Subscriptions/handoff", &[good.as_bytes()]).await),
        303
    );
}

#[tokio::test]
async fn a_neighbours_cookie_that_is_not_text_hides_no_session() {
    let site = start();
    let own = format!("__Host-portal-session={}", session(&site, "alice").await).into_bytes();
    for odd in [
        b"n=\xff\xfe".as_slice(),
        b"\xe9\xe8=1",
        b"n=%ff%fe",
        b"%ff=1",
        b"lonely",
        b"",
        b"=",
        b"n=\"a b,c\\d\"",
        b"n=\xf0\x9f\xa6\x8a",
    ] {
        for line in [
            [odd, b"; ", &own].concat(),
            [&own, b"; ".as_slice(), odd].concat(),
        ] {
            let page = visit(&site, "/Subscriptions", &[&line]).await;
            assert_eq!(status(&page), 200, "{odd:?}: {page}");
        }
        assert_eq!(
            status(&visit(&site, "/Subscriptions", &[odd, &own]).await),
            200,
            "{odd:?}"
        );
    }
}

#[tokio::test]
async fn a_session_that_was_never_ours_hides_no_session() {
    let site = start();
    let own = format!("__Host-portal-session={}", session(&site, "alice").await).into_bytes();
    for value in [b"\xff".as_slice(), b"a\xffb", b"\xc3\xa9", b"x y"] {
        let odd = [b"__Host-portal-session=".as_slice(), value].concat();
        for (first, second) in [(&odd, &own), (&own, &odd)] {
            let line = [first, b"; ".as_slice(), second].concat();
            for lines in [&[line.as_slice()][..], &[first, second]] {
                let page = visit(&site, "/Subscriptions", lines).await;
                assert_eq!(status(&page), 200, "{value:?}: {page}");
            }
        }
        let alone = visit(&site, "/Subscriptions", &[&odd]).await;
        assert_eq!(status(&alone), 401, "{value:?}: {alone}");
    }
}

/// The names of the cookies that a sign-in sets, with that public address and more settings.
async fn names(public: &str, more: &[(&str, &str)]) -> Vec<String> {
    let settings = [
        ("server.public_url", public),
        ("identity.handoff.audience", "page"),
    ];
    let site = Site::start(&[&settings, more].concat());
    let mut visitor = site.visitor();
    visitor
        .post(
            "/Subscriptions/handoff",
            APP,
            &[("token", &token(&site, "alice"))],
        )
        .await
        .assert_status(303);
    visitor.get("/Subscriptions/handoff").await.assert_status(303);
    visitor.cookies.into_keys().collect()
}

#[tokio::test]
async fn two_portals_on_one_host_have_cookies_of_their_own() {
    let usual = names("https://acme.example/Subscriptions", &[]).await;
    assert_eq!(usual, ["__Host-portal-session"]);
    let mut seen = vec![usual];
    for path in ["", "/billing", "/billing/plans", "/subscriptions"] {
        let others = names(&format!("https://acme.example{path}"), &[]).await;
        assert!(
            others[0].starts_with("__Host-portal-") && others[0].ends_with("-session"),
            "{others:?}"
        );
        assert!(!seen.contains(&others), "{path}: {others:?}");
        seen.push(others);
    }
    let named = names(
        "https://acme.example/Subscriptions",
        &[("sessions.cookie", "acme")],
    )
    .await;
    assert_eq!(named, ["__Host-acme-session"]);
}
