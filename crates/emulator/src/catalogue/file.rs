//! The document of a catalogue. Its members have the names of ProAbono's API, where that has them.

use std::sync::Arc;

use serde::Deserialize;
use serde_json::{Map, Value};

use crate::clock::{Length, Unit};

use super::error::CatalogueError;
use super::features::{Feature, Type};
use super::localized::Localized;
use super::offer::{Offer, OfferFeature};
use super::pricing::Pricing;

/// The ids of the first feature and of the first offer, less one.
const FEATURE_IDS: u64 = 61_000;
const OFFER_IDS: u64 = 72_000;

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "PascalCase")]
pub(super) struct Document {
    #[serde(default = "acme")]
    pub(super) name: String,
    #[serde(default = "euro")]
    pub(super) currency: String,
    pub(super) features: Vec<OneFeature>,
    pub(super) offers: Vec<OneOffer>,
    #[serde(default)]
    pub(super) texts: Vec<Text>,
    #[serde(default)]
    pub(super) customers: Vec<Customer>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "PascalCase")]
pub(super) struct OneFeature {
    pub(super) reference_feature: String,
    pub(super) title_localized: Option<Localized>,
    pub(super) type_feature: Type,
    #[serde(default = "yes")]
    pub(super) is_visible: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "PascalCase")]
pub(super) struct OneOffer {
    pub(super) reference_offer: String,
    pub(super) title_localized: Option<String>,
    #[serde(default)]
    pub(super) description_localized: Localized,
    #[serde(default = "yes")]
    pub(super) is_visible: bool,
    #[serde(default)]
    pub(super) amount_up_front: i64,
    #[serde(default)]
    pub(super) amount_trial: i64,
    #[serde(default)]
    pub(super) duration_trial: u32,
    #[serde(default = "day")]
    pub(super) unit_trial: Unit,
    pub(super) amount_recurrence: i64,
    #[serde(default = "one")]
    pub(super) duration_recurrence: u32,
    #[serde(default = "month")]
    pub(super) unit_recurrence: Unit,
    pub(super) count_recurrences: Option<u64>,
    pub(super) count_min_recurrences: Option<u64>,
    #[serde(default)]
    pub(super) amount_termination: i64,
    #[serde(default)]
    pub(super) features: Vec<OneOfferFeature>,
    #[serde(default)]
    pub(super) pricing_tables: Vec<String>,
    /// Every other offer, where it is left out.
    pub(super) upgrades: Option<Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "PascalCase")]
pub(super) struct OneOfferFeature {
    pub(super) reference_feature: String,
    #[serde(default)]
    pub(super) line: Localized,
    #[serde(default)]
    pub(super) is_included: bool,
    pub(super) quantity_included: Option<i64>,
    #[serde(default)]
    pub(super) amount_per_unit: i64,
}

/// A text of the segment, as `/HostedPages/LocalizationBySegments` has it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "PascalCase")]
pub(crate) struct Text {
    pub(crate) code: String,
    pub(crate) language: String,
    pub(crate) content: String,
    #[serde(default = "string")]
    pub(crate) type_content: String,
}

/// A customer who is there from the start.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "PascalCase")]
pub(crate) struct Customer {
    pub(crate) reference_customer: String,
    pub(crate) name: Option<String>,
    pub(crate) email: Option<String>,
    pub(crate) language: Option<String>,
    pub(crate) reference_affiliation: Option<String>,
    pub(crate) metadata: Option<Map<String, Value>>,
    /// The last four digits of a card that is registered.
    pub(crate) card: Option<String>,
    #[serde(default)]
    pub(crate) is_suspended: bool,
    /// The offers that are subscribed to, by reference: each runs from the start.
    #[serde(default)]
    pub(crate) subscriptions: Vec<String>,
}

fn acme() -> String {
    "Acme".to_owned()
}

fn euro() -> String {
    "EUR".to_owned()
}

fn string() -> String {
    "String".to_owned()
}

fn yes() -> bool {
    true
}

fn one() -> u32 {
    1
}

fn day() -> Unit {
    Unit::Day
}

fn month() -> Unit {
    Unit::Month
}

/// Everything in a catalogue.
#[derive(Debug, Default)]
pub(super) struct Parts {
    pub(super) name: String,
    pub(super) currency: String,
    pub(super) features: Vec<Arc<Feature>>,
    pub(super) offers: Vec<Arc<Offer>>,
    pub(super) texts: Vec<Text>,
    pub(super) customers: Vec<Customer>,
}

pub(super) fn read(text: &str) -> Result<Parts, CatalogueError> {
    let reader = &mut serde_json::Deserializer::from_str(text);
    let document: Document = serde_path_to_error::deserialize(reader)
        .map_err(|error| CatalogueError::new(error.path(), error.inner()))?;
    document.check()?;
    let features: Vec<Arc<Feature>> = (FEATURE_IDS + 1..)
        .zip(document.features)
        .map(|(id, one)| Arc::new(one.feature(id)))
        .collect();
    let references: Vec<String> = document
        .offers
        .iter()
        .map(|one| one.reference_offer.clone())
        .collect();
    let offers = (OFFER_IDS + 1..)
        .zip(document.offers)
        .map(|(id, one)| Arc::new(one.offer(id, &features, &references)))
        .collect();
    Ok(Parts {
        name: document.name,
        currency: document.currency,
        features,
        offers,
        texts: document.texts,
        customers: document.customers,
    })
}

impl OneFeature {
    fn feature(self, id: u64) -> Feature {
        Feature {
            id,
            title: self
                .title_localized
                .unwrap_or_else(|| Localized::One(self.reference_feature.clone())),
            reference: self.reference_feature,
            kind: self.type_feature,
            visible: self.is_visible,
        }
    }
}

impl OneOffer {
    fn offer(self, id: u64, features: &[Arc<Feature>], offers: &[String]) -> Offer {
        let others = offers.iter().filter(|one| **one != self.reference_offer);
        let upgrades = self.upgrades.unwrap_or_else(|| others.cloned().collect());
        let held = self.features.into_iter().filter_map(|one| {
            let feature = features
                .iter()
                .find(|known| known.reference == one.reference_feature)?;
            Some(OfferFeature {
                feature: feature.clone(),
                line: one.line,
                included: one.is_included,
                quantity: one.quantity_included,
                pricing: Pricing::unit(one.amount_per_unit),
            })
        });
        let trial = length(self.duration_trial, self.unit_trial);
        Offer {
            id,
            title: self
                .title_localized
                .unwrap_or_else(|| self.reference_offer.clone()),
            reference_offer: self.reference_offer,
            description: self.description_localized,
            visible: self.is_visible,
            up_front: self.amount_up_front,
            trial: Some(trial).filter(|trial| trial.count > 0),
            amount_trial: self.amount_trial,
            subtotal: self.amount_recurrence,
            recurrence: length(self.duration_recurrence, self.unit_recurrence),
            count: self.count_recurrences,
            least: self.count_min_recurrences,
            termination: self.amount_termination,
            features: held.collect(),
            tables: self.pricing_tables,
            upgrades,
        }
    }
}

fn length(count: u32, unit: Unit) -> Length {
    Length {
        count: count.into(),
        unit,
    }
}
