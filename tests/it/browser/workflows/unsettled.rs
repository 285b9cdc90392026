//! While ProAbono does not confirm what was done.

use serde_json::json;

use crate::support::browser::Browser;
use crate::support::site::SiteOptions;
use crate::support::trials::trials;

use super::super::entrances::Links;
use super::super::{SOON, assert_quiet, text, wait_for_frame_text};
use super::{WALKS, Walkers};

/// Where nothing may be bought while nothing is confirmed.
const SHOPS: [&str; 5] = [
    "",
    "/plans",
    "/subscribe/offer-business",
    "/change-plan",
    "/subscribe?refo=offer-pro",
];

#[tokio::test]
async fn while_a_return_is_unsettled_nothing_is_for_sale_and_then_the_page_goes_on_by_itself() {
    let walks: Vec<_> = WALKS
        .into_iter()
        .filter(|walk| matches!(walk.from, "subscribe" | "upgrade" | "restart" | "invoice"))
        .collect();
    let count = trials("workflows whose payment is under way", 3, 2 * walks.len());
    let mut walkers = Walkers::start(count, SiteOptions::default()).await;
    walkers.site.hosted_pages(json!({ "outcome": "pending" })).await;
    for trial in 0..count {
        let walk = walks[trial % walks.len()];
        let links = if (trial / walks.len() + trial) % 2 == 0 {
            Links::Hosted
        } else {
            Links::InSite
        };
        walkers.site.hosted_pages(links.settings()).await;
        walkers.walks(walk).await;
        walkers.assert_back(walk.from).await;
        for shop in SHOPS {
            assert_waits(&walkers.browser, walk.from).await;
            walkers.browser.goto(&walkers.site.page(shop)).await;
        }
        assert_waits(&walkers.browser, walk.from).await;
        walkers.browser.goto(&walkers.site.page("")).await;
        assert_waits(&walkers.browser, walk.from).await;
        walkers.site.bank_confirms().await;
        // It looks by itself; nobody clicks.
        walkers.browser.wait_until("window.length === 1", SOON).await;
        wait_for_frame_text(&walkers.browser, &format!("Plan {}", walk.plan)).await;
        assert_quiet(&walkers.browser).await;
    }
}

#[tokio::test]
async fn a_waiting_return_becomes_the_message_and_nobody_buys_twice() {
    let mut walkers = Walkers::start(1, SiteOptions::default()).await;
    walkers.site.hosted_pages(json!({ "outcome": "pending" })).await;
    let person = walkers.walks(WALKS[0]).await;
    walkers.assert_back("subscribe").await;
    assert_waits(&walkers.browser, "subscribe").await;
    walkers.site.bank_confirms().await;
    let thanks = "document.querySelector('h1').innerText === 'You’re on Pro now'";
    walkers.browser.wait_until(thanks, SOON).await;
    let all = text(&walkers.browser).await;
    assert!(all.contains("Paid today") && all.contains(person.name), "{all}");
    assert_quiet(&walkers.browser).await;
    let path = format!(
        "/v1/Subscriptions?ReferenceCustomer=cust-{}&ReferenceSegment=acme-eur",
        person.id
    );
    let all = walkers.site.read(&path).await;
    assert_eq!(all["Items"].as_array().map(Vec::len), Some(1), "{all}");
}

async fn assert_waits(browser: &Browser, what: &str) {
    let all = text(browser).await;
    assert!(
        all.contains("We are waiting for the confirmation")
            || all.contains("Your bank is confirming the payment") && all.contains("Amount"),
        "{what}: {all}"
    );
    let seen = "[window.length, [...document.querySelectorAll('main a')].map(link => link.innerText)]";
    assert_eq!(browser.eval(seen).await, json!([0, ["Check again"]]), "{what}");
    assert_quiet(browser).await;
}
