use proabono::{Live, UsageRequest};

use super::{Call, FIRST};

pub(super) const CALLS: [Call<Live>; 39] = [
    ("GET /v1/Balance", |live, given| {
        live.balance().list(&given.options()).prepared(FIRST)
    }),
    ("POST /v1/BalanceLine", |live, given| {
        live.balance()
            .add_line(&given.body(), &given.options())
            .prepared()
    }),
    ("GET /v1/CustomerAddressBilling", |live, given| {
        live.billing_addresses()
            .retrieve(&given.take("ReferenceCustomer"))
            .prepared()
    }),
    ("POST /v1/CustomerAddressBilling", |live, given| {
        live.billing_addresses()
            .update(&given.take("ReferenceCustomer"), &given.body())
            .prepared()
    }),
    ("GET /v1/Customer", |live, given| {
        live.customers()
            .retrieve(&given.take("ReferenceCustomer"), &given.options())
            .prepared()
    }),
    ("GET /v1/Customers", |live, given| {
        live.customers().list(&given.options()).prepared(FIRST)
    }),
    ("POST /v1/Customer", |live, given| {
        live.customers().create_or_update(&given.body()).prepared()
    }),
    ("POST /v1/Customer/LinksRevokation", |live, given| {
        live.customers()
            .revoke_links(&given.take("ReferenceCustomer"))
            .prepared()
    }),
    ("POST /v1/Customer/Suspension", |live, given| {
        live.customers()
            .suspend(&given.take("ReferenceCustomer"))
            .prepared()
    }),
    ("POST /v1/Customer/Anonymization", |live, given| {
        live.customers()
            .anonymize(&given.take("ReferenceCustomer"))
            .prepared()
    }),
    ("POST /v1/Customer/Invalidation", |live, given| {
        live.customers()
            .invalidate(&given.take("ReferenceCustomer"))
            .prepared()
    }),
    ("GET /v1/Features", |live, given| {
        live.features().list(&given.options()).prepared(FIRST)
    }),
    ("GET /v1/Feature", |live, given| {
        live.features().retrieve(&given.options()).prepared()
    }),
    ("GET /v1/Feature/{id}", |live, given| {
        live.features().retrieve_by_id(given.take("id")).prepared()
    }),
    ("GET /v1/Invoices", |live, given| {
        live.invoices().list(&given.options()).prepared(FIRST)
    }),
    ("GET /v1/Invoice/{id}", |live, given| {
        live.invoices().retrieve(given.take("id")).prepared()
    }),
    ("GET /v1/Invoice", |live, given| {
        live.invoices().retrieve_by_number(&given.options()).prepared()
    }),
    ("POST /v1/Billing/Customer", |live, given| {
        live.invoices().bill_customer(&given.body()).prepared()
    }),
    ("GET /v1/Offers", |live, given| {
        live.offers().list(&given.options()).prepared(FIRST)
    }),
    ("GET /v1/Offer", |live, given| {
        live.offers().retrieve(&given.options()).prepared()
    }),
    ("GET /v1/CustomerSettingsPayment", |live, given| {
        live.payment_settings()
            .retrieve(&given.take("ReferenceCustomer"))
            .prepared()
    }),
    ("POST /v1/CustomerSettingsPayment", |live, given| {
        live.payment_settings()
            .update(&given.take("ReferenceCustomer"), &given.body())
            .prepared()
    }),
    ("POST /v1/Quoting/Subscription", |live, given| {
        live.quoting()
            .subscription(&given.body(), &given.options())
            .prepared()
    }),
    (
        "POST /v1/Quoting/Subscription/{IdSubscription}/Start",
        |live, given| {
            live.quoting()
                .start(given.take("IdSubscription"), &given.options())
                .prepared()
        },
    ),
    (
        "POST /v1/Quoting/Subscription/{IdSubscription}/Upgrade",
        |live, given| {
            live.quoting()
                .upgrade(given.take("IdSubscription"), &given.options())
                .prepared()
        },
    ),
    ("POST /v1/Quoting/Usage", |live, given| {
        live.quoting().usage(&given.body(), &given.options()).prepared()
    }),
    ("POST /v1/Quoting/BalanceLine", |live, given| {
        live.quoting()
            .balance_line(&given.body(), &given.options())
            .prepared()
    }),
    ("GET /v1/Subscriptions", |live, given| {
        live.subscriptions().list(&given.options()).prepared(FIRST)
    }),
    ("GET /v1/Subscription", |live, given| {
        live.subscriptions().retrieve(&given.options()).prepared()
    }),
    ("POST /v1/Subscription", |live, given| {
        live.subscriptions()
            .create(&given.body(), &given.options())
            .prepared()
    }),
    (
        "POST /v1/Subscription/{IdSubscription}/Suspension",
        |live, given| {
            live.subscriptions()
                .suspend(given.take("IdSubscription"))
                .prepared()
        },
    ),
    ("POST /v1/Subscription/{IdSubscription}/Start", |live, given| {
        live.subscriptions()
            .start(given.take("IdSubscription"), &given.options())
            .prepared()
    }),
    ("POST /v1/Subscription/{IdSubscription}/Upgrade", |live, given| {
        live.subscriptions()
            .upgrade(given.take("IdSubscription"), &given.options())
            .prepared()
    }),
    (
        "POST /v1/Subscription/{IdSubscription}/Termination",
        |live, given| {
            live.subscriptions()
                .terminate(given.take("IdSubscription"), &given.options())
                .prepared()
        },
    ),
    (
        "POST /v1/Subscription/{IdSubscription}/DateTerm",
        |live, given| {
            live.subscriptions()
                .update_term_date(given.take("IdSubscription"), &given.body())
                .prepared()
        },
    ),
    ("GET /v1/Usages", |live, given| {
        live.usages().list(&given.options()).prepared(FIRST)
    }),
    ("GET /v1/Usage", |live, given| {
        live.usages().retrieve(&given.options()).prepared()
    }),
    ("POST /v1/Usage", |live, given| {
        live.usages().update(&given.body()).prepared()
    }),
    ("POST /v1/Usages", |live, given| {
        live.usages()
            .update_many(&given.body::<Vec<UsageRequest>>())
            .prepared()
    }),
];
