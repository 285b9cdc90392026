//! What a subscription is before there is one: an offer, and what is its own.

use serde_json::{Map, Value};

use crate::emulator::catalogue::{Feature, Offer, OfferFeature, Pricing, Type};
use crate::emulator::clock::Moment;

use super::World;
use super::subscriptions::{Held, Quantity, State, Subscription, Terms};

/// What a new subscription is to be.
pub(in crate::emulator) struct SubscriptionDraft {
    pub(in crate::emulator) customer: u64,
    pub(in crate::emulator) buyer: u64,
    pub(in crate::emulator) offer: &'static Offer,
    pub(in crate::emulator) title: Option<String>,
    pub(in crate::emulator) terms: Terms,
    pub(in crate::emulator) date_start: Option<Moment>,
    pub(in crate::emulator) features: Vec<Override>,
    pub(in crate::emulator) metadata: Option<Map<String, Value>>,
}

/// What a draft changes in one feature; what is `None` stays as the offer has it.
pub(in crate::emulator) struct Override {
    pub(in crate::emulator) feature: &'static Feature,
    pub(in crate::emulator) included: Option<bool>,
    pub(in crate::emulator) enabled: Option<bool>,
    pub(in crate::emulator) quantity_included: Option<i64>,
    pub(in crate::emulator) quantity_current: Option<i64>,
    pub(in crate::emulator) pricing: Option<Pricing>,
}

impl SubscriptionDraft {
    /// An offer as it is.
    pub(in crate::emulator) fn plain(customer: u64, offer: &'static Offer) -> Self {
        Self {
            customer,
            buyer: customer,
            offer,
            title: None,
            terms: Terms::of(offer),
            date_start: None,
            features: Vec::new(),
            metadata: None,
        }
    }
}

impl World {
    /// What a draft would become; nothing is kept.
    pub(in crate::emulator) fn preview(&self, draft: SubscriptionDraft) -> Subscription {
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
            offer: draft.offer,
            title: draft.title.unwrap_or_else(|| draft.offer.title.to_owned()),
            state: State::DraftAgent,
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
        feature: offered.feature,
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
            feature: change.feature,
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

/// What was used stays used; a stock that nobody touched follows what is included.
pub(super) fn carry(before: &Held, after: &mut Held) {
    after.enabled = after.included || before.enabled;
    if let (Some(old), Some(new)) = (before.quantity, &mut after.quantity) {
        let touched = old.current != old.included || before.feature.kind == Type::Consumption;
        if touched {
            new.current = old.current;
        }
    }
}
