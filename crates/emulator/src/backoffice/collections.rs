//! The kinds of objects: where each is, and the schema that says what it carries.

use crate::records::{self, Collection};

use super::links;

pub(super) const BUSINESSES: Collection = Collection {
    path: "/Organization/Businesses",
    schema: "Business",
    state: Some("Ok"),
    links: links::of_business,
};

pub(super) const SEGMENTS: Collection = Collection {
    path: "/Organization/Segments",
    schema: "Segment",
    state: Some("Ok"),
    links: links::of_segment,
};

pub(super) const AGENTS: Collection = Collection {
    path: "/Distribution/Agents",
    schema: "Agent",
    state: Some("ToModerate"),
    links: links::of_agent,
};

pub(super) const WEBHOOKS: Collection = Collection {
    path: records::WEBHOOKS,
    schema: "Webhook",
    state: Some("Ok"),
    links: links::of_webhook,
};

pub(super) const WEBHOOK_NOTIFICATIONS: Collection = Collection {
    path: records::NOTIFICATIONS,
    schema: "WebhookNotification",
    state: Some("Ok"),
    links: links::of_notification,
};

pub(super) const BUSINESS_LOCALIZATIONS: Collection = Collection {
    path: "/HostedPages/LocalizationByBusinesses",
    schema: "LocalizationByBusiness",
    state: None,
    links: links::none,
};

pub(super) const SEGMENT_LOCALIZATIONS: Collection = Collection {
    path: "/HostedPages/LocalizationBySegments",
    schema: "LocalizationBySegment",
    state: None,
    links: links::none,
};

pub(super) const GATEWAY_ACCOUNTS: Collection = Collection {
    path: "/Gateway/GatewayAccounts",
    schema: "GatewayAccount",
    state: Some("Ok"),
    links: links::of_account,
};

pub(super) const CARD_PERMISSIONS: Collection = Collection {
    path: "/Gateway/GatewayPermissionCards",
    schema: "GatewayPermissionCard",
    state: Some("Ok"),
    links: links::of_permission,
};

pub(super) const MANDATE_PERMISSIONS: Collection = Collection {
    path: "/Gateway/GatewayPermissionMandates",
    schema: "GatewayPermissionMandate",
    state: Some("Ok"),
    links: links::of_permission,
};

pub(super) const GATEWAY_REQUESTS: Collection = Collection {
    path: "/Gateway/GatewayRequests",
    schema: "GatewayRequest",
    state: None,
    links: links::none,
};

pub(super) const GATEWAY_TRANSACTIONS: Collection = Collection {
    path: "/Gateway/GatewayTransactions",
    schema: "GatewayTransaction",
    state: None,
    links: links::none,
};

pub(super) const TAX_PROFILES: Collection = Collection {
    path: "/Organization/TaxProfiles",
    schema: "TaxProfile",
    state: None,
    links: links::of_tax,
};

pub(super) const TAX_PROFILE_EXCEPTIONS: Collection = Collection {
    path: "/Organization/TaxProfileExceptions",
    schema: "TaxProfileException",
    state: None,
    links: links::of_exception,
};
