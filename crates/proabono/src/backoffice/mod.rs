//! The Backoffice API for Platform: one file for each resource, each a handful of types and the calls that use them.
//!
//! It has two hosts: one for the account, and one for each segment, whose name is the first part of the segment's
//! `HostAgent`. ProAbono promises no upward compatibility for it, so it has no place in the way of a visitor.

use std::sync::Arc;

use jiff::Timestamp;
use url::Url;

use super::call::Call;
use super::request::Transport;
use super::{Error, Settings, Untyped};

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
mod words;

pub use agents::{Agent, AgentRequest, AgentUpdateRequest, Agents, ListAgents};
pub use business_localizations::{
    BusinessLocalizations, ListBusinessLocalizations, LocalizationByBusiness, LocalizationByBusinessRequest,
};
pub use businesses::{
    Business, BusinessAddressBilling, BusinessAddressBillingRequest, BusinessRequest,
    BusinessSettingsInvoice, BusinessSettingsInvoiceRequest, BusinessUpdateRequest, Businesses,
    ListBusinesses,
};
pub use card_permissions::{
    CardPermissions, GatewayPermissionCard, GatewayPermissionCardRequest, ListCardPermissions,
};
pub use customers::{BackofficeCustomer, Customers};
pub use gateway_accounts::{
    CardStripe, GatewayAccount, GatewayAccountRequest, GatewayAccountUpdateRequest, GatewayAccounts,
    ListGatewayAccounts,
};
pub use gateway_requests::{GatewayRequest, GatewayRequests, ListGatewayRequests};
pub use gateway_transactions::{GatewayTransaction, GatewayTransactions, ListGatewayTransactions};
pub use mandate_permissions::{
    GatewayPermissionMandate, GatewayPermissionMandateRequest, ListMandatePermissions, MandatePermissions,
};
pub use segment_localizations::{
    ListSegmentLocalizations, LocalizationBySegment, LocalizationBySegmentRequest, SegmentLocalizations,
};
pub use segments::{
    ListSegments, Segment, SegmentRequest, SegmentSettings, SegmentSettingsHostedPages,
    SegmentSettingsHostedPagesRequest, SegmentSettingsPayment, SegmentSettingsPaymentRequest,
    SegmentSettingsRedirection, SegmentSettingsRedirectionRequest, SegmentSettingsRequest,
    SegmentUpdateRequest, Segments,
};
pub use tax_profile_exceptions::{
    ListTaxProfileExceptions, TaxProfileException, TaxProfileExceptionRequest,
    TaxProfileExceptionUpdateRequest, TaxProfileExceptions,
};
pub use tax_profiles::{
    ListTaxProfiles, TaxProfile, TaxProfileRequest, TaxProfileUpdateRequest, TaxProfiles,
};
pub use webhook_notifications::{
    ListWebhookNotifications, RewindEvents, WebhookNotification, WebhookNotifications,
};
pub use webhooks::{ListWebhooks, Webhook, WebhookRequest, WebhookSample, Webhooks};
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

/// One function per resource.
macro_rules! resources {
    ($($(#[$doc:meta])* $module:ident: $handle:ident;)+) => {
        impl Backoffice {$(
            $(#[$doc])*
            pub fn $module(&self) -> $handle<'_> {
                $handle::new(self)
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
    /// What was sent to webhooks.
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
    /// What gateways were asked, and answered.
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
    /// [`Error::Settings`] when the host of the segment was not said.
    pub fn untyped_of_segment(&self) -> Result<Untyped, Error> {
        let transport = self.segment.as_ref().ok_or_else(no_segment)?;
        Ok(Untyped::new(Arc::clone(transport)))
    }

    /// What time it is for ProAbono, to the second: the header `Date` of a list that is asked for no items, whatever its
    /// status. `None` when it does not say, and in a dry run. Asked again as any read is.
    ///
    /// # Errors
    /// [`Error`]: why there was no answer; never a refusal.
    pub async fn time(&self) -> Result<Option<Timestamp>, Error> {
        let call = Call::get("time", "/Organization/Businesses").page(1, 0);
        self.account.date(&call).await
    }

    fn account(&self) -> &Transport {
        &self.account
    }

    fn segment(&self) -> Result<&Transport, Error> {
        self.segment.as_deref().ok_or_else(no_segment)
    }
}

/// ISO 3166-1 has capitals; a sample of the reference does not.
fn capitals(country: Option<String>) -> Option<String> {
    country.map(|country| country.to_uppercase())
}

fn no_segment() -> Error {
    Error::Settings(
        "this operation is on the host of a segment, such as https://acme-eur.via.proabono.com, which is not set: \
         PROABONO_BACKOFFICE_SEGMENT_BASE, or proabono.backoffice_segment_base in the file"
            .to_owned(),
    )
}
