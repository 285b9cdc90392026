//! The kinds of objects: where each is, what it carries and what an answer shows.

use crate::records::{Audit, Collection};

use super::links;

pub(super) const BUSINESSES: Collection = Collection {
    path: "/Organization/Businesses",
    audit: Audit::Both,
    state: Some("Ok"),
    members: &["Name", "LanguageDefault"],
    links: links::of_business,
};

pub(super) const SEGMENTS: Collection = Collection {
    path: "/Organization/Segments",
    audit: Audit::Both,
    state: Some("Ok"),
    members: &[
        "IdBusiness",
        "Name",
        "ReferenceSegment",
        "Currency",
        "HostCustomer",
        "HostAgent",
        "LanguageDefault",
    ],
    links: links::of_segment,
};

pub(super) const AGENTS: Collection = Collection {
    path: "/Distribution/Agents",
    audit: Audit::Both,
    state: Some("ToModerate"),
    members: &[
        "Name",
        "FirstName",
        "Email",
        "Key",
        "Language",
        "Country",
        "UrlPicture",
    ],
    links: links::of_agent,
};

pub(super) const WEBHOOKS: Collection = Collection {
    path: "/Notification/Webhooks",
    audit: Audit::Both,
    state: Some("ToModerate"),
    members: &["IdBusiness", "Url", "Triggers"],
    links: links::of_webhook,
};

pub(super) const WEBHOOK_NOTIFICATIONS: Collection = Collection {
    path: "/Notification/WebhookNotifications",
    audit: Audit::Both,
    state: Some("Ok"),
    members: &[
        "IdBusiness",
        "IdWebhook",
        "IdTrigger",
        "CountSendings",
        "DateLatestSending",
        "StatusLatestSending",
    ],
    links: links::of_notification,
};

pub(super) const BUSINESS_LOCALIZATIONS: Collection = Collection {
    path: "/HostedPages/LocalizationByBusinesses",
    audit: Audit::None,
    state: None,
    members: &["IdBusiness", "Code", "TypeContent", "Language", "Content"],
    links: links::none,
};

pub(super) const SEGMENT_LOCALIZATIONS: Collection = Collection {
    path: "/HostedPages/LocalizationBySegments",
    audit: Audit::None,
    state: None,
    members: &[
        "IdSegment",
        "Code",
        "TypeContent",
        "Language",
        "Content",
        "LanguageFallback",
        "ContentFallback",
    ],
    links: links::none,
};

pub(super) const GATEWAY_ACCOUNTS: Collection = Collection {
    path: "/Gateway/GatewayAccounts",
    audit: Audit::Both,
    state: Some("Ok"),
    members: &[
        "IdBusiness",
        "Name",
        "Currency",
        "IsInRealMoney",
        "TypeGateway",
        "CardStripe",
    ],
    links: links::of_account,
};

pub(super) const CARD_PERMISSIONS: Collection = Collection {
    path: "/Gateway/GatewayPermissionCards",
    audit: Audit::Both,
    state: Some("Ok"),
    members: &[
        "IdCustomer",
        "IdAccount",
        "TypeGateway",
        "TypePayment",
        "Country",
        "DateExpiration",
        "DateExpirationOnCard",
        "MaskNumber",
        "TypeCard",
        "ExtraResource",
    ],
    links: links::of_permission,
};

pub(super) const MANDATE_PERMISSIONS: Collection = Collection {
    path: "/Gateway/GatewayPermissionMandates",
    audit: Audit::Both,
    state: Some("Ok"),
    members: &["IdCustomer", "IdAccount", "TypeGateway", "TypePayment", "Country"],
    links: links::of_permission,
};

pub(super) const GATEWAY_REQUESTS: Collection = Collection {
    path: "/Gateway/GatewayRequests",
    audit: Audit::Both,
    state: None,
    members: &[
        "IdCustomer",
        "IdAccount",
        "IdPermission",
        "TypeRequest",
        "Amount",
        "StatusRequest",
        "StatusHttp",
        "Message",
        "ElapsedMilliseconds",
    ],
    links: links::none,
};

pub(super) const GATEWAY_TRANSACTIONS: Collection = Collection {
    path: "/Gateway/GatewayTransactions",
    audit: Audit::Both,
    state: None,
    members: &[
        "IdCustomer",
        "IdAccount",
        "TypeTransaction",
        "StatusTransaction",
        "Amount",
        "IdPermission",
    ],
    links: links::none,
};

pub(super) const TAX_PROFILES: Collection = Collection {
    path: "/Organization/TaxProfiles",
    audit: Audit::Change,
    state: None,
    members: &[
        "IdBusiness",
        "Name",
        "Description",
        "Label",
        "RateDefault",
        "TypeRateTax",
    ],
    links: links::of_tax,
};

pub(super) const TAX_PROFILE_EXCEPTIONS: Collection = Collection {
    path: "/Organization/TaxProfileExceptions",
    audit: Audit::Change,
    state: None,
    members: &[
        "IdBusiness",
        "IdTaxProfile",
        "Rate",
        "TypeRateTax",
        "Country",
        "Region",
        "IsCompany",
    ],
    links: links::of_exception,
};
