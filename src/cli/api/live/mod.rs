//! Every operation of the Live API: the one list of the commands below `api live`.

mod balance;
mod billing_address;
mod customers;
mod features;
mod invoices;
mod offers;
mod payment_settings;
mod quoting;
mod subscriptions;
mod usages;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::proabono::{CustomerReference, SubscriptionId};

use super::operation::{Nothing, Operation};

/// A resource and its operations.
pub(super) struct Resource {
    pub(super) name: &'static str,
    pub(super) about: &'static str,
    pub(super) operations: fn() -> Vec<Operation>,
}

pub(super) const RESOURCES: &[Resource] = &[
    Resource {
        name: "customers",
        about: "Customers: read, create, update, suspend, anonymise",
        operations: customers::operations,
    },
    Resource {
        name: "billing-addresses",
        about: "Billing addresses of customers",
        operations: billing_address::operations,
    },
    Resource {
        name: "payment-settings",
        about: "How customers pay",
        operations: payment_settings::operations,
    },
    Resource {
        name: "usages",
        about: "What customers may use, and use",
        operations: usages::operations,
    },
    Resource {
        name: "offers",
        about: "The catalogue",
        operations: offers::operations,
    },
    Resource {
        name: "features",
        about: "What offers grant",
        operations: features::operations,
    },
    Resource {
        name: "subscriptions",
        about: "Subscriptions and their transitions",
        operations: subscriptions::operations,
    },
    Resource {
        name: "invoices",
        about: "Invoices, credit notes and billing",
        operations: invoices::operations,
    },
    Resource {
        name: "quoting",
        about: "What something would cost",
        operations: quoting::operations,
    },
    Resource {
        name: "balance",
        about: "What will be billed",
        operations: balance::operations,
    },
];

/// The customer that an operation names and nothing else.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "PascalCase")]
struct OfCustomer {
    /// The customer, by the reference shared with the application.
    reference_customer: CustomerReference,
}

/// The subscription in the path.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "PascalCase")]
struct OfSubscription {
    /// ProAbono's own number of the subscription.
    id_subscription: SubscriptionId,
}
