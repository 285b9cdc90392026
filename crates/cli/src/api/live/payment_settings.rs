use proabono::CustomerPaymentSettingsRequest;

use super::{Nothing, OfCustomer, Operation};

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::one(
            "retrieve",
            "GET /v1/CustomerSettingsPayment",
            "Reads how a customer pays",
            |live, of: OfCustomer, _: Nothing, _: Nothing| {
                live.payment_settings().retrieve(&of.reference_customer)
            },
        )
        .example("--reference-customer cust-alice"),
        Operation::one(
            "update",
            "POST /v1/CustomerSettingsPayment",
            "Writes what is said of the payment settings and leaves the rest",
            |live, of: OfCustomer, _: Nothing, body: CustomerPaymentSettingsRequest| {
                live.payment_settings().update(&of.reference_customer, &body)
            },
        )
        .example("--reference-customer cust-bruno --type-payment ExternalBank")
        .example("--reference-customer cust-bruno --is-grey-listed=false"),
    ]
}
