//! The receiver, delivery by delivery.

use serde_json::json;

use super::{KEY, SECRET, Site, event, signed};
use crate::support::http::{get, post};
use crate::support::portal::run;
use crate::support::served::{Served, borrowed, variables};

#[tokio::test]
async fn a_signed_event_is_answered_with_a_bare_200_and_done_soon() {
    let site = Site::start(&[]).await;
    let headers = signed(SECRET);
    let pairs: Vec<_> = headers
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    let url = site.portal.url("/Subscriptions/webhooks");
    let body = event("trg_1", "SubscriptionStarted", "cust-alice").to_string();
    let answer = post(&url, &pairs, body).await;
    answer
        .assert_status(200)
        .assert_header("cache-control", "private, no-store")
        .assert_header("x-content-type-options", "nosniff");
    assert_eq!(answer.body, "");
    site.done(1).await;
    assert_eq!(
        site.metric("portal_webhook_deliveries_total{outcome=\"new\"}")
            .await,
        1
    );
}

#[tokio::test]
async fn a_delivery_that_is_not_signed_is_refused_and_leaves_nothing() {
    let site = Site::start(&[]).await;
    let good = signed(SECRET);
    let (key, signature) = (good[0].clone(), good[1].clone());
    let other = |value: &str| (signature.0, value.to_owned());
    let cases = [
        ("nothing", vec![]),
        ("no signature", vec![key.clone()]),
        ("no key", vec![signature.clone()]),
        ("another secret", signed("another-secret")),
        ("an empty signature", vec![key.clone(), other("")]),
        ("an empty key", vec![(key.0, String::new()), signature.clone()]),
        ("two keys", vec![key.clone(), key.clone(), signature.clone()]),
        (
            "two signatures",
            vec![key.clone(), signature.clone(), signature.clone()],
        ),
        (
            "one more that is wrong",
            vec![key.clone(), signature.clone(), other("AAAA")],
        ),
        (
            "another key",
            vec![(key.0, "other".to_owned()), signature.clone()],
        ),
        ("too short", vec![key.clone(), other("AAAA")]),
        ("in hex", vec![key.clone(), other(&"ab".repeat(32))]),
    ];
    let body = event("trg_1", "SubscriptionStarted", "cust-alice").to_string();
    for (what, headers) in cases {
        let status = site.post(&headers, body.clone()).await;
        assert_eq!(status.map(|status| status.as_u16()), Some(403), "{what}");
    }
    assert_eq!(site.count("1"), 0);
    let output = site.portal.output();
    assert!(!output.contains(SECRET) && !output.contains(KEY) && !output.contains(&good[1].1));
}

#[tokio::test]
async fn what_is_signed_with_the_secret_before_the_change_is_taken_too() {
    let site = Site::start(&[("webhooks.previous_secret", "the-one-before-the-last-change")]).await;
    for (id, secret) in [("trg_1", SECRET), ("trg_2", "the-one-before-the-last-change")] {
        let body = event(id, "SubscriptionStarted", "cust-alice").to_string();
        assert_eq!(site.post(&signed(secret), body).await.unwrap(), 200, "{id}");
    }
    site.done(2).await;
}

#[tokio::test]
async fn the_code_of_the_handshake_is_shown_once_and_no_event() {
    let site = Site::start(&[]).await;
    assert_eq!(site.deliver(&json!({ "Code": 482_913 })).await.unwrap(), 200);
    assert_eq!(
        site.deliver(&json!({ "Code": "AB-77", "IdBusiness": 1 }))
            .await
            .unwrap(),
        200
    );
    let output = site.portal.output();
    for code in ["482913", "AB-77"] {
        assert_eq!(output.matches(code).count(), 1, "{output}");
    }
    assert_eq!(site.count("1"), 0);
    let kept: String = site.read(|inbox| {
        let sql = "SELECT group_concat(code) FROM codes";
        inbox.query_row(sql, [], |row| row.get(0)).unwrap()
    });
    assert_eq!(kept, "482913,AB-77");
}

#[tokio::test]
async fn every_other_delivery_is_acknowledged_and_does_no_harm() {
    let site = Site::start(&[]).await;
    let mut odd = event("trg_1", "SubscriptionStarted", "cust-alice");
    odd["Id"] = json!(7_001);
    odd["New"] = json!({ "member": [1, 2, { "deep": true }] });
    odd["Offer"] = json!("not an object");
    let mut elsewhere = event("trg_2", "SubscriptionStarted", "cust-alice");
    elsewhere["IdBusiness"] = json!(2);
    let mut segment = event("trg_3", "SubscriptionStarted", "cust-alice");
    segment["ReferenceSegment"] = json!("another-segment");
    let mut nobody = event("trg_4", "SubscriptionStarted", "cust-alice");
    nobody["Customer"] = json!({ "Name": "without a reference" });
    let mut nameless = event("trg_5", "", "cust-alice");
    nameless.as_object_mut().unwrap().remove("Id");
    let unknown = event("trg_6", "SomethingNobodyKnows", "cust-alice");
    for body in [&odd, &elsewhere, &segment, &nobody, &nameless, &unknown] {
        assert_eq!(site.deliver(body).await.unwrap(), 200, "{body}");
    }
    for body in [
        "",
        "{",
        "[]",
        "null",
        "7",
        "{\"a\":1}",
        &"[".repeat(10_000),
        "\u{feff}{}",
    ] {
        assert_eq!(
            site.post(&signed(SECRET), body.to_owned()).await.unwrap(),
            200,
            "{body:.20}"
        );
    }
    site.done(5).await;
    let ids: String = site.read(|inbox| {
        let sql = "SELECT group_concat(id, ' ') FROM (SELECT id FROM events ORDER BY seq)";
        inbox.query_row(sql, [], |row| row.get(0)).unwrap()
    });
    assert!(
        ids.starts_with("7001 trg_3 trg_4 sha256:") && ids.ends_with(" trg_6"),
        "{ids}"
    );
    assert_eq!(
        site.metric("portal_webhook_deliveries_total{outcome=\"another_business\"}")
            .await,
        1
    );
    assert_eq!(
        site.metric("portal_webhook_deliveries_total{outcome=\"unreadable\"}")
            .await,
        8
    );
}

#[tokio::test]
async fn a_customer_whose_reference_is_a_number_is_looked_at_and_one_without_is_said() {
    let site = Site::start(&[]).await;
    let mut number = event("trg_1", "SubscriptionStarted", "");
    number["Customer"]["ReferenceCustomer"] = json!(4_711);
    let mut nobody = event("trg_2", "SubscriptionStarted", "");
    nobody["Customer"]["ReferenceCustomer"] = json!(["cust-alice"]);
    for body in [&number, &nobody] {
        assert_eq!(site.deliver(body).await.unwrap(), 200);
    }
    site.done(2).await;
    assert!(site.upstream.everything().await.contains("\"4711\""));
    assert_eq!(site.upstream.count("GET /v1/Usages").await, 1);
    let said = "an event names no customer that could be looked at";
    assert_eq!(site.portal.output().matches(said).count(), 1);
}

#[tokio::test]
async fn a_forged_event_that_takes_the_id_of_a_real_one_hides_nothing() {
    let site = Site::start(&[]).await;
    let forged = event("trg_1", "SubscriptionTerminated", "cust-bruno");
    let real = event("trg_1", "SubscriptionTerminated", "cust-alice");
    for body in [&forged, &real, &real] {
        assert_eq!(site.deliver(body).await.unwrap(), 200);
    }
    site.done(2).await;
    assert_eq!(
        site.count("customer = 'cust-alice' AND id LIKE 'trg_1#%' AND copies = 2"),
        1
    );
    assert!(site.upstream.everything().await.contains("\"cust-alice\""));
}

#[tokio::test]
async fn a_copy_is_counted_and_not_worked_again() {
    let site = Site::start(&[]).await;
    let body = event("trg_1", "SubscriptionStarted", "cust-alice");
    for _ in 0..5 {
        assert_eq!(site.deliver(&body).await.unwrap(), 200);
    }
    site.done(1).await;
    assert_eq!(site.deliver(&body).await.unwrap(), 200);
    assert_eq!(site.count("copies = 6 AND state = 'done' AND attempts = 1"), 1);
}

#[tokio::test]
async fn other_methods_and_long_bodies_are_refused() {
    let site = Site::start(&[]).await;
    let url = site.portal.url("/Subscriptions/webhooks");
    get(&url).await.assert_status(405).assert_header("allow", "POST");
    let megabyte = format!("{{\"a\":\"{}\"}}", "a".repeat(1 << 20));
    assert_eq!(
        site.post(&signed(SECRET), megabyte.clone())
            .await
            .unwrap_or_default(),
        413
    );
    // A signature that is wrong is refused before the body is read.
    let status = site.post(&signed("other"), megabyte).await;
    assert!(status.is_none_or(|status| status == 403), "{status:?}");
    let mut long = event("trg_1", "SubscriptionStarted", "cust-alice");
    long["More"] = json!("x".repeat(200_000));
    assert_eq!(site.deliver(&long).await.unwrap(), 200);
    site.done(1).await;
    assert_eq!(
        site.count("length(body) < 1000"),
        1,
        "of a long body the envelope is kept"
    );
}

#[tokio::test]
async fn serve_and_check_refuse_to_start_without_a_secret() {
    let settings = variables("http://127.0.0.1:9", &[("webhooks.enabled", "true")]);
    for command in ["serve", "check"] {
        let finished = run(&borrowed(&settings), &[command]).await;
        assert_eq!(finished.status.code(), Some(1));
        assert!(
            finished
                .stderr
                .contains("PROABONO_WEBHOOK_SECRET (in the file: webhooks.secret): it is not set"),
            "{}",
            finished.stderr
        );
    }
}

#[tokio::test]
async fn without_webhooks_there_is_no_such_address_and_no_file() {
    let site = Served::start(&[]);
    let answer = site
        .ask(reqwest::Method::POST, "/Subscriptions/webhooks", &[])
        .await;
    answer.assert_status(404);
    assert!(!std::path::Path::new("portal-events.db").exists());
}
