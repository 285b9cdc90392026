//! One subscription, whatever its state.

use actix_web::HttpResponse;
use askama::Template;

use crate::render;
use crate::world::World;

use super::look::Visitor;
use super::message;
use super::plan::{self, PlanView};
use super::views::{self, InvoiceView, Shell};
use super::visit::own_subscription;

#[derive(Template)]
#[template(path = "subscription.html")]
struct OneSubscription {
    shell: Shell,
    plan: PlanView,
    invoices: Vec<InvoiceView>,
}

pub(super) fn show(customer: &Visitor, id: u64, world: &mut World) -> HttpResponse {
    let Some(one) = own_subscription(customer, id, world) else {
        return message::not_found(customer.look, world);
    };
    let bills = |invoice: &u64| {
        let found = world.invoice(*invoice);
        found.is_some_and(|found| found.subscriptions.contains(&id))
    };
    let ids: Vec<u64> = world.invoices_of(customer.id).map(|one| one.id).collect();
    let ids: Vec<u64> = ids.into_iter().filter(bills).collect();
    render::ok(&OneSubscription {
        shell: Shell::of(customer, world),
        plan: plan::view(&one, customer.words(), world),
        invoices: views::invoices_of(&ids, customer.words(), world),
    })
}
