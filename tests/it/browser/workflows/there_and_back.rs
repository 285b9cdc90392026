//! From our page through ProAbono's to the way back, and to the page again.

use fantoccini::Locator;
use fantoccini::elements::{Element, ElementRef};
use serde_json::{Value, json};

use crate::support::site::{SiteOptions, Visitor};
use crate::support::trials::trials;
use crate::support::wait::poll;

use super::super::entrances::Links;
use super::super::{SOON, assert_quiet, click, text, wait_for_frame_text};
use super::{WALKS, Walk, Walkers};

/// How ProAbono ends workflows; the first is the natural end.
const OUTCOMES: [Option<&str>; 7] = [
    None,
    Some("nocharge"),
    Some("paid"),
    Some("registered"),
    Some("due"),
    Some("splendid"),
    Some("failure"),
];

#[tokio::test]
async fn each_workflow_leads_from_the_page_to_proabono_and_back() {
    let ways = [
        (Links::Hosted, "frame"),
        (Links::InSite, "frame"),
        (Links::Hosted, "top"),
        (Links::InSite, "top"),
    ];
    let mut all = Vec::new();
    for outcome in OUTCOMES {
        for turn in 0..ways.len() {
            for (number, walk) in WALKS.into_iter().enumerate() {
                all.push((walk, ways[(number + turn) % ways.len()], outcome));
            }
        }
    }
    let count = trials(
        "workflows walked to the return and back",
        WALKS.len() + 2,
        all.len(),
    );
    let mut walkers = Walkers::start(count, SiteOptions::default()).await;
    // The natural ends first, then a few of the others.
    let plain = (0..WALKS.len()).chain([all.len() - 1, all.len() - 8]);
    let chosen: Vec<_> = if count == all.len() {
        (0..count).collect()
    } else {
        plain.collect()
    };
    for index in chosen {
        let (walk, (links, window), outcome) = all[index];
        let what = format!("{}, {links:?}, {window}, {outcome:?}", walk.from);
        walkers.site.hosted_pages(links.settings()).await;
        let change = json!({ "return_in": window, "outcome": outcome });
        walkers.site.hosted_pages(change).await;
        let person = walkers.walks(walk).await;
        walkers.assert_back(&what).await;
        walkers.assert_told(walk, outcome, &person, &what).await;
    }
}

impl Walkers {
    /// What they are told, and what they see when they go on.
    async fn assert_told(&self, walk: Walk, outcome: Option<&str>, person: &Visitor, what: &str) {
        let outcome = outcome.filter(|_| walk.from != "portal").unwrap_or(walk.outcome);
        let title = title(walk, outcome);
        let all = text(&self.browser).await;
        assert!(all.contains(&title), "{what}: no {title:?} in {all}");
        assert!(all.contains(person.name), "{what}: {all}");
        assert_quiet(&self.browser).await;
        let failed = outcome == "failure";
        if failed && matches!(walk.from, "subscribe" | "restart") {
            // Whoever has no subscription is not told of one.
            assert!(!all.contains("You are still on"), "{what}: {all}");
            return;
        }
        let paid = walk.outcome == "paid" && outcome == "paid";
        assert!(!paid || all.contains("Paid today"), "{what}: {all}");
        let plan = if failed { "Pro" } else { walk.plan };
        click(&self.browser, Locator::Css("main a[href$='/Subscriptions']")).await;
        let opened = "window.length === 1 && location.pathname.endsWith('/Subscriptions')";
        self.browser.wait_until(opened, SOON).await;
        wait_for_frame_text(&self.browser, &format!("Plan {plan}")).await;
        assert_quiet(&self.browser).await;
    }
}

/// The title of what a walker reads: no more than what really happened.
fn title(walk: Walk, outcome: &str) -> String {
    let title = match (walk.from, outcome) {
        (_, "splendid") | ("portal", _) => "Welcome back",
        ("terminate" | "permission", "failure") => "It did not work",
        (_, "failure") => "The payment did not go through",
        ("subscribe" | "upgrade", _) => return format!("You’re on {} now", walk.plan),
        ("restart", _) => "Your subscription goes on",
        ("options", _) => "Your options",
        ("terminate", _) => "Pro ends on",
        ("permission", _) => "Your payment method",
        ("invoice", "paid") => "Your payment was taken",
        ("invoice", "due") => "Your invoice",
        _ => "Welcome back",
    };
    title.to_owned()
}

#[test]
fn every_from_is_walked() {
    let walked: Vec<Value> = WALKS.iter().map(|walk| walk.from.into()).collect();
    let known = json!([
        "subscribe",
        "upgrade",
        "restart",
        "options",
        "terminate",
        "permission",
        "invoice",
        "portal"
    ]);
    assert_eq!(Value::from(walked), known);
}

#[tokio::test]
async fn a_workflow_in_the_floating_widget_comes_back_to_the_page() {
    const FRAME: &str = "return document.querySelector('proabono-widget').shadowRoot.querySelector('iframe')";
    let widget = SiteOptions::default()
        .with(
            "PORTAL_WIDGET__SCRIPT_URL",
            "https://widget.proabono.com/widget.js",
        )
        .with("PORTAL_WIDGET__OFFER_REF", "offer-pro")
        .with("PORTAL_WIDGET__VISIBLE", "false");
    let mut walkers = Walkers::start(1, widget).await;
    let person = walkers.newcomer().await;
    walkers.browser.goto(&walkers.site.page("")).await;
    let ready = "document.getElementById('open-widget').checkVisibility()";
    walkers.sees(ready, "the widget").await;
    click(&walkers.browser, Locator::Id("open-widget")).await;
    let client = walkers.browser.client();
    let sent = poll(SOON, async || {
        let frame = client.execute(FRAME, Vec::new()).await.ok()?;
        let frame: ElementRef = frame.as_object()?.values().next()?.as_str()?.to_owned().into();
        Element::from_element_id(client.clone(), frame)
            .enter_frame()
            .await
            .ok()?;
        let sent = match client.find(Locator::Css("form button[type=submit]")).await {
            Ok(button) => button.click().await.ok(),
            Err(_) => None,
        };
        client.enter_parent_frame().await.expect("the page");
        sent
    });
    assert!(sent.await.is_some(), "nothing to send in the widget");
    walkers.assert_back("the widget").await;
    walkers.assert_told(WALKS[0], None, &person, "the widget").await;
}
