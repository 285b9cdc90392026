//! Each reason for which a link is not framed is counted under its own label, and named in the log.

use std::collections::BTreeSet;

use proabono_portal::crylk::Refusal;
use serde_json::json;

use super::Watched;
use crate::support::served::Served;
use crate::support::upstream::{READ, account};

/// A query for each reason.
fn queries() -> Vec<(&'static str, String)> {
    let crylk = |value: &str| format!("crylk={value}");
    vec![
        ("empty", crylk("")),
        (
            "repeated",
            "crylk=https://proabono.com/&crylk=https://proabono.com/".to_owned(),
        ),
        ("encoding", crylk("https://proabono.com/%zz")),
        (
            "too_long",
            crylk(&format!("https://proabono.com/{}", "a".repeat(10_000))),
        ),
        ("edge", crylk("%20https://proabono.com/")),
        ("character", crylk("https://proabono.com/%0a.")),
        ("scheme", crylk("http://proabono.com/")),
        ("malformed", crylk("https://%5bproabono.com/")),
        ("user_info", crylk("https://a@proabono.com/")),
        ("port", crylk("https://proabono.com:8443/")),
        ("host", crylk("https://evilproabono.com/")),
        ("host_spelling", crylk("https://pro%2561bono.com/")),
        ("host_not_allowed", crylk("https://other.proabono.com/")),
    ]
}

fn series(source: &str, reason: &str) -> String {
    format!("portal_link_refusals_total{{source=\"{source}\",reason=\"{reason}\"}}")
}

/// A list on which the emulator's pages are, and not all of ProAbono.
const NARROW: (&str, &str) = ("frame.hosts", "mon-app.via.proabono.com, proabono.com");

#[tokio::test]
async fn each_reason_is_counted_and_the_home_is_shown_with_a_notice() {
    let site = Served::start(&[NARROW]);
    let tried: BTreeSet<_> = queries().iter().map(|(reason, _)| *reason).collect();
    let known: BTreeSet<_> = Refusal::ALL.iter().map(|reason| reason.code()).collect();
    assert_eq!(tried, known, "every reason is tried here");
    for (reason, query) in queries() {
        assert_eq!(site.metric(&series("crylk", reason)).await, 0, "{reason}");
        let page = site
            .visit_with("alice", &format!("/Subscriptions?{query}"), &[])
            .await;
        page.assert_status(200)
            .assert_text("The link that you followed cannot be opened here")
            .assert_text("<iframe src=\"https://mon-app.via.proabono.com/portal/");
        assert_eq!(site.metric(&series("crylk", reason)).await, 1, "{reason}");
    }
    for (reason, _) in queries() {
        assert_eq!(site.metric(&series("crylk", reason)).await, 1, "{reason} once");
        assert_eq!(site.metric(&series("home", reason)).await, 0, "{reason}");
    }
}

#[tokio::test]
async fn the_reason_of_a_refused_home_is_counted_as_the_homes() {
    let site = Served::start(&[NARROW]);
    for (number, (reason, href)) in [
        ("scheme", "javascript:alert(1)"),
        ("host", "https://evil.test/"),
        ("user_info", "https://a@proabono.com/"),
        ("host_not_allowed", "https://other.proabono.com/"),
    ]
    .into_iter()
    .enumerate()
    {
        let reference = format!("cust-user-{number}");
        let links = json!([{ "rel": "hosted-home", "href": href }]);
        let body = json!({ "ReferenceCustomer": reference, "Links": links }).to_string();
        site.upstream
            .fault(json!({ "on": READ, "status": 200, "body": body, "times": 1 }))
            .await;
        let page = site.visit(&format!("user-{number}")).await;
        page.assert_status(502)
            .assert_no_text("<iframe")
            .assert_no_text(href);
        assert_eq!(site.metric(&series("home", reason)).await, 1, "{reason}");
        assert_eq!(site.metric(&series("crylk", reason)).await, 0, "{reason}");
    }
}

#[tokio::test]
async fn each_reason_is_named_in_the_log() {
    let mut site = Watched::start(account(), "json", &[NARROW, ("log.level", "info")]).await;
    for (_, query) in queries() {
        site.visit("alice", &format!("/Subscriptions?{query}"))
            .await
            .assert_status(200);
    }
    let log = site.log().await;
    let lines = log
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).expect("JSON"));
    let reasons: Vec<_> = lines
        .filter_map(|line| line["reason"].as_str().map(str::to_owned))
        .collect();
    let expected: Vec<_> = queries()
        .into_iter()
        .map(|(reason, _)| reason.to_owned())
        .collect();
    assert_eq!(reasons, expected);
}

#[tokio::test]
async fn each_reason_of_a_refused_home_has_a_remedy_of_its_own_in_the_log() {
    let mut site = Watched::start(account(), "json", &[NARROW, ("log.level", "info")]).await;
    let homes = [
        ("scheme", "http://mon-app.via.proabono.com/", "https://"),
        ("port", "https://mon-app.via.proabono.com:8443/", "usual port"),
        ("host", "https://evil.test/", "does not lead to ProAbono"),
        ("user_info", "https://a@proabono.com/", "no browser should follow"),
        ("host_not_allowed", "https://other.proabono.com/", "frame.hosts"),
    ];
    for (number, (_, href, _)) in homes.iter().enumerate() {
        let links = json!([{ "rel": "hosted-home", "href": href }]);
        let body = json!({ "ReferenceCustomer": format!("cust-user-{number}"), "Links": links }).to_string();
        let rule = json!({ "on": READ, "status": 200, "body": body, "times": 1 });
        site.upstream.fault(rule).await;
        site.visit(&format!("user-{number}"), "/Subscriptions")
            .await
            .assert_status(502);
    }
    let query = "q".repeat(5_000);
    let links = json!([{ "rel": "insite-collection-offers", "query": query }]);
    let body = json!({ "ReferenceCustomer": "cust-opener", "Links": links }).to_string();
    let rule = json!({ "on": READ, "status": 200, "body": body, "times": 1 });
    site.upstream.fault(rule).await;
    site.visit("opener", "/Subscriptions/plans")
        .await
        .assert_status(502);
    let opener = (
        "too_long",
        query.as_str(),
        "ProAbono's opener of the in-site portal",
    );
    let log = site.log().await;
    for (reason, href, remedy) in homes.into_iter().chain([opener]) {
        let line = log
            .lines()
            .find(|line| line.contains(&format!("\"reason\":\"{reason}\"")));
        let line: serde_json::Value = serde_json::from_str(line.expect("a line")).expect("JSON");
        let said = line["remedy"].as_str().expect("a remedy");
        assert!(said.contains(remedy), "{reason}: {said}");
        assert_eq!(
            said.contains("frame.hosts"),
            reason == "host_not_allowed",
            "{said}"
        );
        assert!(!log.contains(href), "{href}");
    }
}

#[tokio::test]
async fn an_accepted_link_is_no_refusal_and_no_notice() {
    let site = Served::start(&[]);
    let page = site
        .visit_with("alice", "/Subscriptions?crylk=https://other.proabono.com/x", &[])
        .await;
    page.assert_status(200).assert_no_text("cannot be opened here");
    for reason in Refusal::ALL {
        assert_eq!(site.metric(&series("crylk", reason.code())).await, 0);
    }
    assert_eq!(
        site.metric("portal_frames_opened_total{source=\"crylk\"}").await,
        1
    );
}
