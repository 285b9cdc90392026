//! The operations with the functions that answer them, and the additions to the contract.

use std::sync::LazyLock;

use proabono_contract::Api;

use crate::answer::Answer;
use crate::api::declared::{self, Beyond, Further};
use crate::api::operation::{Operation, Route};
use crate::api::property::{ID, Kind};

use super::collections::{
    AGENTS, BUSINESS_LOCALIZATIONS, BUSINESSES, CARD_PERMISSIONS, GATEWAY_ACCOUNTS, GATEWAY_REQUESTS,
    GATEWAY_TRANSACTIONS, MANDATE_PERMISSIONS, SEGMENT_LOCALIZATIONS, SEGMENTS, TAX_PROFILE_EXCEPTIONS,
    TAX_PROFILES, WEBHOOK_NOTIFICATIONS, WEBHOOKS,
};
use super::{catalogue, crud, customers, events, hosted_pages, parts, permissions, texts, verification};

pub(super) static OPERATIONS: LazyLock<Vec<Operation>> =
    LazyLock::new(|| declared::operations(Api::Backoffice, &BEYOND, &[ROUTES]));

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

const ROUTES: &[Route] = &[
    ("POST /Organization/Businesses", |c, w| {
        crud::create(&BUSINESSES, c, w)
    }),
    ("GET /Organization/Businesses/{Id}", |c, w| {
        crud::retrieve(&BUSINESSES, c, w)
    }),
    ("PUT /Organization/Businesses/{Id}", |c, w| {
        crud::update(&BUSINESSES, c, w)
    }),
    ("PUT /Organization/Businesses/{Id}/AddressBilling", |c, w| {
        parts::write(&BUSINESSES, "AddressBilling", c, w)
    }),
    ("PUT /Organization/Businesses/{Id}/SettingsInvoice", |c, w| {
        parts::write(&BUSINESSES, "SettingsInvoice", c, w)
    }),
    ("GET /Organization/Businesses", |c, w| {
        crud::list(&BUSINESSES, c, w)
    }),
    ("GET /Organization/Businesses/{Id}/AddressBilling", |c, w| {
        parts::read(&BUSINESSES, "AddressBilling", c, w)
    }),
    ("GET /Organization/Businesses/{Id}/SettingsInvoice", |c, w| {
        parts::read(&BUSINESSES, "SettingsInvoice", c, w)
    }),
    ("POST /Organization/Segments", |c, w| {
        crud::create(&SEGMENTS, c, w)
    }),
    ("GET /Organization/Segments/{Id}", |c, w| {
        crud::retrieve(&SEGMENTS, c, w)
    }),
    ("PUT /Organization/Segments/{Id}", |c, w| {
        crud::update(&SEGMENTS, c, w)
    }),
    ("PUT /Organization/Segments/{Id}/Settings", |c, w| {
        parts::write(&SEGMENTS, "Settings", c, w)
    }),
    ("PUT /Organization/Segments/{Id}/SettingsRedirection", |c, w| {
        hosted_pages::write("SettingsRedirection", c, w)
    }),
    ("PUT /Organization/Segments/{Id}/SettingsPayment", |c, w| {
        parts::write(&SEGMENTS, "SettingsPayment", c, w)
    }),
    ("PUT /Organization/Segments/{Id}/SettingsHostedPages", |c, w| {
        hosted_pages::write("SettingsHostedPages", c, w)
    }),
    ("GET /Organization/Segments", |c, w| crud::list(&SEGMENTS, c, w)),
    ("GET /Organization/Segments/{Id}/Settings", |c, w| {
        parts::read(&SEGMENTS, "Settings", c, w)
    }),
    ("GET /Organization/Segments/{Id}/SettingsRedirection", |c, w| {
        hosted_pages::read("SettingsRedirection", c, w)
    }),
    ("GET /Organization/Segments/{Id}/SettingsPayment", |c, w| {
        parts::read(&SEGMENTS, "SettingsPayment", c, w)
    }),
    ("GET /Organization/Segments/{Id}/SettingsHostedPages", |c, w| {
        hosted_pages::read("SettingsHostedPages", c, w)
    }),
    ("POST /Distribution/Agents", |c, w| crud::create(&AGENTS, c, w)),
    ("GET /Distribution/Agents/{Id}", |c, w| {
        crud::retrieve(&AGENTS, c, w)
    }),
    ("PUT /Distribution/Agents/", |c, w| crud::update(&AGENTS, c, w)),
    ("DELETE /Distribution/Agents/{Id}", |c, w| {
        crud::delete(&AGENTS, c, w)
    }),
    ("GET /Distribution/Agents", |c, w| crud::list(&AGENTS, c, w)),
    ("POST /Organization/Agents", |c, w| crud::create(&AGENTS, c, w)),
    ("GET /Organization/Agents/{Id}", |c, w| {
        crud::retrieve(&AGENTS, c, w)
    }),
    ("PUT /Organization/Agents/", |c, w| crud::update(&AGENTS, c, w)),
    ("DELETE /Organization/Agents/{Id}", |c, w| {
        crud::delete(&AGENTS, c, w)
    }),
    ("GET /Organization/Agents", |c, w| crud::list(&AGENTS, c, w)),
    ("POST /Notification/Webhooks", |c, w| {
        crud::create(&WEBHOOKS, c, w)
    }),
    ("GET /Notification/Webhooks/{Id}", |c, w| {
        crud::retrieve(&WEBHOOKS, c, w)
    }),
    ("GET /Notification/Webhooks", |c, w| crud::list(&WEBHOOKS, c, w)),
    ("DELETE /Notification/Webhooks/{Id}", |c, w| {
        crud::delete(&WEBHOOKS, c, w)
    }),
    (
        "GET /Notification/Webhooks/{Id}/Verification",
        verification::send_code,
    ),
    (
        "POST /Notification/Webhooks/{Id}/Verification",
        verification::verify,
    ),
    ("GET /Notification/Webhooks/Sample", verification::sample),
    ("GET /Notification/WebhookNotifications/{Id}", |c, w| {
        crud::retrieve(&WEBHOOK_NOTIFICATIONS, c, w)
    }),
    ("GET /Notification/WebhookNotifications", |c, w| {
        crud::list(&WEBHOOK_NOTIFICATIONS, c, w)
    }),
    (
        "GET /Notification/WebhookNotifications/RewindEvents",
        events::rewind,
    ),
    ("POST /HostedPages/LocalizationByBusinesses", |c, w| {
        texts::write(&BUSINESS_LOCALIZATIONS, c, w)
    }),
    ("GET /HostedPages/LocalizationByBusinesses", |c, w| {
        texts::list(&BUSINESS_LOCALIZATIONS, c, w)
    }),
    ("POST /Gateway/GatewayAccounts", |c, w| {
        crud::create(&GATEWAY_ACCOUNTS, c, w)
    }),
    ("GET /Gateway/GatewayAccounts/{Id}", |c, w| {
        crud::retrieve(&GATEWAY_ACCOUNTS, c, w)
    }),
    ("PUT /Gateway/GatewayAccounts/{Id}", |c, w| {
        crud::update(&GATEWAY_ACCOUNTS, c, w)
    }),
    ("GET /Gateway/GatewayAccounts", |c, w| {
        crud::list(&GATEWAY_ACCOUNTS, c, w)
    }),
    ("POST /HostedPages/LocalizationBySegments", |c, w| {
        texts::write(&SEGMENT_LOCALIZATIONS, c, w)
    }),
    ("GET /HostedPages/LocalizationBySegments", |c, w| {
        texts::list(&SEGMENT_LOCALIZATIONS, c, w)
    }),
    ("POST /Gateway/GatewayPermissionCards", |c, w| {
        permissions::register(&CARD_PERMISSIONS, c, w)
    }),
    ("GET /Gateway/GatewayPermissionCards/{Id}", |c, w| {
        crud::retrieve(&CARD_PERMISSIONS, c, w)
    }),
    ("GET /Gateway/GatewayPermissionCards", |c, w| {
        crud::list(&CARD_PERMISSIONS, c, w)
    }),
    ("POST /Gateway/GatewayPermissionMandates", |c, w| {
        permissions::register(&MANDATE_PERMISSIONS, c, w)
    }),
    ("GET /Gateway/GatewayPermissionMandates/{Id}", |c, w| {
        crud::retrieve(&MANDATE_PERMISSIONS, c, w)
    }),
    ("GET /Gateway/GatewayPermissionMandates", |c, w| {
        crud::list(&MANDATE_PERMISSIONS, c, w)
    }),
    ("GET /Gateway/GatewayRequests/{Id}", |c, w| {
        crud::retrieve(&GATEWAY_REQUESTS, c, w)
    }),
    ("GET /Gateway/GatewayRequests", |c, w| {
        crud::list(&GATEWAY_REQUESTS, c, w)
    }),
    ("GET /Gateway/GatewayTransactions/{Id}", |c, w| {
        crud::retrieve(&GATEWAY_TRANSACTIONS, c, w)
    }),
    ("GET /Gateway/GatewayTransactions", |c, w| {
        crud::list(&GATEWAY_TRANSACTIONS, c, w)
    }),
    ("POST /Organization/TaxProfiles", |c, w| {
        crud::create(&TAX_PROFILES, c, w)
    }),
    ("GET /Organization/TaxProfiles/{Id}", |c, w| {
        crud::retrieve(&TAX_PROFILES, c, w)
    }),
    ("PUT /Organization/TaxProfiles", |c, w| {
        crud::update(&TAX_PROFILES, c, w)
    }),
    ("GET /Organization/TaxProfiles", |c, w| {
        crud::list(&TAX_PROFILES, c, w)
    }),
    ("PUT /Organization/TaxProfiles/{Id}", |c, w| {
        crud::update(&TAX_PROFILES, c, w)
    }),
    ("POST /Organization/TaxProfileExceptions", |c, w| {
        crud::create(&TAX_PROFILE_EXCEPTIONS, c, w)
    }),
    ("GET /Organization/TaxProfileExceptions/{Id}", |c, w| {
        crud::retrieve(&TAX_PROFILE_EXCEPTIONS, c, w)
    }),
    ("PUT /Organization/TaxProfileExceptions", |c, w| {
        crud::update(&TAX_PROFILE_EXCEPTIONS, c, w)
    }),
    ("GET /Organization/TaxProfileExceptions", |c, w| {
        crud::list(&TAX_PROFILE_EXCEPTIONS, c, w)
    }),
    ("PUT /Organization/TaxProfileExceptions/{Id}", |c, w| {
        crud::update(&TAX_PROFILE_EXCEPTIONS, c, w)
    }),
    ("GET /Distribution/Customers/{Id}", customers::retrieve),
    (
        "GET /Distribution/Customers/{Id}/AddressBilling",
        customers::address,
    ),
    (
        "GET /Distribution/Customers/{Id}/AddressShipping",
        customers::address,
    ),
    ("GET /Distribution/Customers", customers::list),
    ("GET /Sub/Offers", catalogue::offers),
    ("GET /Organization/Features", catalogue::features),
    ("GET /Organization/BusinessAddressBillings/{Id}", |c, w| {
        parts::read(&BUSINESSES, "AddressBilling", c, w)
    }),
    ("GET /Gateway/GatewayPermissions/{Id}", permissions::retrieve),
    ("GET /Notification/Triggers/{Id}", events::retrieve),
    // The members of such an answer are not documented, so it is empty.
    ("GET /Organization/AccessControl", |_, _| Ok(Answer::nothing())),
    ("GET /Distribution/AccessControl", |_, _| Ok(Answer::nothing())),
    ("GET /Sub/AccessControl", |_, _| Ok(Answer::nothing())),
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{Api, BEYOND, OPERATIONS, Operation};

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
