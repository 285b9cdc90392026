//! The floating widget: its script, and the page it opens.

use actix_web::http::header::CACHE_CONTROL;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};

use crate::hosted::{self, Look};
use crate::model::{Customer, Page};
use crate::openings::{By, Opening, Refusal};
use crate::portal::{self, Parameters};
use crate::shared::Shared;
use crate::world::World;

/// The parameters that the script passes on. The name of the hash is not published; this is the in-site portal's.
const KNOWN: [&str; 8] = [
    "business_id",
    "segment_ref",
    "customer_ref",
    "hash",
    "customer_name",
    "customer_email",
    "customer_lang",
    "offer_ref",
];

pub(crate) async fn script() -> HttpResponse {
    HttpResponse::Ok()
        .content_type("text/javascript; charset=utf-8")
        .insert_header((CACHE_CONTROL, "no-store"))
        .insert_header(("Cross-Origin-Resource-Policy", "cross-origin"))
        .body(include_str!("../static/widget.js"))
}

/// The page that the widget's frame opens first creates or updates the customer and sends them on to a page of theirs.
pub(crate) async fn home(request: HttpRequest, shared: Data<Shared>) -> HttpResponse {
    let query = request.query_string();
    let mut opening = Opening::new(By::Widget, portal::recorded(query));
    let mut world = shared.world();
    let response = match visit(query, &mut world) {
        Ok((customer, page)) => {
            opening = opening.of(&customer).page(&page);
            if customer.is_suspended() {
                opening = opening.refused(Refusal::Suspended);
            }
            let path = world.path_to(customer.id, page);
            hosted::see_other(&path)
        }
        Err(refusal) => {
            opening = opening.refused(refusal);
            let look = Look::new(&request, portal::words(query, &world));
            hosted::refused(By::Widget, refusal, look, &world)
        }
    };
    shared.openings().add(opening);
    response
}

fn visit(query: &str, world: &mut World) -> Result<(Customer, Page), Refusal> {
    let given = Parameters::read(query, &KNOWN)?.without_empty();
    let id = portal::enter(&given, world)?.ok_or(Refusal::Customer)?;
    let customer = world.customer_by_id(id).cloned().ok_or(Refusal::Customer)?;
    Ok((customer, portal::start(id, given.text("offer_ref"), world)))
}
