//! `<proabono-portal>`: where it is, how high it is, its colours, and what it hears.

use fantoccini::Locator;
use serde_json::{Value, json};

use crate::support::browser::Browser;
use crate::support::wait::poll;

use super::SOON;
use super::embed::Embedded;
use super::made::{assert_says_no_more, does, in_frame, make, mount, said};

/// An element that is not in the document yet, in an application that shows none of its own.
async fn start() -> Embedded {
    let here = Embedded::start("vue.js").await;
    here.press("account").await;
    make(&here.browser, &here.site.page("")).await;
    here
}

async fn opens(browser: &Browser, below: &str) {
    let said = said(browser).await;
    assert_eq!(said["place"], format!("/Subscriptions{below}"), "{said}");
}

#[tokio::test]
async fn a_refresh_keeps_the_place_and_does_not_overtake_what_is_opened_later() {
    let here = start().await;
    let browser = &here.browser;
    mount(browser).await;
    opens(browser, "").await;
    does(browser, "open('plans')").await;
    opens(browser, "/plans").await;
    does(browser, "refresh()").await;
    opens(browser, "/plans").await;

    does(browser, "open()").await;
    opens(browser, "").await;
    browser
        .eval("made.portal.refresh(), made.portal.open('plans'), 0")
        .await;
    opens(browser, "/plans").await;
    assert_says_no_more(browser).await;

    here.site.customer("zoe").await;
    here.site.sign_in(browser, "zoe").await;
    browser
        .eval("made.portal.refresh(), made.portal.open('payment-method'), 0")
        .await;
    here.greets("Zoe Example").await;
    browser.wait_until("made.said.length > 0", SOON).await;
    tokio::time::sleep(std::time::Duration::from_secs(2)).await;
    let places = browser.eval("made.said.splice(0).map((one) => one.place)").await;
    let asked = json!("/Subscriptions/payment-method");
    assert!(
        places
            .as_array()
            .expect("a list")
            .iter()
            .all(|place| *place == asked),
        "{places}"
    );
}

#[tokio::test]
async fn a_refresh_after_a_return_goes_home_and_after_a_problem_tries_again() {
    let here = start().await;
    let browser = &here.browser;
    mount(browser).await;
    opens(browser, "").await;
    does(browser, "open('return?from=portal&outcome=paid&framed=no')").await;
    opens(browser, "/return").await;
    let returned = json!({ "name": "returned", "from": "portal", "outcome": "paid" });
    assert_eq!(said(browser).await, returned);
    does(browser, "refresh()").await;
    opens(browser, "").await;
    assert_says_no_more(browser).await;
    does(browser, "open('return?framed=no')").await;
    opens(browser, "/return").await;
    assert_says_no_more(browser).await;

    does(browser, "open('plans')").await;
    opens(browser, "/plans").await;
    does(browser, "open('nowhere')").await;
    for _ in 0..2 {
        let problem = said(browser).await;
        assert_eq!(problem["reason"], "problem", "{problem}");
        assert_says_no_more(browser).await;
        does(browser, "refresh()").await;
    }
}

/// The frame is as high as what is in it.
async fn is_as_high_as_its_content(browser: &Browser) -> u64 {
    let frame = "made.portal.shadowRoot.querySelector('iframe').getBoundingClientRect().height";
    let content = "return Math.ceil(document.body.getBoundingClientRect().height)";
    let high = poll(SOON, async || {
        let content = in_frame(browser, content).await.as_u64()?;
        (browser.eval(frame).await.as_u64()? == content).then_some(content)
    });
    high.await.expect("the height of the content")
}

#[tokio::test]
async fn it_is_as_high_as_its_content_and_has_its_colours_from_the_start() {
    let here = start().await;
    let browser = &here.browser;
    browser.eval("made.portal.setAttribute('theme', 'dark')").await;
    mount(browser).await;
    opens(browser, "").await;
    here.inside(false, Locator::Css("html[data-theme=dark]"), false)
        .await;
    does(browser, "removeAttribute('theme')").await;
    here.inside(false, Locator::Css("html:not([data-theme=dark])"), false)
        .await;
    let before = is_as_high_as_its_content(browser).await;
    assert!(before > 400, "{before}");
    let more = "const more = document.createElement('p'); more.style.height = '300px';
        document.getElementById('main').append(more)";
    in_frame(browser, more).await;
    let grown = poll(SOON, async || {
        (is_as_high_as_its_content(browser).await >= before + 300).then_some(())
    });
    assert!(grown.await.is_some());
}

#[tokio::test]
async fn it_hears_that_the_subscription_has_changed() {
    let here = start().await;
    let browser = &here.browser;
    here.site.customer("zoe").await;
    here.site.sign_in(browser, "zoe").await;
    mount(browser).await;
    opens(browser, "").await;
    browser.requests().await;
    // The visitor goes from our page into ProAbono's.
    here.inside(false, Locator::Css("#title"), true).await;
    here.inside(true, Locator::Css("h1"), true).await;
    let asked = poll(SOON, async || {
        let asked = browser.requests().await;
        asked
            .iter()
            .any(|url| url.ends_with("/standing.json"))
            .then_some(())
    });
    assert!(asked.await.is_some(), "the standing before");
    here.site.subscribe("zoe", "offer-pro").await;
    here.inside(true, Locator::LinkText("Choose Pro"), true).await;
    let changed: Value = said(browser).await;
    assert_eq!(changed["name"], "changed", "{changed}");
}
