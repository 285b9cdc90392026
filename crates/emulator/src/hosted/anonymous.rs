//! The public pricing table, for a visitor who is not identified.

use std::collections::HashMap;

use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use serde_json::Map;

use crate::catalogue::Offer;
use crate::openings::{By, Opening};
use crate::render;
use crate::settings::About;
use crate::settings::Redirection::{UrlOffersAnonymous, UrlOffersAnonymousSelection};
use crate::shared::Shared;
use crate::world::World;

use super::ending::see_other;
use super::message;
use super::views::OfferView;

#[derive(Template)]
#[template(path = "anonymous.html")]
struct Anonymous {
    merchant: String,
    offers: Vec<OfferView>,
}

/// The table, or what follows a choice when nothing is configured for it.
pub(crate) async fn show(request: HttpRequest, shared: Data<Shared>) -> HttpResponse {
    let pairs: HashMap<_, _> = url::form_urlencoded::parse(request.query_string().as_bytes()).collect();
    let chosen = pairs.get("choose");
    // The in-site script has its own entry in the record, and the way from page to page has none.
    if !pairs.contains_key("inside") && chosen.is_none() {
        shared.openings().add(Opening::new(By::Link, Map::new()));
    }
    let world = shared.world();
    let pages = &world.options.hosted_pages;
    if let Some(elsewhere) = pages.redirect(UrlOffersAnonymous, &About::default()) {
        return see_other(&elsewhere);
    }
    match chosen.and_then(|offer| world.catalogue.offer(offer)) {
        Some(offer) => match chosen_at(offer, &world) {
            Some(elsewhere) => see_other(&elsewhere),
            None => message::no_sign_up(&world),
        },
        None => render::ok(&Anonymous {
            merchant: world.catalogue.name().to_owned(),
            offers: offers(&world),
        }),
    }
}

/// The address of the table after an offer was chosen on it.
pub(super) fn choice(offer: &str) -> String {
    let offer: String = url::form_urlencoded::byte_serialize(offer.as_bytes()).collect();
    format!("/portal-anon?choose={offer}")
}

fn offers(world: &World) -> Vec<OfferView> {
    let visible = world.catalogue.offers().iter().filter(|offer| offer.visible);
    visible.map(|offer| view(offer, world)).collect()
}

/// Where the choice of an offer leads.
fn chosen_at(offer: &Offer, world: &World) -> Option<String> {
    let about = About {
        offer: Some(&offer.reference_offer),
        ..About::default()
    };
    world
        .options
        .hosted_pages
        .redirect(UrlOffersAnonymousSelection, &about)
}

fn view(offer: &Offer, world: &World) -> OfferView {
    let chosen = chosen_at(offer, world);
    let parent = chosen.is_some() && world.options.hosted_pages.offers_anonymous_link_target_parent;
    OfferView {
        title: offer.title.clone(),
        description: offer.description.clone(),
        price: world.money(offer.subtotal),
        per: offer.recurrence.words(),
        features: offer.lines(),
        href: chosen.unwrap_or_else(|| choice(&offer.reference_offer)),
        target: parent.then_some("_parent"),
        current: false,
    }
}
