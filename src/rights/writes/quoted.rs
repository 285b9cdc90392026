use serde::Serialize;

use crate::customers::CustomerKey;
use crate::proabono::{Error as ApiError, FeatureReference, Live, Quote, QuoteUsage, TypeFeature};
use crate::rights::Item;

use super::change::{Amounts, Change};

/// The price of a change before it is made.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Quoted {
    #[serde(flatten)]
    pub(super) amounts: Amounts,
    /// True when nothing is due and the next term costs what it cost before.
    pub(super) free: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) currency: Option<String>,
    /// The amount that is due, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) due_localized: Option<String>,
    /// The next term, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) next_term_localized: Option<String>,
}

/// Asks ProAbono for the price, which also checks that the change is permitted. ProAbono quotes the whole next term, so whether
/// the change makes it dearer takes a second quote, of no change at all.
pub(super) async fn quote(
    live: &Live,
    customer: &CustomerKey,
    item: &Item,
    change: Change,
) -> Result<Quoted, ApiError> {
    let quote = ask(live, customer, item, change).await?.unwrap_or_default();
    let next = quote.next_term.as_deref();
    let amounts = Amounts {
        due: total(&quote),
        next_term: next.and_then(total),
    };
    Ok(Quoted {
        amounts,
        free: amounts.due == Some(0) && costs_no_more(live, customer, item, amounts.next_term).await,
        currency: quote.currency.clone(),
        due_localized: quote.pricing_localized.clone(),
        next_term_localized: next.and_then(|next| next.pricing_localized.clone()),
    })
}

/// Tells whether the next term costs the same without the change. A price that nobody knows is not the same.
async fn costs_no_more(live: &Live, customer: &CustomerKey, item: &Item, next_term: Option<i64>) -> bool {
    next_term.is_some() && next_term == as_before(live, customer, item).await
}

/// The price of the next term without the change.
async fn as_before(live: &Live, customer: &CustomerKey, item: &Item) -> Option<i64> {
    let none = match item.kind {
        Some(TypeFeature::OnOff) => Change::Enabled(item.is_enabled?),
        _ => Change::Increment(0),
    };
    let quote = ask(live, customer, item, none).await.ok().flatten()?;
    quote.next_term.as_deref().and_then(total)
}

async fn ask(
    live: &Live,
    customer: &CustomerKey,
    item: &Item,
    change: Change,
) -> Result<Option<Quote>, ApiError> {
    let feature: &FeatureReference = &item.feature;
    let request = change.quote((customer, feature, item.subscription));
    let options = QuoteUsage {
        next_term: Some(true),
        ..QuoteUsage::default()
    };
    live.quoting().usage(&request, &options).await
}

fn total(quote: &Quote) -> Option<i64> {
    quote.amount_total_due.or(quote.amount_total)
}
