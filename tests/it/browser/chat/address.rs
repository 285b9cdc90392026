//! The address bar: what leaves it before the chat comes, and that the page is read again from the rest.

use std::time::Duration;

use fantoccini::Locator;
use serde_json::json;
use tokio::time::sleep;

use super::{CONNECTED, SOON, chatting, click, start, text, words};
use crate::support::browser::Browser;
use crate::support::site::{HOSTED, Site, SiteOptions};

use super::super::{has_notice, status};

const WAITING: &str = "We are waiting for the confirmation";

/// The path and the query, once the chat is there.
async fn beside_the_chat(browser: &Browser) -> String {
    browser.wait_until(CONNECTED, SOON).await;
    here(browser).await
}

async fn here(browser: &Browser) -> String {
    words(browser, "location.pathname + location.search").await
}

async fn assert_waits(browser: &Browser) {
    let all = text(browser).await;
    assert!(all.contains(WAITING), "{all}");
}

/// Bruno has bought, whatever his page says yet.
async fn bruno_subscribes(site: &Site) {
    let body = json!({ "ReferenceCustomer": "cust-bruno", "ReferenceOffer": "offer-pro" });
    let path = "/v1/Subscription?TryStart=true&EnsureBillable=false";
    let one = site.write(path, body).await;
    assert_eq!(one["Status"], "Active", "{one}");
}

#[tokio::test]
async fn a_return_holds_after_a_reload_and_means_the_same() {
    let (site, browser) = start(chatting()).await;
    site.sign_in(&browser, "bruno").await;
    let said = "/return?status=UrlPaymentSuccess&refo=offer-pro";
    browser.goto(&site.page(&format!("{said}&idsu=4&idc=3"))).await;
    for _ in 0..2 {
        assert_eq!(beside_the_chat(&browser).await, format!("/Subscriptions{said}"));
        assert_waits(&browser).await;
        browser.client().refresh().await.expect("a reload");
    }
    browser.goto(&site.page("/plans")).await;
    assert_waits(&browser).await;
}

#[tokio::test]
async fn a_link_leaves_the_address_of_a_waiting_page_and_is_opened_in_the_end() {
    let (site, browser) = start(chatting()).await;
    site.sign_in(&browser, "bruno").await;
    browser
        .goto(&site.page("/return?from=subscribe&outcome=paid"))
        .await;
    assert_waits(&browser).await;
    let link = format!("{HOSTED}/charge-invoice/x");
    browser
        .goto(&site.page(&format!("?crylk={link}&plan=a%20b")))
        .await;
    assert_waits(&browser).await;
    assert_eq!(beside_the_chat(&browser).await, "/Subscriptions?plan=a%20b");
    bruno_subscribes(&site).await;
    // It looks by itself; nobody clicks.
    browser
        .wait_until("document.querySelector('#subscription iframe')", SOON)
        .await;
    assert_eq!(browser.frame_src().await, Some(link));
    assert_eq!(beside_the_chat(&browser).await, "/Subscriptions?plan=a%20b");
}

#[tokio::test]
async fn a_link_leaves_the_address_of_a_problem_page_and_is_tried_again() {
    let options = chatting()
        .with("PORTAL_PROABONO__TIMEOUT", "2s")
        .with("PORTAL_CUSTOMERS__LINKS_FRESH_FOR", "1s");
    let (mut site, browser) = start(options).await;
    site.api_goes().await;
    // The path and the offer are needed to read the page again.
    browser.goto(&site.page("/subscribe?refo=a%2Fb&idc=3")).await;
    assert_eq!(status(&browser).await, 503);
    assert_eq!(
        beside_the_chat(&browser).await,
        "/Subscriptions/subscribe?refo=a%2Fb"
    );
    // A link that is refused needs the home beside it.
    let whole = site.page("?crylk=https://proabono.com.evil.example/x&plan=a%20b");
    browser.goto(&whole).await;
    assert_eq!(status(&browser).await, 503);
    assert_eq!(beside_the_chat(&browser).await, "/Subscriptions?plan=a%20b");
    site.api_comes_back();
    // A failed look-up answers for one second.
    sleep(Duration::from_millis(1_200)).await;
    click(&browser, Locator::LinkText("Try again now")).await;
    assert_eq!(status(&browser).await, 200);
    assert!(has_notice(&browser).await, "the link was not tried again");
    assert_eq!(beside_the_chat(&browser).await, "/Subscriptions?plan=a%20b");
}

#[tokio::test]
async fn without_the_chat_a_page_is_read_again_from_its_address_as_well() {
    let (site, browser) = start(SiteOptions::default()).await;
    let refused = "crylk=https://proabono.com.evil.example/x";
    for (query, rest) in [
        ("/plans?notice=unknown-offer&refo=a%2Fb", "/plans?refo=a%2Fb"),
        ("?plan=a%20b&plan=c", "?plan=a%20b&plan=c"),
        (&format!("?{refused}&plan=a%20b"), "?plan=a%20b"),
        (&format!("?pa_query=y&{refused}"), ""),
    ] {
        browser.goto(&site.page(query)).await;
        assert_eq!(here(&browser).await, format!("/Subscriptions{rest}"), "{query}");
    }
}
