//! The types of the Backoffice API, once: for the samples, the random values, and the contract field by field.

use std::collections::{BTreeMap, BTreeSet};

use proabono::backoffice::{
    Agent, AgentRequest, AgentUpdateRequest, BackofficeCustomer, Business, BusinessAddressBilling,
    BusinessAddressBillingRequest, BusinessRequest, BusinessSettingsInvoice, BusinessSettingsInvoiceRequest,
    BusinessUpdateRequest, CardStripe, GatewayAccount, GatewayAccountRequest, GatewayAccountUpdateRequest,
    GatewayPermissionCard, GatewayPermissionCardRequest, GatewayPermissionMandate,
    GatewayPermissionMandateRequest, GatewayRequest, GatewayTransaction, ListAgents,
    ListBusinessLocalizations, ListBusinesses, ListGatewayAccounts, ListGatewayPermissions,
    ListGatewayRequests, ListGatewayTransactions, ListSegmentLocalizations, ListSegments,
    ListTaxProfileExceptions, ListTaxProfiles, ListWebhookNotifications, ListWebhooks,
    LocalizationByBusiness, LocalizationByBusinessRequest, LocalizationBySegment,
    LocalizationBySegmentRequest, RewindEvents, Segment, SegmentRequest, SegmentSettings,
    SegmentSettingsHostedPages, SegmentSettingsHostedPagesRequest, SegmentSettingsPayment,
    SegmentSettingsPaymentRequest, SegmentSettingsRedirection, SegmentSettingsRedirectionRequest,
    SegmentSettingsRequest, SegmentUpdateRequest, TaxProfile, TaxProfileException,
    TaxProfileExceptionRequest, TaxProfileExceptionUpdateRequest, TaxProfileRequest, TaxProfileUpdateRequest,
    Webhook, WebhookNotification, WebhookRequest, WebhookSample,
};
use proabono_contract::Api;
use serde_json::Value;

use super::properties::{holds, schema};
use super::through::{page, round};

/// The types that the contract has a schema of.
macro_rules! types {
    ($($name:ident),+ $(,)?) => {
        /// The sample after its way through its type; `None` when there is no such type.
        pub(super) fn through(name: &str, body: &Value) -> Option<Result<Value, String>> {
            let item = name.strip_prefix("List<").and_then(|rest| rest.strip_suffix('>'));
            match (item, item.unwrap_or(name)) {
                $((None, stringify!($name)) => Some(round::<$name>(body)),)+
                $((Some(_), stringify!($name)) => Some(page::<$name>(body)),)+
                (None, "any") => Some(round::<Value>(body)),
                (Some(_), "any") => Some(page::<Value>(body)),
                _ => None,
            }
        }

        /// Random values of each come back equal.
        pub(super) fn hold(cases: u32, held: &mut BTreeMap<String, usize>) {
            $(holds::<$name>(cases, held);)+
            filters(cases, held);
        }

        /// The members of each by its name.
        fn members() -> BTreeMap<&'static str, BTreeSet<String>> {
            let names = |schema: Value| schema["properties"].as_object().unwrap().keys().cloned().collect();
            BTreeMap::from([$((stringify!($name), names(schema::<$name>()))),+])
        }
    };
}

macro_rules! filters {
    ($($name:ident),+ $(,)?) => {
        fn filters(cases: u32, held: &mut BTreeMap<String, usize>) {
            $(holds::<$name>(cases, held);)+
        }
    };
}

types! {
    Business, BusinessRequest, BusinessUpdateRequest, BusinessAddressBilling,
    BusinessAddressBillingRequest, BusinessSettingsInvoice, BusinessSettingsInvoiceRequest, Segment,
    SegmentRequest, SegmentUpdateRequest, SegmentSettings, SegmentSettingsRequest,
    SegmentSettingsRedirection, SegmentSettingsRedirectionRequest, SegmentSettingsPayment,
    SegmentSettingsPaymentRequest, SegmentSettingsHostedPages, SegmentSettingsHostedPagesRequest, Agent,
    AgentRequest, AgentUpdateRequest, Webhook, WebhookRequest, WebhookSample, WebhookNotification,
    LocalizationBySegment, LocalizationBySegmentRequest, LocalizationByBusiness,
    LocalizationByBusinessRequest, GatewayAccount, GatewayAccountRequest, GatewayAccountUpdateRequest,
    CardStripe, GatewayPermissionCard, GatewayPermissionCardRequest, GatewayPermissionMandate,
    GatewayPermissionMandateRequest, GatewayRequest, GatewayTransaction, TaxProfile, TaxProfileRequest,
    TaxProfileUpdateRequest, TaxProfileException, TaxProfileExceptionRequest,
    TaxProfileExceptionUpdateRequest, BackofficeCustomer
}

filters! {
    ListBusinesses, ListSegments, ListAgents, ListWebhooks, ListWebhookNotifications, RewindEvents,
    ListSegmentLocalizations, ListBusinessLocalizations, ListGatewayAccounts, ListGatewayPermissions,
    ListGatewayRequests, ListGatewayTransactions, ListTaxProfiles, ListTaxProfileExceptions
}

#[test]
fn every_field_of_every_schema_is_in_its_type_and_no_other() {
    let members = members();
    let mut compared = 0;
    for (name, fields) in &Api::Backoffice.contract().schemas {
        if ["Link", "PaginatedList", "Error", "Event"].contains(&name.as_str()) {
            continue;
        }
        let fields: BTreeSet<String> = fields.iter().map(|field| field.name.clone()).collect();
        assert_eq!(members.get(name.as_str()), Some(&fields), "{name}");
        compared += fields.len();
    }
    assert!(compared > 300, "only {compared} fields");
}
