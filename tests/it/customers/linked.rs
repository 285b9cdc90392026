//! Visits by a link that needs no answer from ProAbono: the customer is looked up and created all the same.

use std::time::{Duration, Instant};

use proabono_portal::emulator::{LinkGeneration, Options};
use serde_json::{Value, json};

use super::refusals::OTHER;
use super::{NORA, complete};
use crate::support::http::Answer;
use crate::support::served::{Served, framed};
use crate::support::upstream::{READ, WRITE, account};
use crate::support::wait::poll;

const LINK: &str = "https://mon-app.proabono.com/x";
const BY_LINK: &str = "/Subscriptions?crylk=https%3a%2f%2fmon-app.proabono.com%2fx";
const BY_OPENER: &str = "/Subscriptions?pa_query=opener";
/// Links that are of no use after a second.
const SHORT: [(&str, &str); 2] = [
    ("customers.links_fresh_for", "1s"),
    ("customers.links_stale_for", "0s"),
];
const SECRET: (&str, &str) = ("proabono.portal_secret", "sk_portal_9f2Lr");

async fn nora(site: &Served, path: &str) -> Answer {
    let page = site.visit_with("nora", path, &NORA).await;
    page.assert_status(200);
    page
}

/// Name and language in a block of data of the page.
fn told(page: &Answer, block: &str) -> (Value, Value) {
    let start = format!("<script type=\"application/json\" id=\"{block}\">");
    let (_, rest) = page.body.split_once(&start).expect("the block");
    let (text, _) = rest.split_once("</script>").expect("its end");
    let block: Value = serde_json::from_str(text).expect("JSON");
    (block["customer_name"].clone(), block["customer_lang"].clone())
}

fn details() -> (Value, Value) {
    (json!("Nora Newcomer"), json!("fr"))
}

const NOTHING: (Value, Value) = (Value::Null, Value::Null);

#[tokio::test]
async fn a_first_visit_by_a_link_creates_the_customer_with_every_detail() {
    for path in [BY_LINK, BY_OPENER] {
        let site = Served::start(&[SECRET]);
        let page = nora(&site, path).await;
        // On a busy machine the page does not wait for the end of it.
        let created = poll(Duration::from_secs(20), async || {
            (site.upstream.reads_and_writes().await == (1, 1)).then_some(())
        });
        assert!(created.await.is_some(), "{path}");
        assert_eq!(site.upstream.written().await, [complete("nora")]);
        assert_eq!(told(&page, "proabono-settings"), details(), "{path}");
        // From memory; and now the customer exists, with details that may have become better.
        let again = nora(&site, path).await;
        assert_eq!(site.upstream.reads_and_writes().await, (1, 1));
        assert_eq!(told(&again, "proabono-settings"), NOTHING, "{path}");
    }
}

#[tokio::test]
async fn a_first_visit_to_the_start_page_tells_the_scripts_the_details_once() {
    let insite = Options {
        links: LinkGeneration::InSite,
        ..account()
    };
    let site = Served::of(insite, &[SECRET]);
    for expected in [details(), NOTHING] {
        let page = nora(&site, "/Subscriptions").await;
        assert_eq!(told(&page, "proabono-settings"), expected);
        assert_eq!(told(&page, "proabono-portal"), expected);
    }
}

#[tokio::test]
async fn a_customer_who_exists_keeps_their_details_when_they_come_by_a_link() {
    let site = Served::start(&[]);
    let page = site.visit_with("alice", BY_LINK, &NORA).await;
    assert_eq!(site.upstream.reads_and_writes().await, (1, 0));
    assert_eq!(told(&page, "proabono-settings"), NOTHING);
    let site = Served::start(&[("customers.authority", "language")]);
    let page = site.visit_with("alice", BY_LINK, &NORA).await;
    assert_eq!(
        told(&page, "proabono-settings"),
        (Value::Null, json!("fr")),
        "what the application decides goes out as on every page"
    );
}

#[tokio::test]
async fn a_slow_proabono_does_not_delay_a_link_and_the_customer_is_created_all_the_same() {
    let site = Served::start(&[]);
    let slow = json!({ "on": READ, "delay_ms": 2_500 });
    site.upstream.fault(slow).await;
    let begun = Instant::now();
    let page = nora(&site, BY_LINK).await;
    assert!(begun.elapsed() < Duration::from_secs(2), "{:?}", begun.elapsed());
    assert_eq!(framed(&page), LINK);
    assert_eq!(
        told(&page, "proabono-settings"),
        details(),
        "nothing is known of the customer"
    );
    let created = poll(Duration::from_secs(20), async || {
        (site.upstream.count(WRITE).await == 1).then_some(())
    });
    assert!(created.await.is_some(), "the look-up goes on without its visitor");
    assert_eq!(site.upstream.written().await, [complete("nora")]);
}

#[tokio::test]
async fn an_absent_proabono_does_not_keep_a_link_from_opening() {
    let site = Served::start(&[]);
    site.upstream.stop().await;
    let page = nora(&site, BY_LINK).await;
    assert_eq!(framed(&page), LINK);
    assert_eq!(told(&page, "proabono-settings"), details());
}

#[tokio::test]
async fn whatever_proabono_answers_a_link_opens() {
    for status in [400, 401, 403, 404, 409, 422, 429, 500, 503] {
        let site = Served::start(&[]);
        site.upstream.fault(json!({ "on": READ, "status": status })).await;
        site.upstream
            .fault(json!({ "on": WRITE, "status": status }))
            .await;
        assert_eq!(framed(&nora(&site, BY_LINK).await), LINK, "{status}");
    }
    let site = Served::start(&[]);
    let suspended =
        json!({ "ReferenceCustomer": "cust-nora", "ReferenceSegment": "acme-eur", "Status": "Suspended" });
    site.upstream
        .fault(json!({ "on": READ, "status": 200, "body": suspended.to_string() }))
        .await;
    let page = nora(&site, BY_LINK).await;
    assert_eq!(framed(&page), LINK);
    assert_eq!(told(&page, "proabono-settings"), NOTHING, "it exists");
}

#[tokio::test]
async fn a_customer_who_was_there_is_known_to_exist_however_old_their_link_is() {
    let site = Served::start(&SHORT);
    site.visit("nora").await.assert_status(200);
    tokio::time::sleep(Duration::from_millis(1_100)).await;
    site.upstream
        .fault(json!({ "on": READ, "delay_ms": 2_500 }))
        .await;
    let page = nora(&site, BY_LINK).await;
    assert_eq!(told(&page, "proabono-settings"), NOTHING);
}

#[tokio::test]
async fn a_customer_who_was_there_is_known_to_exist_after_failures_too() {
    let site = Served::start(&SHORT);
    let faults = [
        ("slow", json!({ "on": READ, "status": 503, "delay_ms": 300 })),
        ("absent", json!({ "on": READ, "status": 500 })),
        ("keys", json!({ "on": READ, "status": 401, "body": OTHER })),
    ];
    for (user, _) in &faults {
        site.visit(user).await.assert_status(200);
    }
    tokio::time::sleep(Duration::from_millis(1_100)).await;
    for (user, fault) in faults {
        site.upstream.fault(fault).await;
        for visit in 1..4 {
            let page = site.visit_with(user, BY_LINK, &NORA).await;
            assert_eq!(told(&page, "proabono-settings"), NOTHING, "{user}, visit {visit}");
            tokio::time::sleep(Duration::from_millis(450)).await;
        }
        site.upstream.heal().await;
    }
}

#[tokio::test]
async fn a_refusal_on_another_page_leaves_it_known_that_the_customer_exists() {
    let site = Served::start(&[]);
    site.visit("nora").await.assert_status(200);
    let refusal = json!({ "on": READ, "status": 401, "body": OTHER });
    site.upstream.fault(refusal).await;
    let refused = site.visit_with("nora", "/Subscriptions/plans", &NORA).await;
    refused.assert_status(502);
    let page = nora(&site, BY_LINK).await;
    assert_eq!(told(&page, "proabono-settings"), NOTHING);
}

#[tokio::test]
async fn the_portal_that_opens_in_an_outage_is_told_no_details_of_a_customer_who_was_there() {
    let insite = Options {
        links: LinkGeneration::InSite,
        ..account()
    };
    let site = Served::of(insite, &[SHORT[0], SHORT[1], SECRET]);
    nora(&site, "/Subscriptions").await;
    tokio::time::sleep(Duration::from_millis(1_100)).await;
    site.upstream.fault(json!({ "on": READ, "status": 503 })).await;
    for visit in 1..3 {
        let page = nora(&site, "/Subscriptions").await;
        for block in ["proabono-settings", "proabono-portal"] {
            assert_eq!(told(&page, block), NOTHING, "{block}, visit {visit}");
        }
    }
    let opened = "portal_frames_opened_total{source=\"insite_outage\"}";
    assert_eq!(site.metric(opened).await, 2);
}
