//! `IsIframeClosedAfterSubscribe`: ProAbono closes the frame, and the page shows the new state instead of a hole.

use fantoccini::Locator;
use serde_json::json;

use crate::support::site::SiteOptions;
use crate::support::trials::trials;

use super::super::entrances::Links;
use super::super::{SOON, assert_quiet, click, text, wait_for_frame_text};
use super::{WALKS, Walk, Walkers, inside};

const CLOSINGS: [&str; 3] = ["message", "blank", "both"];

/// In the plain run a half of them, in which each way of closing is.
fn closings(name: &str, first: usize) -> Vec<(Links, &'static str)> {
    let mut all = Vec::new();
    for (number, closing) in CLOSINGS.into_iter().enumerate() {
        let turn = [Links::Hosted, Links::InSite];
        all.push((turn[(number + first) % 2], closing));
    }
    for (number, closing) in CLOSINGS.into_iter().enumerate() {
        let turn = [Links::InSite, Links::Hosted];
        all.push((turn[(number + first) % 2], closing));
    }
    let count = trials(name, 3, all.len());
    all.truncate(count);
    all
}

/// The page knows how the visitor stood before.
const REMEMBERED: &str = "performance.getEntriesByType('resource')
    .some(entry => entry.name.endsWith('/standing.json') && entry.responseEnd > 0)";

/// The subscription, or the change, each of which closes its frame. Where nothing says that frames close, the page takes
/// notice once the visitor does something in the frame.
async fn opens(walkers: &mut Walkers, (links, closing): (Links, &str), walk: Walk) {
    walkers.site.hosted_pages(links.settings()).await;
    let change = json!({ "IsIframeClosedAfterSubscribe": true, "closing": closing });
    walkers.site.hosted_pages(change).await;
    walkers.begins(walk).await;
}

#[tokio::test]
async fn a_frame_that_closes_becomes_the_new_state_by_itself() {
    let closings = closings("frames closed, where that is said", 0);
    let options = SiteOptions::default().with("PORTAL_FRAME__CLOSED_AFTER_SUBSCRIBE", "true");
    let mut walkers = Walkers::start(closings.len(), options).await;
    for (trial, closing) in closings.into_iter().enumerate() {
        let walk = WALKS[trial % 2];
        opens(&mut walkers, closing, walk).await;
        walkers.sees(REMEMBERED, &format!("{closing:?}")).await;
        walkers.clicks(walk).await;
        let home = "location.pathname.endsWith('/Subscriptions') && window.length === 1";
        walkers.sees(home, &format!("{closing:?}")).await;
        wait_for_frame_text(&walkers.browser, &format!("Plan {}", walk.plan)).await;
        assert!(!text(&walkers.browser).await.contains("has changed"));
        assert_quiet(&walkers.browser).await;
    }
}

#[tokio::test]
async fn where_it_is_not_said_that_frames_close_a_notice_shows_the_new_state_and_no_hole_stays() {
    let closings = closings("frames closed, where that is not said", 1);
    let mut walkers = Walkers::start(closings.len(), SiteOptions::default()).await;
    for (trial, closing) in closings.into_iter().enumerate() {
        let walk = WALKS[trial % 2];
        opens(&mut walkers, closing, walk).await;
        assert_eq!(walkers.browser.eval(REMEMBERED).await, false, "{closing:?}");
        inside(&walkers.browser, Locator::Css("h1")).await;
        walkers.sees(REMEMBERED, &format!("{closing:?}")).await;
        walkers.clicks(walk).await;
        let told = "document.querySelector('#standing a')";
        let home = "location.pathname.endsWith('/Subscriptions') && window.length === 1";
        walkers
            .sees(&format!("{told} || {home}"), &format!("{closing:?}"))
            .await;
        if walkers.browser.eval(&format!("!!{told}")).await == true {
            assert!(
                text(&walkers.browser)
                    .await
                    .contains("Your subscription has changed.")
            );
            click(&walkers.browser, Locator::Css("#standing a")).await;
            walkers.browser.wait_until(home, SOON).await;
        }
        wait_for_frame_text(&walkers.browser, &format!("Plan {}", walk.plan)).await;
        assert_quiet(&walkers.browser).await;
    }
}

#[tokio::test]
async fn a_frame_that_changes_nothing_says_nothing() {
    let options = SiteOptions::default().with("PORTAL_FRAME__CLOSED_AFTER_SUBSCRIBE", "true");
    let mut walkers = Walkers::start(1, options).await;
    walkers.newcomer().await;
    walkers.browser.goto(&walkers.site.page("/plans")).await;
    inside(&walkers.browser, Locator::LinkText("Choose Pro")).await;
    wait_for_frame_text(&walkers.browser, "Subscribe to Pro").await;
    inside(&walkers.browser, Locator::LinkText("Cancel")).await;
    wait_for_frame_text(&walkers.browser, "Choose your plan").await;
    tokio::time::sleep(std::time::Duration::from_secs(6)).await;
    let here = walkers.browser.eval("location.pathname").await;
    assert_eq!(here, "/Subscriptions/plans");
    assert_eq!(
        walkers
            .browser
            .eval("document.getElementById('standing').innerText")
            .await,
        ""
    );
    assert_quiet(&walkers.browser).await;
}

#[tokio::test]
async fn what_ends_while_the_visitor_looks_elsewhere_shows_when_they_look_again() {
    const HIDDEN: &str = "Object.defineProperty(document, 'hidden', { configurable: true, get: () => true })";
    const BACK: &str = "delete document.hidden; document.dispatchEvent(new Event('visibilitychange'))";
    let options = SiteOptions::default().with("PORTAL_FRAME__CLOSED_AFTER_SUBSCRIBE", "true");
    let mut walkers = Walkers::start(1, options).await;
    opens(&mut walkers, (Links::Hosted, "blank"), WALKS[0]).await;
    walkers.sees(REMEMBERED, "a subscription").await;
    walkers.browser.eval(HIDDEN).await;
    walkers.clicks(WALKS[0]).await;
    tokio::time::sleep(std::time::Duration::from_secs(3)).await;
    let here = walkers.browser.eval("location.pathname").await;
    assert_eq!(here, "/Subscriptions/subscribe/offer-pro");
    walkers.browser.eval(BACK).await;
    let home = "location.pathname.endsWith('/Subscriptions') && window.length === 1";
    walkers.sees(home, "a subscription").await;
    wait_for_frame_text(&walkers.browser, "Plan Pro").await;
}
