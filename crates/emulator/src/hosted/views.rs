//! Parts that several pages show.

use std::sync::Arc;

use crate::catalogue::Offer;
use crate::model::{Customer, Invoice, Page};
use crate::world::World;

/// The frame around every page of a customer.
pub(super) struct Shell {
    pub(super) merchant: String,
    pub(super) customer: String,
    pub(super) home: String,
}

impl Shell {
    pub(super) fn of(customer: &Customer, world: &mut World) -> Self {
        Self {
            merchant: world.catalogue.name().to_owned(),
            customer: customer.display_name().to_owned(),
            home: world.path_to(customer.id, Page::Home),
        }
    }
}

pub(super) struct OfferView {
    pub(super) title: String,
    pub(super) description: String,
    pub(super) price: String,
    /// The length of the period that the price is for.
    pub(super) per: String,
    pub(super) features: Vec<String>,
    pub(super) href: String,
    /// The window that the link opens in, where it is not its own.
    pub(super) target: Option<&'static str>,
    /// The customer has it.
    pub(super) current: bool,
}

/// The visible offers, each with a link to subscribe.
pub(super) fn offers(customer: &Customer, world: &mut World) -> Vec<OfferView> {
    let current = world.subscription_of(customer.id).map(|one| one.offer.id);
    let catalogue = world.catalogue.clone();
    let visible = catalogue.offers().iter().filter(|offer| offer.visible);
    visible
        .map(|offer| offer_view(offer, current == Some(offer.id), customer, world))
        .collect()
}

fn offer_view(offer: &Arc<Offer>, current: bool, customer: &Customer, world: &mut World) -> OfferView {
    OfferView {
        title: offer.title.clone(),
        description: offer.description.clone(),
        price: world.money(offer.subtotal),
        per: offer.recurrence.words(),
        features: offer.lines(),
        href: world.path_to(customer.id, Page::Subscribe(offer.reference_offer.clone())),
        target: None,
        current,
    }
}

pub(super) struct InvoiceView {
    pub(super) number: String,
    pub(super) issued: String,
    pub(super) limit: String,
    pub(super) amount: String,
    pub(super) state: &'static str,
    pub(super) overdue: bool,
    pub(super) paid: bool,
    /// The link to pay, while there is something to pay.
    pub(super) pay: Option<String>,
    pub(super) document: String,
}

pub(super) fn invoices(customer: &Customer, world: &mut World) -> Vec<InvoiceView> {
    let ids: Vec<u64> = world.invoices_of(customer.id).map(|one| one.id).collect();
    invoices_of(&ids, world)
}

pub(super) fn invoices_of(ids: &[u64], world: &mut World) -> Vec<InvoiceView> {
    let found: Vec<Invoice> = ids.iter().filter_map(|id| world.invoice(*id).cloned()).collect();
    found.iter().map(|invoice| invoice_view(invoice, world)).collect()
}

pub(super) fn invoice_view(invoice: &Invoice, world: &mut World) -> InvoiceView {
    let pay = invoice
        .is_payable()
        .then(|| world.path_to(invoice.id_customer, Page::Charge(invoice.id)));
    InvoiceView {
        number: invoice.full_number.clone(),
        issued: invoice.date_issue.long(),
        limit: invoice.date_payment_limit.long(),
        amount: world.money(invoice.amount_total),
        state: state(invoice),
        overdue: invoice.state == "ProblemOverdue",
        paid: !invoice.is_open(),
        pay,
        document: world.path_to(invoice.id_customer, Page::Document(invoice.id)),
    }
}

fn state(invoice: &Invoice) -> &'static str {
    match invoice.state {
        "Paid" => "Paid",
        "ProblemAuto" => "Refused by the card",
        "ProblemOverdue" => "Overdue",
        _ if invoice.is_pending() => "Waiting for the bank",
        _ => "To be paid",
    }
}
