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
//!
//! The modules, from top to bottom. Each imports only from those below it; a test reads this table.
//!
//! | module | what it holds |
//! | --- | --- |
//! | `fuzzing` | the promise that a fuzz target tries; compiled for it and for tests |
//! | `live` | the Live API, one file for each resource |
//! | `backoffice` | the Backoffice API likewise |
//! | `untyped` | operations that this version does not know |
//! | `object` | the attributes that all objects share |
//! | `reading` | a list as a stream over all its pages |
//! | `list` | a list, page by page |
//! | `request` | a request that is sent when it is awaited |
//! | `transport` | sends, repeats and reports |
//! | `certificates` | HTTP clients, on machines with and without certificates of authorities |
//! | `received` | an answer as it came: a success, a refusal, or neither |
//! | `call` | a call before it is sent |
//! | `settings` | time-outs, repetitions, a proxy |
//! | `retry` | whether a failed attempt is repeated |
//! | `observer` | what is reported of each call |
//! | `error` | why a call brought no result |
//! | `credentials` | the keys of an account |
//! | `secret` | members that are never shown |
//! | `link` | links to ProAbono's pages |
//! | `words` | enumerations, open for words of tomorrow |
//! | `reference` | references of the application |
//! | `ids` | ProAbono's numbers |
//! | `values` | metadata, credentials inside objects, numbers that come as texts |
//! | `tolerant` | reading answers of odd shapes |
//! | `tree` | JSON as a tree, in which a member may stand twice |
//! | `moment` | moments as ProAbono writes them |

// The attributes that the objects share; first, since macros are seen below their definition only.
#[macro_use]
mod object;

pub mod backoffice;
mod call;
pub mod certificates;
mod credentials;
mod error;
#[cfg(any(test, fuzzing))]
pub mod fuzzing;
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

pub use call::Prepared;
pub use credentials::Credentials;
pub use error::{ApiError, Code, Error, Refusal, with_causes};
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
pub use moment::canonical_date;
pub use observer::{CallReport, Observer, Outcome};
pub use received::{Answer, retry_after};
pub use reference::{
    CustomerReference, DiscountReference, FeatureReference, InvalidReference, OfferReference,
    PricingTableReference, SegmentReference,
};
pub use request::Request;
pub use retry::RetryPolicy;
pub use secret::{gateway_of, hidden, holds_secrets, is_gateway, is_secret};
pub use settings::{InvalidBase, Settings, is_loopback};
pub use untyped::Untyped;
pub use values::{Metadata, Scalar, SecretText};
pub use words::{
    FeatureProperties, StateInvoice, StateMove, StateSubscription, StatusCustomer, StatusInvoice,
    StatusSubscription, TypeCredit, TypeFeature, TypeLine, TypePayment, TypePaymentManual, UnitDuration,
};
