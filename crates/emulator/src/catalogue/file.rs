//! The document of a catalogue. Its members have the names of ProAbono's API, where that has them.

use std::collections::HashSet;
use std::sync::Arc;

use serde::Deserialize;
use serde_json::{Map, Value};

use crate::clock::{Length, Unit};

use super::error::CatalogueError;
use super::features::{Feature, Type};
use super::offer::{Offer, OfferFeature};
use super::pricing::Pricing;
use super::{Parts, is_amount, is_reference};

/// The ids of the first feature and of the first offer, less one.
const FEATURE_IDS: u64 = 61_000;
const OFFER_IDS: u64 = 72_000;

/// Long enough for any period, and short enough for the calendar.
const LONGEST: u32 = 1_000;

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "PascalCase")]
struct Document {
    #[serde(default = "acme")]
    name: String,
    #[serde(default = "euro")]
    currency: String,
    features: Vec<OneFeature>,
    offers: Vec<OneOffer>,
    #[serde(default)]
    texts: Vec<Text>,
    #[serde(default)]
    customers: Vec<Customer>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "PascalCase")]
struct OneFeature {
    reference_feature: String,
    title_localized: Option<String>,
    type_feature: Type,
    #[serde(default = "yes")]
    is_visible: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "PascalCase")]
struct OneOffer {
    reference_offer: String,
    title_localized: Option<String>,
    #[serde(default)]
    description_localized: String,
    #[serde(default = "yes")]
    is_visible: bool,
    #[serde(default)]
    amount_up_front: i64,
    #[serde(default)]
    amount_trial: i64,
    #[serde(default)]
    duration_trial: u32,
    #[serde(default = "day")]
    unit_trial: Unit,
    amount_recurrence: i64,
    #[serde(default = "one")]
    duration_recurrence: u32,
    #[serde(default = "month")]
    unit_recurrence: Unit,
    count_recurrences: Option<u64>,
    count_min_recurrences: Option<u64>,
    #[serde(default)]
    amount_termination: i64,
    #[serde(default)]
    features: Vec<OneOfferFeature>,
    #[serde(default)]
    pricing_tables: Vec<String>,
    /// Every other offer, where it is left out.
    upgrades: Option<Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "PascalCase")]
struct OneOfferFeature {
    reference_feature: String,
    #[serde(default)]
    line: String,
    #[serde(default)]
    is_included: bool,
    quantity_included: Option<i64>,
    #[serde(default)]
    amount_per_unit: i64,
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

impl Document {
    /// Checks the rules that the types of the members cannot express.
    fn check(&self) -> Result<(), CatalogueError> {
        if self.currency.len() != 3 || !self.currency.bytes().all(|byte| byte.is_ascii_uppercase()) {
            return Err(CatalogueError::new(
                "Currency",
                "a currency has three capital letters",
            ));
        }
        let features = self.features.iter().map(|one| one.reference_feature.as_str());
        let features = unique("Features", "ReferenceFeature", features)?;
        let offers = self.offers.iter().map(|one| one.reference_offer.as_str());
        let offers = unique("Offers", "ReferenceOffer", offers)?;
        for (at, one) in self.offers.iter().enumerate() {
            one.check(&format!("Offers[{at}]"), &features, &offers)?;
        }
        let customers = self.customers.iter().map(|one| one.reference_customer.as_str());
        unique("Customers", "ReferenceCustomer", customers)?;
        for (at, one) in self.customers.iter().enumerate() {
            let member = format!("Customers[{at}].Subscriptions");
            known(&member, one.subscriptions.iter().map(String::as_str), &offers)?;
        }
        Ok(())
    }
}

impl OneFeature {
    fn feature(self, id: u64) -> Feature {
        Feature {
            id,
            title: self
                .title_localized
                .unwrap_or_else(|| self.reference_feature.clone()),
            reference: self.reference_feature,
            kind: self.type_feature,
            visible: self.is_visible,
        }
    }
}

impl OneOffer {
    fn check(
        &self,
        at: &str,
        features: &HashSet<&str>,
        offers: &HashSet<&str>,
    ) -> Result<(), CatalogueError> {
        for (name, amount) in [
            ("AmountUpFront", self.amount_up_front),
            ("AmountTrial", self.amount_trial),
            ("AmountRecurrence", self.amount_recurrence),
            ("AmountTermination", self.amount_termination),
        ] {
            if !is_amount(amount) {
                return Err(CatalogueError::new(
                    format!("{at}.{name}"),
                    "the amount is too large",
                ));
            }
        }
        for (name, duration, least) in [
            ("DurationTrial", self.duration_trial, 0),
            ("DurationRecurrence", self.duration_recurrence, 1),
        ] {
            if !(least..=LONGEST).contains(&duration) {
                let reason = format!("it must be from {least} to {LONGEST}");
                return Err(CatalogueError::new(format!("{at}.{name}"), reason));
            }
        }
        let held = self.features.iter().map(|one| one.reference_feature.as_str());
        known(&format!("{at}.Features"), held.clone(), features)?;
        unique(&format!("{at}.Features"), "ReferenceFeature", held)?;
        let upgrades = self.upgrades.iter().flatten().map(String::as_str);
        known(&format!("{at}.Upgrades"), upgrades, offers)
    }

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

/// References that obey the rule and stand there once.
fn unique<'a>(
    list: &str,
    name: &str,
    references: impl Iterator<Item = &'a str>,
) -> Result<HashSet<&'a str>, CatalogueError> {
    let mut found = HashSet::new();
    for (at, reference) in references.enumerate() {
        let refuse = |reason: &str| Err(CatalogueError::new(format!("{list}[{at}].{name}"), reason));
        if !is_reference(reference) {
            return refuse("a reference has 1 to 50 characters, none of < > ; \" = ? &");
        }
        if !found.insert(reference) {
            return refuse("another one has this reference");
        }
    }
    Ok(found)
}

/// References to what is in the same document.
fn known<'a>(
    list: &str,
    mut references: impl Iterator<Item = &'a str>,
    all: &HashSet<&str>,
) -> Result<(), CatalogueError> {
    match references.position(|reference| !all.contains(reference)) {
        Some(at) => Err(CatalogueError::new(
            format!("{list}[{at}]"),
            "the document has nothing with this reference",
        )),
        None => Ok(()),
    }
}
