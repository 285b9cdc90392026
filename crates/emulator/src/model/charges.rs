//! Prices. A quote and the deed itself both ask here, so they cannot differ.

use std::sync::Arc;

use crate::catalogue::{Feature, Type, with_tax};
use crate::clock::{Length, Moment};

use super::subscription::{Held, Subscription};

/// A line that is not posted yet.
#[derive(Clone, Debug)]
pub(crate) struct Charge {
    pub(crate) subscription: Option<u64>,
    pub(crate) feature: Option<Arc<Feature>>,
    pub(crate) label: String,
    pub(crate) type_line: &'static str,
    /// Cents before tax; a credit is negative.
    pub(crate) subtotal: i64,
    pub(crate) when: When,
    /// Reported and billed.
    pub(crate) quantity: Option<(i64, i64)>,
}

/// An instant or a period, never both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum When {
    At(Moment),
    During(Moment, Moment),
}

impl Charge {
    pub(crate) fn total(&self) -> i64 {
        with_tax(self.subtotal)
    }
}

/// The sum, before tax.
pub(crate) fn sum(charges: &[Charge]) -> i64 {
    let subtotals = charges.iter().map(|charge| charge.subtotal);
    subtotals.fold(0, i64::saturating_add)
}

/// The end of the first period.
pub(crate) fn first_end(subscription: &Subscription, start: Moment) -> Moment {
    let terms = &subscription.terms;
    start.after(terms.trial.unwrap_or(terms.recurrence))
}

/// The charges of a start.
pub(crate) fn of_start(subscription: &Subscription, at: Moment) -> Vec<Charge> {
    let terms = &subscription.terms;
    let end = first_end(subscription, at);
    let mut charges = Vec::new();
    push(
        &mut charges,
        flat(
            subscription,
            "Up-front amount",
            "AutoSubscriptionUpfront",
            terms.up_front,
            When::At(at),
        ),
    );
    if terms.trial.is_some() {
        let during = When::During(at, end);
        push(
            &mut charges,
            flat(
                subscription,
                "Trial amount",
                "AutoSubscriptionTrial",
                terms.amount_trial,
                during,
            ),
        );
    } else {
        charges.extend(of_period(subscription, at, end));
    }
    charges
}

/// The charges of one period: the flat amount and every feature beyond the included quantity. Consumption was charged
/// when it happened.
pub(crate) fn of_period(subscription: &Subscription, from: Moment, to: Moment) -> Vec<Charge> {
    let during = When::During(from, to);
    let mut charges = Vec::new();
    push(
        &mut charges,
        flat(
            subscription,
            "Subscription amount",
            "AutoSubscriptionRecurrence",
            subscription.terms.amount,
            during,
        ),
    );
    let standing = subscription
        .features
        .iter()
        .filter(|held| held.feature.kind != Type::Consumption);
    for held in standing {
        let charge = Charge {
            feature: Some(held.feature.clone()),
            quantity: Some((reported(held), held.extra())),
            ..flat(
                subscription,
                &format!("Feature - {}", held.feature.title.plain()),
                "AutoFeatureProratable",
                held.pricing.of(held.extra()),
                during,
            )
        };
        push(&mut charges, charge);
    }
    charges
}

/// The charges of an upgrade now: the rest of the old period is refunded. The new one takes over the period where the lengths agree,
/// and begins a full one otherwise; a trial ends, and another does not begin.
pub(crate) fn of_upgrade(old: &Subscription, new: &Subscription, at: Moment) -> Vec<Charge> {
    let (start, end) = upgraded_period(old, new, at);
    let mut charges = Vec::new();
    if let Some(period) = old.period.filter(|_| !old.is_trial) {
        for charge in of_period(old, period.0, period.1) {
            let label = match &charge.feature {
                None => "Subscription - refund on recurring flat fee".to_owned(),
                Some(feature) => format!("Feature - refund - {}", feature.title.plain()),
            };
            let refund = Charge {
                label,
                type_line: "AutoRefundPartial",
                subtotal: -share(charge.subtotal, at, period),
                when: When::During(at, period.1),
                quantity: None,
                ..charge
            };
            push(&mut charges, refund);
        }
    }
    for charge in of_period(new, at, end) {
        let charge = Charge {
            subtotal: share(charge.subtotal, at, (start, end)),
            ..charge
        };
        push(&mut charges, charge);
    }
    charges
}

/// The current period of the subscription that takes over at once.
pub(crate) fn upgraded_period(old: &Subscription, new: &Subscription, at: Moment) -> (Moment, Moment) {
    old.period
        .filter(|_| !old.is_trial && old.terms.recurrence == new.terms.recurrence)
        .unwrap_or((at, at.after(new.terms.recurrence)))
}

/// The charges of a change of one feature now. A trial is free; consumption is paid in full, and the rest for the remaining period.
pub(crate) fn of_usage(subscription: &Subscription, before: &Held, after: &Held, at: Moment) -> Vec<Charge> {
    let Some(period) = subscription.period.filter(|_| !subscription.is_trial) else {
        return Vec::new();
    };
    let difference = after.pricing.of(after.extra()) - before.pricing.of(before.extra());
    let title = after.feature.title.plain();
    let (label, type_line, subtotal, when) = if after.feature.kind == Type::Consumption {
        let label = format!("Feature - {title}");
        (label, "AutoFeatureNotProratable", difference, When::At(at))
    } else {
        let label = format!("Feature - prorated adjustment - {title}");
        let subtotal = share(difference, at, period);
        (label, "AutoFeatureProrata", subtotal, When::During(at, period.1))
    };
    let mut charges = Vec::new();
    let charge = Charge {
        feature: Some(after.feature.clone()),
        quantity: Some((reported(after), after.extra() - before.extra())),
        ..flat(subscription, &label, type_line, subtotal, when)
    };
    push(&mut charges, charge);
    charges
}

/// The charges of an end.
pub(crate) fn of_termination(subscription: &Subscription, at: Moment) -> Vec<Charge> {
    let mut charges = Vec::new();
    let amount = subscription.terms.termination;
    push(
        &mut charges,
        flat(
            subscription,
            "Termination amount",
            "AutoSubscriptionTermination",
            amount,
            When::At(at),
        ),
    );
    charges
}

/// The period after one that ends there.
pub(crate) fn next_period(end: Moment, recurrence: Length) -> (Moment, Moment) {
    (end, end.after(recurrence))
}

fn flat(
    subscription: &Subscription,
    label: &str,
    type_line: &'static str,
    subtotal: i64,
    when: When,
) -> Charge {
    Charge {
        subscription: Some(subscription.id),
        feature: None,
        label: label.to_owned(),
        type_line,
        subtotal,
        when,
        quantity: None,
    }
}

/// Leaves out a charge of zero.
fn push(charges: &mut Vec<Charge>, charge: Charge) {
    if charge.subtotal != 0 {
        charges.push(charge);
    }
}

fn reported(held: &Held) -> i64 {
    held.quantity
        .map_or(i64::from(held.enabled), |quantity| quantity.current)
}

/// The part of an amount for what is left of a period, rounded to the nearest cent.
fn share(amount: i64, at: Moment, (start, end): (Moment, Moment)) -> i64 {
    let whole = i128::from(end.since(start)).max(1);
    let left = i128::from(end.since(at)).clamp(0, whole);
    let doubled = 2 * i128::from(amount) * left;
    let rounded = (doubled + whole * doubled.signum()) / (2 * whole);
    i64::try_from(rounded).unwrap_or(amount)
}
