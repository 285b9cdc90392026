//! The menu of the demonstration: every entrance of the page, and every way in which ProAbono may answer.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, Resource, web};
use askama::Template;
use reqwest::{Client, Method};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::error::Problem;
use crate::headers::Nonce;
use crate::observe::RouteName;
use crate::page::{Cause, Shell, problem, respond, spoken};
use crate::portal::Portal;
use crate::proabono::{CustomerReference, ListInvoices, ListSubscriptions, StatusInvoice};
use crate::sign_in::{same_origin, see_other};

use super::EmulatorOrigin;

pub(super) fn resource() -> Resource {
    web::resource("/")
        .route(web::get().to(show))
        .route(web::post().to(choose))
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
    /// Whether the emulator's settings could be read.
    reachable: bool,
}

/// A name, its title, and what it changes of the emulator's hosted pages.
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
async fn show(
    portal: web::ThinData<Portal>,
    emulator: web::ThinData<EmulatorOrigin>,
    client: web::Data<Client>,
    request: HttpRequest,
) -> HttpResponse {
    let now = settings(&client, &emulator.0, Method::GET, None).await;
    let words = spoken(&portal, &request, None);
    let page = MenuPage {
        shell: Shell::new(&portal, words, None),
        entrances: entrances(&portal).await,
        returns: returns(&portal),
        reachable: now.is_some(),
        questions: shown(&now.unwrap_or_default()),
        login: portal.path("/login"),
        emulator: &emulator.0.0,
    };
    let mut response = respond(&page, StatusCode::OK, Nonce::new());
    response.extensions_mut().insert(RouteName("demo_menu"));
    response
}

#[derive(Deserialize)]
struct Chosen {
    set: String,
}

/// `POST /`: changes how the emulator behaves.
async fn choose(
    portal: web::ThinData<Portal>,
    emulator: web::ThinData<EmulatorOrigin>,
    client: web::Data<Client>,
    request: HttpRequest,
    chosen: web::Form<Chosen>,
) -> HttpResponse {
    let mut presets = questions().into_iter().flat_map(|(_, presets)| presets);
    let preset = presets.find(|(name, ..)| *name == chosen.set);
    let mut response = match preset.filter(|_| same_origin(&portal, &request)) {
        None => problem(&portal, &request, None, Problem::FromElsewhere, &Cause::none()),
        Some((_, _, body)) => {
            settings(&client, &emulator.0, Method::PUT, Some(body)).await;
            see_other("/")
        }
    };
    response.extensions_mut().insert(RouteName("demo_menu"));
    response
}

/// The emulator's settings of its hosted pages, or `None` when it does not answer.
async fn settings(
    client: &Client,
    emulator: &EmulatorOrigin,
    method: Method,
    body: Option<Value>,
) -> Option<Value> {
    let mut request = client.request(method, format!("{}/_emulator/hosted-pages", emulator.0));
    if let Some(body) = body {
        request = request
            .header("content-type", "application/json")
            .body(body.to_string());
    }
    let answer = request.send().await.ok()?.text().await.ok()?;
    serde_json::from_str(&answer).ok()
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

async fn entrances(portal: &Portal) -> Vec<Entrance> {
    let entrance = |title, about, below: &str| Entrance {
        title,
        about,
        address: if below.is_empty() {
            portal.page_path().to_owned()
        } else {
            portal.path(below)
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
    if let Some(id) = subscription_of("cust-alice", portal).await {
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
    if let Some(id) = open_invoice_of("cust-chloe", portal).await {
        all.push(entrance(
            "Pay an invoice",
            "As Chloé.",
            &format!("/invoices/{id}/pay"),
        ));
    }
    all
}

fn returns(portal: &Portal) -> Vec<Entrance> {
    let entrance = |title, about, query: &str| Entrance {
        title,
        about,
        address: portal.path(&format!("/return?{query}")),
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

async fn subscription_of(customer: &str, portal: &Portal) -> Option<u64> {
    let options = ListSubscriptions {
        reference_customer: Some(CustomerReference::new(customer).ok()?),
        ..ListSubscriptions::default()
    };
    let live = portal.customers().live();
    let all = live.subscriptions().list(&options).all().await.ok()?;
    all.first()?.id.map(|id| id.0)
}

async fn open_invoice_of(customer: &str, portal: &Portal) -> Option<u64> {
    let options = ListInvoices {
        reference_customer: Some(CustomerReference::new(customer).ok()?),
        ..ListInvoices::default()
    };
    let live = portal.customers().live();
    let all = live.invoices().list(&options).all().await.ok()?;
    let open = all
        .iter()
        .find(|invoice| invoice.status != Some(StatusInvoice::Paid));
    open?.id.map(|id| id.0)
}
