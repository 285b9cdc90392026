//! What can be read. The first lists teach the rest what there is.

use super::also::{all_bare, at_most_two, bare, no_items, same};
use super::check::{Check, Expect};

/// `Error.Customer.PaymentSettings.Missing` and its like depend on the account, not on the service.
const BUSINESS: Expect = Expect::SuccessOr(&[403]);

pub(super) fn checks() -> Vec<Check> {
    [lists(), customers(), catalogue(), running(), quotes()].concat()
}

fn lists() -> Vec<Check> {
    vec![
        Check::read("offers are listed", "GET /v1/Offers")
            .query(&[("ReferenceSegment", "{segment}")])
            .learn(&[
                ("offer", "/Items/0/ReferenceOffer"),
                ("other-offer", "/Items/1/ReferenceOffer"),
            ]),
        Check::read("features are listed", "GET /v1/Features")
            .query(&[
                ("ReferenceSegment", "{segment}"),
                ("Page", "1"),
                ("SizePage", "50"),
            ])
            .learn(&[
                ("feature", "/Items/0/ReferenceFeature"),
                ("feature-id", "/Items/0/Id"),
            ]),
        Check::read(
            "a page of customers has at most as many as asked for",
            "GET /v1/Customers",
        )
        .query(&[
            ("ReferenceSegment", "{segment}"),
            ("Page", "1"),
            ("SizePage", "2"),
        ])
        .learn(&[
            ("customer", "/Items/0/ReferenceCustomer"),
            ("customer-id", "/Items/0/Id"),
        ])
        .also(at_most_two),
        Check::read("a page of no items only counts", "GET /v1/Customers")
            .query(&[("ReferenceSegment", "{segment}"), ("SizePage", "0")])
            .also(no_items),
        Check::read("a page beyond the last one is empty", "GET /v1/Customers")
            .query(&[
                ("ReferenceSegment", "{segment}"),
                ("Page", "100000"),
                ("SizePage", "10"),
            ])
            .also(no_items),
        Check::read("customers are filtered by a feature", "GET /v1/Customers").query(&[
            ("ReferenceSegment", "{segment}"),
            ("ReferenceFeature", "{feature}"),
        ]),
        Check::read("subscriptions are listed", "GET /v1/Subscriptions")
            .query(&[("ReferenceSegment", "{segment}"), ("SizePage", "50")])
            .learn(&[
                ("subscription", "/Items/0/Id"),
                ("running", "/Items[Status=Active]/Id"),
                ("subscriber", "/Items/0/ReferenceCustomer"),
            ]),
        Check::read("invoices are listed", "GET /v1/Invoices")
            .query(&[("ReferenceSegment", "{segment}"), ("SizePage", "5")])
            .learn(&[("invoice", "/Items/0/Id"), ("number", "/Items/0/FullNumber")]),
    ]
}

fn customers() -> Vec<Check> {
    vec![
        Check::read("a customer is read by its reference", "GET /v1/Customer")
            .found()
            .query(&[("ReferenceCustomer", "{customer}")])
            .also(|body, context| same(body, "/ReferenceCustomer", context, "customer")),
        Check::read("a customer is read with an offer", "GET /v1/Customer")
            .found()
            .query(&[("ReferenceCustomer", "{customer}"), ("ReferenceOffer", "{offer}")]),
        Check::read("a billing address is read", "GET /v1/CustomerAddressBilling")
            .query(&[("ReferenceCustomer", "{customer}")]),
        Check::read("payment settings are read", "GET /v1/CustomerSettingsPayment")
            .query(&[("ReferenceCustomer", "{customer}")]),
        Check::read("usages of a customer are listed", "GET /v1/Usages")
            .query(&[("ReferenceCustomer", "{subscriber}")])
            .learn(&[
                ("usage-feature", "/Items/0/ReferenceFeature"),
                ("usage-customer", "/Items/0/ReferenceCustomer"),
            ]),
        Check::read("usages of a subscription are listed by page", "GET /v1/Usages").query(&[
            ("IdSubscription", "{subscription}"),
            ("Page", "1"),
            ("SizePage", "2"),
        ]),
        Check::read("usages of a feature are listed", "GET /v1/Usages")
            .found()
            .query(&[("ReferenceFeature", "{usage-feature}")]),
        Check::read("a usage is read by customer and feature", "GET /v1/Usage")
            .found()
            .query(&[
                ("ReferenceFeature", "{usage-feature}"),
                ("ReferenceCustomer", "{usage-customer}"),
            ])
            .also(|body, context| same(body, "/ReferenceFeature", context, "usage-feature")),
        Check::read(
            "the balance of a customer is listed with its sums",
            "GET /v1/Balance",
        )
        .query(&[("ReferenceCustomer", "{customer}")]),
        Check::read(
            "the balance is filtered by number, subscription and feature, and folded",
            "GET /v1/Balance",
        )
        .query(&[
            ("IdCustomer", "{customer-id}"),
            ("IdSubscription", "{subscription}"),
            ("ReferenceFeature", "{feature}"),
            ("Merged", "true"),
            ("Page", "1"),
            ("SizePage", "2"),
        ]),
    ]
}

fn catalogue() -> Vec<Check> {
    vec![
        Check::read("an offer is read by its reference", "GET /v1/Offer")
            .found()
            .query(&[("ReferenceOffer", "{offer}"), ("ReferenceSegment", "{segment}")])
            .also(|body, context| same(body, "/ReferenceOffer", context, "offer")),
        Check::read(
            "an offer is read for a customer, in a language, in plain text, without features and links",
            "GET /v1/Offer",
        )
        .found()
        .query(&[
            ("ReferenceOffer", "{offer}"),
            ("ReferenceSegment", "{segment}"),
            ("ReferenceCustomer", "{customer}"),
            ("ReferenceCustomerBuyer", "{customer}"),
            ("Language", "en"),
            ("Html", "false"),
            ("IgnoreFeatures", "true"),
            ("Links", "false"),
        ])
        .also(bare),
        Check::read("offers are filtered", "GET /v1/Offers").query(&[
            ("ReferenceSegment", "{segment}"),
            ("ReferenceCustomer", "{customer}"),
            ("IsVisible", "true"),
            ("PrefixReferenceOffer", "{offer}"),
            ("Language", "en"),
            ("Html", "false"),
        ]),
        Check::read(
            "offers are listed without features, prices and links",
            "GET /v1/Offers",
        )
        .after("offer")
        .found()
        .query(&[
            ("ReferenceSegment", "{segment}"),
            ("IgnoreFeatures", "true"),
            ("Pricing", "false"),
            ("Links", "false"),
        ])
        .also(all_bare),
        Check::read(
            "offers that a subscription can change to are listed",
            "GET /v1/Offers",
        )
        .query(&[
            ("ReferenceSegment", "{segment}"),
            ("Upgrade", "true"),
            ("IdSubscription", "{subscription}"),
        ]),
        Check::read("a feature is read by its reference", "GET /v1/Feature")
            .found()
            .query(&[("ReferenceFeature", "{feature}")])
            .also(|body, context| same(body, "/ReferenceFeature", context, "feature")),
        Check::read("a feature is read by its number", "GET /v1/Feature/{id}")
            .found()
            .at("feature-id")
            .also(|body, context| same(body, "/Id", context, "feature-id")),
    ]
}

fn running() -> Vec<Check> {
    vec![
        Check::read("the subscription of a customer is read", "GET /v1/Subscription")
            .found()
            .query(&[("ReferenceCustomer", "{subscriber}"), ("IgnoreFeatures", "true")])
            .expect(Expect::SuccessOr(&[400, 403, 404])),
        Check::read(
            "subscriptions are filtered by customer and buyer",
            "GET /v1/Subscriptions",
        )
        .query(&[
            ("ReferenceSegment", "{segment}"),
            ("ReferenceCustomer", "{subscriber}"),
            ("ReferenceCustomerBuyer", "{subscriber}"),
            ("IgnoreFeatures", "true"),
        ]),
        Check::read(
            "an invoice is read by its number in the database",
            "GET /v1/Invoice/{id}",
        )
        .found()
        .at("invoice")
        .also(|body, context| same(body, "/Id", context, "invoice")),
        Check::read("an invoice is read by its printed number", "GET /v1/Invoice")
            .found()
            .query(&[("FullNumber", "{number}"), ("ReferenceSegment", "{segment}")])
            .also(|body, context| same(body, "/FullNumber", context, "number")),
        Check::read("invoices are filtered by customer", "GET /v1/Invoices").query(&[
            ("ReferenceSegment", "{segment}"),
            ("ReferenceCustomer", "{customer}"),
            ("IdCustomer", "{customer-id}"),
        ]),
        Check::read("invoices are filtered by subscription", "GET /v1/Invoices").query(&[
            ("ReferenceSegment", "{segment}"),
            ("IdSubscription", "{subscription}"),
        ]),
    ]
}

/// A quote is asked for with POST and changes nothing.
fn quotes() -> Vec<Check> {
    vec![
        Check::read("a new subscription is quoted", "POST /v1/Quoting/Subscription").found()
            .query(&[("EnsureBillable", "false")])
            .body(r#"{"ReferenceCustomer":"{customer}","ReferenceOffer":"{offer}"}"#)
            .expect(BUSINESS),
        Check::read("a change of offer is quoted", "POST /v1/Quoting/Subscription/{IdSubscription}/Upgrade").found()
            .at("running")
            .query(&[("ReferenceOffer", "{offer}"), ("Immediate", "true"), ("BillNow", "false")])
            .expect(BUSINESS),
        Check::read("a change of usage is quoted", "POST /v1/Quoting/Usage").found()
            .query(&[("NextTerm", "true"), ("EnsureBillable", "false")])
            .body(r#"{"ReferenceCustomer":"{usage-customer}","ReferenceFeature":"{usage-feature}","Increment":1,"DateStamp":"{now}"}"#)
            .expect(Expect::SuccessOr(&[400, 403, 404, 422])),
        Check::read("a line on the balance is quoted", "POST /v1/Quoting/BalanceLine").found()
            .query(&[("EnsureBillable", "false")])
            .body(r#"{"ReferenceCustomer":"{customer}","Amount":1500,"Label":"Conformance","Quantity":1}"#)
            .expect(BUSINESS),
    ]
}
