use proabono::{AddBalanceLine, BalanceLineRequest};

use super::{Nothing, Operation};

const COLUMNS: &[&str] = &[
    "ReferenceCustomer",
    "IdSubscription",
    "LabelLocalized",
    "AmountSubtotal",
    "AmountTotal",
    "StateMove",
    "TypeLine",
    "DateMove",
    "DatePeriodStart",
    "DatePeriodEnd",
];

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::list(
            "list",
            "GET /v1/Balance",
            "Lists what will be billed, or was, with its sums",
            |live, options| live.balance().list(&options),
        )
        .columns(COLUMNS)
        .example("--reference-customer cust-alice --merged"),
        Operation::one(
            "add-line",
            "POST /v1/BalanceLine",
            "Adds a line to the balance; a negative amount is a credit",
            |live, _: Nothing, options: AddBalanceLine, body: BalanceLineRequest| {
                live.balance().add_line(&body, &options)
            },
        )
        .example("--reference-customer cust-alice --amount -500 --label Goodwill"),
    ]
}
