//! `<proabono-portal>` by itself: outside the document, with nobody, with a problem, and while a return is unsettled.

use fantoccini::Locator;
use serde_json::json;

use crate::support::wait::poll;

use super::SOON;
use super::alive::{alive, assert_nothing_is_left};
use super::embed::Embedded;
use super::made::{does, make, mount, said, sentence};

/// The frames of ProAbono in our page, while the application shows it.
const WITHIN: &str =
    "document.querySelector('proabono-portal').shadowRoot.querySelector('iframe').contentWindow.length";

/// It is taken into the document and out of it.
async fn comes_and_goes(here: &Embedded) {
    let browser = &here.browser;
    let before = alive(browser).await;
    make(browser, &here.site.page("")).await;
    browser.requests().await;
    browser
        .eval("(made.portal.open('plans'), made.portal.refresh())")
        .await;
    tokio::time::sleep(std::time::Duration::from_secs(1)).await;
    assert_eq!(browser.requests().await, Vec::<String>::new());
    assert_nothing_is_left(browser, &before).await;

    mount(browser).await;
    assert_eq!(said(browser).await["reason"], "signed-out");
    // Bruno signs in in another tab, and comes back to this one.
    here.site.sign_in(browser, "bruno").await;
    browser.requests().await;
    browser
        .eval("document.dispatchEvent(new Event('visibilitychange'))")
        .await;
    assert_eq!(said(browser).await["place"], "/Subscriptions/plans");
    let asked = browser.requests().await;
    let asked = asked.iter().filter(|url| url.ends_with("/user.json"));
    assert_eq!(asked.count(), 1, "the user, once");

    browser.eval("made.portal.remove()").await;
    assert_nothing_is_left(browser, &before).await;
    mount(browser).await;
    assert_eq!(said(browser).await["place"], "/Subscriptions");
}

#[tokio::test]
async fn the_element_waits_outside_the_document_and_for_somebody_and_begins_with_what_was_opened() {
    let here = Embedded::start("vue.js").await;
    here.press("account").await;
    here.site.sign_in(&here.browser, "nobody").await;
    comes_and_goes(&here).await;

    // The page before sign-up is one of ours, too.
    here.browser.eval("made.portal.open('offers')").await;
    assert_eq!(said(&here.browser).await["place"], "/Subscriptions/offers");

    here.site.sign_in(&here.browser, "dmitri").await;
    here.browser.eval("made.portal.refresh()").await;
    let problem = said(&here.browser).await;
    assert_eq!(problem["reason"], "problem", "{problem}");
    let shown = here.inside(false, Locator::Id("problem"), false).await;
    assert_eq!(problem["text"], shown.as_str());
    let title = here.inside(false, Locator::Css("h1"), false).await;
    assert_eq!(problem["title"], title.as_str());
    here.looks("embedded-problem").await;
    assert_eq!(here.browser.eval("made.said").await, json!([]), "it says it once");
    assert_eq!(here.browser.violations().await, []);
}

#[tokio::test]
async fn while_a_return_is_unsettled_nothing_is_for_sale_in_the_frame_of_an_application_either() {
    let here = Embedded::start("react.jsx").await;
    let browser = &here.browser;
    here.site.hosted_pages(json!({ "outcome": "pending" })).await;
    here.site.customer("zoe").await;
    here.site.sign_in(browser, "zoe").await;
    here.press("billing").await;
    here.hears("ready").await;
    here.subscribes().await;
    here.inside(false, Locator::Id("waiting"), false).await;
    here.looks("embedded-unsettled").await;

    here.press("plans").await;
    let twice =
        "document.querySelector('output').textContent.split('opened /Subscriptions/plans').length === 3";
    browser.wait_until(twice, SOON).await;
    here.inside(false, Locator::Id("waiting"), false).await;
    assert_eq!(browser.eval(WITHIN).await, 0);

    browser
        .eval("document.querySelector('proabono-portal').open()")
        .await;
    here.site.bank_confirms().await;
    let goes_on = poll(SOON, async || {
        let text = here.inside(true, Locator::Css("body"), false).await;
        text.contains("Plan Pro").then_some(())
    });
    assert!(goes_on.await.is_some());
    assert_eq!(browser.violations().await, []);
}

#[tokio::test]
async fn an_element_that_cannot_work_says_so_to_the_visitor_and_the_console_names_the_setting() {
    let here = Embedded::start("vue.js").await;
    let browser = &here.browser;
    // The same application under a name that may not frame the page.
    browser
        .eval("location.replace(location.href.replace('127.0.0.1', 'localhost'))")
        .await;
    browser
        .wait_until(
            "location.hostname === 'localhost' && document.getElementById('account')",
            SOON,
        )
        .await;
    here.press("account").await;
    make(browser, &here.site.page("")).await;
    browser.console().await;
    mount(browser).await;
    let error = said(browser).await;
    assert_eq!(error["reason"], "unreachable", "{error}");
    let shown = sentence(browser).await;
    assert!(shown.contains("cannot be shown at the moment"), "{shown}");
    assert_eq!(error["text"], shown);
    let console = browser.console().await;
    let names = |message: &str| {
        message.contains("PORTAL_HEADERS__FRAME_ANCESTORS") && message.contains("http://localhost:")
    };
    assert!(console.iter().any(|line| names(&line.message)), "{console:#?}");
    here.looks("embedded-unreachable").await;

    does(browser, "removeAttribute('src')").await;
    let error = said(browser).await;
    assert_eq!(error["reason"], "configuration", "{error}");
    assert!(sentence(browser).await.contains("src"));
}
