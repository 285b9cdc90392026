//! Paying an invoice.

use actix_web::HttpResponse;
use askama::Template;

use crate::model::{Invoice, Way};
use crate::render;
use crate::world::World;

use super::ending::{self, Leave, Nuance, Outcome, finish};
use super::look::Visitor;
use super::means::{self, Means};
use super::message;
use super::views::{self, InvoiceView, Shell};
use super::visit::{Fault, Fields};

#[derive(Template)]
#[template(path = "charge.html")]
struct Charge {
    shell: Shell,
    invoice: InvoiceView,
    means: Means,
    target: Option<&'static str>,
    cancel: Leave,
}

pub(super) fn show(customer: &Visitor, id: u64, error: Option<Fault>, world: &mut World) -> HttpResponse {
    let Some(invoice) = own(customer, id, world) else {
        return message::not_found(customer.look, world);
    };
    let page = Charge {
        shell: Shell::of(customer, world),
        invoice: views::invoice_view(&invoice, customer.words(), world),
        means: Means::of(customer, error),
        target: ending::target("invoice", world),
        cancel: ending::cancel(customer, None, world),
    };
    render::ok(&page)
}

pub(super) fn act(customer: &Visitor, id: u64, fields: &Fields, world: &mut World) -> HttpResponse {
    let Some(invoice) = own(customer, id, world) else {
        return message::not_found(customer.look, world);
    };
    if !invoice.is_payable() {
        return show(customer, id, None, world);
    }
    if means::fails(world) {
        return finish(
            customer,
            Outcome::failure("invoice", Nuance::Plain, customer.words()),
            world,
        );
    }
    let due = invoice.amount_total;
    let taken = match means::take(customer, fields, due, world) {
        Ok(taken) => taken,
        Err(error) => return show(customer, id, Some(error), world),
    };
    let (words, number) = (customer.words(), &invoice.full_number);
    let text = match taken.way {
        Way::Now => words.invoice_settled(number),
        Way::Pending => words.invoice_pending(number),
        Way::Offline => words.invoice_due(number),
    };
    match taken.way {
        Way::Now => world.pay_invoice(id),
        Way::Pending => world.order_payment(id),
        Way::Offline => world.promise_payment(id),
    }
    let outcome = Outcome {
        from: "invoice",
        natural: means::outcome(taken.way, due),
        title: words.thank_you(),
        text,
        subscription: None,
        nuance: Nuance::Plain,
    };
    finish(customer, outcome, world)
}

fn own(customer: &Visitor, id: u64, world: &World) -> Option<Invoice> {
    world
        .invoice(id)
        .filter(|invoice| invoice.id_customer == customer.id)
        .cloned()
}
