//! The menu of the demonstration, with every entrance of the page and every way in which ProAbono may answer.

use actix_web::web;
use askama::Template;
use serde::Deserialize;

use crate::emulated::{Controls, Question, preset, questions};
use crate::pages::Pages;
use crate::proabono::{CustomerReference, ListInvoices, ListSubscriptions, Live, StatusInvoice};
use crate::visit::{Answer, Outcome, Shell, Visit};
use crate::web::{Paths, same_origin};
use crate::words::Problem;

/// An address to go to.
struct Entrance {
    title: &'static str,
    about: &'static str,
    address: String,
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

/// `GET /`.
pub(super) async fn show(pages: &Pages, visit: &Visit<'_>, emulator: &Controls) -> Outcome {
    let now = emulator.settings().await;
    let paths = &visit.site.paths;
    let page = MenuPage {
        shell: visit.shell(),
        entrances: entrances(paths, pages.customers.live()).await,
        returns: returns(paths),
        reachable: now.is_some(),
        questions: questions(&now.unwrap_or_default()),
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
    emulator: &Controls,
    chosen: Option<web::Form<Chosen>>,
) -> Outcome {
    let chosen = chosen.filter(|_| same_origin(&visit.site.paths, visit.request));
    let chosen = chosen.ok_or(Problem::FromElsewhere)?;
    let change = preset(&chosen.set).ok_or(Problem::FromElsewhere)?;
    emulator.set(change).await;
    Ok(Answer::see_other("/"))
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
