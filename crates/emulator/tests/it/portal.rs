//! The in-site portal: what its frame opens, and for whom.

use proabono_emulator::{LinkGeneration, Options};
use reqwest::Response;
use serde_json::{Value, json};

use super::{Running, link_in, start, start_with};

/// HMAC-SHA256 under `portal-secret-1`, by another implementation (OpenSSL).
const ALICE: &str = "00614915d3d7c2a7f5e1710ed5ec5d7e437e10f69a0a8ccab32297e523378a76";

const ACCOUNT: &str = "/portal-open?business_id=1&segment_ref=acme-eur";

fn production() -> Running {
    start_with(Options {
        links: LinkGeneration::InSite,
        portal_secret: Some("portal-secret-1".to_owned()),
        ..Options::default()
    })
}

fn insite() -> Running {
    start_with(Options {
        links: LinkGeneration::InSite,
        ..Options::default()
    })
}

async fn ask(emulator: &Running, settings: &str) -> Response {
    emulator
        .get(&format!("{ACCOUNT}{settings}"))
        .send()
        .await
        .unwrap()
}

/// The status of the opening, and the page after it.
async fn opened(emulator: &Running, settings: &str) -> (u16, String) {
    let answer = ask(emulator, settings).await;
    let status = answer.status().as_u16();
    let location = answer.headers().get("Location");
    let location = location.map(|path| path.to_str().unwrap().to_owned());
    match location {
        Some(path) => (status, emulator.page(&path).await),
        None => (status, answer.text().await.unwrap()),
    }
}

async fn query(emulator: &Running, reference: &str, rel: &str) -> String {
    let customer = emulator.customer(reference).await;
    link_in(&customer, rel).unwrap()["query"]
        .as_str()
        .unwrap()
        .to_owned()
}

async fn last(emulator: &Running) -> Value {
    let openings = emulator.control("openings").await;
    openings.as_array().unwrap().last().unwrap().clone()
}

#[tokio::test]
async fn the_script_is_served_and_writes_no_markup() {
    let answer = start().get("/Get/portal.js").send().await.unwrap();
    assert_eq!(answer.status(), 200);
    let kind = answer.headers()["Content-Type"].to_str().unwrap().to_owned();
    assert!(kind.starts_with("text/javascript"), "{kind}");
    let script = answer.text().await.unwrap();
    assert!(script.contains("window.ProAbonoPortal = { open }"));
    for forbidden in ["innerHTML", "setAttribute", "eval(", "document.write"] {
        assert!(!script.contains(forbidden), "{forbidden}");
    }
}

#[tokio::test]
async fn a_subscribed_customer_sees_the_plan_and_another_the_offers() {
    let emulator = start();
    emulator.speaks("cust-bruno", "en").await;
    let (status, page) = opened(&emulator, "&customer_ref=cust-alice").await;
    assert!(status == 303 && page.contains("Plan Pro"));
    let (_, page) = opened(&emulator, "&customer_ref=cust-bruno").await;
    assert!(page.contains("Choose your plan"));
    let (_, page) = opened(&emulator, "&customer_ref=cust-bruno&offer_ref=offer-pro").await;
    assert!(page.contains("Subscribe to Pro"));
    let (_, page) = opened(&emulator, "&customer_ref=cust-alice&offer_ref=offer-starter").await;
    assert!(page.contains("Plan Pro"), "an active subscription wins");
}

#[tokio::test]
async fn in_production_a_missing_or_wrong_hash_is_refused_and_writes_nothing() {
    let emulator = production();
    let (status, _) = opened(&emulator, &format!("&customer_ref=cust-alice&hash={ALICE}")).await;
    assert_eq!(status, 303);
    let wrong = [
        String::new(),
        "&hash=".to_owned(),
        format!("&hash={}", ALICE.to_uppercase()),
        format!("&hash={}", &ALICE[..62]),
        format!("&hash={ALICE}00"),
        "&hash=3e5a002a37417c467847f918866ed77fc8c16f6df55f69fdf2217179bc39d39b".to_owned(),
    ];
    for hash in wrong {
        let (status, page) = opened(
            &emulator,
            &format!("&customer_ref=cust-alice&customer_name=X{hash}"),
        )
        .await;
        assert!(status == 403 && page.contains("This page is refused"), "{hash}");
        assert_eq!(last(&emulator).await["reason"], "hash");
    }
    // The hash of somebody else.
    let (status, _) = opened(&emulator, &format!("&customer_ref=cust-bruno&hash={ALICE}")).await;
    assert_eq!(status, 403);
    assert_eq!(emulator.customer("cust-alice").await["Name"], "Alice Martin");
}

#[tokio::test]
async fn in_a_sandbox_the_hash_is_not_looked_at() {
    let (status, _) = opened(&start(), "&customer_ref=cust-alice&hash=wrong").await;
    assert_eq!(status, 303);
}

#[tokio::test]
async fn the_published_hashes_are_accepted() {
    let data: Value =
        serde_json::from_str(include_str!("../../../../tests/data/portal-hash-vectors.json")).unwrap();
    for (kind, expected) in [("valid", 303), ("invalid", 403)] {
        for vector in data[kind].as_array().unwrap() {
            let text = |name: &str| vector[name].as_str().unwrap();
            let emulator = start_with(Options {
                portal_secret: Some(text("secret").to_owned()),
                ..Options::default()
            });
            let mut pairs = url::form_urlencoded::Serializer::new(String::from("&"));
            pairs.append_pair("customer_ref", text("customer_ref"));
            pairs.append_pair("hash", text("hash"));
            let (status, _) =
                opened(&emulator, &format!("&{}", pairs.finish().trim_start_matches('&'))).await;
            assert_eq!(status, expected, "{vector}");
        }
    }
}

#[tokio::test]
async fn settings_of_another_account_are_refused() {
    let emulator = start();
    for (settings, reason) in [
        ("segment_ref=acme-eur&customer_ref=cust-alice", "business"),
        (
            "business_id=2&segment_ref=acme-eur&customer_ref=cust-alice",
            "business",
        ),
        ("business_id=1&customer_ref=cust-alice", "segment"),
        (
            "business_id=1&segment_ref=acme-usd&customer_ref=cust-alice",
            "segment",
        ),
        ("business_id=1&segment_ref=acme-eur&customer_ref=", "customer"),
        (
            "business_id=1&segment_ref=acme-eur&customer_ref=a%3Bb",
            "customer",
        ),
        (
            "business_id=1&segment_ref=acme-eur&custmer_ref=cust-alice",
            "parameters",
        ),
        ("business_id=1&business_id=1&segment_ref=acme-eur", "parameters"),
        (
            "business_id=1&segment_ref=acme-eur&customer_email=a",
            "parameters",
        ),
    ] {
        let answer = emulator
            .get(&format!("/portal-open?{settings}"))
            .send()
            .await
            .unwrap();
        assert_eq!(answer.status(), 400, "{settings}");
        assert!(
            answer.text().await.unwrap().contains("The portal is not set up"),
            "{settings}"
        );
        let opening = last(&emulator).await;
        assert_eq!(
            (&opening["page"], &opening["reason"]),
            (&json!("refused"), &json!(reason)),
            "{settings}"
        );
    }
}

#[tokio::test]
async fn what_is_given_is_overwritten_and_what_is_not_stays() {
    let emulator = start();
    let given = "&customer_ref=cust-alice&customer_name=Alice+M.&customer_lang=fr&customer_meta=%7B%22team%22%3A%22blue%22%7D";
    opened(&emulator, given).await;
    let alice = emulator.customer("cust-alice").await;
    assert_eq!(alice["Name"], "Alice M.");
    assert_eq!(alice["Language"], "fr");
    assert_eq!(alice["Metadata"], json!({ "team": "blue" }));
    assert_eq!(alice["Email"], "alice@acme.example");
    opened(&emulator, "&customer_ref=cust-alice").await;
    assert_eq!(emulator.customer("cust-alice").await["Name"], "Alice M.");
    // An empty name that is passed on is written as an empty name.
    opened(&emulator, "&customer_ref=cust-alice&customer_name=").await;
    assert_eq!(emulator.customer("cust-alice").await["Name"], "");
}

#[tokio::test]
async fn an_unknown_customer_is_created_without_an_address() {
    let emulator = start();
    opened(&emulator, "&customer_ref=cust-eve&customer_name=Eve").await;
    let eve = emulator.customer("cust-eve").await;
    assert_eq!(eve["Name"], "Eve");
    assert!(eve.get("Email").is_none());
}

#[tokio::test]
async fn metadata_has_four_names_and_450_characters_at_most() {
    let emulator = start();
    let long = |length: usize| json!({ "n": "x".repeat(length - 1) });
    for (meta, status) in [
        (json!({ "a": 1, "b": true, "c": "x", "d": "y" }), 303),
        (json!({ "a": 1, "b": 2, "c": 3, "d": 4, "e": 5 }), 400),
        (long(450), 303),
        (long(451), 400),
        (json!({ "a": { "b": 1 } }), 400),
        (json!([1]), 400),
    ] {
        let mut pairs = url::form_urlencoded::Serializer::new(String::new());
        pairs.append_pair("customer_meta", &meta.to_string());
        let (found, _) = opened(&emulator, &format!("&customer_ref=cust-alice&{}", pairs.finish())).await;
        assert_eq!(found, status, "{meta}");
        let reason = last(&emulator).await.get("reason").cloned();
        assert_eq!(reason, (status == 400).then(|| json!("metadata")), "{meta}");
    }
}

#[tokio::test]
async fn an_opener_opens_its_page_for_the_customer_it_was_issued_to_and_nobody_else() {
    let emulator = insite();
    emulator.speaks("cust-bruno", "en").await;
    let register = query(&emulator, "cust-alice", "insite-register").await;
    let (status, page) = opened(&emulator, &format!("&customer_ref=cust-alice&query={register}")).await;
    assert!(status == 303 && page.contains("Payment method"));
    let (status, page) = opened(&emulator, &format!("&customer_ref=cust-bruno&query={register}")).await;
    assert!(status == 403 && page.contains("somebody else"), "{page}");
    let opening = last(&emulator).await;
    assert_eq!(
        (&opening["customer_ref"], &opening["reason"]),
        (&json!("cust-bruno"), &json!("query"))
    );
    let (status, _) = opened(&emulator, "&customer_ref=cust-alice&query=nothing").await;
    assert_eq!(status, 410);
}

#[tokio::test]
async fn an_opener_that_was_issued_to_nobody_opens_for_everybody() {
    let emulator = insite();
    emulator.speaks("cust-bruno", "en").await;
    let (_, offer) = emulator.ask("/v1/Offer?ReferenceOffer=offer-pro").await;
    let query = link_in(&offer, "insite-subscribe").unwrap()["query"]
        .as_str()
        .unwrap()
        .to_owned();
    let (status, page) = opened(&emulator, &format!("&customer_ref=cust-bruno&query={query}")).await;
    assert!(status == 303 && page.contains("Subscribe to Pro"));
}

#[tokio::test]
async fn a_suspended_customers_page_does_not_open() {
    let emulator = start();
    let (_, page) = opened(&emulator, "&customer_ref=cust-dmitri").await;
    assert!(page.contains("Your access is suspended"));
    assert_eq!(last(&emulator).await["reason"], "suspended");
}

#[tokio::test]
async fn without_a_customer_the_public_pricing_table_opens() {
    let emulator = production();
    let (status, page) = opened(&emulator, "&customer_lang=en").await;
    assert!(status == 303 && page.contains("Plans and prices") && page.contains("Choose Pro"));
    assert_eq!(last(&emulator).await["page"], "anonymous");
}
