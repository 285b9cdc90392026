//! A typed client for ProAbono's APIs.
//!
//! One file per concern: `request` is the only code that sends, retries and decodes; `retry` is the pure decision behind it; each file
//! below `live` is one resource of the Live API, with handlers named by the verbs of ProAbono's documentation.
//!
//! ```no_run
//! use proabono::{Credentials, CustomerReference, Live, RetrieveCustomer, SegmentReference, Settings};
//!
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! let credentials = Credentials::new("agent key", "API key");
//! let settings = Settings::new("https://api-1.proabono.com".parse()?, credentials);
//! let live = Live::new(settings, SegmentReference::new("seg-eur")?)?;
//! let reference = CustomerReference::new("cust-42")?;
//! let customer = live.customers().retrieve(&reference, &RetrieveCustomer::default()).await?;
//! println!("{:?}", customer.map(|customer| customer.status));
//! # Ok(())
//! # }
//! ```

pub mod backoffice;
mod call;
mod credentials;
mod error;
mod ids;
mod link;
mod list;
mod live;
mod observer;
mod reference;
mod request;
mod retry;
mod secret;
mod settings;
mod untyped;
mod values;
mod words;

pub use credentials::Credentials;
pub use error::{ApiError, Code, Error, Prepared, Refusal};
pub use ids::{
    AddressId, AgentId, BusinessId, CustomerId, FeatureId, GatewayAccountId, GatewayPermissionId,
    GatewayRequestId, GatewayTransactionId, InvoiceId, OfferId, SegmentId, SubscriptionId,
    TaxProfileExceptionId, TaxProfileId, TriggerId, UserId, WebhookId, WebhookNotificationId,
};
pub use link::{Link, LinkTarget, Links};
pub use list::{Computations, Listing, Page};
pub use live::Live;
pub use live::balance::{AddBalanceLine, Balance, BalanceLine, BalanceLineRequest, ListBalance};
pub use live::billing_address::{BillingAddresses, CustomerAddressBilling, CustomerAddressBillingRequest};
pub use live::customer::{Customer, CustomerRequest, Customers, ListCustomers, RetrieveCustomer, Upserted};
pub use live::features::{Feature, Features, ListFeatures, RetrieveFeature};
pub use live::invoices::{BillingCustomerRequest, Invoice, Invoices, ListInvoices, RetrieveInvoice};
pub use live::offers::{ListOffers, Offer, OfferFeature, Offers, RetrieveOffer};
pub use live::payment_settings::{CustomerPaymentSettings, CustomerPaymentSettingsRequest, PaymentSettings};
pub use live::quoting::{
    BalanceLineQuote, Quote, QuoteBalanceLineRequest, QuoteDetail, QuoteOptions, QuoteSubscriptionRequest,
    QuoteUpgrade, QuoteUsage, QuoteUsageRequest, Quoting,
};
pub use live::subscriptions::{
    CreateSubscription, DiscountRequest, ListSubscriptions, PricingStep, RetrieveSubscription,
    StartSubscription, Subscription, SubscriptionFeature, SubscriptionFeatureRequest, SubscriptionRequest,
    SubscriptionUpdateTermDateRequest, Subscriptions, TerminateSubscription, UpgradeSubscription,
};
pub use live::usages::{ListUsages, RetrieveUsage, Usage, UsageRequest, Usages};
pub use observer::{CallReport, Observer, Outcome};
pub use reference::{
    CustomerReference, DiscountReference, FeatureReference, InvalidReference, OfferReference,
    PricingTableReference, SegmentReference,
};
pub use retry::RetryPolicy;
pub use secret::{holds_secrets, is_secret};
pub use settings::{InvalidBase, Settings, is_loopback};
pub use untyped::{RawAnswer, Untyped};
pub use values::{Metadata, Scalar, SecretText};
pub use words::{
    FeatureProperties, StateInvoice, StateMove, StateSubscription, StatusCustomer, StatusInvoice,
    StatusSubscription, TypeCredit, TypeFeature, TypeLine, TypePayment, TypePaymentManual, UnitDuration,
};
