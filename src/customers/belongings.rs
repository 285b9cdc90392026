//! Reads the object of a workflow, such as an invoice, afresh, and returns it only when it is the visitor's.

use futures_util::TryStreamExt as _;

use crate::proabono::{
    Error as ApiError, Invoice, InvoiceId, Links, ListSubscriptions, Live, Offer, OfferReference,
    RetrieveOffer, SegmentReference, Subscription, SubscriptionId,
};

use super::{CustomerKey, Strangers, Unresolved, Verdict};

/// The offer with this reference, when customers may see it. A hidden offer is for those to whom the merchant sent a
/// link, so a reference in an address does not open it.
pub(crate) async fn visible_offer(
    live: &Live,
    customer: &CustomerKey,
    offer: &OfferReference,
) -> Result<Option<Offer>, Unresolved> {
    let mut options = RetrieveOffer::new(offer.clone());
    options.reference_segment = Some(customer.segment.clone());
    options.is_visible = Some(true);
    options.ignore_features = Some(true);
    options.links = Some(false);
    let found = known(live.offers().retrieve(&options).await)?;
    Ok(
        found
            .filter(|found| found.reference_offer.as_ref() == Some(offer) && found.is_visible != Some(false)),
    )
}

/// The links by which the customer's subscription changes to an offer.
pub(crate) async fn links_of_upgrade(
    live: &Live,
    customer: &CustomerKey,
    offer: &OfferReference,
) -> Result<Links, Unresolved> {
    let mut options = RetrieveOffer::new(offer.clone());
    options.reference_segment = Some(customer.segment.clone());
    options.reference_customer = Some(customer.reference.clone());
    options.upgrade = Some(true);
    options.ignore_features = Some(true);
    let found = known(live.offers().retrieve(&options).await)?;
    Ok(found.map(|offer| offer.links).unwrap_or_default())
}

/// The subscription with this number, when the customer has it or pays for it.
pub(crate) async fn own_subscription(
    live: &Live,
    customer: &CustomerKey,
    id: SubscriptionId,
) -> Result<Option<Subscription>, Unresolved> {
    let having = ListSubscriptions {
        reference_customer: Some(customer.reference.clone()),
        ..ListSubscriptions::default()
    };
    let paying = ListSubscriptions {
        reference_customer_buyer: Some(customer.reference.clone()),
        ..ListSubscriptions::default()
    };
    let mut others = Strangers::beside(&customer.reference);
    for mut options in [having, paying] {
        options.reference_segment = Some(customer.segment.clone());
        options.ignore_features = Some(true);
        let all = live.subscriptions().list(&options).stream();
        let mut all = std::pin::pin!(all);
        while let Some(one) = known(all.try_next().await.map(Some))?.flatten() {
            let theirs = others.spare([&one.reference_customer, &one.reference_customer_buyer]);
            if theirs && one.id == Some(id) {
                return Ok(Some(one));
            }
        }
    }
    others.tell("list_subscriptions");
    Ok(None)
}

/// The invoice with this number, when it is the customer's.
pub(crate) async fn own_invoice(
    live: &Live,
    customer: &CustomerKey,
    id: InvoiceId,
) -> Result<Option<Invoice>, Unresolved> {
    let found = known(live.invoices().retrieve(id).await)?;
    let mut others = Strangers::beside(&customer.reference);
    let own = found.filter(|invoice| {
        others.spare([&invoice.reference_customer])
            && invoice
                .reference_segment
                .as_ref()
                .is_none_or(|segment: &SegmentReference| *segment == customer.segment)
    });
    others.tell_spelling("retrieve_invoice");
    Ok(own)
}

/// Turns the answer that there is no such thing into `None`, since it is no failure.
fn known<T>(answer: Result<Option<T>, ApiError>) -> Result<Option<T>, Unresolved> {
    match answer {
        Err(error) if Verdict::of(&error).is_no_such_thing() => Ok(None),
        answer => Ok(answer?),
    }
}
