//! Pages of other origins in the browser of whoever runs `dev` or `demo`.

use crate::support::browser::{Browser, BrowserOptions};
use crate::support::demo::Demo;
use crate::support::dev::Dev;
use crate::support::http::get;
use crate::support::pages::{Page, Pages};

use super::super::text;

#[tokio::test]
async fn no_page_of_another_origin_orders_or_reads_anything_at_the_emulator_of_dev() {
    let dev = Dev::start(&[]).await;
    dev.visit("ada", "").await.assert_status(200);
    assert_out_of_reach(&dev.emulator, "cust-ada").await;
}

#[tokio::test]
async fn no_page_of_another_origin_orders_or_reads_anything_at_the_emulator_of_demo() {
    let demo = Demo::start(&[]).await;
    assert_out_of_reach(&demo.emulator, "cust-alice").await;
}

/// `known` is a customer of that emulator.
async fn assert_out_of_reach(emulator: &str, known: &str) {
    let (_, port) = emulator.rsplit_once(':').expect("a port");
    let pages = Pages::start([("/", Page::html("<!doctype html><title>Elsewhere</title>"))]).await;
    let browser = Browser::start(BrowserOptions {
        hosts: vec![("rebound.test", port.parse().expect("a port"))],
        ..BrowserOptions::default()
    })
    .await;
    let at = |name: &str| format!("{emulator}/_emulator/{name}");
    let reset = async |mode: &str| {
        let order = format!("fetch('{}', {{ method: 'POST', mode: '{mode}' }})", at("reset"));
        browser
            .eval(&format!("{order}.then(answer => answer.type)"))
            .await
    };
    // A reset forgets the calls.
    let asked = format!("{emulator}/v1/Customer?ReferenceCustomer={known}");
    get(&asked).await;
    browser.goto(&pages.url("/")).await;
    assert_eq!(reset("no-cors").await, "opaque");
    assert!(get(&at("calls")).await.body.contains(known));
    for name in ["state", "calls", "clock"] {
        let read = format!("fetch('{}').then(() => 'read', () => 'kept')", at(name));
        assert_eq!(browser.eval(&read).await, "kept", "{name}");
    }

    for below in ["_emulator/state", "mails", ""] {
        browser.goto(&format!("http://rebound.test/{below}")).await;
        let words = text(&browser).await;
        assert!(words.contains("on this machine only"), "{below}: {words}");
    }

    browser.goto(&at("state")).await;
    assert!(text(&browser).await.contains(known));
    assert_eq!(reset("cors").await, "basic");
    assert_eq!(get(&at("calls")).await.body, "[]");
}
