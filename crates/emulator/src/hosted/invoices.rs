//! All invoices of a customer.

use actix_web::HttpResponse;
use askama::Template;

use crate::model::Customer;
use crate::render;
use crate::world::World;

use super::views::{self, InvoiceView, Shell};

#[derive(Template)]
#[template(path = "invoice-list.html")]
struct Invoices {
    shell: Shell,
    invoices: Vec<InvoiceView>,
}

pub(super) fn show(customer: &Customer, world: &mut World) -> HttpResponse {
    render::ok(&Invoices {
        shell: Shell::of(customer, world),
        invoices: views::invoices(customer, world),
    })
}
