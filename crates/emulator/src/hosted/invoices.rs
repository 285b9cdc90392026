//! All invoices of a customer.

use actix_web::HttpResponse;
use askama::Template;

use crate::render;
use crate::world::World;

use super::look::Visitor;
use super::views::{self, InvoiceView, Shell};

#[derive(Template)]
#[template(path = "invoice-list.html")]
struct Invoices {
    shell: Shell,
    invoices: Vec<InvoiceView>,
}

pub(super) fn show(customer: &Visitor, world: &mut World) -> HttpResponse {
    render::ok(&Invoices {
        shell: Shell::of(customer, world),
        invoices: views::invoices(customer, world),
    })
}
