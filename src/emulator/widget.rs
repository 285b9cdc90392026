//! The floating widget: its script, and the page it opens.

use std::collections::HashMap;

use actix_web::HttpResponse;
use actix_web::http::header::{CACHE_CONTROL, LOCATION};
use actix_web::web::{Data, Query};

use super::api::is_reference;
use super::catalogue;
use super::hosted;
use super::shared::Shared;
use super::state::{Customer, CustomerDraft, Page, World};

pub(super) async fn script() -> HttpResponse {
    HttpResponse::Ok()
        .content_type("text/javascript; charset=utf-8")
        .insert_header((CACHE_CONTROL, "no-store"))
        .insert_header(("Cross-Origin-Resource-Policy", "cross-origin"))
        .body(include_str!("widget.js"))
}

/// What the widget's frame opens first: the customer is created or updated, then sent on to a page of theirs.
pub(super) async fn home(settings: Query<HashMap<String, String>>, shared: Data<Shared>) -> HttpResponse {
    let mut world = shared.world();
    let text = |name: &str| settings.get(name).filter(|value| !value.is_empty()).cloned();
    let business = text("business_id") == Some(world.options.business_id.to_string());
    let segment = text("segment_ref").filter(|segment| business && world.has_segment(segment));
    let reference = text("customer_ref").filter(|reference| is_reference(reference));
    let (Some(segment), Some(reference)) = (segment, reference) else {
        return hosted::misconfigured();
    };
    let elsewhere = |known: &Customer| known.reference_segment != segment;
    if world.customer(&reference).is_some_and(elsewhere) {
        return hosted::misconfigured();
    }
    let draft = CustomerDraft {
        segment: Some(segment),
        name: text("customer_name"),
        language: text("customer_lang"),
        ..CustomerDraft::default()
    };
    let customer = match world.customer(&reference).map(|known| known.id) {
        Some(id) => {
            world.update_customer(id, draft);
            id
        }
        // The address is written at creation only.
        None => world.create_customer(CustomerDraft {
            reference: Some(reference),
            email: text("customer_email"),
            ..draft
        }),
    };
    let page = page(customer, text("offer_ref").as_deref(), &world);
    let path = world.path_to(customer, page);
    HttpResponse::SeeOther().insert_header((LOCATION, path)).finish()
}

/// An offer opens unless the customer has a subscription already.
fn page(customer: u64, offer: Option<&str>, world: &World) -> Page {
    match offer.and_then(catalogue::offer) {
        Some(offer) if world.subscription_of(customer).is_none() => {
            Page::Subscribe(offer.reference_offer.to_owned())
        }
        _ => Page::Home,
    }
}
