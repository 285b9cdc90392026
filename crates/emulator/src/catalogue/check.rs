//! The rules of a catalogue that the types of its members cannot express.

use std::collections::HashSet;
use std::fmt::Display;
use std::ops::RangeInclusive;

use super::error::CatalogueError;
use super::file::{Document, OneOffer};
use super::limits::{DURATION, PERIODS, QUANTITY};
use super::money::is_amount;
use super::reference::is_reference;

impl Document {
    /// Checks the rules that the types of the members cannot express.
    pub(super) fn check(&self) -> Result<(), CatalogueError> {
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
            let is_card = |card: &String| card.len() == 4 && card.bytes().all(|byte| byte.is_ascii_digit());
            if one.card.as_ref().is_some_and(|card| !is_card(card)) {
                let member = format!("Customers[{at}].Card");
                return Err(CatalogueError::new(member, "the last four digits of a card"));
            }
            let member = format!("Customers[{at}].Subscriptions");
            known(&member, one.subscriptions.iter().map(String::as_str), &offers)?;
        }
        Ok(())
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
        for (name, number, limits) in [
            ("DurationTrial", Some(self.duration_trial.into()), DURATION),
            (
                "DurationRecurrence",
                Some(self.duration_recurrence.into()),
                PERIODS,
            ),
            ("CountRecurrences", self.count_recurrences, PERIODS),
            ("CountMinRecurrences", self.count_min_recurrences, DURATION),
        ] {
            if number.is_some_and(|number| !limits.contains(&number)) {
                return Err(CatalogueError::new(format!("{at}.{name}"), outside(&limits)));
            }
        }
        for (index, one) in self.features.iter().enumerate() {
            let refuse = |name: &str, reason: &str| {
                Err(CatalogueError::new(
                    format!("{at}.Features[{index}].{name}"),
                    reason,
                ))
            };
            if !is_amount(one.amount_per_unit) {
                return refuse("AmountPerUnit", "the amount is too large");
            }
            if one
                .quantity_included
                .is_some_and(|quantity| !QUANTITY.contains(&quantity))
            {
                return refuse("QuantityIncluded", &outside(&QUANTITY));
            }
        }
        let held = self.features.iter().map(|one| one.reference_feature.as_str());
        known(&format!("{at}.Features"), held.clone(), features)?;
        unique(&format!("{at}.Features"), "ReferenceFeature", held)?;
        let upgrades = self.upgrades.iter().flatten().map(String::as_str);
        known(&format!("{at}.Upgrades"), upgrades, offers)
    }
}

fn outside(limits: &RangeInclusive<impl Display>) -> String {
    format!("it must be from {} to {}", limits.start(), limits.end())
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
