use proabono::{RetrieveUsage, UsageRequest};

use super::{Nothing, Operation};

const COLUMNS: &[&str] = &[
    "ReferenceCustomer",
    "ReferenceFeature",
    "TypeFeature",
    "IsEnabled",
    "QuantityCurrent",
    "QuantityIncluded",
    "DatePeriodEnd",
];

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::list(
            "list",
            "GET /v1/Usages",
            "Lists what customers may use, and use",
            |live, options| live.usages().list(&options),
        )
        .columns(COLUMNS)
        .example("--reference-customer cust-alice"),
        Operation::one(
            "retrieve",
            "GET /v1/Usage",
            "Reads one usage: a feature with a customer or a subscription",
            |live, _: Nothing, options: RetrieveUsage, _: Nothing| live.usages().retrieve(&options),
        )
        .example("--reference-feature feat-users --reference-customer cust-alice"),
        Operation::one(
            "update",
            "POST /v1/Usage",
            "Writes a usage: exactly one of --increment, --quantity-current and --is-enabled",
            |live, _: Nothing, _: Nothing, body: UsageRequest| live.usages().update(&body),
        )
        .example("--reference-feature feat-users --reference-customer cust-alice --quantity-current 4 --date-stamp now"),
        Operation::one(
            "update-many",
            "POST /v1/Usages",
            "Writes at most 50 usages: a list from --body, or one from flags",
            |live, _: Nothing, _: Nothing, body: Vec<UsageRequest>| {
                live.usages().update_many(&body)
            },
        )
        .columns(COLUMNS)
        .example("--reference-feature feat-users --reference-customer cust-alice --quantity-current 5 --date-stamp now"),
    ]
}
