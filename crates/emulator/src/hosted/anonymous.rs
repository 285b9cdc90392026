//! The public pricing table, for a visitor who is not identified.

use std::collections::HashMap;

use actix_web::http::header::ACCEPT_LANGUAGE;
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
use crate::words::Words;
use crate::world::World;

use super::ending::see_other;
use super::look::Look;
use super::message;
use super::views::{OfferView, Shell};

#[derive(Template)]
#[template(path = "anonymous.html")]
struct Anonymous {
    shell: Shell,
    offers: Vec<OfferView>,
}

/// The table, or what follows a choice when nothing is configured for it.
pub(crate) async fn show(request: HttpRequest, shared: Data<Shared>) -> HttpResponse {
    let pairs: HashMap<_, _> = url::form_urlencoded::parse(request.query_string().as_bytes()).collect();
    let chosen = pairs.get("choose");
    let language = pairs.get("customer_lang").map(ToString::to_string);
    let language = language.unwrap_or_else(|| of_browser(&request));
    let look = Look::new(&request, Words::of(&language));
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
            None => message::no_sign_up(look, &world),
        },
        None => render::ok(&Anonymous {
            shell: Shell::of_nobody(look, world.catalogue.name()),
            offers: offers(look.words, &world),
        }),
    }
}

/// The language that the browser asks for first. Nobody has said another one of a visitor whom nobody knows.
fn of_browser(request: &HttpRequest) -> String {
    let header = request.headers().get(ACCEPT_LANGUAGE);
    let first = header.and_then(|header| header.to_str().ok()?.split([',', ';']).next());
    first.unwrap_or_default().trim().to_owned()
}

/// The address of the table after an offer was chosen on it, in the same language.
pub(super) fn choice(offer: &str, words: &Words) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.append_pair("choose", offer);
    if words.tag() != Words::english().tag() {
        query.append_pair("customer_lang", words.tag());
    }
    format!("/portal-anon?{}", query.finish())
}

fn offers(words: &Words, world: &World) -> Vec<OfferView> {
    let visible = world.catalogue.offers().iter().filter(|offer| offer.visible);
    visible.map(|offer| view(offer, words, world)).collect()
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

fn view(offer: &Offer, words: &Words, world: &World) -> OfferView {
    let chosen = chosen_at(offer, world);
    let parent = chosen.is_some() && world.options.hosted_pages.offers_anonymous_link_target_parent;
    OfferView {
        title: offer.title.clone(),
        description: offer.description.in_words_of(words).to_owned(),
        price: world.money(offer.subtotal, words),
        per: words.period(offer.recurrence),
        features: offer.lines(words),
        href: chosen.unwrap_or_else(|| choice(&offer.reference_offer, words)),
        target: parent.then_some("_parent"),
        current: false,
    }
}
