//! The alerts and the dashboard for operators: their own checker takes them, and they ask for nothing that the server lacks.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use proabono::Outcome;
use proabono_portal::warnings;
use serde_json::Value;

use crate::support::http::get;
use crate::support::wait::{START, poll};

use super::account::Account;
use super::document::{read, root};
use super::served::exposed;

const ALERTS: &str = "packaging/monitoring/alerts.yml";
const TRIALS: &str = "packaging/monitoring/alerts.test.yml";
const DASHBOARD: &str = "packaging/monitoring/dashboard.json";

fn promtool(arguments: &[&str]) -> String {
    let output = Command::new("promtool")
        .current_dir(root())
        .args(arguments)
        .output();
    let output =
        output.unwrap_or_else(|error| panic!("promtool: {error}; tests/run installs what the tests need"));
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8_lossy(&said).into_owned();
    assert!(output.status.success(), "{said}");
    said
}

/// The rules by the names of their alerts.
fn alerts() -> BTreeMap<String, String> {
    let text = read(ALERTS);
    let rules = text.split("- alert: ").skip(1);
    rules
        .map(|rule| {
            let name = rule.lines().next().unwrap_or_default();
            (name.to_owned(), rule.to_owned())
        })
        .collect()
}

/// Every query of the dashboard.
fn queries(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                match member.as_str() {
                    Some(text) if ["expr", "definition"].contains(&name.as_str()) => {
                        found.push(text.to_owned());
                    }
                    _ => queries(member, found),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| queries(item, found)),
        _ => {}
    }
}

/// The metrics that a query names, each with the labels in its braces, and the labels that it groups by.
fn asked(query: &str) -> (BTreeMap<String, BTreeSet<String>>, BTreeSet<String>) {
    let mut metrics: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
    for (at, _) in query.match_indices("portal_") {
        let rest = &query[at..];
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_');
        let (name, rest) = rest.split_at(end.unwrap_or(rest.len()));
        let inside = rest.strip_prefix('{').and_then(|rest| rest.split_once('}'));
        let pairs = inside.map_or("", |(inside, _)| inside).split(',');
        let labels = pairs.filter_map(|pair| pair.split(['=', '!']).next());
        let labels = labels
            .map(|label| label.trim().to_owned())
            .filter(|label| !label.is_empty());
        metrics.entry(name.to_owned()).or_default().extend(labels);
    }
    let groups = query
        .split("by (")
        .skip(1)
        .filter_map(|rest| rest.split_once(')'));
    let groups = groups
        .flat_map(|(inside, _)| inside.split(','))
        .map(|label| label.trim().to_owned());
    (metrics, groups.collect())
}

#[test]
fn prometheus_takes_the_alerts_and_each_fires_when_it_should_and_only_then() {
    let checked = promtool(&["check", "rules", ALERTS]);
    assert!(
        checked.contains(&format!("{} rules found", alerts().len())),
        "{checked}"
    );
    promtool(&["test", "rules", TRIALS]);
    let trials = read(TRIALS);
    let trials: Vec<_> = trials.split("  - name: ").collect();
    for name in alerts().into_keys() {
        let of = |expected: &str| {
            let one =
                |trial: &&&str| trial.contains(&format!("alertname: {name}\n")) && trial.contains(expected);
            trials.iter().filter(one).count()
        };
        assert!(of("exp_labels:") > 0, "no trial sees {name} fire");
        assert!(of("exp_alerts: []") > 0, "no trial sees {name} stay silent");
    }
}

#[test]
fn the_codes_that_alerts_name_are_those_of_the_log() {
    let mut named = 0;
    for (name, rule) in alerts() {
        let words = rule.split_once("description: ").expect("a description").1;
        let Some((_, codes)) = words.split_once("Code") else {
            continue;
        };
        let codes = codes.split([':', '.']).next().unwrap_or_default();
        let codes = codes.split([' ', ',']).filter(|word| word.contains('-'));
        for code in codes {
            named += 1;
            assert!(warnings::find(code).is_some(), "{name}: nothing explains {code}");
        }
    }
    assert!(named >= 10, "{named}");
}

/// The text of a server that exposes everything there is.
async fn everything() -> String {
    let account = Account::start(&[
        ("PORTAL_RIGHTS__KEY", "6f1c9a0b57d2e8434c1be0a9d7f35e62"),
        ("PORTAL_WEBHOOKS__ENABLED", "true"),
        ("PROABONO_WEBHOOK_SECRET", "9c2f7a1e5b8d4036f1a7c3e85d2b6940"),
    ])
    .await;
    account.is_visited().await;
    // The events are counted a moment after the start.
    let counted = poll(START, async || {
        let metrics = get(&account.operations("/metrics")).await.body;
        metrics.contains("portal_webhook_alarm{").then_some(metrics)
    });
    counted.await.expect("the numbers of the events")
}

/// The texts of all alerts, and every query of the dashboard.
fn all_queries() -> Vec<String> {
    let dashboard: Value = serde_json::from_str(&read(DASHBOARD)).expect("JSON");
    let mut all: Vec<_> = alerts().into_values().collect();
    queries(&dashboard, &mut all);
    all
}

/// The values of labels that a query names: of which metric, of which label, and each value or pattern.
fn values(query: &str) -> Vec<(&str, &str, &str)> {
    let metrics = query.match_indices("portal_").filter_map(|(at, _)| {
        let (name, rest) = query[at..].split_once('{')?;
        let plain = name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
        plain.then_some((name, rest.split_once('}')?.0))
    });
    let pairs = metrics.flat_map(|(name, inside)| inside.split("\",").map(move |pair| (name, pair)));
    let parts = pairs.filter_map(|(name, pair)| {
        let (label, value) = pair.split_once('"')?;
        let value = value.trim_end_matches('"');
        Some((name, label.trim_end_matches(['=', '~', '!']).trim(), value))
    });
    parts
        .flat_map(|(name, label, value)| value.split('|').map(move |one| (name, label, one)))
        .collect()
}

/// Whether the server has such a value: it shows it from the start, or it is a status, or a word for a call without one.
fn is_produced(text: &str, (name, label, value): (&str, &str, &str)) -> bool {
    let shown = format!("{label}=\"{value}\"");
    let is_status = value.len() == 3
        && matches!(value.as_bytes()[0], b'1'..=b'5')
        && value.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let words = [
        Outcome::Unreachable,
        Outcome::TimedOut,
        Outcome::Cut,
        Outcome::TooLarge,
        Outcome::Unreadable,
    ];
    let of_calls = (name, label) == ("portal_proabono_calls_total", "outcome");
    let has_statuses = of_calls || label == "status";
    text.lines()
        .any(|line| line.starts_with(name) && line.contains(&shown))
        || (has_statuses && (is_status || value == "[1-4].."))
        || (of_calls && words.iter().any(|word| word.to_string() == value))
}

#[tokio::test]
async fn the_alerts_and_the_dashboard_name_no_value_of_a_label_that_nobody_produces() {
    let text = everything().await;
    let mut tried = 0;
    for query in all_queries() {
        for asked in values(&query) {
            // Prometheus gives the job, and Grafana its variable.
            if asked.1 != "job" {
                tried += 1;
                assert!(is_produced(&text, asked), "{asked:?}: {query}");
            }
        }
    }
    assert!(tried > 10, "{tried}");
    for wrong in [
        ("portal_webhook_events", "state", "died"),
        ("portal_proabono_calls_total", "outcome", "too_big"),
        ("portal_requests_total", "status", "unreadable"),
    ] {
        assert!(!is_produced(&text, wrong), "{wrong:?}");
    }
}

#[tokio::test]
async fn every_query_of_the_alerts_and_the_dashboard_asks_for_what_the_server_exposes() {
    let known = exposed(&everything().await);
    let all = all_queries();
    let mut used = BTreeSet::new();
    for query in &all {
        let (metrics, groups) = asked(query);
        assert!(!metrics.is_empty(), "{query}");
        // Prometheus adds the first, and a histogram has the second.
        let mut labels = BTreeSet::from(["job".to_owned(), "le".to_owned()]);
        for (name, in_braces) in metrics {
            let whole = ["_bucket", "_sum", "_count"]
                .iter()
                .find_map(|end| name.strip_suffix(end));
            let name = whole.unwrap_or(&name);
            labels.extend(
                known
                    .get(name)
                    .unwrap_or_else(|| panic!("{name} is not exposed: {query}"))
                    .clone(),
            );
            assert!(in_braces.is_subset(&labels), "{in_braces:?}: {query}");
            used.insert(name.to_owned());
        }
        assert!(groups.is_subset(&labels), "{groups:?}: {query}");
    }
    let unused: Vec<_> = known.keys().filter(|name| !used.contains(*name)).collect();
    assert!(unused.is_empty(), "neither alerts nor dashboard show {unused:?}");
}

#[test]
fn the_panels_of_the_dashboard_have_names_places_and_units() {
    let dashboard: Value = serde_json::from_str(&read(DASHBOARD)).expect("JSON");
    let panels = dashboard["panels"].as_array().expect("panels");
    let (mut ids, mut places) = (BTreeSet::new(), BTreeSet::new());
    for panel in panels {
        let title = panel["title"].as_str().expect("a title");
        assert!(
            ids.insert(panel["id"].as_u64()),
            "{title}: its number stands twice"
        );
        let place = &panel["gridPos"];
        let [x, y, w, h] = ["x", "y", "w", "h"].map(|side| place[side].as_u64().expect("a number"));
        assert!(x + w <= 24 && h > 0, "{title}");
        for (x, y) in (x..x + w).flat_map(|x| (y..y + h).map(move |y| (x, y))) {
            assert!(places.insert((x, y)), "{title} lies on another panel");
        }
        if panel["type"] != "row" {
            assert!(panel["fieldConfig"]["defaults"]["unit"].is_string(), "{title}");
            assert_eq!(panel["datasource"]["uid"], "${datasource}", "{title}");
            assert!(
                !panel["targets"].as_array().expect("queries").is_empty(),
                "{title}"
            );
        }
    }
    assert!(panels.len() > 20, "{}", panels.len());
}

#[test]
fn the_parts_of_a_query_are_read() {
    let (metrics, groups) =
        asked("sum by (a, le) (rate(portal_x_total{b=~\"1|2\",c!=\"3\"}[5m])) / portal_y");
    assert_eq!(
        metrics["portal_x_total"],
        BTreeSet::from(["b".to_owned(), "c".to_owned()])
    );
    assert!(metrics["portal_y"].is_empty() && metrics.len() == 2);
    assert_eq!(groups, BTreeSet::from(["a".to_owned(), "le".to_owned()]));
    assert_eq!(
        values("rate(portal_x_total{b=~\"1|2\", c!=\"3\"}[5m]) / portal_y"),
        [
            ("portal_x_total", "b", "1"),
            ("portal_x_total", "b", "2"),
            ("portal_x_total", "c", "3"),
        ]
    );
}
