//! What an element keeps alive in the page around it.

use serde_json::{Value, json};

use crate::support::browser::Browser;
use crate::support::wait::poll;

use super::SOON;

/// Counts the listeners, the timers, the observers and the requests that are alive.
const COUNT: &str = "(() => {
  const alive = window.__alive = { listeners: 0, timers: new Set(), observers: new Set(), requests: 0 };
  for (const target of [window, document]) {
    const { addEventListener, removeEventListener } = EventTarget.prototype;
    const known = new Set();
    target.addEventListener = (name, listener, options) => {
      const key = { name, listener };
      known.add(key);
      alive.listeners += 1;
      options?.signal?.addEventListener('abort', () => known.delete(key) && (alive.listeners -= 1));
      addEventListener.call(target, name, listener, options);
    };
    target.removeEventListener = (name, listener, options) => {
      const key = [...known].find((one) => one.name === name && one.listener === listener);
      if (key) { known.delete(key); alive.listeners -= 1; }
      removeEventListener.call(target, name, listener, options);
    };
  }
  for (const [begin, end] of [['setTimeout', 'clearTimeout'], ['setInterval', 'clearInterval']]) {
    const { [begin]: set, [end]: clear } = window;
    window[begin] = (call, ...rest) => {
      const timer = set(() => { begin === 'setTimeout' && alive.timers.delete(timer); call(); }, ...rest);
      alive.timers.add(timer);
      return timer;
    };
    window[end] = (timer) => { alive.timers.delete(timer); clear(timer); };
  }
  for (const name of ['ResizeObserver', 'MutationObserver', 'IntersectionObserver']) {
    window[name] = class extends window[name] {
      observe(...given) { alive.observers.add(this); super.observe(...given); }
      disconnect() { alive.observers.delete(this); super.disconnect(); }
    };
  }
  const ask = window.fetch;
  window.fetch = (...given) => {
    alive.requests += 1;
    return ask(...given).finally(() => { alive.requests -= 1; });
  };
})()";

const ALIVE: &str = "[__alive.listeners, __alive.timers.size, __alive.observers.size, __alive.requests]";

/// Begins to count, in the pages that are opened from now on.
pub(super) async fn count(browser: &Browser) {
    let source = json!({ "source": COUNT });
    browser.cdp("Page.addScriptToEvaluateOnNewDocument", source).await;
}

/// The frames of the page, also those in a shadow root, which `window.length` leaves out.
pub(super) async fn frames(browser: &Browser) -> usize {
    let tree = browser.cdp("Page.getFrameTree", json!({})).await;
    let frames = tree["frameTree"]["childFrames"].as_array();
    frames.map_or(0, Vec::len)
}

/// The listeners, timers, observers, requests and frames.
pub(super) async fn alive(browser: &Browser) -> Value {
    json!([browser.eval(ALIVE).await, frames(browser).await])
}

/// As much is alive as before.
pub(super) async fn assert_nothing_is_left(browser: &Browser, before: &Value) {
    let gone = poll(SOON, async || (alive(browser).await == *before).then_some(()));
    let gone = gone.await.is_some();
    let now = alive(browser).await;
    assert!(
        gone,
        "listeners, timers, observers, requests and frames: {before} before, {now} now"
    );
}
