//! The menu of the demonstration, with every entrance of the page and every way in which ProAbono may answer.

use actix_web::web;
use askama::Template;
use reqwest::{Client, Method};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::pages::Pages;
use crate::proabono::{CustomerReference, ListInvoices, ListSubscriptions, Live, StatusInvoice};
use crate::visit::{Answer, Outcome, Shell, Visit};
use crate::web::{Paths, same_origin};
use crate::words::Problem;

/// The emulator as the demonstration reaches it.
#[derive(Clone, Debug)]
pub(super) struct Neighbour {
    pub(super) origin: String,
    pub(super) client: Client,
}

/// An address to go to.
struct Entrance {
    title: &'static str,
    about: &'static str,
    address: String,
}

/// A question with buttons for its answers.
struct Question {
    title: &'static str,
    choices: Vec<Choice>,
}

struct Choice {
    name: &'static str,
    title: &'static str,
    chosen: bool,
}

#[derive(Template)]
#[template(path = "demo_menu.html")]
struct MenuPage<'a> {
    shell: Shell<'a>,
    entrances: Vec<Entrance>,
    returns: Vec<Entrance>,
    questions: Vec<Question>,
    login: String,
    emulator: &'a str,
    /// True when the emulator's settings could be read.
    reachable: bool,
}

/// A name, its title, and the settings of the emulator's hosted pages that it changes.
type Preset = (&'static str, &'static str, Value);

fn questions() -> [(&'static str, Vec<Preset>); 4] {
    [
        (
            "How the account shows its pages",
            vec![
                (
                    "hosted",
                    "Links in a frame",
                    json!({ "links": "hosted", "insite_home_is_page": false }),
                ),
                (
                    "insite",
                    "The in-site portal",
                    json!({ "links": "insite", "insite_home_is_page": false }),
                ),
                (
                    "insite-here",
                    "The in-site portal, installed on this page",
                    json!({ "links": "insite", "insite_home_is_page": true }),
                ),
            ],
        ),
        (
            "How a workflow ends",
            vec![
                ("natural", "As it goes", json!({ "outcome": null })),
                (
                    "pending",
                    "The bank takes its time",
                    json!({ "outcome": "pending" }),
                ),
                ("due", "By an invoice", json!({ "outcome": "due" })),
            ],
        ),
        (
            "Where ProAbono sends the visitor back",
            vec![
                ("in-frame", "Inside the frame", json!({ "return_in": "frame" })),
                ("at-top", "The whole window", json!({ "return_in": "top" })),
            ],
        ),
        ("After a subscription, the frame", closings()),
    ]
}

fn closings() -> Vec<Preset> {
    vec![
        (
            "returns",
            "Goes to the return page",
            json!({ "IsIframeClosedAfterSubscribe": false }),
        ),
        (
            "blank",
            "Becomes empty",
            json!({ "IsIframeClosedAfterSubscribe": true, "closing": "blank" }),
        ),
        (
            "closes",
            "Closes by itself",
            json!({ "IsIframeClosedAfterSubscribe": true, "closing": "message" }),
        ),
    ]
}

/// `GET /`.
pub(super) async fn show(pages: &Pages, visit: &Visit<'_>, emulator: &Neighbour) -> Outcome {
    let now = emulator.settings(Method::GET, None).await;
    let paths = &visit.site.paths;
    let page = MenuPage {
        shell: visit.shell(),
        entrances: entrances(paths, pages.customers.live()).await,
        returns: returns(paths),
        reachable: now.is_some(),
        questions: shown(&now.unwrap_or_default()),
        login: paths.path("/login"),
        emulator: &emulator.origin,
    };
    Ok(Answer::page(&page, &page.shell.nonce))
}

#[derive(Deserialize)]
pub(super) struct Chosen {
    set: String,
}

/// `POST /`: changes how the emulator behaves.
pub(super) async fn choose(
    visit: &Visit<'_>,
    emulator: &Neighbour,
    chosen: Option<web::Form<Chosen>>,
) -> Outcome {
    let chosen = chosen.filter(|_| same_origin(&visit.site.paths, visit.request));
    let chosen = chosen.ok_or(Problem::FromElsewhere)?;
    let mut presets = questions().into_iter().flat_map(|(_, presets)| presets);
    let preset = presets.find(|(name, ..)| *name == chosen.set);
    let (_, _, body) = preset.ok_or(Problem::FromElsewhere)?;
    emulator.settings(Method::PUT, Some(body)).await;
    Ok(Answer::see_other("/"))
}

impl Neighbour {
    /// The emulator's settings of its hosted pages, or `None` when it does not answer.
    async fn settings(&self, method: Method, body: Option<Value>) -> Option<Value> {
        let address = format!("{}/_emulator/hosted-pages", self.origin);
        let mut request = self.client.request(method, address);
        if let Some(body) = body {
            request = request
                .header("content-type", "application/json")
                .body(body.to_string());
        }
        let answer = request.send().await.ok()?.text().await.ok()?;
        serde_json::from_str(&answer).ok()
    }
}

fn shown(now: &Value) -> Vec<Question> {
    let choice = |(name, title, body): Preset| Choice {
        name,
        title,
        chosen: body
            .as_object()
            .is_some_and(|changes| changes.iter().all(|(key, value)| now[key] == *value)),
    };
    let question = |(title, presets): (&'static str, Vec<Preset>)| Question {
        title,
        choices: presets.into_iter().map(choice).collect(),
    };
    questions().into_iter().map(question).collect()
}

async fn entrances(paths: &Paths, live: &Live) -> Vec<Entrance> {
    let entrance = |title, about, below: &str| Entrance {
        title,
        about,
        address: if below.is_empty() {
            paths.page().to_owned()
        } else {
            paths.path(below)
        },
    };
    let mut all = vec![
        entrance(
            "The subscription page",
            "Home: the subscription, or the offers.",
            "",
        ),
        entrance(
            "Offers before sign-up",
            "For anybody; the choice survives signing in.",
            "/offers",
        ),
        entrance("Choose a plan", "As Bruno or Eve.", "/plans"),
        entrance(
            "Subscribe to Pro",
            "As Bruno; as Chloé it changes her plan.",
            "/subscribe/offer-pro",
        ),
        entrance(
            "A plan that there is not",
            "It ends on the plans, with a word about it.",
            "/subscribe/no-such-offer",
        ),
        entrance(
            "Change plan",
            "As Alice or Chloé; Bruno has nothing to change.",
            "/change-plan",
        ),
        entrance("Payment method", "As anybody but Dmitri.", "/payment-method"),
    ];
    if let Some(id) = subscription_of("cust-alice", live).await {
        all.push(entrance(
            "One subscription",
            "As Alice; for others there is no such page.",
            &format!("/subscriptions/{id}"),
        ));
        all.push(entrance(
            "Restart a subscription",
            "As Alice, once it was ended in the portal.",
            &format!("/restart/{id}"),
        ));
    }
    if let Some(id) = open_invoice_of("cust-chloe", live).await {
        all.push(entrance(
            "Pay an invoice",
            "As Chloé.",
            &format!("/invoices/{id}/pay"),
        ));
    }
    all
}

fn returns(paths: &Paths) -> Vec<Entrance> {
    let entrance = |title, about, query: &str| Entrance {
        title,
        about,
        address: paths.path(&format!("/return?{query}")),
    };
    vec![
        entrance(
            "Subscribed and paid",
            "Believed once the subscription runs: try it as Alice, then as Bruno.",
            "from=subscribe&outcome=paid&refo=offer-pro",
        ),
        entrance("Plan changed", "As Alice.", "from=upgrade&outcome=nocharge"),
        entrance("Cancelled", "As Alice.", "from=terminate"),
        entrance("Payment failed", "A legacy redirect.", "status=UrlPaymentFailure"),
        entrance(
            "Something unknown",
            "The message is neutral.",
            "from=tomorrow&outcome=whatever&idc=1",
        ),
    ]
}

async fn subscription_of(customer: &str, live: &Live) -> Option<u64> {
    let options = ListSubscriptions {
        reference_customer: Some(CustomerReference::new(customer).ok()?),
        ..ListSubscriptions::default()
    };
    let all = live.subscriptions().list(&options).all().await.ok()?;
    all.first()?.id.map(|id| id.0)
}

async fn open_invoice_of(customer: &str, live: &Live) -> Option<u64> {
    let options = ListInvoices {
        reference_customer: Some(CustomerReference::new(customer).ok()?),
        ..ListInvoices::default()
    };
    let all = live.invoices().list(&options).all().await.ok()?;
    let open = all
        .iter()
        .find(|invoice| invoice.status != Some(StatusInvoice::Paid));
    open?.id.map(|id| id.0)
}
