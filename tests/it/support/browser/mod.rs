//! A headless Chromium of its own for each test, driven through its own chromedriver.

pub(crate) mod axe;
mod command;
mod frame;
mod launch;
pub(crate) mod observe;

use std::time::Duration;

use fantoccini::Client;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::time::timeout;

use super::process::Process;
use super::wait::poll;

/// A browser takes a core while it starts and loads, and waits for the rest of its test.
const AT_ONCE: usize = 3;
const TURN: Duration = Duration::from_mins(10);
const STEP: Duration = Duration::from_mins(1);

static SLOTS: Semaphore = Semaphore::const_new(AT_ONCE);

/// How the browser is set up.
#[derive(Clone, Debug)]
pub(crate) struct BrowserOptions {
    /// The loopback port that `proabono.com` and its subdomains lead to; without it they lead nowhere.
    pub(crate) tls_port: Option<u16>,
    /// More names and the loopback ports they lead to, before the rule for `proabono.com`.
    pub(crate) hosts: Vec<(&'static str, u16)>,
    /// The viewport in CSS pixels, exactly.
    pub(crate) window: (u32, u32),
    /// Whether the visitor prefers dark colours.
    pub(crate) dark: bool,
    /// Whether pages may run scripts.
    pub(crate) javascript: bool,
    /// Whether a page of another site may keep cookies in a frame.
    pub(crate) third_party_cookies: bool,
    /// The visitor's language, as `navigator.language` and `Accept-Language` show it.
    pub(crate) language: &'static str,
}

impl Default for BrowserOptions {
    fn default() -> Self {
        Self {
            tls_port: None,
            hosts: Vec::new(),
            window: (1280, 800),
            dark: false,
            javascript: true,
            third_party_cookies: false,
            language: "en",
        }
    }
}

/// A running browser with one page; all its processes end when it is dropped.
pub(crate) struct Browser {
    client: Client,
    _driver: Process,
    _chromium: Process,
    _profile: TempDir,
    _slot: SemaphorePermit<'static>,
}

impl Browser {
    /// Starts a browser that reaches loopback addresses, and nothing else. One at a time for each test: two tests that
    /// each hold one and wait for a second would wait for each other.
    ///
    /// # Panics
    ///
    /// When Chromium or its driver does not start; the message carries their output.
    pub(crate) async fn start(options: BrowserOptions) -> Self {
        let slot = timeout(TURN, SLOTS.acquire())
            .await
            .expect("a browser's turn")
            .expect("open slots");
        let profile = tempfile::tempdir().expect("a folder for the profile");
        let (chromium, debugger) = launch::chromium(&options, profile.path()).await;
        let (driver, address) = launch::chromedriver(profile.path()).await;
        let client = launch::connect(&address, debugger).await;
        let browser = Self {
            client,
            _driver: driver,
            _chromium: chromium,
            _profile: profile,
            _slot: slot,
        };
        browser.emulate(&options).await;
        browser
    }

    /// The driver's client, for whatever has no method here (clicks, forms, windows).
    pub(crate) fn client(&self) -> &Client {
        &self.client
    }

    /// Opens the address and waits for its load event, frames included.
    pub(crate) async fn goto(&self, url: &str) {
        bounded("the page", self.client.goto(url))
            .await
            .expect("the page");
    }

    /// The value of an expression in the top page, promises awaited; no policy of the page blocks it.
    pub(crate) async fn eval(&self, expression: &str) -> Value {
        let given = json!({ "expression": expression, "returnByValue": true, "awaitPromise": true,
            "userGesture": true });
        let mut answer = self.cdp("Runtime.evaluate", given).await;
        assert!(
            answer.get("exceptionDetails").is_none(),
            "{expression}: {answer:#}"
        );
        answer["result"]["value"].take()
    }

    /// Tells whether an expression in the top page is true. One that fails is not true yet: a page that is being replaced has no
    /// elements for a moment.
    pub(crate) async fn holds(&self, expression: &str) -> bool {
        let tried = format!("(() => {{ try {{ return !!({expression}) }} catch {{ return false }} }})()");
        self.eval(&tried).await == true
    }

    /// Waits until an expression in the top page is true.
    ///
    /// # Panics
    ///
    /// When it is not true in time.
    pub(crate) async fn wait_until(&self, expression: &str, within: Duration) {
        let seen = poll(within, async || self.holds(expression).await.then_some(())).await;
        assert!(seen.is_some(), "not within {within:?}: {expression}");
    }

    async fn emulate(&self, options: &BrowserOptions) {
        self.look(options.window, options.dark).await;
        let off = json!({ "value": !options.javascript });
        self.cdp("Emulation.setScriptExecutionDisabled", off).await;
        self.cdp(
            "Page.addScriptToEvaluateOnNewDocument",
            json!({ "source": observe::WATCH }),
        )
        .await;
    }

    /// Zooms the page in on a screen of that size, in whole steps: its pixels get larger, and it has fewer of them.
    pub(crate) async fn zoom(&self, (width, height): (u32, u32), factor: u32) {
        let metrics = json!({ "width": width / factor, "height": height / factor, "deviceScaleFactor": factor,
            "mobile": false });
        self.cdp("Emulation.setDeviceMetricsOverride", metrics).await;
    }

    /// Changes the size of plain text in the visitor's settings of the browser, in pixels. It is 16 in a new browser.
    pub(crate) async fn text_size(&self, pixels: u32) {
        self.cdp(
            "Page.setFontSizes",
            json!({ "fontSizes": { "standard": pixels } }),
        )
        .await;
    }

    /// Changes the viewport and the visitor's preference for dark colours.
    pub(crate) async fn look(&self, (width, height): (u32, u32), dark: bool) {
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        // A headless window is never narrower than some 500 px: only the emulation gives the exact viewport.
        self.cdp("Emulation.setDeviceMetricsOverride", metrics).await;
        let scheme = if dark { "dark" } else { "light" };
        let features = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
        self.cdp("Emulation.setEmulatedMedia", features).await;
    }
}

/// No step with the browser waits for ever.
async fn bounded<T>(what: &str, step: impl Future<Output = T>) -> T {
    timeout(STEP, step)
        .await
        .unwrap_or_else(|_| panic!("{what}: no answer from the browser within {STEP:?}"))
}
