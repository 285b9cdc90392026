use serde_json::json;

use crate::proabono::{FeatureReference, SubscriptionId};
use crate::rights::{Item, Known, now_for};

use super::reply::Reply;

/// The subscription whose usage changes, among those of the customer. ProAbono would take any number, and without one it looks
/// across all segments.
pub(super) fn subscription(
    known: &Known,
    feature: &FeatureReference,
    named: Option<SubscriptionId>,
) -> Result<Item, Reply> {
    let Some(rights) = known.rights(now_for(known)) else {
        return Err(match known.usable(now_for(known)) {
            Some(_) => nothing("no-customer", "ProAbono has no such customer within reach."),
            None => Reply::away(),
        });
    };
    let items = rights.get(feature).map(|right| right.items.as_slice());
    let items = items.unwrap_or_default();
    let fits = |item: &&Item| named.is_none() || item.subscription == named;
    let mut fitting = items.iter().filter(fits);
    match (fitting.next(), fitting.next()) {
        (Some(item), None) => Ok(item.clone()),
        (Some(_), Some(_)) => {
            let ids: Vec<_> = items.iter().filter_map(|item| item.subscription).collect();
            let text = "Several subscriptions of the customer have the feature: name one in subscription.";
            let body = json!({ "error": "several-subscriptions", "text": text, "subscriptions": ids });
            Err(Reply::not_written(422, body))
        }
        (None, _) => Err(nothing(
            "not-included",
            "No running subscription of the customer has the feature, or not the one that was named.",
        )),
    }
}

fn nothing(error: &str, text: &str) -> Reply {
    Reply::not_written(403, json!({ "error": error, "text": text }))
}
