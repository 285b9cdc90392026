//! A call for each type of answer, and what was read, as JSON.

use futures_util::future::{BoxFuture, FutureExt as _};
use proabono::backoffice::{
    Backoffice, ListGatewayAccounts, LocalizationByBusinessRequest, LocalizationBySegmentRequest,
    TypeContent, TypeTrigger,
};
use proabono::{
    AddBalanceLine, AgentId, BalanceLineRequest, BusinessId, CustomerId, Error, FeatureId, GatewayAccountId,
    GatewayPermissionId, GatewayRequestId, GatewayTransactionId, InvoiceId, ListCustomers, ListSubscriptions,
    Listing, Live, OfferReference, Page, QuoteBalanceLineRequest, QuoteOptions, Request, RetrieveCustomer,
    RetrieveOffer, RetrieveSubscription, RetrieveUsage, SegmentId, SubscriptionId, TaxProfileExceptionId,
    TaxProfileId, WebhookId, WebhookNotificationId,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::{alice, live, settings};

pub(super) struct Clients {
    pub(super) live: Live,
    pub(super) backoffice: Backoffice,
}

impl Clients {
    pub(super) fn of(origin: &str) -> Self {
        let base = settings(origin).base;
        Self {
            live: live(settings(origin)),
            backoffice: Backoffice::new(settings(origin), Some(base)).unwrap(),
        }
    }
}

pub(super) type Read<'a> = BoxFuture<'a, Result<Value, Error>>;

/// A type of answer by its schema, and a call that is answered with it.
pub(super) type Call = (&'static str, for<'a> fn(&'a Clients) -> Read<'a>);

fn one<T: Serialize + DeserializeOwned + Send + 'static>(request: Request<'_, T>) -> Read<'_> {
    async move { Ok(json!(request.await?)) }.boxed()
}

fn first<T: Serialize + DeserializeOwned + Send + Sync + 'static>(listing: Listing<'_, T>) -> Read<'_> {
    let start = std::num::NonZeroU32::MIN;
    async move { Ok(envelope(&listing.page(start).await?)) }.boxed()
}

/// The page as its answer had it, as far as it is known.
fn envelope<T: Serialize>(page: &Page<T>) -> Value {
    json!({
        "Items": page.items, "Page": page.page, "SizePage": page.size_page, "TotalItems": page.total_items,
        "DateGenerated": page.date_generated, "Links": page.links, "Computations": page.computations,
    })
}

pub(super) const OBJECTS: [Call; 33] = [
    ("Customer", |c| {
        one(c
            .live
            .customers()
            .retrieve(&alice(), &RetrieveCustomer::default()))
    }),
    ("CustomerAddressBilling", |c| {
        one(c.live.billing_addresses().retrieve(&alice()))
    }),
    ("CustomerPaymentSettings", |c| {
        one(c.live.payment_settings().retrieve(&alice()))
    }),
    ("Usage", |c| {
        one(c.live.usages().retrieve(&RetrieveUsage::default()))
    }),
    ("Offer", |c| {
        one(c.live.offers().retrieve(&RetrieveOffer::new(offer())))
    }),
    ("Feature", |c| one(c.live.features().retrieve_by_id(FeatureId(1)))),
    ("Subscription", |c| {
        one(c
            .live
            .subscriptions()
            .retrieve(&RetrieveSubscription::new(alice())))
    }),
    ("Invoice", |c| one(c.live.invoices().retrieve(InvoiceId(1)))),
    ("BalanceLine", |c| {
        let line = BalanceLineRequest::new(alice(), 1);
        one(c.live.balance().add_line(&line, &AddBalanceLine::default()))
    }),
    ("Quote", |c| {
        one(c
            .live
            .quoting()
            .start(SubscriptionId(1), &QuoteOptions::default()))
    }),
    ("BalanceLineQuote", |c| {
        let line = QuoteBalanceLineRequest::new(alice(), 1);
        one(c.live.quoting().balance_line(&line, &QuoteOptions::default()))
    }),
    ("Agent", |c| one(c.backoffice.agents().retrieve(AgentId(1)))),
    ("Business", |c| {
        one(c.backoffice.businesses().retrieve(BusinessId(1)))
    }),
    ("BusinessAddressBilling", |c| {
        one(c.backoffice.businesses().retrieve_billing_address(BusinessId(1)))
    }),
    ("BusinessSettingsInvoice", |c| {
        one(c.backoffice.businesses().retrieve_invoice_settings(BusinessId(1)))
    }),
    ("BackofficeCustomer", |c| {
        one(c.backoffice.customers().retrieve(CustomerId(1)))
    }),
    ("GatewayAccount", |c| {
        one(c.backoffice.gateway_accounts().retrieve(GatewayAccountId(1)))
    }),
    ("GatewayPermissionCard", |c| {
        one(c.backoffice.card_permissions().retrieve(GatewayPermissionId(1)))
    }),
    ("GatewayPermissionMandate", |c| {
        one(c
            .backoffice
            .mandate_permissions()
            .retrieve(GatewayPermissionId(1)))
    }),
    ("GatewayRequest", |c| {
        one(c.backoffice.gateway_requests().retrieve(GatewayRequestId(1)))
    }),
    ("GatewayTransaction", |c| {
        one(c
            .backoffice
            .gateway_transactions()
            .retrieve(GatewayTransactionId(1)))
    }),
    ("LocalizationByBusiness", |c| {
        one(c
            .backoffice
            .business_localizations()
            .create_or_update(&of_business()))
    }),
    ("LocalizationBySegment", |c| {
        one(c
            .backoffice
            .segment_localizations()
            .create_or_update(&of_segment()))
    }),
    ("Segment", |c| one(c.backoffice.segments().retrieve(SegmentId(1)))),
    ("SegmentSettings", |c| {
        one(c.backoffice.segments().retrieve_settings(SegmentId(1)))
    }),
    ("SegmentSettingsRedirection", |c| {
        one(c.backoffice.segments().retrieve_redirections(SegmentId(1)))
    }),
    ("SegmentSettingsPayment", |c| {
        one(c.backoffice.segments().retrieve_payment_settings(SegmentId(1)))
    }),
    ("SegmentSettingsHostedPages", |c| {
        one(c
            .backoffice
            .segments()
            .retrieve_hosted_pages_settings(SegmentId(1)))
    }),
    ("TaxProfile", |c| {
        one(c.backoffice.tax_profiles().retrieve(TaxProfileId(1)))
    }),
    ("TaxProfileException", |c| {
        one(c
            .backoffice
            .tax_profile_exceptions()
            .retrieve(TaxProfileExceptionId(1)))
    }),
    ("Webhook", |c| one(c.backoffice.webhooks().retrieve(WebhookId(1)))),
    ("WebhookNotification", |c| {
        one(c
            .backoffice
            .webhook_notifications()
            .retrieve(WebhookNotificationId(1)))
    }),
    ("WebhookSample", |c| {
        one(c.backoffice.webhooks().sample(&TypeTrigger::CustomerAdded))
    }),
];

pub(super) const LISTS: [Call; 3] = [
    ("List<Customer>", |c| {
        first(c.live.customers().list(&ListCustomers::default()))
    }),
    ("List<Subscription>", |c| {
        first(c.live.subscriptions().list(&ListSubscriptions::default()))
    }),
    ("List<GatewayAccount>", |c| {
        first(
            c.backoffice
                .gateway_accounts()
                .list(&ListGatewayAccounts::default()),
        )
    }),
];

fn offer() -> OfferReference {
    OfferReference::new("offer-starter").unwrap()
}

fn of_business() -> LocalizationByBusinessRequest {
    let [code, language, content] = ["Action.Subscribe", "en", "Subscribe"].map(str::to_owned);
    LocalizationByBusinessRequest::new(BusinessId(1), code, TypeContent::String, language, content)
}

fn of_segment() -> LocalizationBySegmentRequest {
    let [code, language, content] = ["Action.Subscribe", "en", "Subscribe"].map(str::to_owned);
    LocalizationBySegmentRequest::new(SegmentId(1), code, TypeContent::String, language, content)
}
