//! The offers: to choose one, or to change to another.

use actix_web::HttpResponse;
use askama::Template;

use crate::render;
use crate::world::World;

use super::look::Visitor;
use super::views::{self, OfferView, Shell};

#[derive(Template)]
#[template(path = "offers.html")]
struct Offers {
    shell: Shell,
    upgrade: bool,
    offers: Vec<OfferView>,
}

pub(super) fn show(customer: &Visitor, upgrade: bool, world: &mut World) -> HttpResponse {
    render::ok(&Offers {
        shell: Shell::of(customer, world),
        upgrade,
        offers: views::offers(customer, world),
    })
}
