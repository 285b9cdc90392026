//! The record of what was opened.

use proabono_emulator::{LinkGeneration, Options};
use serde_json::{Value, json};

use super::{Running, link_in, start, start_with};

async fn openings(emulator: &Running) -> Vec<Value> {
    emulator.control("openings").await.as_array().unwrap().clone()
}

#[tokio::test]
async fn each_entrance_is_recorded_with_its_parameters_and_no_opener() {
    let emulator = start_with(Options {
        links: LinkGeneration::InSite,
        ..Options::default()
    });
    let customer = emulator.customer("cust-alice").await;
    let query = link_in(&customer, "insite-register").unwrap()["query"]
        .as_str()
        .unwrap()
        .to_owned();
    let account = "business_id=1&segment_ref=acme-eur&customer_ref=cust-alice";
    emulator
        .page(&format!(
            "/portal-open?{account}&hash=ab&customer_meta=%7B%22a%22%3A1%7D&query={query}"
        ))
        .await;
    emulator
        .page(&format!("/widget-home?{account}&offer_ref=offer-pro"))
        .await;
    let found = openings(&emulator).await;
    let digest = found[0]["parameters"]["query"].as_str().unwrap().to_owned();
    assert!(digest.starts_with("sha256:") && digest.len() == 19, "{digest}");
    assert_eq!(
        found,
        [
            json!({ "by": "portal.js", "customer_ref": "cust-alice", "page": "register", "parameters": {
                "business_id": "1", "segment_ref": "acme-eur", "customer_ref": "cust-alice", "hash": "ab",
                "customer_meta": { "a": 1 }, "query": digest } }),
            json!({ "by": "widget", "customer_ref": "cust-alice", "page": "home", "parameters": {
                "business_id": "1", "segment_ref": "acme-eur", "customer_ref": "cust-alice",
                "offer_ref": "offer-pro" } }),
        ]
    );
}

#[tokio::test]
async fn a_link_is_recorded_and_the_way_from_page_to_page_is_not() {
    let emulator = start();
    emulator.speaks("cust-bruno", "en").await;
    let home = emulator.link("cust-bruno", "hosted-home").await;
    let page = emulator.page(&home).await;
    let at = page.find("/subscribe-offer/").unwrap();
    let inner = &page[at..at + page[at..].find('"').unwrap()];
    assert!(emulator.page(inner).await.contains("Subscribe to"));
    let widget = "/widget-home?business_id=1&segment_ref=acme-eur&customer_ref=cust-bruno";
    emulator.submit(inner, "number=0").await;
    assert_eq!(emulator.client.head(&home).send().await.unwrap().status(), 200);
    let found = openings(&emulator).await;
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0]["by"], "link");
    assert_eq!(found[0]["customer_ref"], "cust-bruno");
    assert_eq!(found[0]["page"], "home");
    assert!(!home.contains(found[0]["parameters"]["token"].as_str().unwrap()));
    // The opening itself counts, not the page that it leads to.
    let path = emulator.get(widget).send().await.unwrap().headers()["Location"]
        .to_str()
        .unwrap()
        .to_owned();
    emulator.page(&path).await;
    assert_eq!(openings(&emulator).await.len(), 2);
}

#[tokio::test]
async fn an_offer_and_an_invoice_are_named() {
    let emulator = start();
    let (_, offer) = emulator
        .ask("/v1/Offer?ReferenceOffer=offer-pro&ReferenceCustomer=cust-bruno")
        .await;
    let link = link_in(&offer, "hosted-subscribe").unwrap()["href"]
        .as_str()
        .unwrap();
    emulator.page(link).await;
    let (_, invoices) = emulator.ask("/v1/Invoices?ReferenceCustomer=cust-chloe").await;
    let open = invoices["Items"]
        .as_array()
        .unwrap()
        .iter()
        .find_map(|one| link_in(one, "hosted-charge").map(|link| (one, link)));
    let (invoice, link) = open.unwrap();
    emulator.page(link["href"].as_str().unwrap()).await;
    let found = openings(&emulator).await;
    assert_eq!(
        (&found[0]["page"], &found[0]["offer"]),
        (&json!("subscribe"), &json!("offer-pro"))
    );
    assert_eq!(
        (&found[1]["page"], &found[1]["invoice"]),
        (&json!("charge"), &invoice["Id"])
    );
}

#[tokio::test]
async fn a_link_that_opens_nothing_is_recorded_as_refused() {
    let emulator = start();
    emulator.page("/portal/nothing").await;
    let found = openings(&emulator).await;
    assert_eq!(
        (&found[0]["page"], &found[0]["reason"]),
        (&json!("refused"), &json!("expired"))
    );
    assert_eq!(found[0]["customer_ref"], json!(null));
}

#[tokio::test]
async fn a_home_with_an_opener_in_its_address_is_recorded_as_what_it_came_to() {
    let emulator = start_with(Options {
        links: LinkGeneration::InSite,
        ..Options::default()
    });
    let customer = emulator.customer("cust-bruno").await;
    let opener = link_in(&customer, "insite-register").unwrap()["query"]
        .as_str()
        .unwrap();
    for (owner, status, page, reason) in [
        ("cust-bruno", 303, "register", json!(null)),
        ("cust-alice", 403, "refused", json!("query")),
    ] {
        let home = emulator.link(owner, "insite-home").await;
        let answer = emulator.get(&format!("{home}?pa_query={opener}")).send().await;
        assert_eq!(answer.unwrap().status(), status, "{owner}");
        let found = openings(&emulator).await.pop().unwrap();
        assert_eq!(
            (&found["customer_ref"], &found["page"], &found["reason"]),
            (&json!(owner), &json!(page), &reason)
        );
    }
    assert_eq!(openings(&emulator).await.len(), 2);
}

#[tokio::test]
async fn a_link_that_was_issued_to_nobody_is_recorded_as_an_offer_that_opened() {
    let emulator = start();
    let (_, offer) = emulator.ask("/v1/Offer?ReferenceOffer=offer-pro").await;
    let link = link_in(&offer, "hosted-subscribe").unwrap()["href"]
        .as_str()
        .unwrap();
    // Its token opens nothing below another path.
    let moved = link.replace("/subscribe-offer/", "/portal/");
    assert_eq!(emulator.get(&moved).send().await.unwrap().status(), 410);
    assert_eq!(emulator.get(link).send().await.unwrap().status(), 303);
    let found = openings(&emulator).await.pop().unwrap();
    assert_eq!(
        (
            &found["customer_ref"],
            &found["page"],
            &found["offer"],
            &found["reason"]
        ),
        (
            &json!(null),
            &json!("subscribe"),
            &json!("offer-pro"),
            &json!(null)
        )
    );
}

#[tokio::test]
async fn openings_can_be_cleared_and_a_reset_clears_them() {
    let emulator = start();
    emulator.page("/portal/nothing").await;
    let clear = emulator.client.delete(emulator.url("/_emulator/openings"));
    assert_eq!(clear.send().await.unwrap().status(), 204);
    assert!(openings(&emulator).await.is_empty());
    emulator.page("/portal/nothing").await;
    emulator
        .post("/_emulator/reset", &json!({}))
        .send()
        .await
        .unwrap();
    assert!(openings(&emulator).await.is_empty());
}

#[tokio::test]
async fn the_public_table_is_recorded_once_whoever_opened_it() {
    let emulator = start();
    emulator.page("/portal-anon").await;
    let answer = emulator
        .get("/portal-open?business_id=1&segment_ref=acme-eur")
        .send()
        .await
        .unwrap();
    let path = answer.headers()["Location"].to_str().unwrap().to_owned();
    assert!(emulator.page(&path).await.contains("Plans and prices"));
    emulator.page("/portal-anon?choose=offer-pro").await;
    let found = openings(&emulator).await;
    let seen: Vec<_> = found
        .iter()
        .map(|one| (one["by"].as_str().unwrap(), one["page"].as_str().unwrap()))
        .collect();
    assert_eq!(seen, [("link", "anonymous"), ("portal.js", "anonymous")]);
}
