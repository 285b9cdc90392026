//! The kinds of calls that the fault matrix makes, of both APIs.

use futures_util::future::{BoxFuture, FutureExt as _};
use jiff::Timestamp;
use proabono::backoffice::{
    Backoffice, BusinessUpdateRequest, ListBusinesses, LocalizationBySegmentRequest, StateLife, TypeContent,
};
use proabono::{
    BillingCustomerRequest, BusinessId, CreateSubscription, Error, FeatureReference, ListCustomers, Live,
    OfferReference, SegmentId, Settings, SubscriptionId, SubscriptionRequest, TaxProfileId, UsageRequest,
    WebhookId,
};

use super::{alice, live, read, write};
use crate::support::upstream::{READ, WRITE};

/// The first subscription of the sample account.
const FIRST: SubscriptionId = SubscriptionId(510_002);

type Called<'a> = BoxFuture<'a, Result<(), Error>>;

/// The client of one of the APIs.
pub(super) enum Client {
    Live(Live),
    Backoffice(Backoffice),
}

impl Client {
    fn of_live(settings: Settings) -> Self {
        Self::Live(live(settings))
    }

    fn of_account(settings: Settings) -> Self {
        Self::Backoffice(Backoffice::new(settings, None).expect("a client"))
    }

    fn of_segment(settings: Settings) -> Self {
        let mut base = settings.base.clone();
        // The emulator tells its hosts apart by this name.
        base.set_host(Some("localhost")).expect("a host");
        Self::Backoffice(Backoffice::new(settings, Some(base)).expect("a client"))
    }

    fn live(&self) -> &Live {
        match self {
            Self::Live(live) => live,
            Self::Backoffice(_) => panic!("a client of the other API"),
        }
    }

    fn backoffice(&self) -> &Backoffice {
        match self {
            Self::Backoffice(api) => api,
            Self::Live(_) => panic!("a client of the other API"),
        }
    }
}

/// A kind of call: the operation it is, whether it may be repeated, whether its answer has a type, and how it is made.
pub(super) struct Call {
    pub(super) operation: &'static str,
    pub(super) safe: bool,
    pub(super) typed: bool,
    pub(super) client: fn(Settings) -> Client,
    pub(super) make: for<'a> fn(&'a Client) -> Called<'a>,
}

pub(super) static CALLS: [Call; 15] = [
    Call {
        operation: READ,
        safe: true,
        typed: true,
        client: Client::of_live,
        make: |client| async move { read(client.live()).await.map(drop) }.boxed(),
    },
    Call {
        operation: "GET /v1/Customers",
        safe: true,
        typed: true,
        client: Client::of_live,
        make: |client| list(client.live()).boxed(),
    },
    Call {
        operation: WRITE,
        safe: false,
        typed: true,
        client: Client::of_live,
        make: |client| async move { write(client.live()).await.map(drop) }.boxed(),
    },
    Call {
        operation: "POST /v1/Usage",
        safe: false,
        typed: true,
        client: Client::of_live,
        make: |client| increment(client.live()).boxed(),
    },
    Call {
        operation: "GET /v1/Features",
        safe: true,
        typed: false,
        client: Client::of_live,
        make: |client| features(client.live()).boxed(),
    },
    Call {
        operation: "POST /v1/Customer/LinksRevokation",
        safe: false,
        typed: false,
        client: Client::of_live,
        make: |client| revoke(client.live()).boxed(),
    },
    Call {
        operation: "POST /v1/Billing/Customer",
        safe: false,
        typed: true,
        client: Client::of_live,
        make: |client| bill(client.live()).boxed(),
    },
    Call {
        operation: "POST /v1/Subscription",
        safe: false,
        typed: true,
        client: Client::of_live,
        make: |client| subscribe(client.live()).boxed(),
    },
    Call {
        operation: "POST /v1/Subscription/{IdSubscription}/Suspension",
        safe: false,
        typed: true,
        client: Client::of_live,
        make: |client| suspend(client.live()).boxed(),
    },
    Call {
        operation: "GET /Organization/Businesses",
        safe: true,
        typed: true,
        client: Client::of_account,
        make: |client| businesses(client.backoffice()).boxed(),
    },
    Call {
        operation: "GET /Organization/TaxProfiles/{Id}",
        safe: true,
        typed: true,
        client: Client::of_segment,
        make: |client| tax(client.backoffice()).boxed(),
    },
    Call {
        operation: "PUT /Organization/Businesses/{Id}",
        safe: false,
        typed: false,
        client: Client::of_account,
        make: |client| rename(client.backoffice()).boxed(),
    },
    Call {
        operation: "POST /HostedPages/LocalizationBySegments",
        safe: false,
        typed: true,
        client: Client::of_segment,
        make: |client| translate(client.backoffice()).boxed(),
    },
    // A `GET` that does something.
    Call {
        operation: "GET /Notification/Webhooks/{Id}/Verification",
        safe: false,
        typed: false,
        client: Client::of_account,
        make: |client| send_code(client.backoffice()).boxed(),
    },
    Call {
        operation: "DELETE /Notification/Webhooks/{Id}",
        safe: false,
        typed: false,
        client: Client::of_account,
        make: |client| delete(client.backoffice()).boxed(),
    },
];

async fn businesses(api: &Backoffice) -> Result<(), Error> {
    let listing = api.businesses().list(&ListBusinesses::default());
    listing.all().await.map(drop)
}

async fn tax(api: &Backoffice) -> Result<(), Error> {
    api.tax_profiles().retrieve(TaxProfileId(268)).await.map(drop)
}

async fn rename(api: &Backoffice) -> Result<(), Error> {
    let request = BusinessUpdateRequest::new("Acme".to_owned(), "en".to_owned(), StateLife::Ok);
    api.businesses().update(BusinessId(1), &request).await.map(drop)
}

async fn translate(api: &Backoffice) -> Result<(), Error> {
    let request = LocalizationBySegmentRequest {
        id_segment: SegmentId(17),
        code: "Action.Subscribe".to_owned(),
        type_content: TypeContent::String,
        language: "en".to_owned(),
        content: "Subscribe".to_owned(),
    };
    api.segment_localizations()
        .create_or_update(&request)
        .await
        .map(drop)
}

async fn send_code(api: &Backoffice) -> Result<(), Error> {
    api.webhooks().send_code(WebhookId(176)).await.map(drop)
}

async fn delete(api: &Backoffice) -> Result<(), Error> {
    api.webhooks().delete(WebhookId(176)).await.map(drop)
}

async fn features(live: &Live) -> Result<(), Error> {
    live.untyped().get("/v1/Features", &()).await.map(drop)
}

async fn revoke(live: &Live) -> Result<(), Error> {
    let query = [("ReferenceCustomer", "cust-alice")];
    let untyped = live.untyped();
    let revoked = untyped.request("POST", "/v1/Customer/LinksRevokation", &query, None);
    revoked.await.map(drop)
}

/// Nothing is due, and that is a success too.
async fn bill(live: &Live) -> Result<(), Error> {
    let request = BillingCustomerRequest::new(alice());
    live.invoices().bill_customer(&request).await.map(drop)
}

async fn subscribe(live: &Live) -> Result<(), Error> {
    let offer = OfferReference::new("offer-starter").expect("a reference");
    let request = SubscriptionRequest::new(alice(), offer);
    let draft = CreateSubscription::default();
    live.subscriptions().create(&request, &draft).await.map(drop)
}

async fn suspend(live: &Live) -> Result<(), Error> {
    live.subscriptions().suspend(FIRST).await.map(drop)
}

async fn list(live: &Live) -> Result<(), Error> {
    let listing = live.customers().list(&ListCustomers::default());
    listing.all().await.map(drop)
}

async fn increment(live: &Live) -> Result<(), Error> {
    let feature = FeatureReference::new("feat-text-messages").expect("a reference");
    let mut request = UsageRequest::new(feature, Timestamp::now());
    request.reference_customer = Some(alice());
    request.increment = Some(1);
    live.usages().update(&request).await.map(drop)
}
