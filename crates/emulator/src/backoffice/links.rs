//! Links, as the samples of the reference have them; `self` everywhere, which the samples have here and there.

use serde_json::{Value, json};

use crate::records::Object;

fn id(object: &Object, name: &str) -> u64 {
    object.get(name).and_then(Value::as_u64).unwrap_or_default()
}

fn links(all: &[(&str, String)]) -> Vec<Value> {
    all.iter()
        .map(|(rel, href)| json!({ "rel": rel, "href": href }))
        .collect()
}

pub(super) fn of_business(object: &Object) -> Vec<Value> {
    let own = id(object, "Id");
    links(&[
        ("self", format!("/Organization/Businesses/{own}")),
        (
            "collection-agent",
            format!("/Distribution/Agents?idBusiness={own}"),
        ),
        (
            "collection-segment",
            format!("/Organization/Segments?idBusiness={own}"),
        ),
        (
            "related-address-billing",
            format!("/Organization/Businesses/{own}/AddressBilling"),
        ),
        (
            "related-settings-invoice",
            format!("/Organization/Businesses/{own}/SettingsInvoice"),
        ),
    ])
}

pub(super) fn of_segment(object: &Object) -> Vec<Value> {
    let (own, business) = (id(object, "Id"), id(object, "IdBusiness"));
    let path = format!("/Organization/Segments/{own}");
    let host = |name: &str| object.get(name).and_then(Value::as_str).unwrap_or_default();
    let (agents, customers) = (host("HostAgent"), host("HostCustomer"));
    let mut all = vec![("self", path.clone())];
    // A segment without these hosts has no such pages.
    if !agents.is_empty() {
        all.push(("related-dashboard", format!("https://{agents}")));
    }
    if !customers.is_empty() {
        all.push(("hosted-collection-offers", format!("https://{customers}/offers")));
    }
    all.extend([
        ("related-business", format!("/Organization/Businesses/{business}")),
        (
            "related-settings-invoice",
            format!("/Organization/BusinessAddressBillings/{business}"),
        ),
        ("related-settings", format!("{path}/Settings")),
        (
            "related-settings-redirection",
            format!("{path}/SettingsRedirection"),
        ),
        ("related-settings-payment", format!("{path}/SettingsPayment")),
        (
            "collection-agent",
            format!("/Distribution/Agents?idSegment={own}"),
        ),
        (
            "collection-customer",
            format!("/Distribution/Customers?idSegment={own}"),
        ),
        ("collection-offer", format!("/Sub/Offers?idSegment={own}")),
    ]);
    links(&all)
}

pub(super) fn of_agent(object: &Object) -> Vec<Value> {
    let own = id(object, "Id");
    let area = |area: &str| format!("/{area}/AccessControl?idAgent={own}");
    links(&[
        ("self", format!("/Distribution/Agents/{own}")),
        ("access-organization", area("Organization")),
        ("access-distribution", area("Distribution")),
        ("access-sub", area("Sub")),
        (
            "collection-business",
            format!("/Organization/Businesses?idAgent={own}"),
        ),
        (
            "collection-segment",
            format!("/Organization/Segments?idAgent={own}"),
        ),
    ])
}

pub(super) fn of_webhook(object: &Object) -> Vec<Value> {
    let own = id(object, "Id");
    links(&[(
        "collection-webhook-notification",
        format!("/Notification/WebhookNotifications?idWebhook={own}"),
    )])
}

pub(super) fn of_notification(object: &Object) -> Vec<Value> {
    let at = |name: &str| id(object, name);
    links(&[
        (
            "related-business",
            format!("/Organization/Businesses/{}", at("IdBusiness")),
        ),
        (
            "related-webhook",
            format!("/Notification/Webhooks/{}", at("IdWebhook")),
        ),
        (
            "related-trigger",
            format!("/Notification/Triggers/{}", at("IdTrigger")),
        ),
    ])
}

pub(super) fn of_account(object: &Object) -> Vec<Value> {
    let (own, business) = (id(object, "Id"), id(object, "IdBusiness"));
    links(&[
        ("self", format!("/Gateway/GatewayAccounts/{own}")),
        ("related-business", format!("/Organization/Businesses/{business}")),
    ])
}

/// One path for both kinds, as in the samples.
pub(super) fn of_permission(object: &Object) -> Vec<Value> {
    let own = id(object, "Id");
    links(&[("self", format!("/Gateway/GatewayPermissions/{own}"))])
}

pub(super) fn of_tax(object: &Object) -> Vec<Value> {
    let own = id(object, "Id");
    links(&[
        ("self", format!("/Organization/TaxProfiles/{own}")),
        (
            "collection-taxprofile-exception",
            format!("/Organization/TaxProfileExceptions?idTaxProfile={own}"),
        ),
    ])
}

pub(super) fn of_exception(object: &Object) -> Vec<Value> {
    let (own, tax) = (id(object, "Id"), id(object, "IdTaxProfile"));
    links(&[
        ("self", format!("/Organization/TaxProfileExceptions/{own}")),
        ("related-taxprofile", format!("/Organization/TaxProfiles/{tax}")),
    ])
}

pub(super) fn of_customer(own: u64) -> Vec<Value> {
    let path = format!("/Distribution/Customers/{own}");
    links(&[
        ("self", path.clone()),
        ("related-address-billing", format!("{path}/AddressBilling")),
        ("related-address-shipping", format!("{path}/AddressShipping")),
    ])
}

/// Retrieves of requests and transactions show none.
pub(super) fn none(_: &Object) -> Vec<Value> {
    Vec::new()
}
