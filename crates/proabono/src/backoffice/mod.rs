//! The Backoffice API for Platform: one file for each resource, each a handful of types and the calls that use them.
//!
//! It has two hosts: one for the account, and one for each segment, whose name is the first part of the segment's
//! `HostAgent`. ProAbono promises no upward compatibility for it, so it has no place in the way of a visitor.

use std::sync::Arc;

use jiff::Timestamp;
use url::Url;

use super::call::Call;
use super::transport::Transport;
use super::{Error, Request, Settings, Untyped};

mod agents;
mod business_localizations;
mod businesses;
mod customers;
mod extra;
mod gateway_accounts;
mod gateway_requests;
mod gateway_transactions;
mod permissions;
mod segment_localizations;
mod segments;
mod tax_profile_exceptions;
mod tax_profiles;
mod webhook_notifications;
mod webhooks;
mod words;

pub use agents::{Agent, AgentRequest, AgentUpdateRequest, ListAgents};
pub use business_localizations::{
    ListBusinessLocalizations, LocalizationByBusiness, LocalizationByBusinessRequest,
};
pub use businesses::{
    Business, BusinessAddressBilling, BusinessAddressBillingRequest, BusinessRequest,
    BusinessSettingsInvoice, BusinessSettingsInvoiceRequest, BusinessUpdateRequest, ListBusinesses,
};
pub use customers::BackofficeCustomer;
pub use extra::Extra;
pub use gateway_accounts::{
    CardStripe, GatewayAccount, GatewayAccountRequest, GatewayAccountUpdateRequest, ListGatewayAccounts,
};
pub use gateway_requests::{GatewayRequest, ListGatewayRequests};
pub use gateway_transactions::{GatewayTransaction, ListGatewayTransactions};
pub use permissions::{
    GatewayPermissionCard, GatewayPermissionCardRequest, GatewayPermissionMandate,
    GatewayPermissionMandateRequest, GatewayPermissionRequest, ListGatewayPermissions,
};
pub use segment_localizations::{
    ListSegmentLocalizations, LocalizationBySegment, LocalizationBySegmentRequest,
};
pub use segments::{
    ListSegments, Segment, SegmentRequest, SegmentSettings, SegmentSettingsHostedPages,
    SegmentSettingsHostedPagesRequest, SegmentSettingsPayment, SegmentSettingsPaymentRequest,
    SegmentSettingsRedirection, SegmentSettingsRedirectionRequest, SegmentSettingsRequest,
    SegmentUpdateRequest,
};
pub use tax_profile_exceptions::{
    ListTaxProfileExceptions, TaxProfileException, TaxProfileExceptionRequest,
    TaxProfileExceptionUpdateRequest,
};
pub use tax_profiles::{ListTaxProfiles, TaxProfile, TaxProfileRequest, TaxProfileUpdateRequest};
pub use webhook_notifications::{ListWebhookNotifications, RewindEvents, WebhookNotification};
pub use webhooks::{ListWebhooks, Webhook, WebhookRequest, WebhookSample};
pub use words::{
    StateLife, StatusGatewayRequest, StatusTransaction, TypeContent, TypeGateway, TypeGatewayRequest,
    TypeProrata, TypeRateTax, TypeTransaction, TypeTrigger,
};

/// The Backoffice API of one account. Cheap to clone; a clone shares the connections.
#[derive(Clone)]
pub struct Backoffice {
    account: Arc<Transport>,
    segment: Option<Arc<Transport>>,
}

/// A handle for each resource, and the function that gives it.
macro_rules! resources {
    ($($(#[$doc:meta])* $name:ident: $handle:ident;)+) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Copy)]
            pub struct $handle<'a> {
                api: &'a Backoffice,
            }
        )+

        impl Backoffice {$(
            $(#[$doc])*
            pub fn $name(&self) -> $handle<'_> {
                $handle { api: self }
            }
        )+}
    };
}

resources! {
    /// Businesses: who sells.
    businesses: Businesses;
    /// Segments of a business, and their settings.
    segments: Segments;
    /// Agents: who works with the account.
    agents: Agents;
    /// Where events are sent.
    webhooks: Webhooks;
    /// The notifications that were sent to webhooks.
    webhook_notifications: WebhookNotifications;
    /// Texts of a segment in each language.
    segment_localizations: SegmentLocalizations;
    /// Texts of a business in each language.
    business_localizations: BusinessLocalizations;
    /// Accounts at payment gateways.
    gateway_accounts: GatewayAccounts;
    /// Permissions to charge a card.
    card_permissions: CardPermissions;
    /// Permissions to debit a bank account.
    mandate_permissions: MandatePermissions;
    /// The requests to gateways, and their answers.
    gateway_requests: GatewayRequests;
    /// Money that gateways moved.
    gateway_transactions: GatewayTransactions;
    /// Taxes and their rates.
    tax_profiles: TaxProfiles;
    /// Other rates of a tax, for a country or a region.
    tax_profile_exceptions: TaxProfileExceptions;
    /// Customers, as the back office has them.
    customers: Customers;
}

impl Backoffice {
    /// Makes a client; nothing is sent. The base of the settings is the host of the account, usually
    /// `https://via.proabono.com`, and `segment_base` that of the segment, such as `https://acme-eur.via.proabono.com`.
    /// Both get the keys.
    ///
    /// # Errors
    /// [`Error::Settings`] when a base is not one that credentials may be sent to, when a key has a character that no
    /// header can carry, or when the machine has no certificates to check ProAbono's with.
    pub fn new(settings: Settings, segment_base: Option<Url>) -> Result<Self, Error> {
        let segment = segment_base.map(|base| {
            let mut settings = settings.clone();
            settings.base = base;
            Transport::new(settings, None).map(Arc::new)
        });
        Ok(Self {
            account: Arc::new(Transport::new(settings, None)?),
            segment: segment.transpose()?,
        })
    }

    /// Calls to the host of the account that this version has no function for.
    pub fn untyped(&self) -> Untyped {
        Untyped::new(Arc::clone(&self.account))
    }

    /// The same for the host of the segment.
    ///
    /// # Errors
    /// [`Error::NoSegmentHost`] when the host of the segment was not said.
    pub fn untyped_of_segment(&self) -> Result<Untyped, Error> {
        let transport = self.segment.as_ref().ok_or(Error::NoSegmentHost)?;
        Ok(Untyped::new(Arc::clone(transport)))
    }

    /// ProAbono's time, to the second: the header `Date` of a list that is asked for no items, whatever its
    /// status. `None` when it does not say. Asked again as any read is.
    ///
    /// # Errors
    /// [`Error`]: why there was no answer; never a refusal.
    pub async fn time(&self) -> Result<Option<Timestamp>, Error> {
        let call = Call::get("time", "/Organization/Businesses").page(1, 0);
        self.account.repeat(&call, |received| Ok(received.date)).await
    }

    fn account<T>(&self, call: Call) -> Request<'_, T> {
        self.account.request(call)
    }

    fn segment<T>(&self, call: Call) -> Request<'_, T> {
        Request::new(self.segment.as_deref(), call)
    }
}
