use proabono::CustomerAddressBillingRequest;

use super::{Nothing, OfCustomer, Operation};

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::one(
            "retrieve",
            "GET /v1/CustomerAddressBilling",
            "Reads the billing address of a customer",
            |live, of: OfCustomer, _: Nothing, _: Nothing| {
                live.billing_addresses().retrieve(&of.reference_customer)
            },
        )
        .example("--reference-customer cust-alice"),
        Operation::one(
            "update",
            "POST /v1/CustomerAddressBilling",
            "Writes what is said of a billing address and leaves the rest",
            |live, of: OfCustomer, _: Nothing, body: CustomerAddressBillingRequest| {
                live.billing_addresses().update(&of.reference_customer, &body)
            },
        )
        .example("--reference-customer cust-alice --company 'Acme Ltd' --city Lyon --country FR")
        .example("--reference-customer cust-alice --body address.json --dry-run"),
    ]
}
