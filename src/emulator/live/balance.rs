//! `/v1/BalanceLine` and `/v1/Balance`: lines that are due or were billed.

use serde_json::json;

use crate::emulator::answer::Answer;
use crate::emulator::state::{Charge, Line, When, World};

use super::lines;
use super::shared;
use crate::emulator::api::error::{Problem, Refusal};
use crate::emulator::api::lists::{self, Extra, PAGE, SIZE_PAGE};
use crate::emulator::api::operation::{Body, Call, Operation};
use crate::emulator::api::property::Kind::{Amount, Date, Flag, Integer, OneOf, Reference, Text};
use crate::emulator::api::property::{ID, Property};

pub(super) const OPERATIONS: &[Operation] = &[
    Operation {
        method: "POST",
        path: "/v1/BalanceLine",
        query: &[Property::optional("EnsureBillable", Flag)],
        body: Body::Object(&[
            Property::required("ReferenceCustomer", Reference),
            Property::optional("IdSubscription", ID),
            Property::required("Amount", Amount),
            Property::optional("TypeLine", OneOf(TYPES)),
            Property::optional("KeyCharge", Text),
            Property::optional("Label", Text),
            Property::optional("Quantity", Integer),
            Property::optional("Date", Date),
            Property::optional("DatePeriodStart", Date),
            Property::optional("DatePeriodEnd", Date),
        ]),
        run: create,
    },
    Operation {
        method: "GET",
        path: "/v1/Balance",
        query: &[
            Property::optional("ReferenceCustomer", Reference),
            Property::optional("IdCustomer", ID),
            Property::optional("IdSubscription", ID),
            Property::optional("ReferenceFeature", Reference),
            Property::optional("Merged", Flag),
            PAGE,
            SIZE_PAGE,
        ],
        body: Body::Nothing,
        run: list,
    },
];

const TYPES: &[&str] = &[
    "Manual",
    "ManualDiscount",
    "ManualMergeable",
    "CustomerReferral",
    "CreditRefund",
    "CreditPromotion",
    "AutoBillingReport",
    "AutoBillingNoRepayment",
    "AutoRefundPartial",
    "AutoSubscriptionRecurrence",
    "AutoSubscriptionRecurrenceProrata",
    "AutoSubscriptionUpfront",
    "AutoSubscriptionTrial",
    "AutoSubscriptionTrialProrata",
    "AutoSubscriptionTermination",
    "AutoFeatureNotProratable",
    "AutoFeatureProratable",
    "AutoFeatureProrata",
    "AutoDiscountRecurrenceFlat",
    "AutoDiscountRecurrencePercent",
    "AutoDiscountUpfrontFlat",
    "AutoDiscountUpfrontPercent",
    "AutoDiscountFeatureFlat",
    "AutoDiscountFeaturePercent",
];

fn create(call: &Call, world: &mut World) -> Result<Answer, Refusal> {
    let (customer, charge) = manual(call, world)?;
    let now = world.now();
    world.post_line(customer, charge, call.owned("KeyCharge"), now);
    let line = world.lines().last().ok_or_else(Refusal::not_found)?;
    Ok(Answer::json(201, &lines::members(line, world)))
}

/// The line that a body describes, for a quote too.
pub(super) fn manual(call: &Call, world: &World) -> Result<(u64, Charge), Refusal> {
    let reference = call.text("ReferenceCustomer").unwrap_or_default();
    let customer = shared::accessible(reference, world)?.id;
    let subscription = call.number("IdSubscription");
    if subscription.is_some_and(|id| world.subscription(id).is_none()) {
        return Err(Refusal::invalid(Problem::unknown("IdSubscription")));
    }
    let amount = call.integer("Amount").unwrap_or_default();
    let when = when(call, world)?;
    if call.is("EnsureBillable") {
        world.ensure_billable(customer, amount, Some(true))?;
    }
    let type_line = call
        .text("TypeLine")
        .and_then(|sent| TYPES.iter().copied().find(|one| *one == sent));
    let charge = Charge {
        subscription,
        feature: None,
        label: call.owned("Label").unwrap_or_else(|| "Manual line".to_owned()),
        type_line: type_line.unwrap_or("Manual"),
        subtotal: amount,
        when,
        quantity: call.integer("Quantity").map(|quantity| (quantity, quantity)),
    };
    Ok((customer, charge))
}

/// An instant excludes the period, and a period has both its ends.
fn when(call: &Call, world: &World) -> Result<When, Refusal> {
    let period = (call.date("DatePeriodStart"), call.date("DatePeriodEnd"));
    match (call.date("Date"), period) {
        (None, (None, None)) => Ok(When::At(world.now())),
        (Some(date), (None, None)) => Ok(When::At(date)),
        (None, (Some(start), Some(end))) => Ok(When::During(start, end)),
        (Some(_), _) => Err(Refusal::invalid(
            Problem::unexpected("Date").because("Either Date, or DatePeriodStart and DatePeriodEnd"),
        )),
        (None, (Some(_), None)) => Err(Refusal::invalid(Problem::required("DatePeriodEnd"))),
        (None, (None, Some(_))) => Err(Refusal::invalid(Problem::required("DatePeriodStart"))),
    }
}

fn list(call: &Call, world: &mut World) -> Result<Answer, Refusal> {
    let customer = shared::filter(call, "ReferenceCustomer", world)?;
    let (id, subscription) = (call.number("IdCustomer"), call.number("IdSubscription"));
    let feature = call.text("ReferenceFeature");
    let fits = |line: &&Line| {
        customer.is_none_or(|id| line.id_customer == id)
            && id.is_none_or(|id| line.id_customer == id)
            && subscription.is_none_or(|id| line.charge.subscription == Some(id))
            && feature
                .is_none_or(|reference| line.charge.feature.is_some_and(|one| one.reference == reference))
    };
    let mut found: Vec<Line> = world.lines().filter(fits).cloned().collect();
    let sum = |amount: fn(&Charge) -> i64| {
        let amounts = found.iter().map(|line| amount(&line.charge));
        amounts.fold(0, i64::saturating_add)
    };
    let computations = json!({
        "AmountSubtotal": sum(|charge| charge.subtotal),
        "AmountTotal": sum(Charge::total),
    });
    if call.is("Merged") {
        found = merged(found);
    }
    let items: Vec<_> = found.iter().map(|line| lines::members(line, world)).collect();
    let extra = Extra {
        computations: Some(computations),
        ..Extra::default()
    };
    Ok(lists::page_with(call, &items, world.now(), extra))
}

/// Lines of the same kind become one, with the dates of the first.
fn merged(lines: Vec<Line>) -> Vec<Line> {
    let key = |line: &Line| {
        let charge = &line.charge;
        let feature = charge.feature.map(|one| one.id);
        let label = charge.label.clone();
        (
            line.id_customer,
            charge.subscription,
            feature,
            label,
            charge.type_line,
            line.billed,
        )
    };
    let mut kept: Vec<Line> = Vec::new();
    for line in lines {
        match kept.iter_mut().find(|one| key(one) == key(&line)) {
            Some(one) => {
                one.charge.subtotal = one.charge.subtotal.saturating_add(line.charge.subtotal);
                one.charge.quantity = one.charge.quantity.or(line.charge.quantity);
            }
            None => kept.push(line),
        }
    }
    kept
}
