//! The overview: the plan, the payment method and the invoices of a customer, on a page of our own.

use askama::Template;
use askama::filters::HtmlSafe;

use crate::customers::{Counted, Glance, Included, Issued, Pause, Settlement, State};
use crate::proabono::TypePayment;
use crate::rights::Quantities;
use crate::visit::Visitor;
use crate::web::Paths;
use crate::words::{Text, Words};

use super::facts::{per_period, written};
use super::parts::Pages;
use super::tab;
use super::ways::to_payment;

/// The cards below the row.
#[derive(Template)]
#[template(path = "cards.html")]
pub(super) struct Cards<'a> {
    words: &'a Words,
    price: Option<Text>,
    features: Vec<Feature>,
    /// True for a customer without a plan.
    nothing: bool,
    /// The address at which a plan is chosen, or changed where there is one that runs.
    plans: Option<String>,
    /// The address of ProAbono's page of the subscription.
    details: String,
    method: Option<&'a Text>,
    payment_method: String,
    /// True where the row above has the way to add one.
    added_above: bool,
    invoices: Vec<Invoice<'a>>,
}

/// Its template has escaped what is in it.
impl HtmlSafe for Cards<'_> {}

struct Feature {
    title: String,
    /// How much of it there is.
    quantity: String,
}

struct Invoice<'a> {
    url: String,
    date: String,
    amount: Option<String>,
    /// The tone and the text of its state.
    chip: Option<(&'static str, &'a Text)>,
    /// The way to pay it.
    pay: Option<(String, Text)>,
}

impl<'a> Cards<'a> {
    /// The cards for a visitor.
    pub(super) fn of(pages: &Pages, visitor: &Visitor<'a>, glance: &Glance) -> Self {
        let (paths, words) = (&visitor.site.paths, visitor.words());
        let nothing = matches!(glance.state, State::Nothing);
        let plans = if nothing {
            Some(paths.path("/plans"))
        } else {
            glance.may_change().then(|| paths.path("/change-plan"))
        };
        let features = glance.features.iter();
        Self {
            words,
            price: glance.price.as_ref().and_then(|price| per_period(words, price)),
            features: features.map(|one| feature(pages, words, one)).collect(),
            nothing,
            plans,
            details: tab::portal(paths.page()),
            method: glance.method.as_ref().and_then(|method| named(words, method)),
            payment_method: paths.path("/payment-method"),
            added_above: visitor.site.page.status
                && matches!(
                    glance.state,
                    State::Paused(Pause::NoPaymentMethod) | State::Trial { billable: false, .. }
                ),
            invoices: glance
                .invoices
                .iter()
                .map(|one| invoice(paths, words, one))
                .collect(),
        }
    }
}

impl Pages {
    /// The cards of the overview, for which ProAbono is asked when what is known of the customer is old. `None` when nothing can be
    /// learnt: then ProAbono's own page tells more.
    pub(super) async fn cards<'a>(&self, visitor: &Visitor<'a>) -> Option<Cards<'a>> {
        let glance = self.customers.glances().read(&visitor.customer).await?;
        Some(Cards::of(self, visitor, &glance))
    }
}

fn feature(pages: &Pages, words: &Words, one: &Included) -> Feature {
    let quantity = match one.counted {
        None => words.included.as_str().to_owned(),
        Some(Counted {
            current: Some(current),
            included: Some(included),
        }) => match pages.rights.quantities(&one.feature) {
            Quantities::Purchased => words.number(current),
            Quantities::Reported => {
                let used = words.used(&words.number(included), &words.number(current));
                used.as_str().to_owned()
            }
        },
        Some(_) => words.unlimited.as_str().to_owned(),
    };
    Feature {
        title: one.title.clone(),
        quantity,
    }
}

/// The name of a way to pay; `None` where there is nothing to pay with, or no word for it.
fn named<'a>(words: &'a Words, method: &TypePayment) -> Option<&'a Text> {
    match method {
        TypePayment::Card => Some(&words.method_card),
        TypePayment::DirectDebit => Some(&words.method_debit),
        TypePayment::ExternalBank => Some(&words.method_transfer),
        _ => None,
    }
}

fn invoice<'a>(paths: &Paths, words: &'a Words, one: &Issued) -> Invoice<'a> {
    let number = one.invoice.0;
    let amount = one.sum.as_ref().map(|sum| written(words, sum));
    let payable = matches!(one.settlement, Settlement::Due | Settlement::Overdue);
    Invoice {
        url: paths.path(&format!("/invoices/{number}/pdf")),
        date: words.short_date(one.date),
        chip: match one.settlement {
            Settlement::Paid => Some(("good", &words.chip_paid)),
            Settlement::Confirming => Some(("info", &words.chip_confirming)),
            Settlement::Due => Some(("warn", &words.chip_due)),
            Settlement::Overdue => Some(("bad", &words.chip_overdue)),
            Settlement::Unsaid => None,
        },
        pay: amount
            .as_deref()
            .filter(|_| payable)
            .map(|amount| (to_payment(paths, one.invoice), words.pay(amount))),
        amount,
    }
}
