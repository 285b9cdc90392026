//! The Live API: one file per resource, each a handful of types and the calls that use them.

use std::sync::Arc;

use jiff::Timestamp;
use serde::Serialize;

use super::call::Call;
use super::transport::Transport;
use super::{CustomerReference, Error, SegmentReference, Settings, Untyped};

pub(super) mod balance;
pub(super) mod billing_address;
pub(super) mod customer;
pub(super) mod features;
pub(super) mod invoices;
pub(super) mod offers;
pub(super) mod payment_settings;
pub(super) mod quoting;
pub(super) mod subscriptions;
pub(super) mod usages;

/// The Live API of one account. Cheap to clone; a clone shares the connections.
#[derive(Clone)]
pub struct Live {
    transport: Arc<Transport>,
}

/// A handle for each resource, and the function that gives it.
macro_rules! resources {
    ($($(#[$doc:meta])* $name:ident: $handle:ident;)+) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Copy)]
            pub struct $handle<'a> {
                transport: &'a Transport,
            }
        )+

        impl Live {$(
            $(#[$doc])*
            pub fn $name(&self) -> $handle<'_> {
                $handle {
                    transport: &self.transport,
                }
            }
        )+}
    };
}

resources! {
    /// Customers: read, create, update, suspend, anonymise.
    customers: Customers;
    /// Billing addresses of customers.
    billing_addresses: BillingAddresses;
    /// How customers pay.
    payment_settings: PaymentSettings;
    /// The features that customers may use, and how much of them they use.
    usages: Usages;
    /// The catalogue.
    offers: Offers;
    /// The features that offers grant.
    features: Features;
    /// Subscriptions and their transitions.
    subscriptions: Subscriptions;
    /// Invoices, credit notes and billing.
    invoices: Invoices;
    /// Quotes: the price of something before it is done.
    quoting: Quoting;
    /// The lines that will be billed.
    balance: Balance;
}

impl Live {
    /// Makes a client; nothing is sent. `segment` goes with every call that takes one and is given none: ProAbono
    /// would take its default segment without a word.
    ///
    /// # Errors
    /// [`Error::Settings`] when the base is not one that credentials may be sent to, when a key has a character that
    /// no header can carry, or when the machine has no certificates to check ProAbono's with.
    pub fn new(settings: Settings, segment: SegmentReference) -> Result<Self, Error> {
        let transport = Arc::new(Transport::new(settings, Some(segment))?);
        Ok(Self { transport })
    }

    /// Calls that this version has no function for.
    pub fn untyped(&self) -> Untyped {
        Untyped::new(Arc::clone(&self.transport))
    }
}

impl Live {
    /// ProAbono's time, to the second: the header `Date` of a list that is asked for no items, whatever its
    /// status. `None` when it does not say. ProAbono refuses a usage of the future, and a clock of one's
    /// own may be ahead. Asked again as any read is.
    ///
    /// # Errors
    /// [`Error`]: why there was no answer; never a refusal.
    pub async fn time(&self) -> Result<Option<Timestamp>, Error> {
        #[derive(Serialize)]
        #[serde(rename_all = "PascalCase")]
        struct Query<'a> {
            reference_segment: Option<&'a SegmentReference>,
        }
        let reference_segment = self.transport.segment();
        let call = Call::get("time", "/v1/Features").query(&Query { reference_segment });
        self.transport
            .repeat(&call.page(1, 0), |received| Ok(received.date))
            .await
    }
}

/// The query of the many operations that name a customer and nothing else.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct CustomerQuery<'a> {
    reference_customer: &'a CustomerReference,
}

impl<'a> CustomerQuery<'a> {
    fn of(reference_customer: &'a CustomerReference) -> Self {
        Self { reference_customer }
    }
}
