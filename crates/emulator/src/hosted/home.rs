//! The home: the current subscription with its invoices, or the offers.

use actix_web::HttpResponse;
use askama::Template;

use crate::model::Page;
use crate::render;
use crate::world::World;

use super::ending::{self, Leave};
use super::look::Visitor;
use super::plan::{self, PlanView};
use super::views::{self, InvoiceView, OfferView, Shell};

#[derive(Template)]
#[template(path = "home.html")]
struct Home {
    shell: Shell,
    subscription: Option<PlanView>,
    offers: Vec<OfferView>,
    invoices: Vec<InvoiceView>,
    payment: Option<String>,
    register: String,
    back: Option<Leave>,
}

pub(super) fn show(customer: &Visitor, world: &mut World) -> HttpResponse {
    // A customer whose subscription is suspended has one.
    let suspended = |world: &World| {
        let mut own = world
            .subscriptions()
            .rev()
            .filter(|one| one.id_customer == customer.id);
        own.find(|one| one.state.status() == "Suspended").cloned()
    };
    let running = world.subscription_of(customer.id).cloned();
    let subscription = running
        .or_else(|| suspended(world))
        .map(|one| plan::view(&one, customer.words(), world));
    let offers = if subscription.is_none() {
        views::offers(customer, world)
    } else {
        Vec::new()
    };
    render::ok(&Home {
        shell: Shell::of(customer, world),
        subscription,
        offers,
        invoices: views::invoices(customer, world),
        payment: customer.payment(),
        register: world.path_to(customer.id, Page::Register),
        back: ending::back(customer, world),
    })
}

impl Home {
    /// The overdue invoices, for the notice at the top.
    fn overdue(&self) -> impl Iterator<Item = &InvoiceView> {
        self.invoices.iter().filter(|invoice| invoice.overdue)
    }
}
