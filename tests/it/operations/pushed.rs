//! Metrics by OTLP: those of `/metrics`, and nothing of a visitor or a secret with them.

use std::collections::BTreeMap;

use crate::support::http::{get, get_with};
use crate::support::otlp::Receiver;
use crate::support::portal::PortalProcess;
use crate::support::served::{borrowed, variables};
use crate::support::service::Service;
use crate::support::upstream::{Upstream, account};
use crate::support::wait::{START, free_port, poll};

/// The names of metrics and labels, with their numbers, of a text for Prometheus; of histograms the counts.
fn exposed(text: &str) -> BTreeMap<String, f64> {
    let samples = text.lines().filter(|line| !line.starts_with('#'));
    let samples = samples.filter(|line| !line.contains("_bucket{") && !line.contains("_sum{"));
    let read = |line: &str| {
        let (named, number) = line.rsplit_once(' ').expect("a number");
        let (name, inside) = named.split_once('{').unwrap_or((named, "}"));
        let mut labels: Vec<_> = inside.trim_end_matches('}').split(',').collect();
        labels.sort_unstable();
        let number = number.parse().expect("a number");
        (format!("{name}{{{}}}", labels.join(",")), number)
    };
    samples.map(read).collect()
}

#[tokio::test]
async fn the_receiver_gets_the_numbers_of_metrics_by_their_names_and_nothing_of_a_visitor() {
    let (upstream, receiver) = (Upstream::start(account()), Receiver::start());
    let operations = format!("127.0.0.1:{}", free_port());
    let endpoint = receiver.origin();
    let more = [
        ("telemetry.otlp_endpoint", endpoint.as_str()),
        ("telemetry.service_name", "billing"),
        ("telemetry.metrics_every", "1s"),
        ("operations.listen", operations.as_str()),
    ];
    let variables = variables(upstream.origin(), &more);
    let portal = PortalProcess::start(&borrowed(&variables), &["serve"]).await;
    let (page, headers) = (
        portal.url("/Subscriptions?from=Zq7c"),
        [("x-remote-user", "Zq7cUser"), ("user-agent", "Zq7c")],
    );
    for _ in 0..3 {
        get_with(&page, &headers).await.assert_status(200);
    }
    let metrics = get(&format!("http://{operations}/metrics")).await.body;
    let expected = exposed(&metrics);
    assert!(
        expected["portal_requests_total{method=\"GET\",route=\"page\",status=\"200\"}"] > 2.5,
        "{metrics}"
    );
    let same = poll(START, async || {
        let (numbers, of_all) = receiver.numbers()?;
        (numbers == expected).then_some(of_all)
    });
    let of_all = same.await;
    let of_all = of_all.unwrap_or_else(|| panic!("{expected:#?}\n{:#?}", receiver.numbers()));
    assert_eq!(of_all["service.name"], "billing");
    for body in receiver.bodies() {
        let text = String::from_utf8_lossy(&body);
        let secrets = ["Zq7c", "api-demo", "agent-demo"];
        assert!(!secrets.iter().any(|secret| text.contains(secret)), "{text}");
    }
}

#[tokio::test]
async fn the_last_numbers_are_sent_before_the_end_and_none_without_the_setting() {
    for (more, sent) in [(Some(("telemetry.metrics_every", "1h")), true), (None, false)] {
        let (upstream, receiver) = (Upstream::start(account()), Receiver::start());
        let endpoint = receiver.origin();
        let mut settings = vec![("telemetry.otlp_endpoint", endpoint.as_str())];
        settings.extend(more);
        let variables = variables(upstream.origin(), &settings);
        let mut portal = PortalProcess::start(&borrowed(&variables), &["serve"]).await;
        let page = get_with(&portal.url("/Subscriptions"), &[("x-remote-user", "alice")]).await;
        page.assert_status(200);
        portal.terminate().await.expect("an end");
        let counted = receiver.numbers().map(|(numbers, _)| {
            numbers["portal_requests_total{method=\"GET\",route=\"page\",status=\"200\"}"] > 0.5
        });
        assert_eq!(counted, sent.then_some(true));
    }
}

#[tokio::test]
async fn a_receiver_that_is_away_or_takes_no_metrics_is_a_line_of_the_log() {
    let traces_only = Service::start(|_| {});
    let away = format!("http://127.0.0.1:{}", free_port());
    for (endpoint, why) in [
        (away, "error"),
        (traces_only.origin(), "the receiver answers 404"),
    ] {
        let upstream = Upstream::start(account());
        let more = [
            ("telemetry.otlp_endpoint", endpoint.as_str()),
            ("telemetry.metrics_every", "1s"),
        ];
        let variables = variables(upstream.origin(), &more);
        let portal = PortalProcess::start(&borrowed(&variables), &["serve"]).await;
        let told = poll(START, async || {
            let output = portal.output();
            let mut lines = output.lines();
            lines
                .any(|line| line.contains("metrics-not-sent") && line.contains(why))
                .then_some(())
        });
        assert!(told.await.is_some(), "{}", portal.output());
        let page = get_with(&portal.url("/Subscriptions"), &[("x-remote-user", "alice")]).await;
        page.assert_status(200);
    }
}
