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
mod on_demand;
mod options;
mod plan;
mod register;
mod restart;
mod subscribe;
mod subscription;
mod terminate;
mod views;
mod visit;

use actix_web::http::Method;
use actix_web::web::{Data, Form, Path};
use actix_web::{HttpRequest, HttpResponse};

use crate::model::{Customer, Page};
use crate::openings::{By, Refusal};
use crate::settings::{About, Redirection};
use crate::shared::Shared;
use crate::world::World;

pub(crate) use anonymous::show as anonymous;
pub(crate) use ending::see_other;
pub(crate) use on_demand::fail as fail_on_demand;
use subscribe::Wish;
pub(crate) use visit::opened;
use visit::{Closed, Fields, open, record};

/// One path for all pages: the token of a link says which one it opens.
pub(crate) const PATTERN: &str = "/{page:portal|portal-auth|offers|upgrade|register|subscribe-offer|restart|charge-invoice|portal-inv-pdf|subscription|invoices|options|terminate|done|closed}/{token}";

/// The names of the pages in [`PATTERN`].
pub(crate) fn pages() -> impl Iterator<Item = &'static str> {
    let names = PATTERN.split_once(':').and_then(|(_, rest)| rest.split_once('}'));
    names.map_or("", |(names, _)| names).split('|')
}

/// A page, opened by its link.
pub(crate) async fn show(
    request: HttpRequest,
    path: Path<(String, String)>,
    shared: Data<Shared>,
) -> HttpResponse {
    let mut world = shared.world();
    if request.method() == Method::GET {
        record(&path, &world, &shared);
    }
    if let Some(offer) = of_nobody(&path.1, &world) {
        return see_other(&format!("/portal-anon?choose={offer}"));
    }
    let (customer, page) = match open(&path, &world) {
        Ok(opened) => opened,
        Err(closed) => return refuse(closed, &world),
    };
    if let Some(elsewhere) = elsewhere(&customer, &page, &world) {
        return see_other(&elsewhere);
    }
    if page == Page::Home
        && let Some(token) = workflow(request.query_string())
    {
        return match opened(&token, customer.id, &world) {
            Ok(page) => see_other(&world.path_to(customer.id, page)),
            Err(refusal) => refused(By::Link, refusal, &world),
        };
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

/// The offer of a link that was issued to nobody: an offer that is listed without a customer has one.
fn of_nobody(token: &str, world: &World) -> Option<String> {
    let ticket = world.redeem(token)?;
    match ticket.page {
        Page::Subscribe(offer) if world.customer_by_id(ticket.customer).is_none() => Some(offer),
        _ => None,
    }
}

/// The opener in the address of a home, which an application appends to it.
fn workflow(query: &str) -> Option<String> {
    let mut pairs = url::form_urlencoded::parse(query.as_bytes());
    let found = pairs.find(|(name, _)| name == "pa_query");
    found.map(|(_, token)| token.into_owned())
}

/// The address that the merchant put in the place of the offers.
fn elsewhere(customer: &Customer, page: &Page, world: &World) -> Option<String> {
    let event = match page {
        Page::Offers => Redirection::UrlOffersAuthenticated,
        Page::Upgrade => Redirection::UrlOffersUpgrade,
        _ => return None,
    };
    let about = About {
        customer: Some(customer.id),
        ..About::default()
    };
    world.options.hosted_pages.redirect(event, &about)
}

/// A link that opens nothing.
fn refuse(closed: Closed, world: &World) -> HttpResponse {
    let generic = world
        .options
        .hosted_pages
        .redirect(Redirection::UrlGenericError, &About::default());
    match (closed, generic) {
        (Closed::Expired, Some(elsewhere)) => see_other(&elsewhere),
        _ => message::closed(closed),
    }
}

/// A form that was sent, to the address that showed it.
pub(crate) async fn act(
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
pub(crate) async fn not_found() -> HttpResponse {
    message::not_found()
}

/// The page that says why a request of a script in the application was refused.
pub(crate) fn refused(by: By, refusal: Refusal, world: &World) -> HttpResponse {
    match refusal {
        Refusal::Expired => refuse(Closed::Expired, world),
        _ => message::refused(by, refusal),
    }
}
