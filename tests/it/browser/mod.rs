//! The page in a real browser: the binary as shipped, behind nginx, with ProAbono's names on a loopback TLS server.

mod alive;
mod appearance;
mod blocked;
mod chat;
mod corpus;
mod demo;
mod demo_look;
mod dev;
mod element;
mod element_places;
mod embed;
mod emulated;
mod entrances;
mod everywhere;
mod fragment;
mod frame;
mod generations;
mod handoff;
mod harms;
mod height;
mod held_up;
mod keyboard;
mod lighthouse;
mod look;
mod made;
mod menu;
mod neighbours;
mod odd_links;
mod offers;
mod openid;
mod others;
mod outage;
mod overview;
mod problems;
mod proxied;
mod returns;
mod rows;
mod second_origin;
mod session_over;
mod sign_in_page;
mod strange_names;
mod survives;
mod theme;
mod waits;
mod weight;
mod widget;
mod workflows;

use std::time::Duration;

use fantoccini::Locator;

use crate::support::browser::Browser;
use crate::support::http::get;
use crate::support::site::Site;

use emulated::says;

/// A busy machine starts and draws several browsers at once; nothing is proved by how long that takes.
const SOON: Duration = Duration::from_mins(1);

/// Nothing was blocked, and the console says nothing.
async fn assert_quiet(browser: &Browser) {
    assert_eq!(browser.violations().await, []);
    let console = browser.console().await;
    assert!(console.is_empty(), "{console:#?}");
}

/// Tells whether the page says that the link is not opened.
async fn has_notice(browser: &Browser) -> bool {
    browser
        .eval("!!document.querySelector('.note:not(.linked)')")
        .await
        == true
}

/// The text of the page that the visitor reads, without the frame's.
async fn text(browser: &Browser) -> String {
    words(browser, "document.body.innerText").await
}

/// The text that an expression gives in the page.
async fn words(browser: &Browser, expression: &str) -> String {
    let value = browser.eval(expression).await;
    value.as_str().unwrap_or_default().to_owned()
}

/// The status of the page that is open.
async fn status(browser: &Browser) -> u64 {
    let status = browser
        .eval("performance.getEntriesByType('navigation')[0].responseStatus")
        .await;
    status.as_u64().expect("a status")
}

/// Clicks the element.
async fn click(browser: &Browser, locator: Locator<'_>) {
    let element = browser.client().find(locator).await;
    let element = element.unwrap_or_else(|error| panic!("{locator:?}: {error}"));
    element.click().await.expect("a click");
}

/// Opens the menu of the account, and signs out.
async fn sign_out(browser: &Browser) {
    click(browser, Locator::Css(".who summary")).await;
    click(browser, Locator::Css(".who button")).await;
}

/// Clicks the element inside the frame.
async fn click_in_frame(browser: &Browser, css: &str) {
    let client = browser.client();
    client.enter_frame(0).await.expect("the frame");
    click(browser, Locator::Css(css)).await;
    client.enter_parent_frame().await.expect("the page");
}

/// Waits until the visitor reads that inside the frame.
async fn wait_for_frame_text(browser: &Browser, text: &str) {
    let seen = crate::support::wait::poll(SOON, async || {
        says(&browser.frame_text().await, text).then_some(())
    });
    assert!(seen.await.is_some(), "no {text:?} in the frame");
}

/// True on the way back from a workflow, at the top.
const RETURNED: &str =
    "window === window.top && location.pathname.endsWith('/return') && document.readyState === 'complete'";

async fn wait_for_return(browser: &Browser) {
    browser.wait_until(RETURNED, SOON).await;
}

/// Opens the list of mails and follows the link of that one.
async fn follow_mail(browser: &Browser, mails: &str, subject: &str) {
    browser.goto(mails).await;
    let link = format!("//a[normalize-space(.)='Open this link: {subject}']");
    click(browser, Locator::XPath(&link)).await;
    browser
        .wait_until(
            "document.querySelector('iframe') && document.readyState === 'complete'",
            SOON,
        )
        .await;
}

/// The address that the link of a mail carries, decoded.
async fn mailed(site: &Site, subject: &str) -> String {
    let mails = get(&site.emulator("/mails")).await.body;
    let (_, after) = mails
        .split_once(&format!("<h3>{subject}</h3>"))
        .expect("the mail");
    let (_, after) = after.split_once("<code>").expect("its link");
    let (link, _) = after.split_once("</code>").expect("its end");
    link.to_owned()
}
