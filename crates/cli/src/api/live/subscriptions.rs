use proabono::{
    CreateSubscription, RetrieveSubscription, StartSubscription, SubscriptionRequest,
    SubscriptionUpdateTermDateRequest, TerminateSubscription, UpgradeSubscription,
};

use super::{Nothing, OfSubscription, Operation};

const COLUMNS: &[&str] = &[
    "Id",
    "ReferenceCustomer",
    "ReferenceOffer",
    "StateSubscription",
    "AmountRecurrence",
    "DateTerm",
    "DateNextBilling",
];

pub(super) fn operations() -> Vec<Operation> {
    let mut operations = vec![
        Operation::list(
            "list",
            "GET /v1/Subscriptions",
            "Lists subscriptions",
            |live, options| live.subscriptions().list(&options),
        )
        .columns(COLUMNS)
        .example("--reference-customer cust-alice --ignore-features"),
        Operation::one(
            "retrieve",
            "GET /v1/Subscription",
            "Reads the subscription of a customer",
            |live, _: Nothing, options: RetrieveSubscription, _: Nothing| {
                live.subscriptions().retrieve(&options)
            },
        )
        .example("--reference-customer cust-alice"),
        Operation::one(
            "create",
            "POST /v1/Subscription",
            "Creates a subscription: a copy of the offer, with what is said in its place",
            |live, _: Nothing, options: CreateSubscription, body: SubscriptionRequest| {
                live.subscriptions().create(&body, &options)
            },
        )
        .example("--reference-customer cust-bruno --reference-offer offer-starter --try-start")
        .example("--reference-customer cust-bruno --reference-offer offer-pro --amount-recurrence 1999 --features '{\"ReferenceFeature\":\"feat-users\",\"QuantityCurrent\":3}' --dry-run"),
    ];
    operations.extend(transitions());
    operations.push(update_term_date());
    operations
}

fn transitions() -> [Operation; 4] {
    [
        Operation::one(
            "suspend",
            "POST /v1/Subscription/{IdSubscription}/Suspension",
            "Suspends a subscription; a start undoes it",
            |live, of: OfSubscription, _: Nothing, _: Nothing| {
                live.subscriptions().suspend(of.id_subscription)
            },
        )
        .example("$SUBSCRIPTION"),
        Operation::one(
            "start",
            "POST /v1/Subscription/{IdSubscription}/Start",
            "Starts a draft, and restarts a suspended subscription",
            |live, of: OfSubscription, options: StartSubscription, _: Nothing| {
                live.subscriptions().start(of.id_subscription, &options)
            },
        )
        .example("$DRAFT --ensure-billable=false"),
        Operation::one(
            "upgrade",
            "POST /v1/Subscription/{IdSubscription}/Upgrade",
            "Changes to another offer, a smaller one too; the answer is a new subscription with a new number",
            |live, of: OfSubscription, options: UpgradeSubscription, _: Nothing| {
                live.subscriptions().upgrade(of.id_subscription, &options)
            },
        )
        .example("$SUBSCRIPTION --reference-offer offer-starter --immediate"),
        Operation::one(
            "terminate",
            "POST /v1/Subscription/{IdSubscription}/Termination",
            "Ends a subscription: now, or at the end of its term",
            |live, of: OfSubscription, options: TerminateSubscription, _: Nothing| {
                live.subscriptions().terminate(of.id_subscription, &options)
            },
        )
        .example("$SUBSCRIPTION --immediate=false"),
    ]
}

fn update_term_date() -> Operation {
    Operation::one(
        "update-term-date",
        "POST /v1/Subscription/{IdSubscription}/DateTerm",
        "Moves the end of the term",
        |live, of: OfSubscription, _: Nothing, body: SubscriptionUpdateTermDateRequest| {
            live.subscriptions().update_term_date(of.id_subscription, &body)
        },
    )
    .example("$SUBSCRIPTION --date-term 2036-01-01T00:00:00Z")
}
