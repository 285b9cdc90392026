//! A draft, and the subscription that it would become.

use crate::catalogue::{OfferFeature, Pricing, Type};
use crate::model::{Held, Override, Quantity, State, Subscription, SubscriptionDraft};

use super::World;

impl World {
    /// The subscription that a draft would become. Nothing is kept.
    pub(crate) fn preview(&self, draft: SubscriptionDraft) -> Subscription {
        let mut features: Vec<Held> = draft.offer.features.iter().map(held).collect();
        for change in &draft.features {
            apply(&mut features, change);
        }
        for (held, id) in features.iter_mut().zip(self.last_id + 2..) {
            held.id = id;
        }
        Subscription {
            id: self.last_id + 1,
            id_customer: draft.customer,
            id_buyer: draft.buyer,
            title: draft.title.unwrap_or_else(|| draft.offer.title.clone()),
            state: State::DraftAgent,
            offer: draft.offer,
            terms: draft.terms,
            features,
            metadata: draft.metadata,
            date_start: draft.date_start,
            period: None,
            date_end: None,
            is_trial: false,
            periods: 0,
            termination: None,
            successor: None,
            date_update: self.now(),
        }
    }
}

/// A stock starts full, a volume empty.
fn held(offered: &OfferFeature) -> Held {
    let stock = offered.feature.kind == Type::Limitation;
    Held {
        id: 0,
        feature: offered.feature.clone(),
        included: offered.included,
        enabled: offered.included,
        quantity: offered.quantity.map(|included| Quantity {
            included,
            current: if stock { included } else { 0 },
        }),
        pricing: offered.pricing,
    }
}

/// Adds the feature where the offer lacks it.
fn apply(features: &mut Vec<Held>, change: &Override) {
    let known = features
        .iter()
        .position(|held| held.feature.id == change.feature.id);
    let at = known.unwrap_or_else(|| {
        features.push(Held {
            id: 0,
            feature: change.feature.clone(),
            included: false,
            enabled: false,
            quantity: Some(Quantity {
                included: 0,
                current: 0,
            })
            .filter(|_| change.feature.kind != Type::OnOff),
            pricing: Pricing::FREE,
        });
        features.len() - 1
    });
    let held = &mut features[at];
    held.included = change.included.unwrap_or(held.included);
    held.enabled = change.enabled.unwrap_or(held.enabled);
    held.pricing = change.pricing.unwrap_or(held.pricing);
    if change.quantity_included.is_some() || change.quantity_current.is_some() {
        let before = held.quantity;
        let included = change
            .quantity_included
            .or(before.map(|one| one.included))
            .unwrap_or(0);
        let current = change
            .quantity_current
            .or(before.map(|one| one.current))
            .unwrap_or(included);
        held.quantity = Some(Quantity { included, current });
    }
}

/// A used quantity stays used; a stock that nobody touched follows the included quantity.
pub(super) fn carry(before: &Held, after: &mut Held) {
    after.enabled = after.included || before.enabled;
    if let (Some(old), Some(new)) = (before.quantity, &mut after.quantity) {
        let touched = old.current != old.included || before.feature.kind == Type::Consumption;
        if touched {
            new.current = old.current;
        }
    }
}
