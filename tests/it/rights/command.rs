//! The commands of an operator who asks what a customer may use, and why.

use serde_json::{Value, json};

use super::catalogue;
use crate::support::portal;
use crate::support::served::{borrowed, variables};
use crate::support::upstream::Upstream;

async fn run(upstream: &Upstream, arguments: &[&str]) -> (bool, String, String) {
    let variables = variables(upstream.origin(), &[]);
    let finished = portal::run(&borrowed(&variables), arguments).await;
    (finished.status.success(), finished.stdout, finished.stderr)
}

#[tokio::test]
async fn the_operator_sees_what_a_customer_may_use() {
    let upstream = Upstream::start(catalogue());
    let (done, text, errors) = run(&upstream, &["rights", "show", "cust-one"]).await;
    assert!(done, "{errors}");
    for line in [
        "feat-export  allowed  enabled",
        "feat-extra  denied  disabled",
        "feat-users  denied  3 now, 3 included",
    ] {
        assert!(text.contains(line), "{line} is not in\n{text}");
    }
    let (_, text, _) = run(&upstream, &["rights", "show", "cust-idle"]).await;
    assert!(text.contains("The customer has never subscribed."), "{text}");
    let (_, text, _) = run(&upstream, &["rights", "show", "cust-one", "--json"]).await;
    let read: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(read["rights"]["feat-messages"]["left"], 10, "{read}");
}

#[tokio::test]
async fn the_operator_sees_why() {
    let upstream = Upstream::start(catalogue());
    let explain = ["rights", "explain", "cust-both", "feat-users", "--amount", "6"];
    let (done, text, errors) = run(&upstream, &explain).await;
    assert!(done, "{errors}");
    for line in [
        "feat-users: denied (too-few-left)",
        "The amount does not fit into what is left.",
        "of subscription ",
    ] {
        assert!(text.contains(line), "{line} is not in\n{text}");
    }
    let (_, text, _) = run(&upstream, &[&explain[..], &["--json"]].concat()).await;
    let read: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(
        (&read["answer"], &read["left"]),
        (&json!("denied"), &json!(0)),
        "{read}"
    );
    upstream.stop().await;
    let (done, text, _) = run(&upstream, &explain).await;
    assert!(done && text.contains("feat-users: unknown (no-answer)"), "{text}");
    let (done, text, errors) = run(&upstream, &["rights", "show", "cust-one"]).await;
    assert!(
        !done && text.is_empty() && errors.contains("ProAbono does not answer (unreachable)"),
        "{text}{errors}"
    );
    let future = ["--at", "2999-01-01T00:00:00Z"];
    let (done, _, errors) = run(&upstream, &[&explain[..], &future].concat()).await;
    assert!(!done && errors.contains("still to come"), "{errors}");
    let (done, _, errors) = run(&upstream, &["rights", "explain", "cust-both", "feat?users"]).await;
    assert!(!done && errors.contains("a reference has no"), "{errors}");
}
