//! The home: the current subscription with its invoices, or the offers.

use actix_web::HttpResponse;
use askama::Template;

use crate::emulator::catalogue::money;
use crate::emulator::clock::Moment;
use crate::emulator::render;
use crate::emulator::state::{Customer, Page, Subscription, World};

use super::views::{self, InvoiceView, OfferView, Shell};

#[derive(Template)]
#[template(path = "home.html", config = "src/emulator/askama.toml")]
struct Home {
    shell: Shell,
    subscription: Option<SubscriptionView>,
    offers: Vec<OfferView>,
    invoices: Vec<InvoiceView>,
    card: Option<String>,
    register: String,
    upgrade: String,
}

struct SubscriptionView {
    title: String,
    description: &'static str,
    price: String,
    since: String,
    renewal: String,
    /// It ends then, instead.
    ends: bool,
    features: Vec<&'static str>,
}

pub(super) fn show(customer: &Customer, world: &mut World) -> HttpResponse {
    let subscription = world.subscription_of(customer.id).map(view);
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
        card: customer.card.clone(),
        register: world.path_to(customer.id, Page::Register),
        upgrade: world.path_to(customer.id, Page::Upgrade),
    })
}

impl Home {
    /// What is overdue, for the notice at the top.
    fn overdue(&self) -> impl Iterator<Item = &InvoiceView> {
        self.invoices.iter().filter(|invoice| invoice.pay.is_some())
    }
}

fn view(subscription: &Subscription) -> SubscriptionView {
    let offer = subscription.offer;
    SubscriptionView {
        title: subscription.title.clone(),
        description: offer.description,
        price: money(subscription.terms.amount),
        since: subscription.date_start.map_or_else(String::new, Moment::long),
        renewal: subscription.term().map_or_else(String::new, Moment::long),
        ends: subscription.after_term().status() != "Active",
        features: offer.lines(),
    }
}
