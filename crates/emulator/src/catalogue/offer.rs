//! An offer, and a feature as it holds it.

use crate::clock::Length;

use super::features::Feature;
use super::pricing::Pricing;

/// An offer. Amounts are cents before tax.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Offer {
    pub(crate) id: u64,
    pub(crate) reference_offer: &'static str,
    pub(crate) title: &'static str,
    pub(crate) description: &'static str,
    pub(crate) visible: bool,
    /// Each recurrence.
    pub(crate) subtotal: i64,
    pub(crate) recurrence: Length,
    pub(crate) trial: Option<Length>,
    pub(crate) features: &'static [OfferFeature],
    /// Pricing tables that hold it, by reference.
    pub(crate) tables: &'static [&'static str],
    /// The offers to which it can be changed, by reference.
    pub(crate) upgrades: &'static [&'static str],
}

/// A feature as an offer holds it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct OfferFeature {
    pub(crate) feature: &'static Feature,
    /// The line on a plan's card, e.g. "10 users"; empty where it is not shown.
    pub(crate) line: &'static str,
    /// Of a switch: the offer contains it.
    pub(crate) included: bool,
    /// Of a quantity: what the offer contains, `None` for as much as one likes.
    pub(crate) quantity: Option<i64>,
    /// Of what is beyond that.
    pub(crate) pricing: Pricing,
}

impl Offer {
    /// The lines on a plan's card.
    pub(crate) fn lines(&self) -> Vec<&'static str> {
        let shown = self.features.iter().filter(|one| !one.line.is_empty());
        shown.map(|one| one.line).collect()
    }
}
