//! What can be read of the Backoffice API. Lists teach the rest what there is.

use crate::conformance::also::same;
use crate::conformance::check::{Check, Expect};

pub(super) fn checks() -> Vec<Check> {
    [of_account(), of_people(), of_money(), of_taxes()].concat()
}

fn of_account() -> Vec<Check> {
    vec![
        Check::read("businesses are listed", "GET /Organization/Businesses")
            .query(&[("SizePage", "5")])
            .learn(&[("business", "/Items/0/Id")]),
        Check::read("a page of no items only counts", "GET /Organization/Businesses")
            .query(&[("SizePage", "0")]),
        Check::read("a business is read", "GET /Organization/Businesses/{Id}")
            .found()
            .at("business")
            .also(|body, context| same(body, "/Id", context, "business")),
        Check::read(
            "the billing address of a business is read where its link leads",
            "GET /Organization/Businesses/{Id}/AddressBilling",
        )
        .at("business"),
        Check::read(
            "the invoice settings of a business are read where their link leads",
            "GET /Organization/Businesses/{Id}/SettingsInvoice",
        )
        .at("business"),
        Check::read("segments are listed", "GET /Organization/Segments")
            .query(&[("IdBusiness", "{business}"), ("SizePage", "5")])
            .learn(&[("own-segment-id", "/Items/0/Id")]),
        Check::read("a segment is read", "GET /Organization/Segments/{Id}")
            .found()
            .at("own-segment-id")
            .also(|body, context| same(body, "/Id", context, "own-segment-id")),
        Check::read(
            "the settings of a segment are read where their link leads",
            "GET /Organization/Segments/{Id}/Settings",
        )
        .at("own-segment-id"),
        Check::read(
            "the redirections of a segment are read where their link leads",
            "GET /Organization/Segments/{Id}/SettingsRedirection",
        )
        .at("own-segment-id"),
        Check::read(
            "the payment settings of a segment are read where their link leads",
            "GET /Organization/Segments/{Id}/SettingsPayment",
        )
        .at("own-segment-id"),
        Check::read(
            "the hosted-page settings of a segment are read where their link leads",
            "GET /Organization/Segments/{Id}/SettingsHostedPages",
        )
        .at("own-segment-id"),
    ]
}

fn of_people() -> Vec<Check> {
    vec![
        Check::read("agents are listed on the other host", "GET /Organization/Agents")
            .query(&[("StateLife", "Ok"), ("SizePage", "5")]),
        Check::read("agents of any state are listed", "GET /Organization/Agents")
            .query(&[("SizePage", "5")])
            .learn(&[("agent", "/Items/0/Id")]),
        Check::read("an agent is read", "GET /Distribution/Agents/{Id}")
            .found()
            .at("agent")
            .also(|body, context| same(body, "/Id", context, "agent")),
        Check::read("webhooks are listed", "GET /Notification/Webhooks")
            .query(&[("SizePage", "5")])
            .learn(&[("webhook", "/Items/0/Id")]),
        Check::read("a webhook is read", "GET /Notification/Webhooks/{Id}")
            .found()
            .at("webhook")
            .also(|body, context| same(body, "/Id", context, "webhook")),
        Check::read(
            "a sample of an event is shown",
            "GET /Notification/Webhooks/Sample",
        )
        .query(&[("TypeTrigger", "CustomerAdded")]),
        Check::read(
            "notifications are listed",
            "GET /Notification/WebhookNotifications",
        )
        .query(&[("SizePage", "5")])
        .learn(&[("notification", "/Items/0/Id")]),
        Check::read(
            "a notification is read",
            "GET /Notification/WebhookNotifications/{Id}",
        )
        .found()
        .at("notification")
        .also(|body, context| same(body, "/Id", context, "notification")),
        Check::read(
            "past events are listed",
            "GET /Notification/WebhookNotifications/RewindEvents",
        )
        .query(&[
            ("IdBusiness", "{business}"),
            ("Links", "false"),
            ("TypeTrigger", "CustomerAdded"),
            ("SizePage", "1"),
        ]),
        Check::read(
            "texts of segments are listed",
            "GET /HostedPages/LocalizationBySegments",
        )
        .query(&[("Language", "en"), ("SizePage", "5")]),
        Check::read(
            "texts of businesses are listed",
            "GET /HostedPages/LocalizationByBusinesses",
        )
        .query(&[("Language", "en"), ("SizePage", "5")]),
        Check::read("wrong keys are refused", "GET /Organization/Businesses")
            .with_wrong_keys()
            .expect(Expect::Refusal(&[401, 403])),
    ]
}

fn of_money() -> Vec<Check> {
    vec![
        Check::read("gateway accounts are listed", "GET /Gateway/GatewayAccounts")
            .query(&[("SizePage", "5")])
            .learn(&[("account", "/Items/0/Id")]),
        Check::read("a gateway account is read", "GET /Gateway/GatewayAccounts/{Id}")
            .found()
            .at("account")
            .also(|body, context| same(body, "/Id", context, "account")),
        Check::read(
            "card permissions are listed",
            "GET /Gateway/GatewayPermissionCards",
        )
        .query(&[("SizePage", "5")])
        .learn(&[("card", "/Items/0/Id"), ("customer-id", "/Items/0/IdCustomer")]),
        Check::read(
            "a card permission is read",
            "GET /Gateway/GatewayPermissionCards/{Id}",
        )
        .found()
        .at("card")
        .also(|body, context| same(body, "/Id", context, "card")),
        Check::read(
            "mandate permissions are listed",
            "GET /Gateway/GatewayPermissionMandates",
        )
        .query(&[("SizePage", "5")])
        .learn(&[("mandate", "/Items/0/Id")]),
        Check::read(
            "a mandate permission is read",
            "GET /Gateway/GatewayPermissionMandates/{Id}",
        )
        .found()
        .at("mandate")
        .also(|body, context| same(body, "/Id", context, "mandate")),
        Check::read("gateway requests are listed", "GET /Gateway/GatewayRequests")
            .query(&[("SizePage", "5")])
            .learn(&[("request", "/Items/0/Id")]),
        Check::read("a gateway request is read", "GET /Gateway/GatewayRequests/{Id}")
            .found()
            .at("request")
            .also(|body, context| same(body, "/Id", context, "request")),
        Check::read(
            "gateway transactions are listed",
            "GET /Gateway/GatewayTransactions",
        )
        .query(&[("SizePage", "5")])
        .learn(&[("transaction", "/Items/0/Id")]),
        Check::read(
            "a gateway transaction is read",
            "GET /Gateway/GatewayTransactions/{Id}",
        )
        .found()
        .at("transaction")
        .also(|body, context| same(body, "/Id", context, "transaction")),
    ]
}

fn of_taxes() -> Vec<Check> {
    vec![
        Check::read("tax profiles are listed", "GET /Organization/TaxProfiles")
            .query(&[("SizePage", "5")])
            .learn(&[("tax", "/Items/0/Id")]),
        Check::read("a tax profile is read", "GET /Organization/TaxProfiles/{Id}")
            .found()
            .at("tax")
            .also(|body, context| same(body, "/Id", context, "tax")),
        Check::read(
            "exceptions are listed by their tax",
            "GET /Organization/TaxProfileExceptions",
        )
        .query(&[("IdTaxProfile", "{tax}"), ("SizePage", "5")])
        .learn(&[("exception", "/Items/0/Id")]),
        Check::read(
            "an exception is read",
            "GET /Organization/TaxProfileExceptions/{Id}",
        )
        .found()
        .at("exception")
        .also(|body, context| same(body, "/Id", context, "exception")),
        Check::read(
            "a customer is read as the back office has it",
            "GET /Distribution/Customers/{Id}",
        )
        .found()
        .at("customer-id")
        .also(|body, context| same(body, "/Id", context, "customer-id")),
    ]
}
