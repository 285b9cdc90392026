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

use clap::ArgMatches;
use futures_util::FutureExt as _;
use futures_util::future::LocalBoxFuture;
use jiff::Timestamp;
use schemars::JsonSchema;
use serde::Deserialize;

use std::path::Path;

use crate::program::Program;
use proabono::{CustomerReference, Error, Live, SubscriptionId, Untyped};

use super::Api;
use super::operation::{Nothing, Resource};
use super::stop::Stop;

type Operation = super::operation::Operation<Live>;

const LONG_ABOUT: &str = "\
Calls the Live API: one command for each operation, named by the verbs of ProAbono's documentation.

The account comes from the PROABONO_… variables, or from the section [proabono] of the file that --config names. \
The segment of the account goes with every call that takes one, unless another is said.

Links in answers let anyone who has them in, for as long as they live: a table shows their names only, unless --links \
is given; --json shows them, since this is your own terminal.";

impl Api for Live {
    const NAME: &'static str = "live";
    const ABOUT: &'static str = "Calls the Live API: customers, subscriptions, usages, invoices and the rest";
    const LONG_ABOUT: &'static str = LONG_ABOUT;
    const EXAMPLE: &'static str = "customers retrieve --reference-customer cust-alice";
    const LIST: &'static str = "/v1/Customers";
    const CREATION: &'static str = "/v1/Customer --body customer.json";
    const GIVEN: Option<&'static str> = Some("ReferenceSegment");
    const RESOURCES: &'static [Resource<Self>] = RESOURCES;

    fn connect<P: Program>(file: Option<&Path>, dry_run: bool) -> Result<(Self, String), Stop> {
        let account = P::live(file, dry_run).map_err(Stop::Failed)?;
        let segment = account.segment.to_string();
        Ok((Self::new(account.settings, account.segment)?, segment))
    }

    fn now(&self) -> LocalBoxFuture<'_, Result<Option<Timestamp>, Error>> {
        self.time().boxed_local()
    }

    fn any_path(&self, _: &ArgMatches) -> Result<Untyped, Error> {
        Ok(self.untyped())
    }
}

const RESOURCES: &[Resource<Live>] = &[
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
