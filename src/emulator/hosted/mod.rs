//! The hosted pages: plain forms, no script, made to be framed from another origin.

mod anonymous;
mod card;
mod charge;
mod document;
mod ending;
mod home;
mod message;
mod offers;
mod register;
mod restart;
mod subscribe;
mod views;

use std::collections::HashMap;

use actix_web::http::Method;
use actix_web::web::{Data, Form, Path};
use actix_web::{HttpRequest, HttpResponse};

use super::openings::{By, Opening};
use super::portal;
use super::portal::Refusal;
use super::shared::Shared;
use super::state::{Customer, Page, World};

pub(super) use anonymous::show as anonymous;
use ending::{Outcome, finish};

/// One path for all of them: what a link opens is what its token stands for.
pub(super) const PATTERN: &str = "/{page:portal|portal-auth|offers|upgrade|register|subscribe-offer|restart|charge-invoice|portal-inv-pdf|done}/{token}";

/// The names of the pages in [`PATTERN`], and of those without a token.
pub(super) fn pages() -> impl Iterator<Item = &'static str> {
    let names = PATTERN.split_once(':').and_then(|(_, rest)| rest.split_once('}'));
    let linked = names.map_or("", |(names, _)| names).split('|');
    linked.chain(portal::PAGES)
}

type Fields = HashMap<String, String>;

/// A page, opened by its link.
pub(super) async fn show(
    request: HttpRequest,
    path: Path<(String, String)>,
    shared: Data<Shared>,
) -> HttpResponse {
    let mut world = shared.world();
    if request.method() == Method::GET {
        record(&path, &world, &shared);
    }
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

/// What a script in the application asked for opens nothing.
pub(super) fn refused(by: By, refusal: Refusal) -> HttpResponse {
    message::refused(by, refusal)
}

/// Only what comes from outside: the pages lead to each other by links too.
fn record((segment, token): &(String, String), world: &World, shared: &Shared) {
    let mut opening = Opening::by_link(token);
    let ticket = world.redeem(token);
    if let Some(ticket) = &ticket {
        if !ticket.outside {
            return;
        }
        if let Some(customer) = world.customer_by_id(ticket.customer) {
            opening = opening.of(customer).page(&ticket.page);
        }
    }
    let path = (segment.clone(), token.clone());
    if let Err(closed) = open(&path, world) {
        let refusal = match closed {
            Closed::Expired => Refusal::Expired,
            Closed::Suspended => Refusal::Suspended,
        };
        opening = opening.refused(refusal.name());
    }
    shared.openings().add(opening);
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
