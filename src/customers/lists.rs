//! The subscriptions and invoices of a customer, as ProAbono lists them.

use futures_util::{StreamExt as _, TryStreamExt as _};

use crate::proabono::{Error as ApiError, Invoice, ListInvoices, ListSubscriptions, Live, Subscription};

use super::{CustomerKey, Strangers, Unresolved, Verdict};

/// The most objects that are read.
const MOST: usize = 200;

/// The two ways to read subscriptions: with their features, or without them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Features {
    Read,
    Left,
}

/// The subscriptions that a customer has.
pub(super) async fn own_subscriptions(
    live: &Live,
    customer: &CustomerKey,
    features: Features,
) -> Result<Vec<Subscription>, Unresolved> {
    let options = ListSubscriptions {
        reference_segment: Some(customer.segment.clone()),
        reference_customer: Some(customer.reference.clone()),
        ignore_features: (features == Features::Left).then_some(true),
        ..ListSubscriptions::default()
    };
    let all = live.subscriptions().list(&options);
    let all = all.stream().take(MOST).try_collect().await;
    let mut subscriptions: Vec<Subscription> = unless_unknown(all)?;
    // Even if the filter were ignored, a subscription that does not name the customer counts as somebody else's.
    let mut others = Strangers::beside(&customer.reference);
    subscriptions.retain(|one| others.spare([&one.reference_customer, &one.reference_customer_buyer]));
    others.tell("list_subscriptions");
    Ok(subscriptions)
}

/// The invoices of a customer, credit notes among them.
pub(super) async fn own_invoices(live: &Live, customer: &CustomerKey) -> Result<Vec<Invoice>, Unresolved> {
    let options = ListInvoices {
        reference_customer: Some(customer.reference.clone()),
        reference_segment: Some(customer.segment.clone()),
        ..ListInvoices::default()
    };
    let all = live.invoices().list(&options);
    let all = all.stream().take(MOST).try_collect().await;
    let mut invoices: Vec<Invoice> = unless_unknown(all)?;
    let mut others = Strangers::beside(&customer.reference);
    invoices.retain(|invoice| others.spare([&invoice.reference_customer]));
    others.tell("list_invoices");
    Ok(invoices)
}

/// Turns the answer that the customer is unknown into an empty list: a user who is no customer yet has nothing.
fn unless_unknown<T>(all: Result<Vec<T>, ApiError>) -> Result<Vec<T>, Unresolved> {
    match all {
        Err(error) if Verdict::of(&error).is_no_customer() => Ok(Vec::new()),
        all => Ok(all?),
    }
}
