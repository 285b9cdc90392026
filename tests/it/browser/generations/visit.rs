//! One visit: what the page has in it, and what ProAbono opened.

use fantoccini::Locator;
use serde_json::{Value, json};

use crate::support::browser::Browser;
use crate::support::site::{HOSTED, Site, Visitor};
use crate::support::wait::poll;

use super::super::emulated::says;
use super::super::entrances::{Entrance, Shown};
use super::super::{SOON, click, status, text};
use super::edition::{Edition, VISITORS, Widget};

/// One entrance, for a visitor who is signed in and for one who is not.
pub(super) struct Visit<'a> {
    pub(super) site: &'a Site,
    pub(super) browser: &'a Browser,
    pub(super) edition: Edition,
    pub(super) entrance: &'a Entrance,
    pub(super) what: String,
}

/// What the page has in it.
const SEEN: &str = "({
    frames: document.querySelectorAll('iframe').length,
    windows: window.length,
    calls: window.__proAbonoPortalCalls || null,
    widget: window.__proAbonoCalls || null,
    notice: !!document.querySelector('.note:not(.linked)'),
    who: document.querySelector('.who strong')?.textContent ?? null,
  })";

impl Visit<'_> {
    pub(super) async fn signed_in(&self, shown: Shown) {
        self.goes(self.entrance.who).await;
        assert_eq!(status(self.browser).await, 200, "{}", self.what);
        let seen = self.browser.eval(SEEN).await;
        match shown {
            Shown::List => self.is_list(&seen).await,
            Shown::Table { insite } => self.is_table(&seen, insite).await,
            _ => self.is_page(&seen, shown).await,
        }
        self.quiet().await;
    }

    async fn goes(&self, who: &str) {
        self.site.sign_in(self.browser, who).await;
        self.site.forget_openings().await;
        self.browser.goto(&self.site.page(&self.entrance.path)).await;
    }

    async fn quiet(&self) {
        assert_eq!(self.browser.violations().await, [], "{}", self.what);
        let console = self.browser.console().await;
        assert!(console.is_empty(), "{}: {console:#?}", self.what);
    }

    /// Nobody opens nothing but the public offers.
    pub(super) async fn as_nobody(&self, shown: Shown) {
        self.goes("nobody").await;
        let seen = self.browser.eval(SEEN).await;
        assert_eq!(seen["who"], Value::Null, "{}", self.what);
        match shown {
            Shown::List => self.is_list(&seen).await,
            Shown::Table { insite } => self.is_table(&seen, insite).await,
            _ => {
                assert_eq!(status(self.browser).await, 401, "{}", self.what);
                assert_eq!((&seen["windows"], &seen["calls"]), (&json!(0), &Value::Null));
                assert_eq!(self.site.openings().await, Vec::<Value>::new(), "{}", self.what);
                let told = self.browser.console().await;
                let expected = told.iter().all(|line| line.message.contains("401"));
                assert!(expected, "{}: {told:#?}", self.what);
            }
        }
        self.quiet().await;
    }

    async fn is_list(&self, seen: &Value) {
        assert_eq!(seen["windows"], 0, "{}", self.what);
        let words = text(self.browser).await;
        for offer in ["Starter", "Pro", "Business"] {
            assert!(words.contains(offer), "{}: {words}", self.what);
        }
        assert!(!words.contains("Free"), "a hidden offer: {words}");
    }

    /// The table knows nobody, whoever looks at it.
    async fn is_table(&self, seen: &Value, insite: bool) {
        self.one_frame_deep(seen).await;
        let openings = self.site.openings().await;
        let (by, calls) = if insite {
            let nobody = json!([{ "business_id": 1, "segment_ref": "acme-eur" }]);
            ("portal.js", nobody)
        } else {
            ("link", Value::Null)
        };
        assert_eq!(seen["calls"], calls, "{}", self.what);
        assert_eq!(openings.len(), 1, "{}: {openings:#?}", self.what);
        assert_eq!(
            (&openings[0]["by"], &openings[0]["page"]),
            (&json!(by), &json!("anonymous"))
        );
        assert_eq!(openings[0]["customer_ref"], Value::Null, "{}", self.what);
    }

    async fn is_page(&self, seen: &Value, shown: Shown) {
        let visitor = VISITORS.iter().find(|one| one.id == self.entrance.who);
        let visitor = visitor.expect("a visitor");
        assert_eq!(seen["who"], visitor.name, "{}", self.what);
        assert_eq!(seen["notice"], self.entrance.notice, "{}", self.what);
        self.one_frame_deep(seen).await;
        self.opened(seen, shown, visitor).await;
        self.widget(visitor).await;
    }

    /// One frame, and none within it.
    async fn one_frame_deep(&self, seen: &Value) {
        let counts = (&seen["frames"], &seen["windows"]);
        assert_eq!(counts, (&json!(1), &json!(1)), "{}", self.what);
        let inside = "return [window.length, document.body.innerText, location.origin]";
        let inside = self.browser.in_frame(inside).await;
        assert_eq!(inside[0], 0, "{}", self.what);
        let words = inside[1].as_str().unwrap_or_default();
        assert!(says(words, self.entrance.text), "{}: {words}", self.what);
        let script = seen["calls"].is_array();
        let origin = if script {
            "https://portal.proabono.com"
        } else {
            HOSTED
        };
        assert_eq!(inside[2], origin, "{}", self.what);
    }

    /// What the script was told, and what ProAbono opened.
    async fn opened(&self, seen: &Value, shown: Shown, visitor: &Visitor) {
        let openings = self.site.openings().await;
        assert_eq!(openings.len(), 1, "{}: {openings:#?}", self.what);
        let opening = &openings[0];
        assert_eq!(opening["page"], self.entrance.page, "{}", self.what);
        assert_eq!(opening["customer_ref"], format!("cust-{}", visitor.id));
        if let Some((member, value)) = &self.entrance.about {
            assert_eq!(opening[*member], *value, "{}", self.what);
        }
        if shown == Shown::Framed {
            assert_eq!((&opening["by"], &seen["calls"]), (&json!("link"), &Value::Null));
            return;
        }
        assert_eq!(opening["by"], "portal.js", "{}", self.what);
        let calls = seen["calls"].as_array().expect("calls");
        assert_eq!(calls.len(), 1, "{}: {calls:?}", self.what);
        let mut told = calls[0].clone();
        let query = told.as_object_mut().and_then(|told| told.remove("query"));
        assert_eq!(query.is_some(), shown == Shown::Opener, "{}", self.what);
        assert_eq!(told, self.edition.parameters(visitor, false), "{}", self.what);
        assert_eq!(opening["parameters"]["hash"], told["hash"], "{}", self.what);
    }

    /// The floating widget beside it opens the visitor's home.
    async fn widget(&self, visitor: &Visitor) {
        let calls = "(window.__proAbonoCalls || []).map(call => call.name)";
        let open = match self.edition.widget {
            Widget::None => {
                assert_eq!(self.browser.eval(calls).await, json!([]), "{}", self.what);
                return;
            }
            Widget::Standard => {
                let launch = "document.querySelector('proabono-widget')?.shadowRoot.querySelector('.launch')";
                self.browser.wait_until(launch, SOON).await;
                self.browser.eval(&format!("{launch}.click()")).await;
                "load"
            }
            Widget::SinglePage => {
                // Our button stands at the home of who has something to manage.
                let known = "!document.querySelector('#status[data-incomplete]')";
                self.browser.wait_until(known, SOON).await;
                let none = "!document.getElementById('open-widget') || !!document.querySelector('#status[data-nothing]')";
                if self.browser.eval(none).await == true {
                    return;
                }
                let shown = "document.getElementById('open-widget').checkVisibility()";
                self.browser.wait_until(shown, SOON).await;
                click(self.browser, Locator::Id("open-widget")).await;
                "start"
            }
        };
        assert_eq!(
            self.browser.eval(calls).await,
            json!([open, "open"]),
            "{}",
            self.what
        );
        let told = self.browser.eval("window.__proAbonoCalls[0].settings").await;
        assert_eq!(told, self.edition.parameters(visitor, true), "{}", self.what);
        let opened = poll(SOON, async || self.site.openings().await.into_iter().nth(1)).await;
        let opened = opened.expect("the widget's page");
        assert_eq!(
            (&opened["by"], &opened["page"]),
            (&json!("widget"), &json!("home"))
        );
        assert_eq!(opened["customer_ref"], format!("cust-{}", visitor.id));
        assert_eq!(opened["parameters"]["hash"], told["hash"], "{}", self.what);
        let frames = "[document, document.querySelector('proabono-widget').shadowRoot]
            .map(root => root.querySelectorAll('iframe').length)";
        assert_eq!(self.browser.eval(frames).await, json!([1, 1]), "{}", self.what);
    }
}
