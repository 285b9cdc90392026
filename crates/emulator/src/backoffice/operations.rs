//! The operations with the functions that answer them, and the additions to the contract.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use proabono_contract::Api;

use crate::answer::Answer;
use crate::api::declared::{self, Beyond, Further};
use crate::api::operation::Operation;
use crate::api::operation::Run::{self, Alone, Of, Part};
use crate::api::property::{ID, Kind};
use crate::records::Collection;

use super::collections::{
    AGENTS, BUSINESS_LOCALIZATIONS, BUSINESSES, CARD_PERMISSIONS, GATEWAY_ACCOUNTS, GATEWAY_REQUESTS,
    GATEWAY_TRANSACTIONS, MANDATE_PERMISSIONS, SEGMENT_LOCALIZATIONS, SEGMENTS, TAX_PROFILE_EXCEPTIONS,
    TAX_PROFILES, WEBHOOK_NOTIFICATIONS, WEBHOOKS,
};
use super::{catalogue, crud, customers, events, hosted_pages, parts, permissions, texts, verification};

pub(super) static OPERATIONS: LazyLock<Vec<Operation>> =
    LazyLock::new(|| declared::operations(Api::Backoffice, &BEYOND, routes()));

const BEYOND: Beyond = Beyond {
    operations: &[
        // The reference shows no id here: it is taken in the body, and in the path too.
        further(
            "PUT /Organization/TaxProfiles/{Id}",
            "PUT /Organization/TaxProfiles",
            &["Id"],
        ),
        further(
            "PUT /Organization/TaxProfileExceptions/{Id}",
            "PUT /Organization/TaxProfileExceptions",
            &["Id"],
        ),
        // The reference lists agents below one prefix, and has all else below another one: here both have both.
        further("GET /Distribution/Agents", "GET /Organization/Agents", &[]),
        further("POST /Organization/Agents", "POST /Distribution/Agents", &[]),
        further(
            "GET /Organization/Agents/{Id}",
            "GET /Distribution/Agents/{Id}",
            &[],
        ),
        further("PUT /Organization/Agents/", "PUT /Distribution/Agents/", &[]),
        further(
            "DELETE /Organization/Agents/{Id}",
            "DELETE /Distribution/Agents/{Id}",
            &[],
        ),
        // Links of documented answers lead to these.
        of_agent("GET /Organization/Businesses", "GET /Organization/Businesses"),
        of_agent("GET /Organization/Segments", "GET /Organization/Segments"),
        of_agent("GET /Organization/AccessControl", "GET /Organization/Segments"),
        of_agent("GET /Distribution/AccessControl", "GET /Organization/Segments"),
        of_agent("GET /Sub/AccessControl", "GET /Organization/Segments"),
        further("GET /Distribution/Customers", "GET /Organization/Segments", &[]),
        further("GET /Sub/Offers", "GET /Organization/Segments", &[]),
        // ProAbono's own node asks for the features in this way.
        Further {
            with: &[("TypeFeature", Kind::Text), ("WithQuantity", Kind::Flag)],
            ..further("GET /Organization/Features", "GET /Organization/Segments", &[])
        },
        further(
            "GET /Organization/BusinessAddressBillings/{Id}",
            "GET /Organization/Businesses/{Id}/AddressBilling",
            &[],
        ),
        further(
            "GET /Distribution/Customers/{Id}/AddressBilling",
            "GET /Distribution/Customers/{Id}",
            &[],
        ),
        further(
            "GET /Distribution/Customers/{Id}/AddressShipping",
            "GET /Distribution/Customers/{Id}",
            &[],
        ),
        further(
            "GET /Gateway/GatewayPermissions/{Id}",
            "GET /Gateway/GatewayPermissionCards/{Id}",
            &[],
        ),
        further(
            "GET /Notification/Triggers/{Id}",
            "GET /Notification/WebhookNotifications/{Id}",
            &[],
        ),
    ],
    // The samples have these.
    words: &[
        ("TypeGateway", &["MandateDummy", "MandateStripe"]),
        ("TypePayment", &["DirectDebit", "Mandate"]),
        // ProAbono's own node spells an event in this way.
        ("TypeTrigger", &["InvoiceDebitPaymentAutoRequestedAuto"]),
        ("Triggers", &["InvoiceDebitPaymentAutoRequestedAuto"]),
    ],
    everywhere: &[
        (Some("GET"), "Links", Kind::Flag),
        (Some("GET"), "lang", Kind::Text),
        // Newer clients ask one host for everything, and say what they are about.
        (Some("GET"), "IdBusiness", ID),
        (Some("GET"), "IdSegment", ID),
    ],
};

const fn further(route: &'static str, like: &'static str, without: &'static [&'static str]) -> Further {
    Further {
        route,
        like,
        without,
        with: &[],
    }
}

/// A list that an agent's link leads to.
const fn of_agent(route: &'static str, like: &'static str) -> Further {
    Further {
        with: &[("IdAgent", ID)],
        ..further(route, like, &[])
    }
}

/// The paths below which objects are made, read, changed, deleted and listed in the usual way.
const KINDS: &[(&str, &Collection)] = &[
    ("/Organization/Agents", &AGENTS),
    (BUSINESSES.path, &BUSINESSES),
    (SEGMENTS.path, &SEGMENTS),
    (AGENTS.path, &AGENTS),
    (WEBHOOKS.path, &WEBHOOKS),
    (WEBHOOK_NOTIFICATIONS.path, &WEBHOOK_NOTIFICATIONS),
    (GATEWAY_ACCOUNTS.path, &GATEWAY_ACCOUNTS),
    (CARD_PERMISSIONS.path, &CARD_PERMISSIONS),
    (MANDATE_PERMISSIONS.path, &MANDATE_PERMISSIONS),
    (GATEWAY_REQUESTS.path, &GATEWAY_REQUESTS),
    (GATEWAY_TRANSACTIONS.path, &GATEWAY_TRANSACTIONS),
    (TAX_PROFILES.path, &TAX_PROFILES),
    (TAX_PROFILE_EXCEPTIONS.path, &TAX_PROFILE_EXCEPTIONS),
];

/// The function of a usual operation, if it is one.
fn usual(method: &str, path: &'static str) -> Option<Run> {
    let path = path.trim_end_matches('/');
    let (kind, rest) = path
        .split_once("/{Id}")
        .map_or((path, None), |(kind, rest)| (kind, Some(rest)));
    let (_, kind) = KINDS.iter().find(|(known, _)| *known == kind)?;
    let part = rest.and_then(|rest| rest.strip_prefix('/'));
    Some(match (method, rest.is_some(), part) {
        ("PUT", _, Some(part)) => Part(kind, part, parts::write),
        ("GET", _, Some(part)) => Part(kind, part, parts::read),
        ("POST", false, None) => Of(kind, crud::create),
        ("GET", true, None) => Of(kind, crud::retrieve),
        ("GET", false, None) => Of(kind, crud::list),
        ("PUT", _, None) => Of(kind, crud::update),
        ("DELETE", true, None) => Of(kind, crud::delete),
        _ => return None,
    })
}

/// Every operation of the contract and beyond it that has a function.
fn routes() -> impl Iterator<Item = (&'static str, &'static str, Run)> {
    let declared = Api::Backoffice.contract().operations.iter();
    let declared = declared.map(|one| (one.method.as_str(), one.path.as_str()));
    let further = BEYOND
        .operations
        .iter()
        .filter_map(|one| one.route.split_once(' '));
    let all: BTreeSet<(&str, &str)> = declared.chain(further).collect();
    all.into_iter().filter_map(|(method, path)| {
        let own = OWN
            .iter()
            .find(|(route, _)| route.split_once(' ') == Some((method, path)));
        let run = own.map(|(_, run)| *run).or_else(|| usual(method, path))?;
        Some((method, path, run))
    })
}

const NOTHING: Run = Alone(|_, _| Ok(Answer::nothing()));

/// The operations that have a function of their own.
const OWN: &[(&str, Run)] = &[
    (
        "PUT /Organization/Segments/{Id}/SettingsRedirection",
        Part(&SEGMENTS, "SettingsRedirection", hosted_pages::write),
    ),
    (
        "PUT /Organization/Segments/{Id}/SettingsHostedPages",
        Part(&SEGMENTS, "SettingsHostedPages", hosted_pages::write),
    ),
    (
        "GET /Organization/Segments/{Id}/SettingsRedirection",
        Part(&SEGMENTS, "SettingsRedirection", hosted_pages::read),
    ),
    (
        "GET /Organization/Segments/{Id}/SettingsHostedPages",
        Part(&SEGMENTS, "SettingsHostedPages", hosted_pages::read),
    ),
    (
        "GET /Notification/Webhooks/{Id}/Verification",
        Alone(verification::send_code),
    ),
    (
        "POST /Notification/Webhooks/{Id}/Verification",
        Alone(verification::verify),
    ),
    ("GET /Notification/Webhooks/Sample", Alone(verification::sample)),
    (
        "GET /Notification/WebhookNotifications/RewindEvents",
        Alone(events::rewind),
    ),
    (
        "POST /HostedPages/LocalizationByBusinesses",
        Of(&BUSINESS_LOCALIZATIONS, texts::write),
    ),
    (
        "GET /HostedPages/LocalizationByBusinesses",
        Of(&BUSINESS_LOCALIZATIONS, texts::list),
    ),
    (
        "POST /HostedPages/LocalizationBySegments",
        Of(&SEGMENT_LOCALIZATIONS, texts::write),
    ),
    (
        "GET /HostedPages/LocalizationBySegments",
        Of(&SEGMENT_LOCALIZATIONS, texts::list),
    ),
    (
        "POST /Gateway/GatewayPermissionCards",
        Of(&CARD_PERMISSIONS, permissions::register),
    ),
    (
        "POST /Gateway/GatewayPermissionMandates",
        Of(&MANDATE_PERMISSIONS, permissions::register),
    ),
    ("GET /Distribution/Customers/{Id}", Alone(customers::retrieve)),
    (
        "GET /Distribution/Customers/{Id}/AddressBilling",
        Alone(customers::address),
    ),
    (
        "GET /Distribution/Customers/{Id}/AddressShipping",
        Alone(customers::address),
    ),
    ("GET /Distribution/Customers", Alone(customers::list)),
    ("GET /Sub/Offers", Alone(catalogue::offers)),
    ("GET /Organization/Features", Alone(catalogue::features)),
    (
        "GET /Organization/BusinessAddressBillings/{Id}",
        Part(&BUSINESSES, "AddressBilling", parts::read),
    ),
    (
        "GET /Gateway/GatewayPermissions/{Id}",
        Alone(permissions::retrieve),
    ),
    ("GET /Notification/Triggers/{Id}", Alone(events::retrieve)),
    // The members of such an answer are not documented, so it is empty.
    ("GET /Organization/AccessControl", NOTHING),
    ("GET /Distribution/AccessControl", NOTHING),
    ("GET /Sub/AccessControl", NOTHING),
];

#[cfg(test)]
mod tests {
    use super::{Api, BEYOND, BTreeSet, OPERATIONS, Operation};

    #[test]
    fn every_operation_of_the_contract_and_no_other_is_answered() {
        let declared = Api::Backoffice
            .contract()
            .operations
            .iter()
            .map(proabono_contract::Operation::route);
        let further = BEYOND.operations.iter().map(|one| one.route.to_owned());
        let expected: BTreeSet<String> = declared.chain(further).collect();
        assert_eq!(
            OPERATIONS.iter().map(Operation::name).collect::<BTreeSet<_>>(),
            expected
        );
    }
}
