//! The home: the current subscription with its invoices, or the offers.

use actix_web::HttpResponse;
use askama::Template;

use crate::emulator::catalogue::money;
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
    title: &'static str,
    description: &'static str,
    price: String,
    since: String,
    renewal: String,
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
        title: offer.title,
        description: offer.description,
        price: money(offer.subtotal),
        since: subscription.date_start.long(),
        renewal: subscription.date_period_end.long(),
        features: offer.features.iter().map(|feature| feature.title).collect(),
    }
}
