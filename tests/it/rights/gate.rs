//! The gate for proxies: three statuses, and the reason in a header.

use reqwest::Method;
use serde_json::json;

use super::{KEY, READ, RIGHTS_KEY, catalogue};
use crate::sign_in::Site;
use crate::support::http::{Answer, send};
use crate::support::served::{Served, USER};

const REASON: &str = "x-portal-rights";

async fn gate(site: &Served, user: &str, query: &str) -> Answer {
    let url = site.operations_url(&format!("/forward-auth{query}"));
    let plain = site.client.request(Method::GET, url).header("x-portal-key", KEY);
    send(if user.is_empty() {
        plain
    } else {
        plain.header(USER, user)
    })
    .await
}

#[tokio::test]
async fn a_known_user_with_the_feature_gets_in_and_nobody_else() {
    let site = Served::of(catalogue(), &[RIGHTS_KEY]);
    let table = [
        ("one", "?feature=feat-export", 200, "allowed; reason=enabled"),
        ("one", "?feature=feat-extra", 403, "denied; reason=disabled"),
        (
            "one",
            "?feature=feat-messages&amount=10",
            200,
            "allowed; reason=enough-left",
        ),
        (
            "one",
            "?feature=feat-messages&amount=11",
            403,
            "denied; reason=too-few-left",
        ),
        ("idle", "?feature=feat-export", 403, "denied; reason=not-included"),
        (
            "nobody",
            "?feature=feat-export",
            403,
            "denied; reason=not-included",
        ),
        ("", "?feature=feat-export", 401, "denied; reason=not-signed-in"),
        ("one", "", 403, "denied; reason=no-feature"),
    ];
    for (user, query, status, reason) in table {
        let answer = gate(&site, user, query).await;
        let said = answer.header(REASON).unwrap_or_default();
        // ProAbono may not know somebody at all, or know of nothing.
        let said = said.replace("no-customer", "not-included");
        assert_eq!((answer.status, said.as_str()), (status, reason), "{user} {query}");
        answer.assert_header("cache-control", "private, no-store");
        assert!(answer.body.is_empty(), "{answer:#?}");
    }
    let series = r#"portal_gate_decisions_total{answer="allowed",reason="enabled",status="200"}"#;
    assert_eq!(site.metric(series).await, 1);
}

#[tokio::test]
async fn for_unknown_the_operator_chooses_and_it_is_said_and_counted() {
    for (setting, status, by) in [("deny", 403, "deny"), ("allow", 200, "allow")] {
        let site = Served::of(catalogue(), &[RIGHTS_KEY, ("rights.when_unknown", setting)]);
        site.upstream.fault(json!({ "on": READ, "status": 503 })).await;
        let answer = gate(&site, "one", "?feature=feat-export").await;
        answer
            .assert_status(status)
            .assert_header(REASON, &format!("unknown; reason=no-answer; when-unknown={by}"));
        let series = format!(
            r#"portal_gate_decisions_total{{answer="unknown",reason="no-answer",status="{status}"}}"#
        );
        assert_eq!(site.metric(&series).await, 1);
        // A user who is not known is let in in no case.
        gate(&site, "", "?feature=feat-export").await.assert_status(401);
    }
}

#[tokio::test]
async fn an_answer_that_is_out_of_date_says_how_old_it_is() {
    let site = Served::of(catalogue(), &[RIGHTS_KEY, ("rights.fresh_for", "1s")]);
    let said = async || {
        let answer = gate(&site, "one", "?feature=feat-export").await;
        answer.assert_status(200);
        answer.header(REASON).unwrap_or_default()
    };
    assert_eq!(said().await, "allowed; reason=enabled");
    site.upstream.fault(json!({ "on": READ, "status": 503 })).await;
    tokio::time::sleep(std::time::Duration::from_millis(1_500)).await;
    let stale = said().await;
    let age = stale.strip_prefix("allowed; reason=enabled; age=");
    let seconds: Option<u64> = age.and_then(|age| age.parse().ok());
    assert!(seconds >= Some(1), "{stale}");
}

#[tokio::test]
async fn without_the_key_nobody_gets_in_and_nobody_is_sent_to_sign_in() {
    let site = Served::of(catalogue(), &[RIGHTS_KEY]);
    let url = site.operations_url("/forward-auth?feature=feat-export");
    for key in ["", "wrong"] {
        let plain = site
            .client
            .get(&url)
            .header(USER, "one")
            .header("x-portal-key", key);
        send(plain)
            .await
            .assert_status(403)
            .assert_header(REASON, "denied; reason=key");
    }
    assert_eq!(site.upstream.count(READ).await, 0);
}

#[tokio::test]
async fn whatever_is_sent_ends_in_one_of_three_statuses() {
    let site = Served::of(catalogue(), &[RIGHTS_KEY, ("server.body_timeout", "1s")]);
    for method in [
        Method::GET,
        Method::HEAD,
        Method::POST,
        Method::PUT,
        Method::DELETE,
        Method::OPTIONS,
        Method::PATCH,
    ] {
        let url = site.operations_url("/forward-auth?feature=feat-export");
        let plain = site
            .client
            .request(method.clone(), url)
            .header("x-portal-key", KEY)
            .header(USER, "one");
        let answer = send(plain).await;
        assert_eq!(answer.status, 200, "{method}");
    }
    let url = site.operations_url("/forward-auth?feature=feat-export");
    let large = site
        .client
        .post(url)
        .header("x-portal-key", KEY)
        .header(USER, "one")
        .body(vec![b'x'; 64 << 10]);
    let answer = send(large).await;
    answer
        .assert_status(403)
        .assert_header(REASON, "denied; reason=unreadable-request");
}

#[tokio::test]
async fn the_rules_of_the_documentation_are_those_of_the_gate() {
    let site = Served::of(catalogue(), &[RIGHTS_KEY]);
    let metrics = send(site.client.get(site.operations_url("/metrics"))).await.body;
    let page = std::fs::read_to_string("docs/rights.md").expect("the page of the rights");
    let (_, rest) = page.split_once("<!-- rules -->").expect("the rules");
    let (table, _) = rest.split_once("<!-- /rules -->").expect("their end");
    let rows: Vec<(String, String)> = table
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split_once("` | "))
        .map(|(reason, rest)| {
            (
                rest.split(' ').next().unwrap_or_default().to_owned(),
                reason.to_owned(),
            )
        })
        .collect();
    let label = |line: &str, name: &str| {
        let (_, rest) = line.split_once(&format!("{name}=\"")).expect("a label");
        rest.split('"').next().unwrap_or_default().to_owned()
    };
    let counted = metrics
        .lines()
        .filter(|line| line.starts_with("portal_gate_decisions_total{"));
    let mut counted: Vec<_> = counted
        .map(|line| (label(line, "answer"), label(line, "reason")))
        .collect();
    counted.sort();
    let mut documented = rows;
    documented.sort();
    assert_eq!(documented, counted);
}

#[tokio::test]
async fn with_the_sessions_away_nobody_gets_in_whatever_the_operator_chose() {
    let site = Site::start(&[RIGHTS_KEY, ("rights.when_unknown", "allow")]);
    let alice = site.handed_over("alice").await;
    let pairs = alice
        .cookies
        .iter()
        .map(|(name, value)| format!("{name}={value}"));
    let cookies = pairs.collect::<Vec<_>>().join("; ");
    let url = site.served.operations_url("/forward-auth?feature=feat-module-a");
    let ask = async || {
        let plain = site.served.client.get(&url).header("x-portal-key", KEY);
        send(plain.header("cookie", &cookies)).await
    };
    ask()
        .await
        .assert_status(200)
        .assert_header(REASON, "allowed; reason=enabled");
    std::fs::remove_file(site.file()).expect("the file");
    std::fs::create_dir(site.file()).expect("a folder in its place");
    let answer = ask().await;
    answer
        .assert_status(403)
        .assert_header(REASON, "unknown; reason=sessions-away");
}
