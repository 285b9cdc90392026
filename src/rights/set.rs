use std::collections::BTreeMap;

use crate::proabono::{FeatureReference, TypeFeature};

use super::Item;

/// All that a customer may use: ProAbono's list, combined for each feature. It is replaced as a whole, since what ends
/// disappears from the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct RightsSet {
    features: BTreeMap<FeatureReference, Right>,
}

/// One feature, as all running subscriptions together give it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Right {
    pub(crate) extent: Extent,
    /// The items that it comes from.
    pub(crate) items: Vec<Item>,
}

/// How far a feature may be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Extent {
    /// On or off.
    Switch { enabled: bool },
    /// So many.
    Amounts { included: i64, current: i64 },
    /// As many as one likes.
    Unlimited,
    /// The type is none that this version knows.
    UnknownType,
    /// Two subscriptions say different types.
    TypesDisagree,
}

impl RightsSet {
    /// Combines the items of a list.
    pub(crate) fn of(items: impl IntoIterator<Item = Item>) -> Self {
        let mut listed: BTreeMap<FeatureReference, Vec<Item>> = BTreeMap::new();
        for item in items {
            listed.entry(item.feature.clone()).or_default().push(item);
        }
        let combined = listed.into_iter().map(|(feature, mut items)| {
            // The order of the list means nothing, and must not look like a change.
            items.sort_by_key(|item| item.subscription);
            items.dedup_by(replaces);
            let extent = extent(&items);
            (feature, Right { extent, items })
        });
        Self {
            features: combined.collect(),
        }
    }

    /// The right to a feature, by its reference to the letter.
    pub(crate) fn get(&self, feature: &FeatureReference) -> Option<&Right> {
        self.features.get(feature)
    }

    /// All of them, in the order of their references.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&FeatureReference, &Right)> {
        self.features.iter()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.features.is_empty()
    }

    /// The features that are refused since the list cannot be understood, for the log.
    pub(super) fn unclear(&self) -> impl Iterator<Item = (&FeatureReference, Extent)> {
        let unclear = |right: &Right| matches!(right.extent, Extent::UnknownType | Extent::TypesDisagree);
        let found = self.features.iter().filter(move |(_, right)| unclear(right));
        found.map(|(feature, right)| (feature, right.extent))
    }
}

/// Puts the later one of two items in place of the other when both are of one subscription. There is one for each, and an
/// item may come again on the next page when the list changes while it is read: it must not count twice.
fn replaces(later: &mut Item, item: &mut Item) -> bool {
    let same = item.subscription.is_some() && item.subscription == later.subscription;
    if same {
        std::mem::swap(item, later);
    }
    same
}

fn extent(items: &[Item]) -> Extent {
    let mut kinds = items.iter().map(|item| item.kind.as_ref());
    let first = kinds.next().flatten();
    if kinds.any(|kind| kind != first) {
        return Extent::TypesDisagree;
    }
    match first {
        Some(TypeFeature::OnOff) => Extent::Switch {
            enabled: items.iter().any(|item| item.is_enabled == Some(true)),
        },
        Some(TypeFeature::Limitation | TypeFeature::Consumption) => amounts(items),
        _ => Extent::UnknownType,
    }
}

/// The sums. A quantity that is absent means that there is no limit, and so for the whole.
fn amounts(items: &[Item]) -> Extent {
    let pairs = items
        .iter()
        .map(|item| item.quantity_included.zip(item.quantity_current));
    let summed = pairs
        .into_iter()
        .try_fold((0_i64, 0_i64), |(included, current), pair| {
            let (more_included, more_current) = pair?;
            // Nobody knows what a negative quantity would mean, and it must not give more than nothing does.
            Some((
                included.saturating_add(more_included.max(0)),
                current.saturating_add(more_current.max(0)),
            ))
        });
    summed.map_or(Extent::Unlimited, |(included, current)| Extent::Amounts {
        included,
        current,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::proabono::SubscriptionId;

    #[test]
    fn an_item_that_comes_twice_counts_once_as_it_came_last() {
        let item = |subscription, current| Item {
            feature: FeatureReference::new("feat-users").unwrap(),
            kind: Some(TypeFeature::Limitation),
            subscription: Some(SubscriptionId(subscription)),
            is_included: None,
            is_enabled: None,
            quantity_included: Some(3),
            quantity_current: Some(current),
            period_end: None,
        };
        let set = RightsSet::of([item(2, 0), item(1, 1), item(1, 2), item(1, 3)]);
        let (_, right) = set.iter().next().unwrap();
        assert_eq!(right.items, [item(1, 3), item(2, 0)]);
        assert_eq!(
            right.extent,
            Extent::Amounts {
                included: 6,
                current: 3
            }
        );
    }
}
