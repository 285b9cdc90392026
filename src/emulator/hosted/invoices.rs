//! All invoices of a customer.

use actix_web::HttpResponse;
use askama::Template;

use crate::emulator::model::Customer;
use crate::emulator::render;
use crate::emulator::world::World;

use super::views::{self, InvoiceView, Shell};

#[derive(Template)]
#[template(path = "invoice-list.html", config = "src/emulator/askama.toml")]
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
