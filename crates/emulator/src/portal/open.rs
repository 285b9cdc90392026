//! `/portal-open`: the visitor is checked and written, then sent on to a page of theirs.

use std::borrow::Cow;

use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use serde_json::{Map, Value};

use super::visitor::{Parameters, enter};
use crate::hosted::{self, Look, see_other};
use crate::model::{Customer, Page};
use crate::openings::{By, Opening, Refusal, digest};
use crate::shared::Shared;
use crate::words::Words;
use crate::world::World;

/// The parameters of `ProAbonoPortal.open`.
const KNOWN: [&str; 9] = [
    "business_id",
    "segment_ref",
    "customer_ref",
    "hash",
    "customer_name",
    "customer_lang",
    "customer_meta",
    "offer_ref",
    "query",
];

pub(super) async fn open(request: HttpRequest, shared: Data<Shared>) -> HttpResponse {
    let mut opening = Opening::new(By::Portal, recorded(request.query_string()));
    let mut world = shared.world();
    let visit = visit(request.query_string(), &mut world);
    let id = match &visit {
        Ok(visit) => visit.as_ref().map(|(id, _)| *id),
        Err((_, id)) => *id,
    };
    let customer = id.and_then(|id| world.customer_by_id(id));
    let suspended = customer.is_some_and(Customer::is_suspended);
    if let Some(customer) = customer {
        opening = opening.of(customer);
    }
    let response = match visit {
        Ok(None) => see_other(&table(request.query_string())),
        Ok(Some((id, page))) => {
            opening = opening.page(&page);
            if suspended {
                opening = opening.refused(Refusal::Suspended);
            }
            see_other(&world.path_to(id, page))
        }
        Err((refusal, _)) => {
            opening = opening.refused(refusal);
            let look = Look::new(&request, words(request.query_string(), &world));
            hosted::refused(By::Portal, refusal, look, &world)
        }
    };
    shared.openings().add(opening);
    response
}

/// The public pricing table, in the language that the script was given.
fn table(query: &str) -> String {
    let language = parameter(query, "customer_lang").unwrap_or_default();
    let language: String = url::form_urlencoded::byte_serialize(language.as_bytes()).collect();
    format!("/portal-anon?inside&customer_lang={language}")
}

/// The words for a visitor for whom nothing opens: those of the language that the script was given, else those of the customer.
pub(crate) fn words(query: &str, world: &World) -> &'static Words {
    if let Some(language) = parameter(query, "customer_lang") {
        return Words::of(&language);
    }
    let customer = parameter(query, "customer_ref").and_then(|reference| world.customer(&reference));
    customer.map_or_else(Words::english, |customer| world.words_of(customer.id))
}

fn parameter<'a>(query: &'a str, name: &str) -> Option<Cow<'a, str>> {
    let mut pairs = url::form_urlencoded::parse(query.as_bytes());
    pairs.find(|(found, _)| found == name).map(|(_, value)| value)
}

/// The reason for which nothing opens, and the customer where one is known.
type Refused = (Refusal, Option<u64>);

/// The customer and the page that opens; nothing for a visitor who is not identified.
fn visit(query: &str, world: &mut World) -> Result<Option<(u64, Page)>, Refused> {
    let nobody = |refusal| (refusal, None);
    let given = Parameters::read(query, &KNOWN).map_err(nobody)?;
    let Some(id) = enter(&given, world).map_err(nobody)? else {
        return Ok(None);
    };
    let page = match given.text("query") {
        Some(token) => hosted::opened(token, id, world).map_err(|refusal| (refusal, Some(id)))?,
        None => start(id, given.text("offer_ref"), world),
    };
    Ok(Some((id, page)))
}

/// The offer, unless the customer has a subscription already; else the home.
pub(crate) fn start(customer: u64, offer: Option<&str>, world: &World) -> Page {
    match offer.and_then(|offer| world.catalogue.offer(offer)) {
        Some(offer) if world.subscription_of(customer).is_none() => {
            Page::Subscribe(offer.reference_offer.clone())
        }
        _ => Page::Home,
    }
}

/// As received, but for the opener.
pub(crate) fn recorded(query: &str) -> Map<String, Value> {
    let pairs = url::form_urlencoded::parse(query.as_bytes());
    let value = |name: &str, text: &str| match name {
        "query" => digest(text),
        "customer_meta" => serde_json::from_str(text).unwrap_or_else(|_| text.into()),
        _ => text.into(),
    };
    pairs
        .map(|(name, text)| (name.to_string(), value(&name, &text)))
        .collect()
}
