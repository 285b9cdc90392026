//! Traces: one of a visit, from nginx to ProAbono, and nothing of the visitor in it.

use serde_json::json;

use crate::support::http::{get_with, request, send};
use crate::support::nginx::Nginx;
use crate::support::otlp::{Receiver, Span};
use crate::support::portal::PortalProcess;
use crate::support::raw::{Script, Scripted};
use crate::support::served::{borrowed, variables};
use crate::support::upstream::{READ, Upstream, account};
use crate::support::wait::{START, free_port, poll};

/// Part of everything that must not get into a span.
const CANARY: &str = "Zq7c";

/// The names that attributes of a span may have.
const ATTRIBUTES: [&str; 14] = [
    "http.request.method",
    "http.response.status_code",
    "portal.attempt",
    "portal.operation",
    "portal.outcome",
    "portal.provider",
    "portal.request_id",
    "portal.route",
    "service.name",
    "service.version",
    "telemetry.sdk.language",
    "telemetry.sdk.name",
    "telemetry.sdk.version",
    "service.instance.id",
];

/// The binary, with batches that do not wait for long.
async fn portal(api: &str, more: &[(&str, &str)]) -> PortalProcess {
    let variables = variables(api, more);
    let mut pairs = borrowed(&variables);
    pairs.push(("OTEL_BSP_SCHEDULE_DELAY", "50"));
    PortalProcess::start(&pairs, &["serve"]).await
}

/// nginx as the page for operators shows it, with a user, and with the id of the trace on the answer.
async fn nginx(port: u16) -> Nginx {
    let page = include_str!("../../../docs/operations.md");
    let line = |start: &str| {
        page.lines()
            .find(|line| line.starts_with(start))
            .expect("a line of the recipe")
    };
    let [map, header] = ["map $request_id ", "proxy_set_header traceparent "].map(line);
    let nginx = Nginx::serving(|own| {
        format!(
            "{map}\nserver {{ listen 127.0.0.1:{own};\nlocation /Subscriptions {{\n{header}\n\
             proxy_set_header X-Remote-User Zq7cUser;\nproxy_set_header X-Remote-Name Zq7cName;\n\
             add_header X-Trace $request_id always;\nproxy_pass http://127.0.0.1:{port};\n}} }}\n"
        )
    });
    nginx.await
}

fn named<'a>(spans: &'a [Span], name: &str) -> &'a Span {
    let found = spans.iter().find(|span| span.name == name);
    found.unwrap_or_else(|| panic!("no {name} in {spans:#?}"))
}

/// Claims that spans have known attributes alone, and that nothing of a visitor and no key is in what was sent.
#[track_caller]
fn assert_clean(receiver: &Receiver) {
    for span in receiver.spans() {
        for name in span.attributes.keys() {
            assert!(ATTRIBUTES.contains(&name.as_str()), "{name} in {span:#?}");
        }
    }
    for body in receiver.bodies() {
        let text = String::from_utf8_lossy(&body);
        assert!(
            ![CANARY, "api-demo", "agent-demo"]
                .iter()
                .any(|secret| text.contains(secret)),
            "{text}"
        );
    }
}

#[tokio::test]
async fn a_visit_is_one_trace_from_nginx_to_proabono_with_nothing_of_the_visitor_in_it() {
    let (upstream, receiver) = (Upstream::start(account()), Receiver::start());
    let more = [
        ("telemetry.otlp_endpoint", receiver.origin()),
        ("telemetry.accept_traceparent", "127.0.0.1".to_owned()),
        ("telemetry.service_name", "billing".to_owned()),
    ];
    let more = more.each_ref().map(|(name, value)| (*name, value.as_str()));
    let portal = portal(upstream.origin(), &more).await;
    let nginx = nginx(portal.port()).await;

    // nginx replaces the trace that the visitor names.
    let forged = "00-0123456789abcdef0123456789abcdef-0123456789abcdef-01";
    let headers = [
        ("traceparent", forged),
        ("tracestate", "a=Zq7c"),
        ("baggage", "a=Zq7c"),
        ("cookie", "a=Zq7c"),
        ("user-agent", "Zq7c"),
        ("referer", "https://app.test/Zq7c"),
    ];
    let page = get_with(&nginx.url("/Subscriptions?from=Zq7c"), &headers).await;
    page.assert_status(200);
    let trace = page.header("x-trace").expect("the id of the trace");
    // The page ends last of what it waits for.
    let spans = receiver.trace(&trace, "page").await;
    let request = named(&spans, "page");
    assert_eq!((request.kind, &request.parent[..]), (2, &trace[..16]));
    for (attribute, value) in [
        ("http.response.status_code", "200"),
        ("http.request.method", "GET"),
        ("service.name", "billing"),
    ] {
        assert_eq!(request.attributes[attribute], value);
    }
    let asked = named(&spans, "identity");
    assert_eq!(
        (&asked.parent, &asked.attributes["portal.outcome"][..]),
        (&request.id, "user")
    );
    for (operation, outcome) in [("retrieve_customer", "404"), ("create_or_update_customer", "201")] {
        let call = named(&spans, operation);
        assert_eq!((call.kind, &call.parent), (3, &request.id), "{operation}");
        assert_eq!(call.attributes["portal.outcome"], outcome);
    }
    assert_clean(&receiver);
}

#[tokio::test]
async fn a_failure_is_found_by_the_number_on_its_page() {
    let (upstream, receiver) = (Upstream::start(account()), Receiver::start());
    let endpoint = receiver.origin();
    let portal = portal(upstream.origin(), &[("telemetry.otlp_endpoint", &endpoint)]).await;
    upstream
        .fault(json!({ "on": READ, "status": 401, "body": "Zq7c" }))
        .await;
    let user = [("x-remote-user", "Zq7cOther")];
    let failed = get_with(&portal.url("/Subscriptions/Zq7c?Zq7c=Zq7c"), &user).await;
    failed.assert_status(404);
    let failed = get_with(&portal.url("/Subscriptions"), &user).await;
    failed.assert_status(502);
    let number = failed.header("x-request-id").expect("a request id");
    let seen = poll(START, async || {
        let with = |span: &Span| span.attributes.get("portal.request_id") == Some(&number);
        receiver.spans().into_iter().find(with)
    });
    assert!(seen.await.expect("the span of the failure").failed);
    assert!(portal.output().contains(&number));
    assert_clean(&receiver);
}

#[tokio::test]
async fn nobody_but_a_listed_proxy_says_which_trace_it_is() {
    let (upstream, receiver) = (Upstream::start(account()), Receiver::start());
    let endpoint = receiver.origin();
    let id = "0123456789abcdef0123456789abcdef";
    let header = format!("00-{id}-0123456789abcdef-01");
    for (listed, taken) in [
        (None, false),
        (Some("10.0.0.0/8"), false),
        (Some("127.0.0.0/8"), true),
    ] {
        let mut more = vec![("telemetry.otlp_endpoint", endpoint.as_str())];
        more.extend(listed.map(|networks| ("telemetry.accept_traceparent", networks)));
        let portal = portal(upstream.origin(), &more).await;
        let before = receiver.spans().len();
        let visit = [("x-remote-user", "alice"), ("traceparent", header.as_str())];
        get_with(&portal.url("/Subscriptions"), &visit)
            .await
            .assert_status(200);
        // Two of them are none.
        let twice = request(reqwest::Method::GET, &portal.url("/Subscriptions"))
            .header("x-remote-user", "alice")
            .header("traceparent", &header)
            .header("traceparent", &header);
        send(twice).await.assert_status(200);
        let spans = poll(START, async || {
            let spans = receiver.spans().split_off(before);
            let pages = spans.iter().filter(|span| span.name == "page").count();
            (pages == 2).then_some(spans)
        });
        let spans = spans.await.expect("both visits");
        let pages = spans.iter().filter(|span| span.name == "page");
        let ours = pages.filter(|span| span.trace == id).count();
        assert_eq!(ours, usize::from(taken), "{listed:?}: {spans:#?}");
    }
}

#[tokio::test]
async fn proabono_hears_of_the_trace_only_when_it_should() {
    for passes in ["false", "true"] {
        let receiver = Receiver::start();
        let refusal = "HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        let proabono = Scripted::start(vec![Script::Say(refusal.to_owned())]).await;
        let endpoint = receiver.origin();
        let more = [
            ("telemetry.otlp_endpoint", endpoint.as_str()),
            ("telemetry.pass_traceparent", passes),
        ];
        let portal = portal(&proabono.origin(), &more).await;
        let page = get_with(&portal.url("/Subscriptions"), &[("x-remote-user", "alice")]).await;
        page.assert_status(502);
        let seen = poll(START, async || {
            receiver.spans().into_iter().find(|span| span.name == "page")
        });
        let trace = seen.await.expect("the span of the page").trace;
        let heads = proabono.heads();
        assert!(!heads.is_empty());
        for head in &heads {
            let told = head.contains(&format!("traceparent: 00-{trace}-"));
            let expected = passes == "true";
            assert_eq!(
                (told, head.contains("traceparent")),
                (expected, expected),
                "{head}"
            );
        }
        assert!(!heads.iter().any(|head| head.contains("tracestate")), "{heads:?}");
    }
}

#[tokio::test]
async fn a_receiver_that_is_away_harms_no_page() {
    let upstream = Upstream::start(account());
    let nowhere = format!("http://127.0.0.1:{}", free_port());
    let mut portal = portal(upstream.origin(), &[("telemetry.otlp_endpoint", &nowhere)]).await;
    for _ in 0..5 {
        let page = get_with(&portal.url("/Subscriptions"), &[("x-remote-user", "alice")]).await;
        page.assert_status(200);
    }
    let told = poll(START, async || {
        portal.output().contains("traces-not-sent").then_some(())
    });
    assert!(told.await.is_some(), "{}", portal.output());
    assert_eq!(portal.output().matches("traces-not-sent").count(), 1);
    let end = portal.terminate().await;
    assert!(end.is_some_and(|status| status.success()), "{}", portal.output());
}

#[tokio::test]
async fn the_last_spans_are_sent_before_the_end() {
    let (upstream, receiver) = (Upstream::start(account()), Receiver::start());
    let endpoint = receiver.origin();
    let variables = variables(upstream.origin(), &[("telemetry.otlp_endpoint", &endpoint)]);
    let mut pairs = borrowed(&variables);
    pairs.push(("OTEL_BSP_SCHEDULE_DELAY", "600000"));
    let mut portal = PortalProcess::start(&pairs, &["serve"]).await;
    let page = get_with(&portal.url("/Subscriptions"), &[("x-remote-user", "alice")]).await;
    page.assert_status(200);
    assert!(receiver.spans().is_empty());
    portal.terminate().await.expect("an end");
    named(&receiver.spans(), "page");
}
