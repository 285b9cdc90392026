//! The hosted pages: plain forms, no script, made to be framed from another origin.

mod anonymous;
mod card;
mod charge;
mod document;
mod ending;
mod home;
mod invoices;
mod means;
mod message;
mod offers;
mod options;
mod plan;
mod register;
mod restart;
mod subscribe;
mod subscription;
mod terminate;
mod views;

use std::collections::HashMap;

use actix_web::http::Method;
use actix_web::web::{Data, Form, Path};
use actix_web::{HttpRequest, HttpResponse};

use super::openings::{By, Opening};
use super::portal;
use super::portal::Refusal;
use super::settings::Redirection;
use super::shared::Shared;
use super::state::{Customer, Page, Subscription, World};

pub(super) use anonymous::show as anonymous;
pub(super) use ending::see_other;
use subscribe::Wish;

/// One path for all of them: what a link opens is what its token stands for.
pub(super) const PATTERN: &str = "/{page:portal|portal-auth|offers|upgrade|register|subscribe-offer|restart|charge-invoice|portal-inv-pdf|subscription|invoices|options|terminate|done|closed}/{token}";

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
        Err(closed) => return refuse(closed, &world),
    };
    if let Some(elsewhere) = elsewhere(&page, &world) {
        return see_other(&elsewhere);
    }
    let world = &mut *world;
    match page {
        Page::Home => home::show(&customer, world),
        Page::Offers => offers::show(&customer, false, world),
        Page::Upgrade => offers::show(&customer, true, world),
        Page::Register => register::show(&customer, None, world),
        Page::Subscribe(offer) => {
            let wish = Wish::offer(&customer, &offer, world);
            subscribe::show(&customer, wish, None, world)
        }
        Page::Draft(id) => {
            let wish = Wish::draft(&customer, id, world);
            subscribe::show(&customer, wish, None, world)
        }
        Page::Restart(subscription) => restart::show(&customer, subscription, None, world),
        Page::Options(subscription) => options::show(&customer, subscription, None, world),
        Page::Terminate(subscription) => terminate::show(&customer, subscription, world),
        Page::Subscription(id) => subscription::show(&customer, id, world),
        Page::Invoices => invoices::show(&customer, world),
        Page::Charge(invoice) => charge::show(&customer, invoice, None, world),
        Page::Document(invoice) => document::show(&customer, invoice, world),
        Page::Done(title, text) => message::done(&customer, title, &text, world),
        Page::Closed(title, text) => message::closed_frame(&customer, title, &text, world),
        Page::OtherMerchant => message::other_merchant(),
    }
}

/// The address that the merchant put in the place of the offers.
fn elsewhere(page: &Page, world: &World) -> Option<String> {
    let event = match page {
        Page::Offers => Redirection::UrlOffersAuthenticated,
        Page::Upgrade => Redirection::UrlOffersUpgrade,
        _ => return None,
    };
    world.options.hosted_pages.redirect(event, None)
}

/// A link that opens nothing.
fn refuse(closed: Closed, world: &World) -> HttpResponse {
    let generic = world
        .options
        .hosted_pages
        .redirect(Redirection::UrlGenericError, None);
    match (closed, generic) {
        (Closed::Expired, Some(elsewhere)) => see_other(&elsewhere),
        _ => message::closed(closed),
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
        Err(closed) => return refuse(closed, &world),
    };
    let world = &mut *world;
    match page {
        Page::Register => register::act(&customer, &fields, world),
        Page::Subscribe(offer) => {
            let wish = Wish::offer(&customer, &offer, world);
            subscribe::act(&customer, wish, &fields, world)
        }
        Page::Draft(id) => {
            let wish = Wish::draft(&customer, id, world);
            subscribe::act(&customer, wish, &fields, world)
        }
        Page::Restart(subscription) => restart::act(&customer, subscription, &fields, world),
        Page::Options(subscription) => options::act(&customer, subscription, &fields, world),
        Page::Terminate(subscription) => terminate::act(&customer, subscription, world),
        Page::Charge(invoice) => charge::act(&customer, invoice, &fields, world),
        _ => message::not_found(),
    }
}

/// Any other path.
pub(super) async fn not_found() -> HttpResponse {
    message::not_found()
}

/// What a script in the application asked for opens nothing.
pub(super) fn refused(by: By, refusal: Refusal, world: &World) -> HttpResponse {
    match refusal {
        Refusal::Expired => refuse(Closed::Expired, world),
        _ => message::refused(by, refusal),
    }
}

fn own_subscription(customer: &Customer, id: u64, world: &World) -> Option<Subscription> {
    world
        .subscription(id)
        .filter(|one| one.id_customer == customer.id)
        .cloned()
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
