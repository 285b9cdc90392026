//! From the application to the page, through it, and out again.

use fantoccini::Locator;

use crate::support::browser::{Browser, BrowserOptions};

use super::super::look::assert_reads_well;
use super::super::{assert_quiet, click, click_in_frame, status, text, wait_for_frame_text};
use super::{Desk, lines};

#[tokio::test]
async fn a_stranger_follows_the_readme_and_walks_the_whole_way_with_the_header() {
    let desk = Desk::set_up(&lines("README.md", "## Your own application, offline")).await;
    let browser = Browser::start(BrowserOptions::default()).await;
    browser.goto(&desk.page("")).await;
    assert_eq!(status(&browser).await, 401);
    // The browser's own word about that status.
    browser.console().await;

    desk.sign_in(&browser, "ada").await;
    wait_for_frame_text(&browser, "Choose your plan").await;
    assert_tells(&browser, &["Ada Żak", "Nothing here is real"]).await;
    browser.screenshot("dev-page-wide").await;
    assert_reads_well(&browser, "the page of dev").await;

    subscribes_and_changes_the_plan(&desk, &browser).await;
    has_a_renewal_refused_and_pays_it(&desk, &browser).await;
    sees_the_in_site_portal(&desk, &browser).await;
    reads_what_happened(&desk, &browser).await;

    desk.press(&browser, "button[name='close'][value='cust-1001']")
        .await;
    browser.goto(&desk.page("")).await;
    assert_eq!(status(&browser).await, 403);
    assert!(text(&browser).await.contains("on hold"));
    desk.sign_out(&browser).await;
}

/// With a card that fails nothing is bought, and ProAbono confirms nothing.
async fn subscribes_and_changes_the_plan(desk: &Desk, browser: &Browser) {
    desk.press(browser, "button[value='failure']").await;
    desk.open(browser, "/subscribe/offer-pro", "Subscribe to Pro")
        .await;
    desk.send(browser, "The payment did not go through").await;
    click(browser, Locator::LinkText("Your subscription")).await;
    desk.arrives(browser).await;
    wait_for_frame_text(browser, "Choose your plan").await;

    desk.press(browser, "button[value='natural']").await;
    desk.open(browser, "/subscribe/offer-pro", "Subscribe to Pro")
        .await;
    desk.walk(browser, "You’re on Pro now", "Plan Pro").await;

    desk.open(browser, "/change-plan", "Change your plan").await;
    follow(browser, "Choose Business").await;
    wait_for_frame_text(browser, "Change to Business").await;
    desk.walk(browser, "You’re on Business now", "Plan Business")
        .await;
}

/// The words of an invoice that a card refused.
const REFUSED: &str = "Refused by the card";

/// The period ends while the card fails, and once more when it does not.
async fn has_a_renewal_refused_and_pays_it(desk: &Desk, browser: &Browser) {
    assert!(!browser.frame_text().await.contains(REFUSED));
    desk.press(browser, "button[value='failure']").await;
    desk.open(browser, "/payment-method", "Payment method").await;
    desk.walk(browser, "It did not work", "Plan Business").await;
    a_period_later(desk, browser).await;
    desk.open(browser, "", REFUSED).await;
    assert!(browser.frame_text().await.contains("Plan Business"));

    desk.press(browser, "button[value='natural']").await;
    desk.open(browser, "", REFUSED).await;
    let before = invoices(browser).await;
    click_in_frame(browser, "a[aria-label^='Pay invoice']").await;
    wait_for_frame_text(browser, "To be paid by").await;
    desk.walk(browser, "Your payment was taken", "Plan Business")
        .await;
    assert!(!browser.frame_text().await.contains(REFUSED));

    a_period_later(desk, browser).await;
    desk.open(browser, "", "Plan Business").await;
    assert!(invoices(browser).await > before);
    assert!(!browser.frame_text().await.contains(REFUSED));
}

/// Moves the clock past the end of a period of a month, and past the billing that comes after it.
async fn a_period_later(desk: &Desk, browser: &Browser) {
    for seconds in [31 * 86_400, 86_400] {
        desk.press(browser, &format!("button[name='clock'][value='{seconds}']"))
            .await;
    }
}

/// How many invoices the home in the frame lists.
async fn invoices(browser: &Browser) -> usize {
    browser.frame_text().await.matches("A-17.").count()
}

async fn sees_the_in_site_portal(desk: &Desk, browser: &Browser) {
    let calls = "(window.__proAbonoPortalCalls ?? []).length";
    assert_eq!(browser.eval(calls).await, 0);
    desk.press(browser, "button[value='insite']").await;
    desk.open(browser, "", "Plan Business").await;
    assert_eq!(browser.eval(calls).await, 1);
    browser.goto(&desk.page("/payment-method")).await;
    wait_for_frame_text(browser, "Payment method").await;
    assert_eq!(browser.eval(calls).await, 1);
    assert_quiet(browser).await;
}

/// The panel tells of all that, and reads well.
async fn reads_what_happened(desk: &Desk, browser: &Browser) {
    browser.goto(&desk.dev.panel).await;
    let told = [
        "1001 (Ada Żak, ada@initech.example, en), by proxy",
        "cust-1001 in the segment acme-eur",
        "GET /Subscriptions/return?from=…",
        "POST /v1/Customer → 201",
        "cust-1001, by link",
        "in the page, at the home",
        "in the page, with an opener",
        "cust-1001, by portal.js",
    ];
    assert_tells(browser, &told).await;
    for (name, look, dark) in [
        ("wide", (1280, 800), false),
        ("narrow", (390, 844), false),
        ("dark", (390, 844), true),
    ] {
        browser.look(look, dark).await;
        assert_reads_well(browser, &format!("the panel, {name}")).await;
        browser.screenshot(&format!("dev-panel-{name}")).await;
    }
    browser.look((1280, 800), false).await;
}

/// Checks that the page has all of these words, and returns what it says.
async fn assert_tells(browser: &Browser, told: &[&str]) -> String {
    let words = text(browser).await;
    for one in told {
        assert!(words.contains(one), "{one:?} is not in {words}");
    }
    words
}

/// Follows the link inside the frame.
async fn follow(browser: &Browser, label: &str) {
    let client = browser.client();
    client.enter_frame(0).await.expect("the frame");
    click(browser, Locator::LinkText(label)).await;
    client.enter_parent_frame().await.expect("the page");
}

#[tokio::test]
async fn the_same_application_hands_its_user_over_by_the_lines_of_the_document() {
    let desk = Desk::set_up(&lines("docs/develop.md", "## The sample application")).await;
    let browser = Browser::start(BrowserOptions::default()).await;
    desk.sign_in(&browser, "basile").await;
    wait_for_frame_text(&browser, "Choose your plan").await;
    assert_tells(&browser, &["Basile Petit", "Nothing here is real"]).await;
    assert!(!browser.frame_text().await.contains("Card ending"));
    desk.open(&browser, "/payment-method", "Payment method").await;
    desk.walk(
        &browser,
        "Thank you. Your subscription shows the payment method",
        "Card ending in",
    )
    .await;
    browser.goto(&desk.dev.panel).await;
    let told = [
        "POST /Subscriptions/handoff",
        "1002 (Basile Petit, basile@initech.example",
        ", by handoff",
    ];
    assert!(!assert_tells(&browser, &told).await.contains("eyJ"));
    desk.sign_out(&browser).await;
}
