use proabono::{
    QuoteBalanceLineRequest, QuoteOptions, QuoteSubscriptionRequest, QuoteUpgrade, QuoteUsage,
    QuoteUsageRequest,
};

use super::{Nothing, OfSubscription, Operation};

pub(super) fn operations() -> Vec<Operation> {
    let mut operations = vec![
        Operation::one(
            "subscription",
            "POST /v1/Quoting/Subscription",
            "What a new subscription would cost",
            |live, _: Nothing, options: QuoteOptions, body: QuoteSubscriptionRequest| {
                live.quoting().subscription(&body, &options)
            },
        )
        .example("--reference-customer cust-bruno --reference-offer offer-pro"),
        Operation::one(
            "start",
            "POST /v1/Quoting/Subscription/{IdSubscription}/Start",
            "What the start of a subscription would cost",
            |live, of: OfSubscription, options: QuoteOptions, _: Nothing| {
                live.quoting().start(of.id_subscription, &options)
            },
        )
        .example("$DRAFT"),
        Operation::one(
            "upgrade",
            "POST /v1/Quoting/Subscription/{IdSubscription}/Upgrade",
            "What a change to another offer would cost",
            |live, of: OfSubscription, options: QuoteUpgrade, _: Nothing| {
                live.quoting().upgrade(of.id_subscription, &options)
            },
        )
        .example("$SUBSCRIPTION --reference-offer offer-starter --immediate"),
    ];
    operations.extend(of_changes());
    operations
}

fn of_changes() -> [Operation; 2] {
    [
        Operation::one(
            "usage",
            "POST /v1/Quoting/Usage",
            "What a change of a usage would cost, and whether it is permitted",
            |live, _: Nothing, options: QuoteUsage, body: QuoteUsageRequest| {
                live.quoting().usage(&body, &options)
            },
        )
        .example("--reference-feature feat-users --reference-customer cust-alice --quantity-current 5 --date-stamp now"),
        Operation::one(
            "balance-line",
            "POST /v1/Quoting/BalanceLine",
            "What a line on the balance would cost",
            |live, _: Nothing, options: QuoteOptions, body: QuoteBalanceLineRequest| {
                live.quoting().balance_line(&body, &options)
            },
        )
        .example("--reference-customer cust-alice --amount 1500 --label 'One day of training'"),
    ]
}
