//! Random histories, delivered in any order, twice or never: once what is missing was looked for, everything is as ProAbono has
//! it, and every answer of the past can be explained.

use std::collections::BTreeMap;
use std::time::Duration;

use proabono_portal::emulator::Options;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom as _;
use rand::{RngExt as _, SeedableRng as _};
use reqwest::Method;
use serde_json::{Value, json};

use super::stream::{SOON, listening};
use super::{SECRET, Site, event};
use crate::support::portal::run;
use crate::support::served::{USER, borrowed};
use crate::support::trials::trials;
use crate::support::upstream::account;
use crate::support::wait::poll;

const USERS: [&str; 3] = ["alice", "bruno", "chloe"];
const STEPS: usize = 14;

/// A site whose emulator tells it of events, and which looks every second for those that are missing.
async fn start() -> Site {
    let more = [
        ("webhooks.reconcile_every", "1s"),
        ("webhooks.reads_per_second", "100"),
    ];
    Site::told(&more, |url| Options {
        webhook_url: Some(url),
        webhook_secret: SECRET.to_owned(),
        ..account()
    })
    .await
}

/// Calls the Live API as somebody else than the portal; an action that the state of things refuses is none.
async fn call(site: &Site, method: Method, path: &str, body: Option<Value>) -> Value {
    let url = format!("{}{path}", site.upstream.origin());
    let request = site
        .client
        .request(method, url)
        .basic_auth("agent-demo", Some("api-demo"));
    let request = match body {
        Some(body) => request
            .header("content-type", "application/json")
            .body(body.to_string()),
        None => request,
    };
    let text = request
        .send()
        .await
        .expect("the emulator")
        .text()
        .await
        .expect("its answer");
    serde_json::from_str(&text).unwrap_or_default()
}

async fn deliveries(site: &Site, change: &Value) {
    let url = format!("{}/_emulator/webhooks", site.upstream.origin());
    let request = site.client.put(url).header("content-type", "application/json");
    let answer = request
        .body(change.to_string())
        .send()
        .await
        .expect("the emulator");
    assert_eq!(answer.status(), 200, "{change}");
}

/// Something happens to one of the customers, and sometimes somebody asks what they may use.
async fn step(site: &Site, random: &mut StdRng) {
    let user = USERS.choose(random).expect("somebody");
    if random.random_ratio(1, 3) {
        rights(site, user).await;
    }
    let customer = format!("cust-{user}");
    let list = format!("/v1/Subscriptions?ReferenceCustomer={customer}&ReferenceSegment=acme-eur");
    let all = call(site, Method::GET, &list, None).await;
    let ids: Vec<u64> = all["Items"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|one| one["Id"].as_u64())
        .collect();
    let offers = ["offer-pro", "offer-business", "offer-free"];
    let chosen = ids.choose(random).copied();
    match (random.random_range(0..5), chosen) {
        (1, Some(id)) => {
            call(
                site,
                Method::POST,
                &format!("/v1/Subscription/{id}/Suspension"),
                Some(json!({})),
            )
            .await;
        }
        (2, Some(id)) => {
            call(
                site,
                Method::POST,
                &format!("/v1/Subscription/{id}/Start"),
                Some(json!({})),
            )
            .await;
        }
        (3, Some(id)) => {
            let now = json!({ "Immediate": true });
            call(
                site,
                Method::POST,
                &format!("/v1/Subscription/{id}/Termination"),
                Some(now),
            )
            .await;
        }
        _ => {
            let offer = offers.choose(random).expect("an offer");
            let body = json!({ "ReferenceCustomer": customer, "ReferenceOffer": offer });
            call(site, Method::POST, "/v1/Subscription?TryStart=true", Some(body)).await;
        }
    }
}

/// The extent of each of a customer's features, as the portal tells it.
async fn rights(site: &Site, user: &str) -> BTreeMap<String, Value> {
    let request = site
        .client
        .get(site.portal.url("/Subscriptions/rights"))
        .header(USER, user);
    let text = request
        .send()
        .await
        .expect("an answer")
        .text()
        .await
        .expect("its text");
    let told: Value = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error} in {text}"));
    let all = told["rights"].as_object().unwrap_or_else(|| panic!("{told}"));
    let extent = |right: &Value| match right["unlimited"].as_bool() {
        Some(true) => json!("unlimited"),
        _ => json!([right["enabled"], right["included"], right["current"]]),
    };
    all.iter()
        .map(|(feature, right)| (feature.clone(), extent(right)))
        .collect()
}

/// The same as ProAbono has it: this test's own sum of the list of usages.
async fn truth(site: &Site, user: &str) -> BTreeMap<String, Value> {
    let list = format!("/v1/Usages?ReferenceCustomer=cust-{user}&SizePage=500");
    let all = call(site, Method::GET, &list, None).await;
    let mut items: BTreeMap<String, Vec<&Value>> = BTreeMap::new();
    for item in all["Items"].as_array().into_iter().flatten() {
        let feature = item["ReferenceFeature"].as_str().expect("a feature");
        items.entry(feature.to_owned()).or_default().push(item);
    }
    items
        .into_iter()
        .map(|(feature, items)| (feature, sum(&items)))
        .collect()
}

fn sum(items: &[&Value]) -> Value {
    if items.iter().any(|item| item["IsEnabled"].is_boolean()) {
        let enabled = items.iter().any(|item| item["IsEnabled"] == true);
        return json!([enabled, null, null]);
    }
    let all = |member: &str| {
        items
            .iter()
            .map(|item| item[member].as_i64())
            .sum::<Option<i64>>()
    };
    match (all("QuantityIncluded"), all("QuantityCurrent")) {
        (Some(included), Some(current)) => json!([null, included, current]),
        _ => json!("unlimited"),
    }
}

#[tokio::test]
async fn any_order_of_any_part_of_a_history_ends_with_the_truth() {
    let histories = trials(
        "events: random histories, shuffled, doubled and with losses",
        3,
        200,
    );
    for seed in 0..histories as u64 {
        let mut random = StdRng::seed_from_u64(seed);
        let site = start().await;
        for user in USERS {
            rights(&site, user).await;
        }
        let lost = [0.0, 0.3, 0.9][random.random_range(0..3)];
        let copies = random.random_range(1..4);
        let manner = json!({ "shuffle_ms": 200, "duplicate": copies, "drop": { "share": lost } });
        deliveries(&site, &manner).await;
        for _ in 0..STEPS {
            step(&site, &mut random).await;
        }
        for user in USERS {
            let (mut ours, mut theirs) = (BTreeMap::new(), BTreeMap::new());
            let equal = poll(Duration::from_secs(30), async || {
                ours = rights(&site, user).await;
                theirs = truth(&site, user).await;
                (ours == theirs).then_some(())
            });
            let equal = equal.await.is_some();
            assert!(
                equal,
                "the history with the seed {seed}, {user}: {ours:?} instead of {theirs:?}"
            );
        }
    }
}

#[tokio::test]
async fn where_past_events_cannot_be_read_recent_customers_are_looked_at_again() {
    let site = start().await;
    let operation = "GET /Notification/WebhookNotifications/RewindEvents";
    site.upstream
        .fault(json!({ "on": operation, "status": 403 }))
        .await;
    deliveries(&site, &json!({ "drop": "all" })).await;
    rights(&site, "bruno").await;
    let mut page = listening(&site, &site.portal.url("/Subscriptions/events"), "bruno", None).await;
    page.until("event: ready", SOON).await.expect("a stream");
    let body = json!({ "ReferenceCustomer": "cust-bruno", "ReferenceOffer": "offer-business" });
    call(&site, Method::POST, "/v1/Subscription?TryStart=true", Some(body)).await;
    let equal = poll(SOON, async || {
        (rights(&site, "bruno").await == truth(&site, "bruno").await).then_some(())
    });
    assert!(equal.await.is_some(), "{}", site.portal.output());
    page.until("event: changed", SOON).await.expect("news");
    assert!(site.upstream.count(operation).await > 0);
    // The looks go on, and find nothing new.
    page.until("event: never", Duration::from_secs(4)).await;
    assert_eq!(page.heard.matches("event: changed").count(), 1, "{}", page.heard);
}

#[tokio::test]
async fn a_change_is_told_even_when_somebody_else_has_read_it_first() {
    let site = start().await;
    let mut page = listening(&site, &site.portal.url("/Subscriptions/events"), "bruno", None).await;
    page.until("event: ready", SOON).await.expect("a stream");
    site.deliver(&event("trg_first", "SubscriptionUpdated", "cust-bruno"))
        .await;
    page.until("event: changed", SOON).await.expect("what there is");
    page.heard.clear();
    deliveries(&site, &json!({ "delay_ms": 1_500 })).await;
    let body = json!({ "ReferenceCustomer": "cust-bruno", "ReferenceOffer": "offer-business" });
    call(&site, Method::POST, "/v1/Subscription?TryStart=true", Some(body)).await;
    let back = site
        .portal
        .url("/Subscriptions/return?from=subscribe&outcome=success");
    site.client
        .get(back)
        .header(USER, "bruno")
        .send()
        .await
        .expect("an answer");
    assert_eq!(rights(&site, "bruno").await, truth(&site, "bruno").await);
    page.until("event: changed", SOON).await.expect("news");
    page.until("}", SOON).await.expect("the whole of it");
    assert!(page.heard.contains("{\"rights\":true}"), "{}", page.heard);
}

#[tokio::test]
async fn an_answer_of_the_past_is_explained_as_it_was_given() {
    let site = start().await;
    let mut random = StdRng::seed_from_u64(7);
    let mut given = Vec::new();
    for _ in 0..12 {
        step(&site, &mut random).await;
        tokio::time::sleep(Duration::from_millis(60)).await;
        let url = site.portal.url("/Subscriptions/rights?feature=feat-users");
        let answer = site
            .client
            .get(url)
            .header(USER, "alice")
            .send()
            .await
            .expect("an answer");
        let told: Value = serde_json::from_str(&answer.text().await.expect("its text")).expect("JSON");
        given.push((jiff::Timestamp::now(), told));
    }
    site.at_rest().await;
    for (at, told) in given {
        let at = at.to_string();
        let arguments = [
            "rights",
            "explain",
            "cust-alice",
            "feat-users",
            "--at",
            &at,
            "--json",
        ];
        let explained = run(&borrowed(&site.variables), &arguments).await;
        assert_eq!(explained.status.code(), Some(0), "{}", explained.stderr);
        let explained: Value = serde_json::from_str(&explained.stdout).expect("JSON");
        for member in ["answer", "reason", "read", "left"] {
            assert_eq!(
                explained[member], told[member],
                "{member} at {at}: {explained} and {told}"
            );
        }
        assert!(explained["explanation"]["cause"].is_object(), "{explained}");
    }
}
