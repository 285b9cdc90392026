//! The page that shows what happens, with buttons for what an account goes through.

use std::sync::Arc;

use actix_web::http::Method;
use actix_web::web;
use askama::Template;
use serde::Deserialize;

use crate::emulated::{Controls, Question, preset, questions};
use crate::pages::Pages;
use crate::portal::Portal;
use crate::proabono::CustomerReference;
use crate::visit::{Answer, Outcome, Shell, Visit};
use crate::web::{BasePath, Paths, same_origin};
use crate::words::Problem;

use super::view::{Account, Entry, MOST, Page, accounts, entries, events, opened};
use super::visits::Visits;

/// Everything that the page shows, and what its buttons reach.
pub(super) struct Panel {
    pub(super) controls: Controls,
    pub(super) visits: Arc<Visits>,
    /// The address of the subscription page.
    pub(super) page: String,
}

#[derive(Template)]
#[template(path = "dev.html")]
struct PanelPage<'a> {
    shell: Shell<'a>,
    page: &'a str,
    emulator: &'a str,
    /// The time of the account; `None` when the emulator does not answer.
    time: Option<String>,
    steps: &'static [(&'static str, u64)],
    questions: Vec<Question>,
    accounts: Vec<Account>,
    entries: Vec<Entry>,
    opened: Vec<Page>,
    events: Vec<Page>,
}

const DAY: u64 = 86_400;

/// How far the clock is moved at a click, in seconds.
const STEPS: &[(&str, u64)] = &[
    ("An hour", 3_600),
    ("A day", DAY),
    ("A week", 7 * DAY),
    ("A month", 31 * DAY),
    ("A year", 366 * DAY),
];

/// The orders to the emulator that need no more words.
const ORDERS: [&str; 2] = ["settle", "reset"];

/// Adds the page to the listener of its own.
pub(super) fn routes(config: &mut web::ServiceConfig, portal: &Portal, panel: &Arc<Panel>) {
    let (to, name) = (portal.handlers(), "dev_panel");
    let (shown, changed) = (Arc::clone(panel), Arc::clone(panel));
    let show = async move |_: &Pages, visit: &Visit<'_>| Ok(show(&shown, visit).await);
    let act = async move |pages: &Pages, visit: &Visit<'_>, click| act(&changed, pages, visit, click).await;
    let routes = [
        (Method::GET, to.anybody(name, show)),
        (Method::POST, to.taking(name, act)),
    ];
    to.serve(config, name, to.resource("/", name, routes));
}

async fn show(panel: &Panel, visit: &Visit<'_>) -> Answer {
    let controls = &panel.controls;
    let records = ["calls", "openings", "events"];
    let [calls, openings, happened] = records.map(|record| format!("{record}?last={MOST}"));
    let (settings, clock, calls, openings, happened, state) = tokio::join!(
        controls.settings(),
        controls.ask("clock"),
        controls.ask(&calls),
        controls.ask(&openings),
        controls.ask(&happened),
        controls.ask("state"),
    );
    let time = clock.as_ref().and_then(|clock| clock["now"].as_str());
    let page = PanelPage {
        shell: visit.shell(),
        page: &panel.page,
        emulator: &controls.origin,
        time: time.map(str::to_owned),
        steps: STEPS,
        questions: questions(&settings.unwrap_or_default()),
        accounts: accounts(&state.unwrap_or_default()),
        entries: entries(&panel.visits.kept(), &calls.unwrap_or_default(), visit.words),
        opened: opened(&openings.unwrap_or_default()),
        events: events(&happened.unwrap_or_default()),
    };
    Answer::page(&page, &page.shell.nonce)
}

/// A click on one of the buttons.
#[derive(Deserialize)]
struct Click {
    /// The name of an answer to one of the questions.
    set: Option<String>,
    /// Seconds by which the clock is moved.
    clock: Option<u64>,
    /// The customer whose account is closed.
    close: Option<String>,
    /// An order that needs no more words.
    order: Option<String>,
}

async fn act(panel: &Panel, pages: &Pages, visit: &Visit<'_>, click: Option<web::Form<Click>>) -> Outcome {
    // The page's own public address is that of another listener.
    let here = Paths {
        base: BasePath::default(),
        public: BasePath::default(),
        origin: None,
    };
    let click = click.filter(|_| same_origin(&here, visit.request));
    let click = click.ok_or(Problem::FromElsewhere)?.into_inner();
    let done = carry_out(panel, pages, click).await;
    done.ok_or(Problem::FromElsewhere)?;
    Ok(Answer::see_other("/"))
}

/// Does what the button says; `None` for what no button says.
async fn carry_out(panel: &Panel, pages: &Pages, click: Click) -> Option<()> {
    let controls = &panel.controls;
    if let Some(name) = click.set {
        controls.set(preset(&name)?).await;
    } else if let Some(seconds) = click.clock {
        STEPS.iter().find(|(_, step)| *step == seconds)?;
        controls.advance(seconds).await;
    } else if let Some(customer) = click.close {
        let customer = CustomerReference::new(&customer).ok()?;
        // The page at the next visit shows whether it was done.
        let _ = pages.customers.live().customers().suspend(&customer).await;
    } else {
        let name = click.order?;
        let known = ORDERS.iter().find(|known| **known == name)?;
        controls.order(known).await;
        if name == "reset" {
            panel.visits.forget();
        }
    }
    Some(())
}
