//! The text of the metrics, as its format demands.

use std::collections::{BTreeMap, BTreeSet};

use reqwest::Method;

use crate::support::served::{Served, USER};

/// Metrics after a bit of everything.
async fn text() -> String {
    let site = Served::start(&[]);
    for user in ["alice", "alice", "dmitri", "nora"] {
        site.visit(user).await;
    }
    site.visit_with("alice", "/Subscriptions?crylk=https://evil.test/", &[])
        .await;
    site.visit_with("alice", "/Subscriptions?crylk=https://proabono.com/x", &[])
        .await;
    site.ask(Method::GET, "/Subscriptions", &[]).await;
    site.ask(Method::GET, "/nothing", &[]).await;
    site.ask(
        Method::from_bytes(b"BREW").unwrap(),
        "/Subscriptions",
        &[(USER, "alice")],
    )
    .await;
    let answer = super::operations(&site, "/metrics").await;
    answer.assert_status(200).assert_header(
        "content-type",
        "application/openmetrics-text; version=1.0.0; charset=utf-8",
    );
    answer.body
}

/// Reads `name{label="value",…} number`, or says what is wrong with the line.
fn sample(line: &str) -> Result<(String, BTreeMap<String, String>, f64), String> {
    let (series, value) = line.rsplit_once(' ').ok_or("no value")?;
    let value = value.parse::<f64>().map_err(|error| error.to_string())?;
    let (name, labels) = match series.split_once('{') {
        Some((name, rest)) => (name, rest.strip_suffix('}').ok_or("labels without an end")?),
        None => (series, ""),
    };
    let word = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    if name.is_empty() || !name.chars().all(word) {
        return Err(format!("the name {name:?}"));
    }
    let mut read = BTreeMap::new();
    for label in labels.split(',').filter(|label| !label.is_empty()) {
        let (name, value) = label.split_once('=').ok_or("a label without a value")?;
        let value = value.strip_prefix('"').and_then(|value| value.strip_suffix('"'));
        let value = value.ok_or("a value without quotes")?;
        if !name.chars().all(word) || value.contains(['"', '\\', '\n']) {
            return Err(format!("the label {label:?}"));
        }
        if read.insert(name.to_owned(), value.to_owned()).is_some() {
            return Err(format!("{name} twice"));
        }
    }
    Ok((name.to_owned(), read, value))
}

#[tokio::test]
async fn every_line_is_open_metrics_and_the_last_one_is_the_end() {
    let text = text().await;
    assert!(text.ends_with("\n# EOF\n"), "{text}");
    let mut declared = BTreeSet::new();
    let mut seen = BTreeSet::new();
    let lines: Vec<_> = text.lines().collect();
    for (at, line) in lines.iter().enumerate() {
        if let Some(comment) = line.strip_prefix("# ") {
            let mut words = comment.splitn(3, ' ');
            match words.next() {
                Some("EOF") => assert_eq!(at + 1, lines.len(), "an end in the middle"),
                Some("TYPE" | "HELP" | "UNIT") => {
                    declared.insert(words.next().expect("a name").to_owned());
                }
                _ => panic!("{line:?}"),
            }
            continue;
        }
        let (name, _, value) = sample(line).unwrap_or_else(|fault| panic!("{line:?}: {fault}"));
        assert!(value >= 0.0, "{line}");
        assert!(name.starts_with("portal_"), "{line}");
        assert!(
            declared.iter().any(|family| name.starts_with(family.as_str())),
            "{line} is not declared"
        );
        let series = line.rsplit_once(' ').expect("a value").0;
        assert!(seen.insert(series.to_owned()), "{series} twice");
    }
}

#[tokio::test]
async fn what_happened_is_counted() {
    let text = text().await;
    for line in [
        "portal_requests_total{route=\"page\",method=\"GET\",status=\"200\"} 5",
        "portal_requests_total{route=\"page\",method=\"GET\",status=\"401\"} 1",
        "portal_requests_total{route=\"page\",method=\"GET\",status=\"403\"} 1",
        "portal_requests_total{route=\"not_found\",method=\"GET\",status=\"404\"} 1",
        "portal_requests_total{route=\"method_not_allowed\",method=\"other\",status=\"405\"} 1",
        "portal_frames_opened_total{source=\"home\"} 4",
        "portal_frames_opened_total{source=\"crylk\"} 1",
        "portal_link_refusals_total{source=\"crylk\",reason=\"host\"} 1",
        "portal_link_refusals_total{source=\"home\",reason=\"host\"} 0",
        "portal_identities_total{provider=\"proxy\",outcome=\"user\"} 6",
        "portal_identities_total{provider=\"none\",outcome=\"nothing\"} 1",
        "portal_proabono_calls_total{operation=\"retrieve_customer\",outcome=\"200\"} 2",
        "portal_proabono_calls_total{operation=\"retrieve_customer\",outcome=\"404\"} 1",
        "portal_proabono_calls_total{operation=\"create_or_update_customer\",outcome=\"201\"} 1",
    ] {
        assert!(text.lines().any(|found| found == line), "no {line} in\n{text}");
    }
}

#[tokio::test]
async fn garbage_is_counted_as_unreadable_and_not_as_a_success() {
    let site = Served::start(&[]);
    let garbage = serde_json::json!({ "on": "GET /v1/Customer", "garbage": true });
    site.upstream.fault(garbage).await;
    site.visit("alice").await.assert_status(502);
    let text = super::operations(&site, "/metrics").await.body;
    let of = |outcome: &str| {
        format!("portal_proabono_calls_total{{operation=\"retrieve_customer\",outcome=\"{outcome}\"}}")
    };
    let unreadable = format!("{} 1", of("unreadable"));
    assert!(text.lines().any(|line| line == unreadable), "{text}");
    assert!(!text.contains(&of("200")), "{text}");
}

#[tokio::test]
async fn a_visitor_cannot_make_new_series() {
    let site = Served::start(&[]);
    let before = super::operations(&site, "/metrics").await.body;
    let methods = ["BREW", "GETT", "get", "PROPFIND"];
    for (number, method) in (0..40).zip(methods.iter().cycle()) {
        let method = Method::from_bytes(method.as_bytes()).unwrap();
        let user = format!("user-{number}");
        site.ask(method, &format!("/path-{number}"), &[(USER, &user)])
            .await;
        let method = Method::from_bytes(format!("M{number}").as_bytes()).unwrap();
        site.ask(method, &format!("/Subscriptions/{number}"), &[(USER, &user)])
            .await;
    }
    let after = super::operations(&site, "/metrics").await.body;
    let (few, more) = (before.lines().count(), after.lines().count());
    assert!(more - few < 30, "{few} lines became {more}");
}
