//! The offers and features of the sample account.

mod features;
mod offers;
mod pricing;

use super::clock::Length;

pub(super) use features::{FEATURES, Feature, Type};
pub(super) use offers::OFFERS;
pub(super) use pricing::Pricing;

pub(super) const CURRENCY: &str = "EUR";

/// The largest amount, in minor units and either way: more is a mistake, and would overflow a sum.
pub(super) const MOST: i64 = 1_000_000_000_000;

/// An offer. Amounts are cents before tax.
#[derive(Clone, Copy, Debug)]
pub(super) struct Offer {
    pub(super) id: u64,
    pub(super) reference_offer: &'static str,
    pub(super) title: &'static str,
    pub(super) description: &'static str,
    pub(super) visible: bool,
    /// Each recurrence.
    pub(super) subtotal: i64,
    pub(super) recurrence: Length,
    pub(super) trial: Option<Length>,
    pub(super) features: &'static [OfferFeature],
    /// Pricing tables that hold it, by reference.
    pub(super) tables: &'static [&'static str],
    /// The offers to which it can be changed, by reference.
    pub(super) upgrades: &'static [&'static str],
}

/// A feature as an offer holds it.
#[derive(Clone, Copy, Debug)]
pub(super) struct OfferFeature {
    pub(super) feature: &'static Feature,
    /// The line on a plan's card, e.g. "10 users"; empty where it is not shown.
    pub(super) line: &'static str,
    /// Of a switch: the offer contains it.
    pub(super) included: bool,
    /// Of a quantity: what the offer contains, `None` for as much as one likes.
    pub(super) quantity: Option<i64>,
    /// Of what is beyond that.
    pub(super) pricing: Pricing,
}

impl Offer {
    /// What a plan's card lists.
    pub(super) fn lines(&self) -> Vec<&'static str> {
        let shown = self.features.iter().filter(|one| !one.line.is_empty());
        shown.map(|one| one.line).collect()
    }
}

pub(super) fn offer(reference: &str) -> Option<&'static Offer> {
    OFFERS.iter().find(|offer| offer.reference_offer == reference)
}

pub(super) fn feature(reference: &str) -> Option<&'static Feature> {
    FEATURES
        .iter()
        .copied()
        .find(|feature| feature.reference == reference)
}

/// With the sample tax of 20 per cent.
pub(super) fn with_tax(subtotal: i64) -> i64 {
    subtotal.saturating_add(subtotal / 5)
}

/// `€29.00`, from cents.
pub(super) fn money(cents: i64) -> String {
    let sign = if cents < 0 { "−" } else { "" };
    let cents = cents.unsigned_abs();
    format!("{sign}€{}.{:02}", cents / 100, cents % 100)
}

#[cfg(test)]
mod tests {
    use super::{OFFERS, money, offer, with_tax};

    #[test]
    fn an_amount_is_shown_with_two_decimals() {
        assert_eq!(money(2_900), "€29.00");
        assert_eq!(money(5), "€0.05");
        assert_eq!(money(-1_250), "−€12.50");
        assert_eq!(with_tax(2_900), 3_480);
    }

    #[test]
    fn every_upgrade_leads_to_an_offer() {
        for one in OFFERS {
            assert!(
                one.upgrades.iter().all(|reference| offer(reference).is_some()),
                "{}",
                one.reference_offer
            );
        }
    }
}
