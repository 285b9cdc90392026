//! The offers before sign-up, for anybody.

use proabono_portal::emulator::Options;
use reqwest::Method;
use serde_json::{Value, json};

use super::{Opened, SECRET, data_block, insite_account, opened};
use crate::support::http::Answer;
use crate::support::served::{Served, framed};
use crate::support::upstream::{HOSTED, account};

const LIST: (&str, &str) = ("offers.show", "list");
const READ_OFFERS: &str = "GET /v1/Offers";

/// The page, as nobody.
async fn offers(site: &Served) -> Answer {
    site.ask(Method::GET, "/Subscriptions/offers", &[]).await
}

#[tokio::test]
async fn the_pricing_table_opens_for_nobody_in_the_generation_of_the_account() {
    let site = Served::start(&[SECRET]);
    assert_eq!(framed(&offers(&site).await), format!("{HOSTED}/portal-anon"));
    let site = Served::of(insite_account(), &[SECRET]);
    let page = offers(&site).await;
    assert_eq!(
        opened(&page),
        Opened::InSite(json!({ "business_id": 1, "segment_ref": "acme-eur" }))
    );
    for generation in ["hosted", "insite"] {
        let site = Served::of(insite_account(), &[SECRET, ("insite.generation", generation)]);
        let insite = data_block(&offers(&site).await, "proabono-portal").is_some();
        assert_eq!(insite, generation == "insite");
    }
}

#[tokio::test]
async fn whoever_asks_the_public_page_tells_proabono_nothing_of_themselves() {
    for options in [account(), insite_account()] {
        let site = Served::of(options, &[SECRET]);
        let page = site.visit_with("alice", "/Subscriptions/offers", &[]).await;
        page.assert_status(200)
            .assert_no_text("cust-alice")
            .assert_no_text("customer_ref")
            .assert_no_text("hash");
    }
}

#[tokio::test]
async fn without_an_answer_the_pricing_table_opens_in_site() {
    let site = Served::start(&[SECRET]);
    site.upstream.stop().await;
    let page = offers(&site).await;
    assert!(matches!(opened(&page), Opened::InSite(_)));
}

#[tokio::test]
async fn the_list_shows_what_is_visible_and_leads_to_the_workflow() {
    let site = Served::start(&[SECRET, LIST]);
    let page = offers(&site).await;
    page.assert_status(200)
        .assert_text("<bdi>Pro</bdi>")
        .assert_text("href=\"/Subscriptions/subscribe/offer-pro\"")
        .assert_no_text("offer-free")
        .assert_no_text("<iframe");
    let signing = Served::start(&[
        SECRET,
        LIST,
        ("offers.sign_up_url", "https://app.acme.example/sign-up?plan=1"),
    ]);
    offers(&signing)
        .await
        .assert_text("href=\"https://app.acme.example/sign-up?plan=1&#38;refo=offer-pro\"");
}

#[tokio::test]
async fn the_list_asks_once_for_a_crowd_and_shows_the_last_one_in_an_outage() {
    let site = Served::start(&[SECRET, LIST]);
    let crowd = (0..20).map(|_| offers(&site));
    for page in futures_util::future::join_all(crowd).await {
        page.assert_status(200);
    }
    assert_eq!(site.upstream.count(READ_OFFERS).await, 1);
    let broken = Served::start(&[SECRET, LIST]);
    broken
        .upstream
        .fault(json!({ "on": READ_OFFERS, "status": 503 }))
        .await;
    offers(&broken)
        .await
        .assert_status(503)
        .assert_text("Billing is not answering right now")
        .assert_no_text("503 ");
}

#[tokio::test]
async fn a_failure_answers_for_the_visitors_after_it() {
    for status in [400, 503] {
        let site = Served::start(&[SECRET, LIST]);
        site.upstream
            .fault(json!({ "on": READ_OFFERS, "status": status }))
            .await;
        offers(&site).await;
        let asked = site.upstream.count(READ_OFFERS).await;
        for _ in 0..20 {
            assert!(offers(&site).await.status >= 500);
        }
        assert_eq!(site.upstream.count(READ_OFFERS).await, asked, "{status}");
    }
}

#[tokio::test]
async fn texts_of_an_offer_are_text() {
    let site = Served::start(&[SECRET, LIST]);
    let offer = |title: &str| {
        json!({ "ReferenceOffer": "offer-x", "TitleLocalized": title,
        "IsVisible": true, "PricingLocalized": "<b>1</b>", "DescriptionLocalized": "a & b",
        "Features": [{ "TitleLocalized": "<i>f</i>" }] })
    };
    let hidden = json!({ "ReferenceOffer": "offer-hidden", "IsVisible": false });
    let body: Value = json!({ "Page": 1, "SizePage": 100, "TotalItems": 2,
        "Items": [offer("<script>alert(1)</script>"), hidden] });
    site.upstream
        .fault(json!({ "on": READ_OFFERS, "status": 200, "body": body.to_string() }))
        .await;
    offers(&site)
        .await
        .assert_status(200)
        .assert_no_text("<script>alert")
        .assert_no_text("<b>1")
        .assert_no_text("<i>f")
        .assert_no_text("offer-hidden")
        .assert_text("a &#38; b");
}

#[tokio::test]
async fn switched_off_there_is_no_such_page() {
    let site = Served::start(&[SECRET, ("offers.show", "off")]);
    offers(&site).await.assert_status(404);
}

#[tokio::test]
async fn a_pricing_tables_offers_alone_are_asked_for() {
    let site = Served::of(
        Options { ..account() },
        &[SECRET, LIST, ("offers.pricing_table", "public-2026")],
    );
    offers(&site).await;
    assert!(
        site.upstream
            .everything()
            .await
            .contains("\"ReferencePricingTable\":\"public-2026\"")
    );
}
