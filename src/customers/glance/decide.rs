use jiff::Timestamp;

use crate::proabono::{
    Invoice, StateInvoice, StateSubscription, StatusSubscription, Subscription, SubscriptionFeature,
    TypeFeature,
};

use super::{Counted, Due, Glance, Included, Issued, Meter, Pause, Price, Renewal, Settlement, State, Sum};

/// How many of the latest invoices are listed.
const LISTED: usize = 12;

/// The purpose of the link to the document of an invoice.
pub(crate) const DOCUMENT: &str = "related-invoice";

impl Glance {
    /// Tells what matters most among a customer's subscriptions and invoices at a time.
    pub(in crate::customers) fn of(
        subscriptions: &[Subscription],
        invoices: &[Invoice],
        now: Timestamp,
    ) -> Self {
        let chosen = chosen(subscriptions);
        Self {
            plan: chosen.and_then(|one| one.title_localized.clone()),
            state: state(chosen, invoices, now),
            price: chosen.and_then(price),
            meter: chosen.and_then(meter),
            features: chosen.map(features).unwrap_or_default(),
            method: None,
            invoices: issued(invoices, now),
        }
    }
}

/// The subscription that the page is about: a running one before a suspended one, and of equals the first.
fn chosen(subscriptions: &[Subscription]) -> Option<&Subscription> {
    let of = |status: &StatusSubscription| {
        let has = |one: &&Subscription| one.status.as_ref() == Some(status);
        subscriptions.iter().find(has)
    };
    of(&StatusSubscription::Active).or_else(|| of(&StatusSubscription::Suspended))
}

fn state(chosen: Option<&Subscription>, invoices: &[Invoice], now: Timestamp) -> State {
    let suspended = chosen.filter(|one| one.status == Some(StatusSubscription::Suspended));
    if let Some(suspended) = suspended {
        return State::Paused(pause(suspended, invoices, now));
    }
    if let Some(due) = overdue(invoices, now) {
        return State::Overdue(due);
    }
    if let Some(paying) = invoices.iter().find(|one| is_paying(one)) {
        return State::Confirming(total(paying));
    }
    let Some(one) = chosen else {
        return State::Nothing;
    };
    if is_ending(one) {
        return State::Ending {
            subscription: one.id,
            until: one.date_term.or(one.date_period_end),
        };
    }
    if one.is_trial == Some(true) {
        return State::Trial {
            until: one.date_period_end,
            then: price(one),
            billable: one.is_customer_billable == Some(true),
        };
    }
    State::Active(Renewal {
        on: one.date_term.or(one.date_next_billing),
        total: one
            .pricing_total
            .and_then(|amount| sum(amount, one.currency.as_deref())),
        price: price(one),
    })
}

fn pause(one: &Subscription, invoices: &[Invoice], now: Timestamp) -> Pause {
    match one.state_subscription {
        Some(StateSubscription::SuspendedPaymentDue) => Pause::Unpaid(owed(invoices, now)),
        Some(StateSubscription::SuspendedNoPaymentInfo) => Pause::NoPaymentMethod,
        _ => Pause::Merchant,
    }
}

/// The invoice that is to be paid, the one that has waited longest first.
pub(in crate::customers) fn owed(invoices: &[Invoice], now: Timestamp) -> Option<Due> {
    overdue(invoices, now).or_else(|| invoices.iter().filter(|one| is_due(one)).find_map(due))
}

/// The invoice that has waited longest for its payment.
fn overdue(invoices: &[Invoice], now: Timestamp) -> Option<Due> {
    let late = invoices.iter().filter(|one| is_late(one, now)).filter_map(due);
    late.min_by_key(|due| due.since.unwrap_or(Timestamp::MAX))
}

fn is_late(one: &Invoice, now: Timestamp) -> bool {
    match one.state_invoice {
        Some(StateInvoice::ProblemOverdue | StateInvoice::ProblemAuto) => true,
        Some(StateInvoice::DueOffline | StateInvoice::DueAuto | StateInvoice::DueToProcess) => {
            one.date_payment_limit.is_some_and(|limit| limit < now)
        }
        _ => false,
    }
}

fn is_due(one: &Invoice) -> bool {
    use StateInvoice::{DueAuto, DueOffline, DueToProcess, ProblemAuto, ProblemOverdue};
    matches!(
        one.state_invoice,
        Some(DueAuto | DueOffline | DueToProcess | ProblemAuto | ProblemOverdue)
    )
}

pub(in crate::customers) fn is_paying(one: &Invoice) -> bool {
    matches!(
        one.state_invoice,
        Some(StateInvoice::DuePending | StateInvoice::DraftCharging)
    )
}

/// The sum that is to be paid of an invoice. A credit note has none.
fn due(one: &Invoice) -> Option<Due> {
    let sum = total(one).filter(|sum| sum.amount > 0 && one.type_credit.is_none())?;
    Some(Due {
        invoice: one.id?,
        sum,
        since: one.date_payment_limit.or(one.date_issue),
    })
}

pub(in crate::customers) fn total(one: &Invoice) -> Option<Sum> {
    sum(one.amount_total?, one.currency.as_deref())
}

fn sum(amount: i64, currency: Option<&str>) -> Option<Sum> {
    let currency = currency?.to_owned();
    Some(Sum { amount, currency })
}

pub(in crate::customers) fn is_ending(one: &Subscription) -> bool {
    one.state_subscription == Some(StateSubscription::ActiveDelayedTermination)
        || one.status_after_term == Some(StatusSubscription::Ended)
}

fn price(one: &Subscription) -> Option<Price> {
    Some(Price {
        sum: sum(
            one.amount_recurrence.filter(|amount| *amount > 0)?,
            one.currency.as_deref(),
        )?,
        unit: one.unit_recurrence.clone()?,
        units: one.duration_recurrence.filter(|units| *units > 0)?,
    })
}

/// The feature that is nearest to its limit. What is not limited has none.
fn meter(one: &Subscription) -> Option<Meter> {
    let features = one.features.as_deref().unwrap_or_default().iter();
    let measured = features
        .filter(|feature| feature.is_visible != Some(false))
        .filter_map(measured);
    measured.reduce(|most, other| {
        let (one, two) = (most.used * other.included, other.used * most.included);
        if two > one { other } else { most }
    })
}

fn measured(feature: &SubscriptionFeature) -> Option<Meter> {
    if feature.type_feature != Some(TypeFeature::Consumption) {
        return None;
    }
    // Far below where a product of two would overflow.
    let sane = |number: &i64| (0..1 << 31).contains(number);
    Some(Meter {
        title: feature.title_localized.clone()?,
        used: feature.quantity_current.filter(sane)?,
        included: feature
            .quantity_included
            .filter(sane)
            .filter(|included| *included > 0)?,
    })
}

/// The features that the plan includes.
fn features(one: &Subscription) -> Vec<Included> {
    let features = one.features.as_deref().unwrap_or_default().iter();
    let visible = features.filter(|feature| feature.is_visible != Some(false));
    visible.filter_map(included).collect()
}

fn included(feature: &SubscriptionFeature) -> Option<Included> {
    let counted = match feature.type_feature {
        Some(TypeFeature::OnOff) if feature.is_enabled == Some(true) => None,
        Some(TypeFeature::Limitation | TypeFeature::Consumption) => Some(Counted {
            current: feature.quantity_current,
            included: feature.quantity_included,
        }),
        _ => return None,
    };
    // None included and none bought: the plan is without it.
    let none = Counted {
        current: Some(0),
        included: Some(0),
    };
    if counted == Some(none) {
        return None;
    }
    Some(Included {
        feature: feature.reference_feature.clone()?,
        title: feature.title_localized.clone()?,
        counted,
    })
}

fn settlement(one: &Invoice, now: Timestamp) -> Settlement {
    match one.state_invoice {
        _ if one.type_credit.is_some() => Settlement::Unsaid,
        Some(StateInvoice::Paid) => Settlement::Paid,
        _ if is_paying(one) => Settlement::Confirming,
        _ if is_late(one, now) => Settlement::Overdue,
        _ if is_due(one) => Settlement::Due,
        _ => Settlement::Unsaid,
    }
}

fn issued(invoices: &[Invoice], now: Timestamp) -> Vec<Issued> {
    let mut issued: Vec<Issued> = invoices
        .iter()
        .filter(|one| one.links.href(DOCUMENT).is_some())
        .filter_map(|one| {
            Some(Issued {
                invoice: one.id?,
                date: one.date_issue?,
                sum: total(one),
                settlement: settlement(one, now),
            })
        })
        .collect();
    issued.sort_by_key(|one| std::cmp::Reverse(one.date));
    issued.truncate(LISTED);
    issued
}
