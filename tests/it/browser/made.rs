//! An element that a script makes, which keeps everything that it says.

use fantoccini::Locator;
use serde_json::{Value, json};

use crate::support::browser::Browser;

use super::SOON;

/// Makes the element for the page at that address. It is not in the document yet.
pub(super) async fn make(browser: &Browser, source: &str) {
    let script = "((source) => {
      const portal = document.createElement('proabono-portal');
      window.made = { portal, said: [] };
      portal.src = source;
      for (const name of ['opened', 'error', 'returned', 'changed']) {
        portal.addEventListener(name, (event) => made.said.push({ name, ...event.detail }));
      }
    })";
    browser.eval(&format!("{script}({})", json!(source))).await;
}

/// Loads the element from the page at that address, where the application has not.
pub(super) async fn load(browser: &Browser, source: &str) {
    let script = "((source) => new Promise((done) => {
      const script = document.createElement('script');
      script.src = source + '/embed.js';
      script.onload = done;
      document.head.append(script);
    }))";
    browser
        .eval(&format!("{script}({}).then(() => 0)", json!(source)))
        .await;
    let defined = "!!customElements.get('proabono-portal')";
    assert_eq!(browser.eval(defined).await, true, "{source}/embed.js");
}

/// Does that with the element, as in `open('plans')`.
pub(super) async fn does(browser: &Browser, call: &str) {
    browser.eval(&format!("(made.portal.{call}, 0)")).await;
}

/// Puts the element into the document.
pub(super) async fn mount(browser: &Browser) {
    browser.eval("document.body.append(made.portal)").await;
}

/// The next thing that the element says.
pub(super) async fn said(browser: &Browser) -> Value {
    browser.wait_until("made.said.length > 0", SOON).await;
    browser.eval("made.said.shift()").await
}

/// It says nothing more, also when what it has begun is given the time to end.
pub(super) async fn assert_says_no_more(browser: &Browser) {
    tokio::time::sleep(std::time::Duration::from_secs(2)).await;
    assert_eq!(browser.eval("made.said").await, json!([]));
}

/// The sentence that it shows in the place of the page, which takes room.
pub(super) async fn sentence(browser: &Browser) -> String {
    let high = "made.portal.getBoundingClientRect().height > 10";
    assert_eq!(browser.eval(high).await, true);
    let text = "made.portal.shadowRoot.querySelector('p').innerText";
    super::words(browser, text).await
}

/// The result of a function body inside the frame of the element.
pub(super) async fn in_frame(browser: &Browser, script: &str) -> Value {
    let client = browser.client();
    let element = client.find(Locator::Css("proabono-portal")).await.expect("it");
    let shadow = element.shadow_root().await.expect("its shadow");
    let frame = shadow.find(Locator::Css("iframe")).await.expect("its frame");
    frame.enter_frame().await.expect("the frame");
    let value = client.execute(script, Vec::new()).await;
    client.enter_parent_frame().await.expect("the page");
    value.expect("an answer from the frame")
}
