//! Every workflow, walked by clicks: from our page through ProAbono's to the way back, and to the page again.

use fantoccini::Locator;
use serde_json::{Value, json};

use crate::support::browser::{Browser, BrowserOptions};
use crate::support::site::{Site, SiteOptions, Visitor};
use crate::support::trials::trials;
use crate::support::wait::poll;

use super::entrances::Links;
use super::returns::said;
use super::{SOON, assert_quiet, click, text, wait_for_frame_text, words};

/// What a walker is before they set out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Start {
    New,
    /// Subscribed to Pro, with an invoice to be paid by bank transfer.
    Subscribed,
    Suspended,
}

/// What is clicked inside the frame.
#[derive(Clone, Copy, Debug)]
enum Step {
    Follow(&'static str),
    /// Pays by card, not as before.
    Card,
    Send,
}

/// A workflow.
#[derive(Clone, Copy, Debug)]
struct Walk {
    from: &'static str,
    start: Start,
    /// Below the page; `{id}` is the subscription or the invoice.
    path: &'static str,
    steps: &'static [Step],
    outcome: &'static str,
    /// The plan at the end.
    plan: &'static str,
}

const WALKS: [Walk; 8] = [
    Walk {
        from: "subscribe",
        start: Start::New,
        path: "/subscribe/offer-pro",
        steps: &[Step::Send],
        outcome: "paid",
        plan: "Pro",
    },
    Walk {
        from: "upgrade",
        start: Start::Subscribed,
        path: "/change-plan",
        steps: &[Step::Follow("Choose Business"), Step::Card, Step::Send],
        outcome: "paid",
        plan: "Business",
    },
    Walk {
        from: "restart",
        start: Start::Suspended,
        path: "/restart/{id}",
        steps: &[Step::Send],
        outcome: "nocharge",
        plan: "Pro",
    },
    Walk {
        from: "options",
        start: Start::Subscribed,
        path: "",
        steps: &[Step::Follow("Change options"), Step::Send],
        outcome: "nocharge",
        plan: "Pro",
    },
    Walk {
        from: "terminate",
        start: Start::Subscribed,
        path: "/subscriptions/{id}",
        steps: &[Step::Follow("End this plan"), Step::Send],
        outcome: "nocharge",
        plan: "Pro",
    },
    Walk {
        from: "permission",
        start: Start::Subscribed,
        path: "/payment-method",
        steps: &[Step::Card, Step::Send],
        outcome: "registered",
        plan: "Pro",
    },
    Walk {
        from: "invoice",
        start: Start::Subscribed,
        path: "/invoices/{id}/pay",
        steps: &[Step::Card, Step::Send],
        outcome: "paid",
        plan: "Pro",
    },
    Walk {
        from: "portal",
        start: Start::Subscribed,
        path: "",
        steps: &[Step::Follow("Back to the application")],
        outcome: "",
        plan: "Pro",
    },
];

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

/// A site with that many people who are nobody's customers yet.
pub(super) struct Walkers {
    pub(super) site: Site,
    pub(super) browser: Browser,
    people: Vec<Visitor>,
}

impl Walkers {
    pub(super) async fn start(count: usize, options: SiteOptions) -> Self {
        let person = |number| Visitor {
            id: Box::leak(format!("walker-{number}").into_boxed_str()),
            name: Box::leak(format!("Walker {number}").into_boxed_str()),
            email: Box::leak(format!("walker-{number}@acme.example").into_boxed_str()),
            language: "en",
        };
        let people: Vec<_> = (0..count).map(person).collect();
        let site = Site::start(SiteOptions {
            visitors: people.clone(),
            secret: Some(super::generations::SECRET),
            ..options
        })
        .await;
        let browser = site.browser(BrowserOptions::default()).await;
        let back = json!({ "return_url": site.page("/return") });
        site.hosted_pages(back).await;
        Self {
            site,
            browser,
            people,
        }
    }

    /// The next one, signed in; the number of their subscription or, where that is asked for, of their invoice.
    async fn next(&mut self, start: Start, path: &str) -> (Visitor, u64) {
        let person = self.newcomer().await;
        let site = &self.site;
        if start == Start::New {
            return (person, 0);
        }
        site.customer(person.id).await;
        let id = site.subscribe(person.id, "offer-pro").await;
        if start == Start::Suspended {
            let path = format!("/v1/Subscription/{id}/Suspension");
            site.write(&path, json!({})).await;
        }
        let id = if path.starts_with("/invoices") {
            site.open_invoice(person.id).await
        } else {
            id
        };
        (person, id)
    }

    pub(super) async fn newcomer(&mut self) -> Visitor {
        let person = self.people.pop().expect("one more walker");
        self.site.sign_in(&self.browser, person.id).await;
        person
    }

    /// Opens the workflow and clicks through it.
    async fn walks(&mut self, walk: Walk) -> Visitor {
        let (person, id) = self.next(walk.start, walk.path).await;
        let path = walk.path.replace("{id}", &id.to_string());
        self.browser.goto(&self.site.page(&path)).await;
        for step in walk.steps {
            match step {
                Step::Follow(label) => inside(&self.browser, Locator::LinkText(label)).await,
                Step::Card => inside(&self.browser, Locator::Css("input[value=card]")).await,
                Step::Send => inside(&self.browser, Locator::Css("form button[type=submit]")).await,
            }
        }
        person
    }

    /// The page around it is the way back, at the top.
    async fn assert_back(&self, what: &str) {
        let back = "window === window.top && location.pathname.endsWith('/return') && document.readyState === 'complete'";
        let arrived = poll(SOON, async || {
            (self.browser.eval(back).await == true).then_some(())
        });
        let here = words(&self.browser, "location.href + document.body.innerText").await;
        assert!(arrived.await.is_some(), "{what}: still at {here}");
        assert_eq!(self.browser.eval("window.length").await, 0, "{what}");
    }
}

/// Clicks inside the first frame, once it is there.
pub(super) async fn inside(browser: &Browser, locator: Locator<'_>) {
    let client = browser.client();
    let clicked = poll(SOON, async || {
        client.enter_frame(0).await.ok()?;
        let clicked = match client.find(locator).await {
            Ok(element) => element.click().await.ok(),
            Err(_) => None,
        };
        client.enter_parent_frame().await.expect("the page");
        clicked
    });
    assert!(clicked.await.is_some(), "nothing to click: {locator:?}");
}

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
        let failed = outcome == "failure";
        if failed && matches!(walk.from, "subscribe" | "restart") {
            // Whoever has no subscription is not told of one.
            let all = text(&self.browser).await;
            assert!(!all.contains("Your plan:"), "{what}: {all}");
            return;
        }
        let (title, said) = said(walk.from, outcome);
        let all = text(&self.browser).await;
        assert!(all.contains(title) && all.contains(said), "{what}: {all}");
        assert!(all.contains(person.name), "{what}: {all}");
        let plan = if failed { "Pro" } else { walk.plan };
        assert!(all.contains(&format!("Your plan: {plan}")), "{what}: {all}");
        assert_quiet(&self.browser).await;
        click(&self.browser, Locator::LinkText("Your subscription")).await;
        let opened = "window.length === 1 && location.pathname.endsWith('/Subscriptions')";
        self.browser.wait_until(opened, SOON).await;
        wait_for_frame_text(&self.browser, &format!("Plan {plan}")).await;
        assert_quiet(&self.browser).await;
    }
}

/// Where nothing may be bought while nothing is confirmed.
const SHOPS: [&str; 5] = [
    "",
    "/plans",
    "/subscribe/offer-business",
    "/change-plan",
    "/subscribe?refo=offer-pro",
];

#[tokio::test]
async fn while_a_return_is_unsettled_nothing_is_for_sale_and_then_the_page_goes_on_by_itself() {
    let walks: Vec<_> = WALKS
        .into_iter()
        .filter(|walk| matches!(walk.from, "subscribe" | "upgrade" | "restart" | "invoice"))
        .collect();
    let count = trials("workflows whose payment is under way", 3, 2 * walks.len());
    let mut walkers = Walkers::start(count, SiteOptions::default()).await;
    walkers.site.hosted_pages(json!({ "outcome": "pending" })).await;
    for trial in 0..count {
        let walk = walks[trial % walks.len()];
        let links = if (trial / walks.len() + trial) % 2 == 0 {
            Links::Hosted
        } else {
            Links::InSite
        };
        walkers.site.hosted_pages(links.settings()).await;
        walkers.walks(walk).await;
        walkers.assert_back(walk.from).await;
        for shop in SHOPS {
            assert_waits(&walkers.browser, walk.from).await;
            walkers.browser.goto(&walkers.site.page(shop)).await;
        }
        assert_waits(&walkers.browser, walk.from).await;
        walkers.browser.goto(&walkers.site.page("")).await;
        assert_waits(&walkers.browser, walk.from).await;
        walkers.site.bank_confirms().await;
        // It looks by itself; nobody clicks.
        walkers.browser.wait_until("window.length === 1", SOON).await;
        wait_for_frame_text(&walkers.browser, &format!("Plan {}", walk.plan)).await;
        assert_quiet(&walkers.browser).await;
    }
}

#[tokio::test]
async fn a_waiting_return_becomes_the_message_and_nobody_buys_twice() {
    let mut walkers = Walkers::start(1, SiteOptions::default()).await;
    walkers.site.hosted_pages(json!({ "outcome": "pending" })).await;
    let person = walkers.walks(WALKS[0]).await;
    walkers.assert_back("subscribe").await;
    assert_waits(&walkers.browser, "subscribe").await;
    walkers.site.bank_confirms().await;
    let thanks = "document.querySelector('h1').innerText === 'Thank you for subscribing'";
    walkers.browser.wait_until(thanks, SOON).await;
    let all = text(&walkers.browser).await;
    assert!(
        all.contains("Your plan: Pro") && all.contains(person.name),
        "{all}"
    );
    assert_quiet(&walkers.browser).await;
    let path = format!(
        "/v1/Subscriptions?ReferenceCustomer=cust-{}&ReferenceSegment=acme-eur",
        person.id
    );
    let all = walkers.site.read(&path).await;
    assert_eq!(all["Items"].as_array().map(Vec::len), Some(1), "{all}");
}

async fn assert_waits(browser: &Browser, what: &str) {
    let all = text(browser).await;
    assert!(
        all.contains("We are waiting for the confirmation"),
        "{what}: {all}"
    );
    let seen = "[window.length, [...document.querySelectorAll('main a')].map(link => link.innerText)]";
    assert_eq!(browser.eval(seen).await, json!([0, ["Look again"]]), "{what}");
    assert_quiet(browser).await;
}

/// An empty text is no outcome.
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
