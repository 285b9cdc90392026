//! The ten things that once harmed a customer, each with the tests that keep it away. A name without a path stands below.
//!
//! | | what must not happen | tests |
//! | --- | --- | --- |
//! | 1 | a failure is thanked, or holds the plans back | `what_did_not_happen_is_neither_thanked_nor_waited_for`, `returns`, `workflows::pictures`, `entrances::outcomes` |
//! | 2 | a slow page is white, without words or help | `waits::a_frame_that_hangs_shows_a_skeleton_and_after_a_while_something_to_press`, `outage`, `rows::each_state_reads_well` |
//! | 3 | a link dies in an open page, with nothing to press | `waits::an_old_page_that_nobody_touched_is_loaded_again`, `waits::an_old_page_that_somebody_works_in_is_not_loaded_again_but_offers_it` |
//! | 4 | nothing around the frame says what is due, paused or ending | `the_row_says_what_is_due_paused_or_ending_and_what_to_do`, `rows` |
//! | 5 | something comes late and moves the frame, or opens the page over itself | `nothing_that_comes_late_moves_the_frame`, `theme::nothing_moves_when_the_logo_comes`, `widget` |
//! | 6 | on a phone the frame is far down, and two things scroll | `on_a_phone_the_frame_begins_high_and_then_alone_fills_the_screen` |
//! | 7 | no way home, or a heading about something else | `workflows_and_links_have_a_heading_of_their_own_and_lead_home` |
//! | 8 | a second tab notices nothing | `another_tab_that_is_looked_at_again_notices_a_cancellation`, `openid::a_tab_that_is_looked_at_again_notices_a_sign_out_in_another_one`, `workflows::heard` |
//! | 9 | a return hides what is known, a failure leads nowhere, a link is not said to be one | `workflows::pictures`, `workflows_and_links_have_a_heading_of_their_own_and_lead_home` |
//! | 10 | a lost visitor is a stranger; no look; odd words | `a_page_that_is_not_there_keeps_the_name_and_the_language`, `no_sentence_is_one_that_made_people_wonder`, `theme`, `frame::a_french_visitor_reads_french_whatever_the_browser_prefers` |

use std::fs;

use serde_json::{Value, json};

use crate::support::browser::{Browser, BrowserOptions};
use crate::support::site::{Site, SiteOptions};

use super::emulated::says;
use super::look::{assert_reads_well, dressed};
use super::{SOON, assert_quiet, follow_mail, status, text, wait_for_frame_text, words};

const PHONE: (u32, u32) = (390, 844);

async fn start(options: SiteOptions) -> (Site, Browser) {
    let site = Site::start(options).await;
    let browser = site.browser(BrowserOptions::default()).await;
    (site, browser)
}

async fn heading(browser: &Browser) -> String {
    words(browser, "document.querySelector('h1').innerText").await
}

/// Waits until the row has that chip.
async fn wait_for_chip(browser: &Browser, chip: &str) {
    let seen = format!("document.querySelector('#status .chip')?.innerText === '{chip}'");
    browser.wait_until(&seen, SOON).await;
}

#[tokio::test]
async fn what_did_not_happen_is_neither_thanked_nor_waited_for() {
    let (site, browser) = start(dressed()).await;
    site.sign_in(&browser, "bruno").await;
    for (outcome, title) in [
        ("cancelled", "You left before the end"),
        ("failure", "The payment did not go through"),
        ("declined", "The payment did not go through"),
        ("whatever", "Welcome back"),
    ] {
        browser
            .goto(&site.page(&format!("/return?from=subscribe&outcome={outcome}")))
            .await;
        assert_eq!(heading(&browser).await, title, "{outcome}");
        let all = text(&browser).await;
        assert!(!all.contains("Thank you"), "{outcome}: {all}");
        assert_eq!(browser.eval("!!document.getElementById('waiting')").await, false);
        // The plans are for sale.
        browser.goto(&site.page("/plans")).await;
        wait_for_frame_text(&browser, "Choose your plan").await;
        assert_quiet(&browser).await;
    }
}

#[tokio::test]
async fn the_row_says_what_is_due_paused_or_ending_and_what_to_do() {
    let (site, browser) = start(dressed()).await;
    let id = site.subscription("alice").await;
    let said = async |chip: &str| {
        // A return has it read again.
        browser.goto(&site.page("/return?from=portal")).await;
        browser.goto(&site.page("")).await;
        wait_for_chip(&browser, chip).await;
        words(&browser, "document.querySelector('#status').innerText").await
    };
    let end = format!("/v1/Subscription/{id}/Termination?Immediate=false");
    site.write(&end, json!({})).await;
    let row = said("Ending").await;
    assert!(
        row.starts_with("Pro\n") && row.contains("Yours until") && row.contains("Keep Pro"),
        "{row}"
    );
    site.write(&format!("/v1/Subscription/{id}/Suspension"), json!({}))
        .await;
    let row = said("Paused").await;
    assert!(
        row.starts_with("Pro\n")
            && row.contains("Paused. We can tell you more.")
            && row.contains("Contact us"),
        "{row}"
    );
    site.sign_in(&browser, "chloe").await;
    let row = said("Paiement en retard").await;
    assert!(
        row.starts_with("Starter\n") && row.contains("Payer 10,80\u{a0}€"),
        "{row}"
    );
}

/// What has moved in the page: how much, and from where to where.
async fn moved(browser: &Browser) -> Value {
    let moved = "new Promise(done => {
        const all = [];
        const told = box => [box.x, box.y, box.width, box.height].join(' ');
        new PerformanceObserver(list => list.getEntries().forEach(entry => all.push([entry.value,
            entry.sources.map(one => [one.node?.outerHTML?.slice(0, 60), told(one.previousRect), told(one.currentRect)])])))
          .observe({ type: 'layout-shift', buffered: true });
        setTimeout(() => done(all), 1000);
      })";
    browser.eval(moved).await
}

#[tokio::test]
async fn nothing_that_comes_late_moves_the_frame() {
    let options = dressed()
        .with(
            "PORTAL_WIDGET__SCRIPT_URL",
            "https://widget.proabono.com/widget.js",
        )
        .with("PORTAL_WIDGET__VISIBLE", "false");
    let (site, browser) = start(options).await;
    // Each of them comes for the first time, so that the row is not known yet.
    for (user, window, manages) in [
        ("alice", (1280, 800), true),
        ("chloe", PHONE, true),
        ("bruno", (320, 640), false),
    ] {
        site.sign_in(&browser, user).await;
        browser.look(window, false).await;
        browser.goto(&site.page("")).await;
        let known = "!document.querySelector('#status[data-incomplete]')";
        let ready = "!document.getElementById('open-widget').hidden";
        browser.wait_until(&format!("{known} && {ready}"), SOON).await;
        assert_eq!(moved(&browser).await, json!([]), "{user}");
        let shown = "document.getElementById('open-widget').checkVisibility()";
        assert_eq!(browser.eval(shown).await, manages, "{user}");
    }
    for form in ["/payment-method", "/plans"] {
        browser.goto(&site.page(form)).await;
        let button = "!!document.getElementById('open-widget')";
        assert_eq!(browser.eval(button).await, false, "above {form}");
    }
}

#[tokio::test]
async fn on_a_phone_the_frame_begins_high_and_then_alone_fills_the_screen() {
    let (site, browser) = start(dressed()).await;
    browser.look(PHONE, false).await;
    for user in ["alice", "bruno", "chloe"] {
        site.sign_in(&browser, user).await;
        browser.goto(&site.page("")).await;
        browser
            .wait_until("!!document.querySelector('#status .fact')", SOON)
            .await;
        let place = "(box => [box.top, box.bottom - innerHeight])(document.querySelector('iframe').getBoundingClientRect())";
        let top = browser.eval(place).await[0].as_f64().expect("a place");
        assert!(top <= 191.0, "{user}: {top}");
        browser.eval("scrollTo(0, 1e6)").await;
        let bar = browser
            .eval("document.querySelector('.bar').getBoundingClientRect().bottom")
            .await;
        let scrolled = browser.eval(place).await;
        let (bar, top) = (
            bar.as_f64().expect("a bar"),
            scrolled[0].as_f64().expect("a place"),
        );
        assert!(
            (top - bar).abs() < 2.0,
            "{user}: {top} below a bar that ends at {bar}"
        );
        let below = scrolled[1].as_f64().expect("a place");
        assert!(below.abs() < 2.0, "{user}: it ends {below} below the screen");
        browser.screenshot(&format!("harms-phone-{user}")).await;
    }
}

/// The way home of the page that is open.
async fn home(browser: &Browser) -> Value {
    browser
        .eval("(way => [way.innerText.trim(), way.pathname])(document.querySelector('.bar a.home'))")
        .await
}

#[tokio::test]
async fn workflows_and_links_have_a_heading_of_their_own_and_lead_home() {
    let (site, browser) = start(dressed()).await;
    for (path, title) in [
        ("/change-plan", "Change your plan"),
        ("/payment-method", "Your payment method"),
    ] {
        browser.goto(&site.page(path)).await;
        assert_eq!(heading(&browser).await, title);
        assert_eq!(
            home(&browser).await,
            json!(["Your subscription", "/Subscriptions"]),
            "{path}"
        );
    }
    // The link of another customer of the same merchant.
    follow_mail(
        &browser,
        &site.emulator("/mails"),
        "Chloé Dubois: an invoice is overdue",
    )
    .await;
    assert!(says(&browser.frame_text().await, "Pay invoice"));
    assert_eq!(heading(&browser).await, "Billing");
    assert_eq!(
        home(&browser).await,
        json!(["Your subscription", "/Subscriptions"])
    );
    let all = text(&browser).await;
    assert!(
        all.contains("This page was opened by a link. Go to your own subscription"),
        "{all}"
    );
    assert_reads_well(&browser, "a page that a link opened").await;
    browser.screenshot("linked").await;
    // What was left is not the heading of what comes after it.
    browser
        .goto(&site.page("/return?from=subscribe&outcome=cancelled"))
        .await;
    assert_eq!(heading(&browser).await, "You left before the end");
    let back = "document.querySelector('.bar a.home').pathname";
    assert_eq!(browser.eval(back).await, "/app");
}

#[tokio::test]
async fn another_tab_that_is_looked_at_again_notices_a_cancellation() {
    let (site, browser) = start(dressed()).await;
    browser.goto(&site.page("")).await;
    wait_for_chip(&browser, "Active").await;
    let id = site.subscription("alice").await;
    let end = format!("/v1/Subscription/{id}/Termination?Immediate=false");
    site.write(&end, json!({})).await;
    // The other tab comes back from the workflow.
    let back = "fetch('/Subscriptions/return?from=terminate').then(() => true)";
    assert_eq!(browser.eval(back).await, true);
    assert!(!text(&browser).await.contains("Ending"));
    browser
        .eval("document.dispatchEvent(new Event('visibilitychange'))")
        .await;
    wait_for_chip(&browser, "Ending").await;
    // The frame still shows what was.
    let offered = "document.getElementById('standing').innerText.includes('Your subscription has changed.')";
    browser.wait_until(offered, SOON).await;
    assert_quiet(&browser).await;
}

#[tokio::test]
async fn a_page_that_is_not_there_keeps_the_name_and_the_language() {
    let (site, browser) = start(dressed()).await;
    site.sign_in(&browser, "chloe").await;
    browser.goto(&site.page("/nothing")).await;
    let not_found = json!(["fr", "Chloé Dubois", "/Subscriptions"]);
    let seen = "[document.documentElement.lang, document.querySelector('.who strong').textContent,
        document.querySelector('main a.button').pathname]";
    assert_eq!(status(&browser).await, 404);
    assert_eq!(browser.eval(seen).await, not_found);
    // A form that is sent to a page which takes none.
    let send = format!(
        "(form => {{ form.method = 'post'; form.action = '{}'; document.body.append(form); form.submit() }})(document.createElement('form'))",
        site.page("/plans")
    );
    browser.eval(&send).await;
    browser
        .wait_until(
            "location.pathname.endsWith('/plans') && document.readyState === 'complete'",
            SOON,
        )
        .await;
    assert_eq!(status(&browser).await, 405);
    assert_eq!(browser.eval(seen).await, not_found);
}

#[test]
fn no_sentence_is_one_that_made_people_wonder() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/words/locales");
    for entry in fs::read_dir(folder).expect("the languages") {
        let path = entry.expect("a language").path();
        let all = fs::read_to_string(&path).expect("sentences");
        for odd in [
            "do not understand each other",
            "come back to this page",
            "(s)",
            "(e)",
            "·e",
            "connecté ",
        ] {
            assert!(!all.contains(odd), "{odd:?} is in {}", path.display());
        }
    }
}
