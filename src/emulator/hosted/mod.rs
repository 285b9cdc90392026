//! The hosted pages: plain forms, no script, made to be framed from another origin.

mod card;
mod charge;
mod document;
mod home;
mod message;
mod offers;
mod register;
mod restart;
mod subscribe;
mod views;

use std::collections::HashMap;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::LOCATION;
use actix_web::web::{Data, Form, Path};
use url::Url;

use super::shared::Shared;
use super::state::{Customer, Page, World};

/// One path for all of them: what a link opens is what its token stands for.
pub(super) const PATTERN: &str = "/{page:portal|portal-auth|offers|upgrade|register|subscribe-offer|restart|charge-invoice|portal-inv-pdf|done}/{token}";

/// The names of the pages in [`PATTERN`].
pub(super) fn pages() -> impl Iterator<Item = &'static str> {
    let names = PATTERN.split_once(':').and_then(|(_, rest)| rest.split_once('}'));
    names.map_or("", |(names, _)| names).split('|')
}

type Fields = HashMap<String, String>;

/// A page, opened by its link.
pub(super) async fn show(path: Path<(String, String)>, shared: Data<Shared>) -> HttpResponse {
    let mut world = shared.world();
    let (customer, page) = match open(&path, &world) {
        Ok(opened) => opened,
        Err(closed) => return message::closed(closed),
    };
    let world = &mut *world;
    match page {
        Page::Home => home::show(&customer, world),
        Page::Offers => offers::show(&customer, false, world),
        Page::Upgrade => offers::show(&customer, true, world),
        Page::Register => register::show(&customer, None, world),
        Page::Subscribe(offer) => subscribe::show(&customer, &offer, None, world),
        Page::Restart(subscription) => restart::show(&customer, subscription, None, world),
        Page::Charge(invoice) => charge::show(&customer, invoice, None, world),
        Page::Document(invoice) => document::show(&customer, invoice, world),
        Page::Done(title, text) => message::done(&customer, title, &text, world),
        Page::OtherMerchant => message::other_merchant(),
    }
}

/// A form that was sent, to the address that showed it.
pub(super) async fn act(
    path: Path<(String, String)>,
    fields: Form<Fields>,
    shared: Data<Shared>,
) -> HttpResponse {
    let mut world = shared.world();
    let (customer, page) = match open(&path, &world) {
        Ok(opened) => opened,
        Err(closed) => return message::closed(closed),
    };
    let world = &mut *world;
    match page {
        Page::Register => register::act(&customer, &fields, world),
        Page::Subscribe(offer) => subscribe::act(&customer, &offer, &fields, world),
        Page::Restart(subscription) => restart::act(&customer, subscription, &fields, world),
        Page::Charge(invoice) => charge::act(&customer, invoice, &fields, world),
        _ => message::not_found(),
    }
}

/// Any other path.
pub(super) async fn not_found() -> HttpResponse {
    message::not_found()
}

/// The widget's settings do not name this account, or name no customer.
pub(super) fn misconfigured() -> HttpResponse {
    message::misconfigured()
}

/// Why a link opens nothing.
#[derive(Clone, Copy)]
enum Closed {
    /// The token is unknown, has expired, or was put under another path.
    Expired,
    Suspended,
}

fn open((segment, token): &(String, String), world: &World) -> Result<(Customer, Page), Closed> {
    let ticket = world.redeem(token).ok_or(Closed::Expired)?;
    let fits = ticket.page.segment() == segment || (ticket.page == Page::Home && segment == "portal-auth");
    let customer = world
        .customer_by_id(ticket.customer)
        .filter(|_| fits)
        .cloned()
        .ok_or(Closed::Expired)?;
    if customer.is_suspended() {
        Err(Closed::Suspended)
    } else {
        Ok((customer, ticket.page))
    }
}

/// What a workflow came to.
struct Outcome {
    /// `subscribe`, `upgrade`, `permission` or `invoice`.
    from: &'static str,
    /// `paid` or `registered`.
    outcome: &'static str,
    title: &'static str,
    text: String,
    /// The offer and the subscription, where there are any.
    subscription: Option<(&'static str, u64)>,
}

/// On to the application when it wants visitors back, else to a page that says what happened. Either way a reload repeats nothing.
fn finish(customer: &Customer, outcome: Outcome, world: &mut World) -> HttpResponse {
    let location = return_url(customer, &outcome, world)
        .unwrap_or_else(|| world.path_to(customer.id, Page::Done(outcome.title, outcome.text)));
    HttpResponse::build(StatusCode::SEE_OTHER)
        .insert_header((LOCATION, location))
        .finish()
}

fn return_url(customer: &Customer, outcome: &Outcome, world: &World) -> Option<String> {
    let mut url = Url::parse(world.options.return_url.as_deref()?).ok()?;
    let mut query = url.query_pairs_mut();
    query
        .append_pair("from", outcome.from)
        .append_pair("outcome", outcome.outcome);
    query.append_pair("idc", &customer.id.to_string());
    if let Some((offer, id)) = outcome.subscription {
        query
            .append_pair("refo", offer)
            .append_pair("idsub", &id.to_string());
    }
    drop(query);
    Some(url.into())
}
