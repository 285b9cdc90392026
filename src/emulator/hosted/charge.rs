//! Paying an invoice.

use actix_web::HttpResponse;
use askama::Template;

use crate::emulator::render;
use crate::emulator::state::{Customer, Invoice, World};

use super::views::{self, InvoiceView, Shell};
use super::{Fields, Outcome, card, finish, message};

#[derive(Template)]
#[template(path = "charge.html", config = "src/emulator/askama.toml")]
struct Charge {
    shell: Shell,
    invoice: InvoiceView,
    error: Option<&'static str>,
}

pub(super) fn show(
    customer: &Customer,
    id: u64,
    error: Option<&'static str>,
    world: &mut World,
) -> HttpResponse {
    let Some(invoice) = own(customer, id, world) else {
        return message::not_found();
    };
    let page = Charge {
        shell: Shell::of(customer, world),
        invoice: views::invoice_view(&invoice, world),
        error,
    };
    render::ok(&page)
}

pub(super) fn act(customer: &Customer, id: u64, fields: &Fields, world: &mut World) -> HttpResponse {
    let Some(invoice) = own(customer, id, world) else {
        return message::not_found();
    };
    if !invoice.is_open() {
        return show(customer, id, None, world);
    }
    match card::read(fields) {
        Ok(last_four) => world.register_card(customer.id, &last_four),
        Err(error) => return show(customer, id, Some(error), world),
    }
    world.pay_invoice(id);
    let text = format!("Invoice {} is settled.", invoice.full_number);
    let outcome = Outcome {
        from: "invoice",
        outcome: "paid",
        title: "Thank you",
        text,
        subscription: None,
    };
    finish(customer, outcome, world)
}

fn own(customer: &Customer, id: u64, world: &World) -> Option<Invoice> {
    world
        .invoice(id)
        .filter(|invoice| invoice.id_customer == customer.id)
        .cloned()
}
