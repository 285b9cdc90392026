//! Links are bearer secrets: they do not print.

use proabono_portal::crylk::{Refusal, from_query};

use super::check;

const SECRETS: [&str; 4] = [
    "Zq7canaryPath",
    "Zq7canaryQuery",
    "Zq7canaryFragment",
    "subscribe-offer",
];

#[test]
fn a_link_that_prints_shows_its_host_and_a_digest_only() {
    let url = check(
        "https://mon-app.via.proabono.com/subscribe-offer/Zq7canaryPath?q=Zq7canaryQuery#Zq7canaryFragment",
    );
    for shown in [format!("{url:?}"), format!("{url:#?}")] {
        assert!(shown.contains("mon-app.via.proabono.com"), "{shown}");
        for secret in SECRETS {
            assert!(!shown.contains(secret), "{shown}");
        }
    }
}

#[test]
fn a_parameter_that_prints_shows_a_digest_only() {
    let crylk = from_query(
        "crylk=https://proabono.com/subscribe-offer/Zq7canaryPath?q=Zq7canaryQuery%23Zq7canaryFragment",
    );
    let shown = format!("{crylk:?} {crylk:#?}");
    for secret in SECRETS.iter().chain(&["https", "proabono.com"]) {
        assert!(!shown.contains(secret), "{shown}");
    }
}

#[test]
fn two_links_print_differently_and_one_link_the_same() {
    let shown = |link| format!("{:?}", check(link));
    let (one, other) = ("https://proabono.com/a", "https://proabono.com/b");
    assert_ne!(shown(one), shown(other));
    assert_eq!(shown(one), shown(one));
}

#[test]
fn a_refusal_says_why_and_nothing_of_the_link() {
    for reason in Refusal::ALL {
        let text = format!("{reason} {reason:?}");
        assert!(text.len() < 200 && !text.contains('{'), "{text}");
    }
    let refused = check("https://evil.test/Zq7canaryPath");
    assert!(!format!("{refused:?}").contains("Zq7canary"));
}
