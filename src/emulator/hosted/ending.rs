//! How a workflow ends: on to the application, or to a page that says what happened.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::LOCATION;
use url::Url;

use crate::emulator::state::{Customer, Page, World};

/// What a workflow came to.
pub(super) struct Outcome {
    /// `subscribe`, `upgrade`, `permission` or `invoice`.
    pub(super) from: &'static str,
    /// `paid` or `registered`.
    pub(super) outcome: &'static str,
    pub(super) title: &'static str,
    pub(super) text: String,
    /// The offer and the subscription, where there are any.
    pub(super) subscription: Option<(&'static str, u64)>,
}

/// Either way a reload repeats nothing.
pub(super) fn finish(customer: &Customer, outcome: Outcome, world: &mut World) -> HttpResponse {
    let location = return_url(customer, &outcome, world)
        .unwrap_or_else(|| world.path_to(customer.id, Page::Done(outcome.title, outcome.text)));
    see_other(&location)
}

pub(super) fn see_other(location: &str) -> HttpResponse {
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
