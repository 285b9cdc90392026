//! The hosted pages: plain forms in the language of the customer, made to be framed from another origin.

mod anonymous;
mod card;
mod charge;
mod document;
mod ending;
mod home;
mod invoices;
mod look;
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

use crate::model::Page;
use crate::openings::{By, Refusal};
use crate::settings::{About, Redirection};
use crate::shared::Shared;
use crate::words::Words;
use crate::world::World;

pub(crate) use anonymous::show as anonymous;
pub(crate) use ending::see_other;
pub(crate) use look::Look;
use look::Visitor;
pub(crate) use on_demand::fail as fail_on_demand;
use subscribe::Wish;
pub(crate) use visit::opened;
use visit::{End, Fields, follow, open, record};

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
    let (segment, token) = &*path;
    let look = Look::of_link(&request, token, &world);
    let ticket = world.redeem(token);
    let end = follow(segment, ticket.as_ref(), request.query_string(), &world);
    if request.method() == Method::GET {
        record(token, ticket.as_ref(), &end, &world, &shared);
    }
    match end {
        Ok(End::Page(customer, page)) => page_of(&Visitor::new(*customer, look), page, &mut world),
        Ok(End::Workflow(customer, page)) => see_other(&world.path_to(customer, page)),
        Ok(End::Table(offer)) => see_other(&anonymous::choice(&offer, look.words)),
        Err(refusal) => refused(By::Link, refusal, look, &world),
    }
}

fn page_of(customer: &Visitor, page: Page, world: &mut World) -> HttpResponse {
    if let Some(elsewhere) = elsewhere(customer, &page, world) {
        return see_other(&elsewhere);
    }
    match page {
        Page::Home => home::show(customer, world),
        Page::Offers => offers::show(customer, false, world),
        Page::Upgrade => offers::show(customer, true, world),
        Page::Register => register::show(customer, None, world),
        Page::Subscribe(offer) => {
            let wish = Wish::offer(customer, &offer, world);
            subscribe::show(customer, wish, None, world)
        }
        Page::Draft(id) => {
            let wish = Wish::draft(customer, id, world);
            subscribe::show(customer, wish, None, world)
        }
        Page::Restart(subscription) => restart::show(customer, subscription, None, world),
        Page::Options(subscription) => options::show(customer, subscription, None, world),
        Page::Terminate(subscription) => terminate::show(customer, subscription, world),
        Page::Subscription(id) => subscription::show(customer, id, world),
        Page::Invoices => invoices::show(customer, world),
        Page::Charge(invoice) => charge::show(customer, invoice, None, world),
        Page::Document(invoice) => document::show(customer, invoice, world),
        Page::Done(title, text) => message::done(customer, &title, &text, world),
        Page::Closed(title, text) => message::closed_frame(customer, &title, &text, world),
        Page::OtherMerchant => message::other_merchant(customer.look, world.catalogue.name()),
    }
}

/// The address that the merchant put in the place of the offers.
fn elsewhere(customer: &Visitor, page: &Page, world: &World) -> Option<String> {
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

/// A form that was sent, to the address that showed it.
pub(crate) async fn act(
    request: HttpRequest,
    path: Path<(String, String)>,
    fields: Form<Fields>,
    shared: Data<Shared>,
) -> HttpResponse {
    let mut world = shared.world();
    let look = Look::of_link(&request, &path.1, &world);
    let (customer, page) = match open(&path, &world) {
        Ok((customer, page)) => (Visitor::new(customer, look), page),
        Err(refusal) => return refused(By::Link, refusal, look, &world),
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
        _ => message::not_found(look, world),
    }
}

/// Any other path.
pub(crate) async fn not_found(request: HttpRequest, shared: Data<Shared>) -> HttpResponse {
    let look = Look::new(&request, Words::english());
    message::not_found(look, &shared.world())
}

/// The page that says why nothing opens. A link that has expired leads to the address that the merchant set for it.
pub(crate) fn refused(by: By, refusal: Refusal, look: Look, world: &World) -> HttpResponse {
    let generic = world
        .options
        .hosted_pages
        .redirect(Redirection::UrlGenericError, &About::default());
    match (refusal, generic) {
        (Refusal::Expired, Some(elsewhere)) => see_other(&elsewhere),
        _ => message::refused(by, refusal, look, world.catalogue.name()),
    }
}
