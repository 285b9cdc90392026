//! Every workflow, walked by clicks inside the frame.

mod closed;
mod heard;
mod pictures;
mod there_and_back;
mod unsettled;

use fantoccini::Locator;
use serde_json::json;

use crate::support::browser::{Browser, BrowserOptions};
use crate::support::site::{Site, SiteOptions, Visitor};
use crate::support::wait::poll;

use super::{RETURNED, SOON, words};

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
            let bill = json!({ "ReferenceCustomer": format!("cust-{}", person.id) });
            let invoice = site.write("/v1/Billing/Customer", bill).await;
            invoice["Id"].as_u64().expect("an invoice")
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
        let person = self.begins(walk).await;
        self.clicks(walk).await;
        person
    }

    async fn begins(&mut self, walk: Walk) -> Visitor {
        let (person, id) = self.next(walk.start, walk.path).await;
        let path = walk.path.replace("{id}", &id.to_string());
        self.browser.goto(&self.site.page(&path)).await;
        person
    }

    async fn clicks(&self, walk: Walk) {
        for step in walk.steps {
            match step {
                Step::Follow(label) => inside(&self.browser, Locator::LinkText(label)).await,
                Step::Card => inside(&self.browser, Locator::Css("input[value=card]")).await,
                Step::Send => inside(&self.browser, Locator::Css("form button[type=submit]")).await,
            }
        }
    }

    /// The page around it is the way back, at the top.
    async fn assert_back(&self, what: &str) {
        self.sees(RETURNED, what).await;
        assert_eq!(self.browser.eval("window.length").await, 0, "{what}");
    }
}

impl Walkers {
    /// Waits until an expression in the page is true.
    async fn sees(&self, expression: &str, what: &str) {
        let seen = poll(SOON, async || self.browser.holds(expression).await.then_some(()));
        if seen.await.is_none() {
            let here = words(&self.browser, "location.href + ': ' + document.body.innerText").await;
            panic!("{what}: {expression} is not true at {here}");
        }
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
