//! Every operation of the Backoffice API: the one list of the commands below `api backoffice`.

mod agents;
mod business_localizations;
mod businesses;
mod card_permissions;
mod customers;
mod gateway_accounts;
mod gateway_requests;
mod gateway_transactions;
mod mandate_permissions;
mod segment_localizations;
mod segments;
mod tax_profile_exceptions;
mod tax_profiles;
mod webhook_notifications;
mod webhooks;

use std::path::Path;

use clap::{Arg, ArgAction, ArgMatches};
use futures_util::FutureExt as _;
use futures_util::future::LocalBoxFuture;
use jiff::Timestamp;

use crate::program::Program;
use proabono::backoffice::Backoffice;
use proabono::{Error, Untyped};

use super::Api;
use super::operation::{Nothing, Resource};
use super::stop::Stop;

type Operation = super::operation::Operation<Backoffice>;

const LONG_ABOUT: &str = "\
Calls the Backoffice API for Platform, which sets an account up: one command for each operation, named by the verbs of \
ProAbono's documentation.

The account comes from the PROABONO_… variables, or from the section [proabono] of the file that --config names. Some \
operations are on the host of a segment: PROABONO_BACKOFFICE_SEGMENT_BASE.

A table hides the keys of agents and gateways; --json shows them, since this is your own terminal. A file for --body \
keeps a gateway's keys out of the history of the shell.";

impl Api for Backoffice {
    const NAME: &'static str = "backoffice";
    const ABOUT: &'static str =
        "Calls the Backoffice API: businesses, segments, agents, webhooks, taxes and the rest";
    const LONG_ABOUT: &'static str = LONG_ABOUT;
    const EXAMPLE: &'static str = "segments list --json";
    const LIST: &'static str = "/Organization/Businesses";
    const CREATION: &'static str = "/Organization/Businesses --body business.json";
    const ONE: &'static str = "/Notification/Webhooks/1";
    const METHODS: &'static [&'static str] = &["get", "post", "put", "delete"];
    const RESOURCES: &'static [Resource<Self>] = RESOURCES;

    fn connect<P: Program>(file: Option<&Path>, dry_run: bool) -> Result<(Self, String), Stop> {
        let account = P::backoffice(file, dry_run).map_err(Stop::Failed)?;
        Ok((Self::new(account.settings, account.segment_base)?, String::new()))
    }

    fn now(&self) -> LocalBoxFuture<'_, Result<Option<Timestamp>, Error>> {
        self.time().boxed_local()
    }

    fn host_argument() -> Option<Arg> {
        Some(
            Arg::new("segment-host")
                .long("segment-host")
                .action(ArgAction::SetTrue)
                .help("Asks the host of the segment and not that of the account"),
        )
    }

    fn any_path(&self, matches: &ArgMatches) -> Result<Untyped, Error> {
        if matches.get_flag("segment-host") {
            self.untyped_of_segment()
        } else {
            Ok(self.untyped())
        }
    }
}

const RESOURCES: &[Resource<Backoffice>] = &[
    Resource {
        name: "businesses",
        about: "Businesses: who sells",
        operations: businesses::operations,
    },
    Resource {
        name: "segments",
        about: "Segments of a business, and their settings",
        operations: segments::operations,
    },
    Resource {
        name: "agents",
        about: "Agents: who works with the account",
        operations: agents::operations,
    },
    Resource {
        name: "webhooks",
        about: "Where events are sent",
        operations: webhooks::operations,
    },
    Resource {
        name: "webhook-notifications",
        about: "What was sent to webhooks",
        operations: webhook_notifications::operations,
    },
    Resource {
        name: "segment-localizations",
        about: "Texts of a segment in each language",
        operations: segment_localizations::operations,
    },
    Resource {
        name: "business-localizations",
        about: "Texts of a business in each language",
        operations: business_localizations::operations,
    },
    Resource {
        name: "gateway-accounts",
        about: "Accounts at payment gateways",
        operations: gateway_accounts::operations,
    },
    Resource {
        name: "card-permissions",
        about: "Permissions to charge a card",
        operations: card_permissions::operations,
    },
    Resource {
        name: "mandate-permissions",
        about: "Permissions to debit a bank account",
        operations: mandate_permissions::operations,
    },
    Resource {
        name: "gateway-requests",
        about: "What gateways were asked, and answered",
        operations: gateway_requests::operations,
    },
    Resource {
        name: "gateway-transactions",
        about: "Money that gateways moved",
        operations: gateway_transactions::operations,
    },
    Resource {
        name: "tax-profiles",
        about: "Taxes and their rates",
        operations: tax_profiles::operations,
    },
    Resource {
        name: "tax-profile-exceptions",
        about: "Other rates of a tax, for a country or a region",
        operations: tax_profile_exceptions::operations,
    },
    Resource {
        name: "customers",
        about: "Customers, as the back office has them",
        operations: customers::operations,
    },
];
