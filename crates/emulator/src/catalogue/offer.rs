//! An offer, and a feature as it holds it.

use std::sync::Arc;

use crate::clock::Length;
use crate::words::Words;

use super::features::Feature;
use super::localized::Localized;
use super::pricing::Pricing;

/// An offer. Amounts are minor units before tax.
#[derive(Debug)]
pub(crate) struct Offer {
    pub(crate) id: u64,
    pub(crate) reference_offer: String,
    pub(crate) title: String,
    pub(crate) description: Localized,
    pub(crate) visible: bool,
    pub(crate) up_front: i64,
    pub(crate) trial: Option<Length>,
    pub(crate) amount_trial: i64,
    /// Each recurrence.
    pub(crate) subtotal: i64,
    pub(crate) recurrence: Length,
    /// The number of periods; `None` is without end.
    pub(crate) count: Option<u64>,
    /// The number of periods that it must run at least.
    pub(crate) least: Option<u64>,
    pub(crate) termination: i64,
    pub(crate) features: Vec<OfferFeature>,
    /// Pricing tables that hold it, by reference.
    pub(crate) tables: Vec<String>,
    /// The offers to which it can be changed, by reference.
    pub(crate) upgrades: Vec<String>,
}

/// A feature as an offer holds it.
#[derive(Debug)]
pub(crate) struct OfferFeature {
    pub(crate) feature: Arc<Feature>,
    /// The line on a plan's card, e.g. "10 users"; empty where it is not shown.
    pub(crate) line: Localized,
    /// Of a switch: the offer contains it.
    pub(crate) included: bool,
    /// Of a quantity: how much of it the offer contains, `None` for any quantity.
    pub(crate) quantity: Option<i64>,
    /// The price of more than that.
    pub(crate) pricing: Pricing,
}

impl Offer {
    /// The lines on a plan's card.
    pub(crate) fn lines(&self, words: &Words) -> Vec<String> {
        let lines = self.features.iter().map(|one| one.line.in_words_of(words));
        lines.filter(|line| !line.is_empty()).map(str::to_owned).collect()
    }
}
