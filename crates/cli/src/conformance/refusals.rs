//! What must be refused, or not be found, without anything being written.

use super::check::{Check, Expect};

/// The facts name three answers for a customer that is not there.
const NOT_THERE: Expect = Expect::Nothing(&[204, 403, 404]);
const REQUIRED: &str = "Error.Property.ValueRequired";

pub(super) fn checks() -> Vec<Check> {
    vec![
        Check::read("wrong keys are refused", "GET /v1/Customers").with_wrong_keys().expect(Expect::Refusal(&[401])),
        Check::read("an unknown customer is not found", "GET /v1/Customer")
            .query(&[("ReferenceCustomer", "{unknown}")])
            .expect(NOT_THERE),
        Check::read("a customer cannot be read without a reference", "GET /v1/Customer")
            .expect(Expect::Refusal(&[400, 403, 404, 422])),
        Check::read("an unknown customer has no billing address", "GET /v1/CustomerAddressBilling")
            .query(&[("ReferenceCustomer", "{unknown}")])
            .expect(NOT_THERE),
        Check::read("an unknown customer has no payment settings", "GET /v1/CustomerSettingsPayment")
            .query(&[("ReferenceCustomer", "{unknown}")])
            .expect(NOT_THERE),
        Check::read("an unknown customer has no subscription", "GET /v1/Subscription")
            .query(&[("ReferenceCustomer", "{unknown}")])
            .expect(NOT_THERE),
        Check::read("an unknown offer is not found", "GET /v1/Offer")
            .query(&[("ReferenceOffer", "{unknown}"), ("ReferenceSegment", "{segment}")])
            .expect(Expect::Nothing(&[204, 404])),
        Check::read("an unknown feature is answered with nothing", "GET /v1/Feature")
            .query(&[("ReferenceFeature", "{unknown}")])
            .expect(Expect::Nothing(&[204])),
        Check::read("an unknown invoice is not found", "GET /v1/Invoice")
            .query(&[("FullNumber", "{unknown}"), ("ReferenceSegment", "{segment}")])
            .expect(Expect::Nothing(&[204, 404])),
        Check::read("a quote for an unknown offer is refused", "POST /v1/Quoting/Subscription")
            .body(r#"{"ReferenceCustomer":"{customer}","ReferenceOffer":"{unknown}"}"#)
            .expect(Expect::Refusal(&[400, 403, 404, 422])),
        Check::read("a quote without an offer names what is missing", "POST /v1/Quoting/Subscription")
            .body(r#"{"ReferenceCustomer":"{customer}"}"#)
            .expect(Expect::Invalid(REQUIRED, "ReferenceOffer")),
        Check::read("a quote of a line without an amount names what is missing", "POST /v1/Quoting/BalanceLine")
            .body(r#"{"ReferenceCustomer":"{customer}"}"#)
            .expect(Expect::Invalid(REQUIRED, "Amount")),
        Check::read("a quote with a member that there is not names it", "POST /v1/Quoting/BalanceLine")
            .body(r#"{"ReferenceCustomer":"{customer}","Amount":1,"NoSuchProperty":1}"#)
            .expect(Expect::Invalid("Error.Property.UnexpectedProperty", "NoSuchProperty")),
        Check::read("a usage that nobody has cannot be quoted", "POST /v1/Quoting/Usage")
            .body(r#"{"ReferenceCustomer":"{unknown}","ReferenceFeature":"{unknown}","Increment":1,"DateStamp":"{now}"}"#)
            .expect(Expect::Refusal(&[403, 404])),
    ]
}
