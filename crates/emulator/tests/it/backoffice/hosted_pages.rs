//! The hosted pages obey the settings that are written by the Backoffice API.

use serde_json::json;

use super::super::settings;
use super::{ACCOUNT, start};

#[tokio::test]
async fn the_settings_of_the_accounts_segment_are_those_of_the_hosted_pages() {
    let emulator = start();
    let segments = emulator.reads(200, ACCOUNT, "GET /Organization/Segments").await;
    let id = segments["Items"][0]["Id"]
        .as_u64()
        .expect("the account's segment");
    let pages = format!("/Organization/Segments/{id}/SettingsHostedPages");
    let redirects = format!("/Organization/Segments/{id}/SettingsRedirection");
    let all = json!({
        "IsOffersAnonymousLinkTargetParent": true, "CanSubscribeAnonymous": true, "IsRequiringAddressBilling": true,
        "IsRequiringPaymentInfoWhenFree": false, "IsRequiringPaymentInfoWhenUpdated": false,
        "IsIframeClosedAfterSubscribe": true, "CanCustomerUpgrade": false, "CanCustomerTerminate": false,
    });
    let (status, _) = emulator.at(ACCOUNT, &format!("PUT {pages}"), Some(&all)).await;
    assert!(status < 300, "{status}");
    let paid = json!({ "UrlPaymentSuccess": "https://app.acme.example/paid" });
    let (status, _) = emulator
        .at(ACCOUNT, &format!("PUT {redirects}"), Some(&paid))
        .await;
    assert!(status < 300, "{status}");
    let now = emulator.control("hosted-pages").await;
    for name in [
        "IsOffersAnonymousLinkTargetParent",
        "CanSubscribeAnonymous",
        "IsIframeClosedAfterSubscribe",
        "CanCustomerUpgrade",
        "CanCustomerTerminate",
    ] {
        assert_eq!(now[name], all[name], "{name}");
    }
    assert_eq!(now["redirects"], paid);

    // A change by the other way counts too: the last one wins.
    settings::set(
        &emulator,
        json!({ "CanCustomerUpgrade": true, "redirects": { "UrlPaymentSuccess": null } }),
    )
    .await;
    let read = emulator.reads(200, ACCOUNT, &format!("GET {pages}")).await;
    assert_eq!(
        (&read["CanCustomerUpgrade"], &read["IsRequiringAddressBilling"]),
        (&json!(true), &json!(true))
    );
    let read = emulator.reads(200, ACCOUNT, &format!("GET {redirects}")).await;
    assert_eq!(read["UrlPaymentSuccess"], json!(null));
}
