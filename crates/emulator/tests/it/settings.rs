//! The settings of the hosted pages, changed while the emulator runs.

use proabono_emulator::{HostedPages, Options};
use serde_json::{Value, json};

use super::{Running, start, start_with};

/// The status, and the text of the answer.
pub(super) async fn put(emulator: &Running, change: &Value) -> (u16, String) {
    let request = emulator.client.put(emulator.url("/_emulator/hosted-pages"));
    let request = request.header("Content-Type", "application/json");
    let answer = request.body(change.to_string()).send().await.unwrap();
    (answer.status().as_u16(), answer.text().await.unwrap())
}

/// A change that must be accepted.
pub(super) async fn set(emulator: &Running, change: Value) {
    let (status, text) = put(emulator, &change).await;
    assert_eq!(status, 200, "{change}: {text}");
}

#[tokio::test]
async fn only_what_is_there_is_changed() {
    let emulator = start();
    let before = emulator.control("hosted-pages").await;
    assert_eq!(
        before,
        json!({
            "links": "hosted", "insite_home_is_page": false, "return_url": null, "redirects": {},
            "IsIframeClosedAfterSubscribe": false, "IsOffersAnonymousLinkTargetParent": false,
            "CanSubscribeAnonymous": false, "CanCustomerUpgrade": true, "CanCustomerTerminate": true,
            "return_in": "frame", "outcome": null, "closing": "message", "tells_height": false,
        })
    );
    let change = json!({ "links": "insite", "CanCustomerUpgrade": false, "outcome": "odd",
        "return_url": "https://app.acme.test/back",
        "redirects": { "UrlPaymentSuccess": "https://app.acme.test/paid" } });
    set(&emulator, change.clone()).await;
    let mut expected = before.clone();
    expected
        .as_object_mut()
        .unwrap()
        .extend(change.as_object().unwrap().clone());
    assert_eq!(emulator.control("hosted-pages").await, expected);
    let more = json!({ "outcome": null, "return_url": null,
        "redirects": { "UrlPaymentSuccess": null, "UrlGenericError": "http://127.0.0.1:1/" } });
    set(&emulator, more).await;
    let after = emulator.control("hosted-pages").await;
    assert_eq!(
        after["redirects"],
        json!({ "UrlGenericError": "http://127.0.0.1:1/" })
    );
    assert_eq!(
        (&after["outcome"], &after["return_url"]),
        (&json!(null), &json!(null))
    );
    emulator
        .post("/_emulator/reset", &json!({}))
        .send()
        .await
        .unwrap();
    assert_eq!(emulator.control("hosted-pages").await, before);
}

#[tokio::test]
async fn an_unknown_member_or_value_is_refused_in_words_and_changes_nothing() {
    let emulator = start();
    let before = emulator.control("hosted-pages").await;
    for (change, said) in [
        (json!({ "link": "insite" }), "link"),
        (json!({ "links": "both" }), "both"),
        (json!({ "links": null }), "expected value"),
        (json!({ "return_in": "tab" }), "tab"),
        (json!({ "closing": "never" }), "never"),
        (json!({ "CanCustomerUpgrade": "yes" }), "yes"),
        (
            json!({ "IsRequiringAddressBilling": true }),
            "IsRequiringAddressBilling",
        ),
        (json!({ "outcome": 7 }), "7"),
        (json!({ "return_url": "/Subscriptions/return" }), "absolute"),
        (
            json!({ "redirects": { "UrlPaymentSucess": "https://a.test/" } }),
            "UrlPaymentSucess",
        ),
        (
            json!({ "redirects": { "UrlPaymentSuccess": "javascript:1" } }),
            "absolute",
        ),
        (json!({ "CanCustomerUpgrade": false, "links": 1 }), "links"),
    ] {
        let (status, text) = put(&emulator, &change).await;
        assert!(status == 400 && !text.starts_with('{'), "{change}: {text}");
        if said != "links" {
            assert!(text.contains(said), "{change}: {text}");
        }
    }
    assert_eq!(emulator.control("hosted-pages").await, before);
}

#[tokio::test]
async fn the_generation_of_links_changes_at_once() {
    let emulator = start();
    emulator.link("cust-alice", "hosted-home").await;
    set(&emulator, json!({ "links": "insite" })).await;
    emulator.link("cust-alice", "insite-home").await;
}

#[tokio::test]
async fn the_choice_of_the_public_table_leads_to_the_sign_up_that_is_configured() {
    let emulator = start();
    let table = emulator.page("/portal-anon").await;
    let at = table.find("/portal-anon?choose=offer-pro").unwrap();
    let page = emulator.page(table[at..].split('"').next().unwrap()).await;
    assert!(page.contains("UrlOffersAnonymousSelection"), "{page}");
    set(&emulator, json!({ "CanSubscribeAnonymous": true })).await;
    assert!(
        emulator
            .page("/portal-anon?choose=offer-pro")
            .await
            .contains("leaves it out")
    );

    let sign_up =
        json!({ "redirects": { "UrlOffersAnonymousSelection": "https://app.acme.test/sign-up?plan=1" } });
    set(&emulator, sign_up).await;
    let link = "href=\"https://app.acme.test/sign-up?plan=1&#38;refo=offer-pro\"";
    let table = emulator.page("/portal-anon").await;
    assert!(table.contains(&format!("{link}>")), "{table}");
    set(&emulator, json!({ "IsOffersAnonymousLinkTargetParent": true })).await;
    assert!(
        emulator
            .page("/portal-anon")
            .await
            .contains(&format!("{link} target=\"_parent\""))
    );
}

#[tokio::test]
async fn the_settings_can_be_there_from_the_start() {
    let emulator = start_with(Options {
        hosted_pages: HostedPages {
            outcome: Some("due".to_owned()),
            ..HostedPages::default()
        },
        ..Options::default()
    });
    assert_eq!(emulator.control("hosted-pages").await["outcome"], "due");
}
