#![doc = include_str!("../README.md")]
//!
//! # Where to look
//!
//! | to | see |
//! | --- | --- |
//! | call the Live API | [`Live`] |
//! | call the Backoffice API | [`backoffice::Backoffice`] |
//! | send a request, look at it, or read its JSON as it came | [`Request`] |
//! | read a list | [`Listing`] |
//! | know why a call brought no result | [`Error`] |
//! | set time-outs, repetitions, a proxy | [`Settings`] |
//! | call what this version does not know | [`Untyped`] |

// The attributes that the objects share; first, since macros are seen below their definition only.
#[macro_use]
mod object;

pub mod backoffice;
mod call;
mod credentials;
mod error;
mod ids;
mod link;
mod list;
mod live;
mod moment;
mod observer;
mod reading;
mod received;
mod reference;
mod request;
mod retry;
mod secret;
mod settings;
mod tolerant;
mod transport;
mod tree;
mod untyped;
mod values;
mod words;

pub use credentials::Credentials;
pub use error::{ApiError, Code, Error, Refusal};
pub use ids::{
    AddressId, AgentId, BusinessId, CustomerId, FeatureId, GatewayAccountId, GatewayPermissionId,
    GatewayRequestId, GatewayTransactionId, InvoiceId, OfferId, SegmentId, SubscriptionId,
    TaxProfileExceptionId, TaxProfileId, TriggerId, UserId, WebhookId, WebhookNotificationId,
};
pub use link::{Link, LinkTarget, Links};
pub use list::{Computations, Listing, Page};
pub use live::balance::{AddBalanceLine, BalanceLine, BalanceLineRequest, ListBalance};
pub use live::billing_address::{CustomerAddressBilling, CustomerAddressBillingRequest};
pub use live::customer::{Customer, CustomerRequest, ListCustomers, RetrieveCustomer};
pub use live::features::{Feature, ListFeatures, RetrieveFeature};
pub use live::invoices::{BillingCustomerRequest, Invoice, ListInvoices, RetrieveInvoice};
pub use live::offers::{ListOffers, Offer, OfferFeature, RetrieveOffer};
pub use live::payment_settings::{CustomerPaymentSettings, CustomerPaymentSettingsRequest};
pub use live::quoting::{
    BalanceLineQuote, Quote, QuoteBalanceLineRequest, QuoteDetail, QuoteOptions, QuoteSubscriptionRequest,
    QuoteUpgrade, QuoteUsage, QuoteUsageRequest,
};
pub use live::subscriptions::{
    CreateSubscription, DiscountRequest, ListSubscriptions, PricingStep, RetrieveSubscription,
    StartSubscription, Subscription, SubscriptionFeature, SubscriptionFeatureRequest, SubscriptionRequest,
    SubscriptionUpdateTermDateRequest, TerminateSubscription, UpgradeSubscription,
};
pub use live::usages::{ListUsages, RetrieveUsage, Usage, UsageRequest};
pub use live::{
    Balance, BillingAddresses, Customers, Features, Invoices, Live, Offers, PaymentSettings, Quoting,
    Subscriptions, Usages,
};
pub use observer::{CallReport, Observer, Outcome};
pub use reference::{
    CustomerReference, DiscountReference, FeatureReference, InvalidReference, OfferReference,
    PricingTableReference, SegmentReference,
};
pub use request::{Answer, Prepared, Request};
pub use retry::RetryPolicy;
pub use secret::{holds_secrets, is_secret};
pub use settings::{InvalidBase, Settings, is_loopback};
pub use untyped::Untyped;
pub use values::{Metadata, Scalar, SecretText};
pub use words::{
    FeatureProperties, StateInvoice, StateMove, StateSubscription, StatusCustomer, StatusInvoice,
    StatusSubscription, TypeCredit, TypeFeature, TypeLine, TypePayment, TypePaymentManual, UnitDuration,
};
