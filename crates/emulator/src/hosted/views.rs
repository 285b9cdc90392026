//! Parts that several pages show.

use std::sync::Arc;

use crate::catalogue::Offer;
use crate::model::{Invoice, Page};
use crate::words::Words;
use crate::world::World;

use super::look::{Look, Visitor};

/// The part that is around every page.
pub(super) struct Shell {
    pub(super) look: Look,
    pub(super) words: &'static Words,
    pub(super) merchant: String,
    /// The name of the customer, on a page of theirs.
    pub(super) customer: Option<String>,
    /// The page of their subscription.
    pub(super) home: Option<String>,
    /// The page tells the page around it its height.
    pub(super) tells_height: bool,
}

impl Shell {
    pub(super) fn of(customer: &Visitor, world: &mut World) -> Self {
        Self {
            customer: Some(customer.display_name().to_owned()),
            home: Some(world.path_to(customer.id, Page::Home)),
            tells_height: world.options.hosted_pages.tells_height,
            ..Self::of_nobody(customer.look, world.catalogue.name())
        }
    }

    /// Around a page that belongs to no customer.
    pub(super) fn of_nobody(look: Look, merchant: &str) -> Self {
        Self {
            look,
            words: look.words,
            merchant: merchant.to_owned(),
            customer: None,
            home: None,
            tells_height: false,
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
pub(super) fn offers(customer: &Visitor, world: &mut World) -> Vec<OfferView> {
    let current = world.subscription_of(customer.id).map(|one| one.offer.id);
    let catalogue = world.catalogue.clone();
    let visible = catalogue.offers().iter().filter(|offer| offer.visible);
    visible
        .map(|offer| offer_view(offer, current == Some(offer.id), customer, world))
        .collect()
}

fn offer_view(offer: &Arc<Offer>, current: bool, customer: &Visitor, world: &mut World) -> OfferView {
    let words = customer.words();
    OfferView {
        title: offer.title.clone(),
        description: offer.description.in_words_of(words).to_owned(),
        price: world.money(offer.subtotal, words),
        per: words.period(offer.recurrence),
        features: offer.lines(words),
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
    pub(super) state: String,
    pub(super) overdue: bool,
    pub(super) paid: bool,
    /// The link to pay, while there is something to pay.
    pub(super) pay: Option<String>,
    pub(super) document: String,
}

pub(super) fn invoices(customer: &Visitor, world: &mut World) -> Vec<InvoiceView> {
    let ids: Vec<u64> = world.invoices_of(customer.id).map(|one| one.id).collect();
    invoices_of(&ids, customer.words(), world)
}

pub(super) fn invoices_of(ids: &[u64], words: &Words, world: &mut World) -> Vec<InvoiceView> {
    let found: Vec<Invoice> = ids.iter().filter_map(|id| world.invoice(*id).cloned()).collect();
    found
        .iter()
        .map(|invoice| invoice_view(invoice, words, world))
        .collect()
}

pub(super) fn invoice_view(invoice: &Invoice, words: &Words, world: &mut World) -> InvoiceView {
    let pay = invoice
        .is_payable()
        .then(|| world.path_to(invoice.id_customer, Page::Charge(invoice.id)));
    InvoiceView {
        number: invoice.full_number.clone(),
        issued: words.day(invoice.date_issue),
        limit: words.day(invoice.date_payment_limit),
        amount: world.money(invoice.amount_total, words),
        state: state(invoice, words),
        overdue: invoice.state == "ProblemOverdue",
        paid: !invoice.is_open(),
        pay,
        document: world.path_to(invoice.id_customer, Page::Document(invoice.id)),
    }
}

fn state(invoice: &Invoice, words: &Words) -> String {
    match invoice.state {
        "Paid" => words.invoice_paid(),
        "ProblemAuto" => words.invoice_refused(),
        "ProblemOverdue" => words.invoice_overdue(),
        _ if invoice.is_pending() => words.state_waiting(),
        _ => words.invoice_open(),
    }
}
