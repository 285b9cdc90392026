//! `/`: what the emulator is, what it is not, and its pages.

use actix_web::HttpResponse;
use actix_web::web::Data;
use askama::Template;

use crate::model::{Customer, Page};
use crate::render;
use crate::shared::Shared;
use crate::world::World;

#[derive(Template)]
#[template(path = "index.html")]
struct Index {
    segment: String,
    people: Vec<Person>,
}

/// A customer with a fresh link to each page.
struct Person {
    name: String,
    reference: String,
    suspended: bool,
    home: String,
    offers: String,
    register: String,
}

pub(crate) async fn show(shared: Data<Shared>) -> HttpResponse {
    let mut world = shared.world();
    let customers: Vec<Customer> = world.customers().take(20).cloned().collect();
    let people = customers
        .iter()
        .map(|customer| person(customer, &mut world))
        .collect();
    render::ok(&Index {
        segment: world.options.segment_ref.clone(),
        people,
    })
}

fn person(customer: &Customer, world: &mut World) -> Person {
    Person {
        name: customer.display_name().to_owned(),
        reference: customer.reference_customer.clone(),
        suspended: customer.is_suspended(),
        home: world.path_to(customer.id, Page::Home),
        offers: world.path_to(customer.id, Page::Offers),
        register: world.path_to(customer.id, Page::Register),
    }
}
